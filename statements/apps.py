from django.apps import AppConfig


class StatementsConfig(AppConfig):
    """What was said, and what it binds its authors to."""

    name = "statements"
    verbose_name = "Statements"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Importers register themselves when they are imported.
        from statements.imports import store  # noqa: F401
