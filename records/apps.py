from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """How any record is kept: dated, levelled, searchable, guarded against lost edits, audited."""

    name = "records"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Checks register themselves when they are imported.
        from records import checks  # noqa: F401
