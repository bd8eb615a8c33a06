"""Pages on events."""

from events.figures import laid_out, with_figures
from events.filters import AsOfForm, EventFilter
from events.models import Event, EventParty, Question, Report
from events.sides import Sides, with_standing
from records.origins import origin_of
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
        shown = visible.select_related("place").only(
            *("public_id", "title", "kind", "happened_on", "deaths_low", "deaths_best", "deaths_high"),
            *("place__name", "place__admin1", "place__latitude", "place__longitude"),
        )
        return shown.listed().order_by("-happened_on_latest", "-pk")

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
            form=form,
            sides=Sides(reports, form.day),
            parties=parties.order_by("pk"),
            origin=origin_of(event, reader),
            went_to=Event.objects.visible_to(reader).filter(pk=event.merged_into_id or 0).first(),
            **kwargs,
        )


class QuestionDetail(RecordDetail):
    """One question with every claimant's figure beside the others."""

    model = Question

    def rows(self, visible):
        return with_figures(visible.select_related("process"), self.request.user)

    def get_context_data(self, **kwargs):
        return super().get_context_data(questions=[laid_out(self.object)], **kwargs)
