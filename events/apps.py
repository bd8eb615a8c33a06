from django.apps import AppConfig


class EventsConfig(AppConfig):
    """What happened later, according to whom."""

    name = "events"
    verbose_name = "Events"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Importers register themselves when they are imported.
        from events.imports import datasets  # noqa: F401
