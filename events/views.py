"""Pages on events."""

from django.views.generic import TemplateView

from events.figures import laid_out, with_figures
from events.filters import AsOfForm, EventFilter
from events.mapping import WORLD, Box, EventMap
from events.models import Event, EventParty, Question, Report
from events.searching import hit
from events.sides import Sides, with_standing
from events.timeline import Timeline
from records.origins import origin_of
from records.pages import KeysetList, RecordDetail
from records.word_search.query import Query


class EventList(KeysetList):
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
        return (
            visible.listed()
            .select_related("place")
            .only(
                *("public_id", "title", "kind", "happened_on", "deaths_low", "deaths_best", "deaths_high"),
                *("place__name", "place__admin1", "place__latitude", "place__longitude"),
                # Long texts, to quote the words that were looked for.
                *(("account", "search_key") if self.request.GET.get("q") else ()),
            )
        )

    def dress(self, rows):
        words = self.filterset.asked.get("q")
        for event in with_standing(rows, self.request.user):
            event.hit = hit(event, Query.of(words)) if words else None
        return rows


class EventsAtOnce(TemplateView):
    """All events that the filters of the list leave, told at once and not one by one."""

    http_method_names = ("get", "head", "options")

    def get_context_data(self, **kwargs):
        visible = Event.objects.visible_to(self.request.user).listed()
        filterset = EventFilter(self.request.GET or None, queryset=visible, request=self.request)
        # Asks what was typed before anything is counted.
        told = self.told(filterset)
        return super().get_context_data(filter=filterset, **told, **kwargs)

    def render_to_response(self, context, **kwargs):
        response = super().render_to_response(context, **kwargs)
        if self.request.GET:
            response.headers["X-Robots-Tag"] = "noindex"
        return response


class EventMapPage(EventsAtOnce):
    """Where events happened."""

    template_name = "events/event_map.html"

    def told(self, filterset):
        box = Box.read(self.request.GET.get("box", ""))
        drawn = EventMap(filterset.led, filterset.window, self.request.user, box)
        return {"map": drawn, "is_whole": box is None, "world": WORLD}


class EventTimelinePage(EventsAtOnce):
    """When events happened."""

    template_name = "events/event_timeline.html"

    def told(self, filterset):
        return {"timeline": Timeline(filterset.led, filterset.window)}


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
