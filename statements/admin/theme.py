from django.contrib import admin

from records.admin.base import KeptAdmin
from statements.models import Theme


@admin.register(Theme)
class ThemeAdmin(KeptAdmin):
    """Entries of the codebooks. Those of others are read here, not rewritten."""

    list_display = ("label", "code", "codebook")
    list_filter = ("codebook",)
    search_fields = ("label", "code", "description")
    fields = ("codebook", "code", "label", "description")
    placeholders = {"code": "cease", "label": "Ceasefire"}

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and (obj is None or obj.codebook == Theme.Codebook.OWN)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and (obj is None or obj.codebook == Theme.Codebook.OWN)
