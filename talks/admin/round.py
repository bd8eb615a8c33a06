from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.base import DetailRows, RecordAdmin, RecordStack, VisibleRelatedFilter, date_column
from talks.models import Naming, Participation, Round


class ParticipationRows(RecordStack):
    model = Participation
    placeholders = {"named_as_written": "a delegation of the Afghan government"}
    fields = (("party", "role", "level"), ("named_as_written", "head"), "delegates")


class NamingRows(DetailRows):
    model = Naming
    fields = ("party", "named", "source")
    placeholders = {"named": "Afghan politicians"}


@admin.register(Round)
class RoundAdmin(RecordAdmin):
    list_display = ("name", "process", "opened", "closed", "place", "format", "status", "seen_by")
    list_filter = (("process", VisibleRelatedFilter), "status", "format", "level")
    list_select_related = ("process", "place")
    search_fields = ("name", "process__name", "place__name", "agenda", "whats_next")
    date_hierarchy = "opened_on_earliest"
    placeholders = {
        "name": "Tehran meeting",
        "whats_next": "A further meeting as soon as possible; date and place were not given.",
    }
    fieldsets = (
        (None, {"fields": ("process", ("name", "number"), ("format", "status"), "place")}),
        (_("When"), {"fields": ("opened_on", "closed_on")}),
        (_("What it was about"), {"fields": ("agenda", "whats_next", "source")}),
    )
    inlines = (ParticipationRows, NamingRows)

    opened = date_column("opened_on", _("opened"))
    closed = date_column("closed_on", _("closed"))
