from django.apps import AppConfig


class TalksConfig(AppConfig):
    """Who met whom, where, when, in what role."""

    name = "talks"
    verbose_name = "Talks"
    default_auto_field = "django.db.models.BigAutoField"
