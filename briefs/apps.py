from django.apps import AppConfig


class BriefsConfig(AppConfig):
    """The paper that says how words and events compare."""

    name = "briefs"
    verbose_name = "Briefs"
    default_auto_field = "django.db.models.BigAutoField"
