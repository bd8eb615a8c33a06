"""A site's own settings, but for the addresses of static files: nobody collects them for a race."""

from config.settings import *  # noqa: F403 - a site's settings, all of them

STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
