from django.contrib import admin

from records.admin.base import DetailRows, RecordAdmin
from talks.models import Office, Person, PersonName


class SpellingRows(DetailRows):
    model = PersonName
    placeholders = {"name": "Yunus Qanuni"}


class OfficeRows(DetailRows):
    model = Office
    fields = ("title", "party", "held_from", "held_until")
    placeholders = {"title": "Spokesman, Ministry of Interior"}


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    list_display = ("name", "seen_by")
    list_filter = ("level",)
    search_fields = ("name", "names__name", "offices__title")
    placeholders = {"name": "Mohammad Younus Qanooni"}
    fieldsets = ((None, {"fields": ("name", "note")}),)
    inlines = (SpellingRows, OfficeRows)
