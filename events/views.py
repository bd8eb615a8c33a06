"""Pages on events."""

from events.filters import AsOfForm, EventFilter
from events.models import Event, EventParty, Report
from events.sides import Sides, with_standing
from records.pages import RecordDetail, RecordList


class EventList(RecordList):
    """Events, the latest first."""

    model = Event
    filterset_class = EventFilter
    columns = (
        ("public_id", lambda row: row.public_id),
        ("title", lambda row: row.title),
        ("kind", lambda row: row.kind),
        ("happened_on", lambda row: row.happened_on and row.happened_on.edtf),
        ("place", lambda row: row.place),
        ("latitude", lambda row: row.place and row.place.latitude),
        ("longitude", lambda row: row.place and row.place.longitude),
        ("parties", lambda row: "; ".join(f"{part.party} ({part.role})" for part in row.known_parties)),
        ("deaths_low", lambda row: row.deaths_low),
        ("deaths_best", lambda row: row.deaths_best),
        ("deaths_high", lambda row: row.deaths_high),
        ("standing", lambda row: row.standing),
    )

    def rows(self, visible):
        return visible.select_related("place").defer("account").order_by("-happened_on_latest", "-pk")

    def dress(self, rows):
        return with_standing(rows, self.request.user)


class EventDetail(RecordDetail):
    """One event with its reports for and against, as of any day."""

    model = Event

    def rows(self, visible):
        return visible.select_related("place")

    def get_context_data(self, **kwargs):
        reader, event = self.request.user, self.object
        form = AsOfForm(self.request.GET)
        reports = Report.objects.visible_to(reader).filter(event=event)
        parties = EventParty.objects.visible_to(reader).filter(event=event).select_related("party")
        return super().get_context_data(
            form=form, sides=Sides(reports, form.day), parties=parties.order_by("pk"), **kwargs
        )
