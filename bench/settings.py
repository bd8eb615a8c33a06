"""The settings of a site under measurement: a site's own, with every file in a folder that is thrown away."""

import os
from pathlib import Path

from config.settings import *  # noqa: F403 - a site's settings, all of them

FOLDER = Path(os.environ["BENCH_FOLDER"])
MEDIA_ROOT = FOLDER / "media"
STATIC_ROOT = FOLDER / "static"
# Their addresses as they are: to collect the files takes longer than to measure a list.
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
