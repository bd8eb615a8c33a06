"""The search page: what statements say and bind to, and what happened. Only here both are known."""

from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from events.models import Event
from events.searching import NAME, events_holding, found_events, hit
from events.window import DayWindow
from records.audit.actions import Action
from records.audit.entries import note
from records.csv_export import csv_response
from records.filters import OneOf
from records.levels import clearance_of
from records.word_search.query import Query
from statements.filters import SearchFilter
from statements.searching import KINDS
from statements.views import SearchPage

# What only statements have: where one of these is asked for, no event fits.
OF_STATEMENTS = {"process", "language", "form"}


class RecordSearchFilter(SearchFilter):
    """What the search page is asked, of events too."""

    kind = OneOf(
        method="left_to_the_page",
        choices=[*((name, kind.label) for name, kind in KINDS.items()), (NAME, _("Events"))],
        label=_("Search in"),
        empty_label=_("everything"),
    )


class RecordSearchPage(SearchPage):
    """The whole record searched by words."""

    filterset_class = RecordSearchFilter
    columns_of_events = (
        ("public_id", lambda hit: hit.record.public_id),
        ("name", lambda hit: hit.record.title),
        ("kind", lambda hit: hit.record.kind),
        ("happened_on", lambda hit: hit.record.happened_on and hit.record.happened_on.edtf),
        ("place", lambda hit: hit.record.place),
        ("words", lambda hit: "".join(piece.text for piece in hit.told)),
    )

    @property
    def events_asked(self):
        """What `found_events` is asked; None where something is asked that no event has."""
        asked = self.filter.asked
        if asked.keys() & OF_STATEMENTS:
            return None
        since, until = asked.get("since"), asked.get("until")
        window = DayWindow(since.earliest if since else None, until.latest if until else None)
        return {"query": Query.of(asked["q"]), "reader": self.request.user, "window": window}

    def first_of_each(self):
        return [*super().first_of_each(), *self.events(self.FIRST_OF_EACH)]

    def events(self, count):
        return [found_events(**asked, count=count)] if (asked := self.events_asked) else []

    def get_context_data(self, **kwargs):
        asked = self.filter.asked
        if "q" in asked and asked.get("kind") == NAME:
            found = [one for one in self.events(self.ON_A_PAGE) if one.number]
            return super(SearchPage, self).get_context_data(found=found, hits_in_all=len(found), **kwargs)
        return super().get_context_data(**kwargs)

    def file(self):
        asked = self.filter.asked
        if asked.get("kind") != NAME or "q" not in asked or self.filter.errors:
            return super().file()
        if (question := self.events_asked) is None:
            reason = _("No file was made: an event has no process, language or form. Remove that filter.")
            return HttpResponse(f"{reason}\n", status=400, content_type="text/plain; charset=utf-8")
        rows = events_holding(**question)
        facts = {"format": "csv", "rows": rows.count(), "filters": sorted(asked)}
        note(Action.EXPORTED, model=Event, level=clearance_of(self.request.user), facts=facts)
        return csv_response(
            NAME, self.columns_of_events, rows, lambda part: [hit(event, question["query"]) for event in part]
        )
