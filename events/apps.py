from django.apps import AppConfig


class EventsConfig(AppConfig):
    """What happened later, according to whom."""

    name = "events"
    verbose_name = "Events"
    default_auto_field = "django.db.models.BigAutoField"
