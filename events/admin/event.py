from django.contrib import admin
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from events.admin.desk import Desk
from events.admin.duplicates import EventForm
from events.admin.later_report import LaterReport, TakesLaterReports
from events.admin.merging import MergePages
from events.models import Event, EventParty, Report
from events.standing import with_contested
from records.admin.base import DetailRows, RecordAdmin, RecordStack, VisibleRelatedFilter, date_column
from records.levels import AFTER_EVERY_EMBARGO
from records.models import Release


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


class ContestedFilter(admin.SimpleListFilter):
    """Events on which standing reports both affirm and deny."""

    title = _("contested")
    parameter_name = "contested"

    def lookups(self, request, model_admin):
        return (("yes", _("contested")), ("no", _("not contested")))

    def queryset(self, request, queryset):
        return queryset.filter(is_contested=self.value() == "yes") if self.value() in ("yes", "no") else queryset


@admin.register(Event)
class EventAdmin(MergePages, Desk, TakesLaterReports, RecordAdmin):
    form = EventForm
    list_display = ("title", "happened", "place", "kind", "contested", "withdrawn", "seen_by")
    list_filter = (ContestedFilter, "kind", ("place", VisibleRelatedFilter), "level")
    list_select_related = ("place",)
    search_fields = ("title", "account", "place__name", "place__local_name")
    date_hierarchy = "happened_on_latest"
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
        rows = with_contested(super().get_queryset(request), request.user)
        releases = Release.objects.visible_to(request.user, AFTER_EVERY_EMBARGO)
        rows = rows.annotate(is_gone=Exists(releases.filter(pk=OuterRef("withdrawn_in")).order_by()))
        match = request.resolver_match
        # Merged events have their pages, and are offered nowhere.
        is_of_one = match is not None and ("object_id" in match.kwargs or "key" in match.kwargs)
        return rows if is_of_one else rows.listed()

    @admin.display(description=_("contested"), boolean=True, ordering="is_contested")
    def contested(self, event):
        return event.is_contested or None

    @admin.display(description=_("withdrawn by its publisher"), boolean=True, ordering="is_gone")
    def withdrawn(self, event):
        return event.is_gone or None
