from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from events.models import Report
from records.admin.base import RecordAdmin, VisibleRelatedFilter, date_column


@admin.register(Report)
class ReportAdmin(RecordAdmin):
    """All reports in one list. They are entered on the page of their event."""

    list_display = ("__str__", "event", "made", "source", "credibility", "seen_by")
    list_filter = ("stance", "credibility", ("claimant_party", VisibleRelatedFilter), "level")
    list_select_related = ("event", "source__publisher", "claimant_party", "claimant_person")
    search_fields = ("words", "claimant_label", "claimant_office", "claimant_person__name", "event__title")
    fieldsets = (
        (
            None,
            {"fields": ("event", ("stance", "made_on"), "words", ("source", "credibility"), "as_cited", "supersedes")},
        ),
        (
            _("Claimant"),
            {"fields": (("claimant_party", "claimant_person"), ("claimant_office", "claimant_label"))},
        ),
    )

    # As the dataset that it came with has it.
    readonly_fields = ("as_cited",)

    made = date_column("made_on", _("made"))
