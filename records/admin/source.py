from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.base import KeptAdmin, RecordAdmin, VisibleRelatedFilter, date_column
from records.models import Publisher, Source


@admin.register(Publisher)
class PublisherAdmin(KeptAdmin):
    list_display = ("name", "kind", "country", "reliability")
    list_filter = ("kind", "reliability")
    search_fields = ("name", "note")
    placeholders = {"name": "Reuters"}


@admin.register(Source)
class SourceAdmin(RecordAdmin):
    list_display = ("title", "publisher", "published", "kind", "language", "seen_by")
    list_filter = ("kind", "language", ("publisher", VisibleRelatedFilter), "level")
    list_select_related = ("publisher",)
    search_fields = ("title", "authors", "publisher__name", "url")
    date_hierarchy = "published_on_latest"
    placeholders = {"title": "Taliban overrun Afghan border post", "url": "https://"}
    fieldsets = (
        (None, {"fields": ("title", "kind", "publisher", "authors", "published_on", "language")}),
        (_("Where it can be read"), {"fields": ("url", "archived_url")}),
    )

    published = date_column("published_on", _("published"))
