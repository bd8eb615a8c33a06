"""A later report of the same claimant: a new row on the page of the event that knows whose place it takes."""

from events.models import Report
from records.admin.sent_rows import is_key
from records.levels import AFTER_EVERY_EMBARGO

# What stands in the address of the page: the key of the report that the new one takes the place of.
LATER_THAN = "later_than"
# Who it is stays the same.
CLAIMANT = ("claimant_party", "claimant_person", "claimant_office", "claimant_label")


def earlier_report(request, event):
    """The report on `event` that the address says a later one is to be entered of; None where the reader sees no such."""
    key = request.GET.get(LATER_THAN, "")
    if event is None or not is_key(key):
        return None
    seen = Report.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).filter(event=event)
    return seen.filter(pk=key).first()


class LaterReport:
    """For the rows of reports: one more of them, empty but for its claimant, where the address asks for it."""

    def get_extra(self, request, obj=None, **kwargs):
        return super().get_extra(request, obj, **kwargs) + bool(earlier_report(request, obj))

    def given(self, request, obj):
        """What the new row starts with, a list for the formset; empty where none is asked for."""
        report = earlier_report(request, obj)
        if report is None:
            return []
        return [{"supersedes": report.pk, **{name: report.serializable_value(name) for name in CLAIMANT}}]


class TakesLaterReports:
    """For the admin of events: the rows of reports start with what the address gives."""

    def get_formset_kwargs(self, request, obj, inline, prefix):
        kwargs = super().get_formset_kwargs(request, obj, inline, prefix)
        if isinstance(inline, LaterReport) and (given := inline.given(request, obj)):
            kwargs["initial"] = given
        return kwargs
