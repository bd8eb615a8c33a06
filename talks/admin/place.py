from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.base import RecordAdmin
from talks.admin.matching import MatchingPages
from talks.models import Place


@admin.register(Place)
class PlaceAdmin(MatchingPages, RecordAdmin):
    list_display = ("name", "local_name", "kind", "admin1", "country", "within", "seen_by")
    list_filter = ("kind", "level")
    list_select_related = ("within",)
    search_fields = ("name", "local_name", "admin1", "admin2")
    placeholders = {"name": "Islam Qala", "local_name": "اسلام‌قلعه", "admin1": "Herat", "admin2": "Kohsan"}
    fieldsets = (
        (None, {"fields": ("name", "local_name", "kind")}),
        (_("Where it lies"), {"fields": ("within", "country", "admin1", "admin2")}),
        (_("On the map"), {"fields": ("latitude", "longitude", "precision")}),
    )
