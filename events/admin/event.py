from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.admin.desk import Desk
from events.admin.duplicates import EventForm
from events.admin.event_list import EventListPage
from events.admin.later_report import LaterReport, TakesLaterReports
from events.admin.merging import MergePages
from events.models import Event, EventParty, Report
from records.admin.base import DetailRows, RecordAdmin, RecordStack, date_column
from records.levels import AFTER_EVERY_EMBARGO


class EventPartyRows(DetailRows):
    model = EventParty
    fields = ("party", "role", "as_written")


class ReportRows(LaterReport, RecordStack):
    """What each claimant says. A report that another one supersedes stays where it is."""

    model = Report
    placeholders = {
        "claimant_label": "two senior security officials",
        "claimant_office": "spokesman, Ministry of Interior",
        "words": "the crossing is still under the control of the government",
        "made_on": "2021-07-08",
    }
    fields = (
        ("stance", "made_on", "level"),
        ("claimant_party", "claimant_person"),
        ("claimant_office", "claimant_label"),
        "words",
        ("source", "credibility", "supersedes"),
    )

    def get_autocomplete_fields(self, request):
        # Only a few reports can be superseded, those on the same event: a short list is quicker than typing.
        return [name for name in super().get_autocomplete_fields(request) if name != "supersedes"]

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name == "supersedes":
            key = request.resolver_match.kwargs.get("object_id", "")
            seen = Report.objects.visible_to(request.user, at=AFTER_EVERY_EMBARGO)
            seen = seen.select_related("claimant_party", "claimant_person")
            kwargs["queryset"] = seen.filter(event_id=key) if key.isdecimal() else seen.none()
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(Event)
class EventAdmin(MergePages, Desk, TakesLaterReports, EventListPage, RecordAdmin):
    form = EventForm
    placeholders = {
        "title": "Islam Qala border crossing is said to fall to the Taliban",
        "happened_on": "8 July 2021",
    }
    fieldsets = (
        (None, {"fields": (("title",), ("kind", "clarity"), ("happened_on", "place"), "account")}),
        (_("Deaths, as somebody stated them"), {"fields": (("deaths_low", "deaths_best", "deaths_high"),)}),
    )
    inlines = (EventPartyRows, ReportRows)

    happened = date_column("happened_on", _("happened"))

    def get_queryset(self, request):
        rows, match = super().get_queryset(request), request.resolver_match
        # Merged events have their pages, and are offered nowhere.
        is_of_one = match is not None and ("object_id" in match.kwargs or "key" in match.kwargs)
        return rows if is_of_one else rows.listed()
