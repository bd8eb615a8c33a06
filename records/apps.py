from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    """How any record is kept: dated, levelled, searchable, guarded against lost edits, audited."""

    name = "records"
    verbose_name = "Accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        # Checks register themselves when they are imported.
        from records import checks  # noqa: F401
        from records.audit import receivers
        from records.imports import touched  # noqa: F401
        from records.role_permissions import settle_roles

        receivers.listen()

        # Django makes the permissions of one app after the other; when the last is done, all are there.
        *_others, last = apps.get_app_configs()
        post_migrate.connect(settle_roles, sender=last)
