"""What the reports on an event make of it, above the rows in which they are entered."""

from events.admin.later_report import LATER_THAN, earlier_report
from events.filters import AsOfForm
from events.models import Event, Report
from events.sides import Sides
from records.levels import AFTER_EVERY_EMBARGO
from records.origins import origin_of


class Desk:
    """For the admin of events: the panel of reports for and against, as of any day."""

    change_form_template = "admin/events/event_form.html"

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if change and obj:
            context["desk"] = self.panel(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def panel(self, request, event):
        """What the panel shows of `event` to whoever asks."""
        reports = Report.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).filter(event=event)
        form = AsOfForm(request.GET)
        enters = self.has_change_permission(request, event) and request.user.has_perm("events.add_report")
        events = Event.objects.visible_to(request.user, AFTER_EVERY_EMBARGO)
        return {
            "event": event,
            "form": form,
            "sides": Sides(reports, form.day),
            "origin": origin_of(event, request.user, AFTER_EVERY_EMBARGO),
            "went_to": events.filter(pk=event.merged_into_id or 0).first(),
            "earlier": earlier_report(request, event),
            "later_than": LATER_THAN if enters else "",
            # The new row comes after those that are stored.
            "new_row": reports.count(),
        }
