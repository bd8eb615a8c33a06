from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """How each commitment fares against what happened."""

    name = "tracking"
    verbose_name = "Tracking"
    default_auto_field = "django.db.models.BigAutoField"
