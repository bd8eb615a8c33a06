from django.apps import AppConfig


class TrackingConfig(AppConfig):
    """How each commitment fares against what happened."""

    name = "tracking"
    verbose_name = "Tracking"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Importers register themselves when they are imported.
        from records.imports.afterwards import register
        from tracking.imports import store  # noqa: F401
        from tracking.suggestions.running import after_import

        register(after_import)
