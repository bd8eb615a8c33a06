from django.contrib import admin

from records.admin.base import DetailRows, RecordAdmin
from talks.admin.matching import MatchingPages
from talks.models import Party, PartyIdentifier, PartyLink, PartyName


class NameRows(DetailRows):
    model = PartyName
    placeholders = {"name": "د افغانستان اسلامي امارت"}


class LinkRows(DetailRows):
    model = PartyLink
    fk_name = "party"
    fields = ("kind", "other", "valid_from", "valid_until")


class IdentifierRows(DetailRows):
    model = PartyIdentifier


@admin.register(Party)
class PartyAdmin(MatchingPages, RecordAdmin):
    list_display = ("name", "short_name", "kind", "country", "seen_by")
    list_filter = ("kind", "level")
    search_fields = ("name", "short_name", "names__name", "identifiers__value")
    placeholders = {"name": "Government of Afghanistan", "short_name": "Afghan government"}
    fieldsets = ((None, {"fields": ("name", "short_name", "kind", "country", "note")}),)
    inlines = (NameRows, LinkRows, IdentifierRows)
