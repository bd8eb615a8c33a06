"""Filters of the list, the map and the timeline of events, and the day as of which one event is told."""

from django import forms
from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django_filters import BooleanFilter, NumberFilter

from events import finding
from events.models import Event, Report
from events.window import DayWindow, number_in, parts_of
from records.filters import DayField, IndexedFilter, OneOf, Order, Since, Until
from records.keyset import Part
from records.leading import Led
from records.models.dataset import Dataset
from records.word_search.forms import WordsFilter
from records.word_search.query import Query
from talks.filters import NamedFilter
from talks.models import Party, Place
from talks.reaching import parties_named, places_named, with_all_within, with_factions

BY_HAND = "hand"
MOST_DEATHS = 10**9


class Deaths(NumberFilter):
    """A bound on the deaths stated; a whole number that every database holds."""

    def __init__(self, **kwargs):
        box = forms.NumberInput(attrs={"min": 0})
        shared = {"min_value": 0, "max_value": MOST_DEATHS, "decimal_places": 0, "widget": box}
        super().__init__(method="left_to_finding", **shared, **kwargs)


class EventFilter(IndexedFilter):
    """Filters of the lists of events. Each is a question of `events.finding`; the one with fewest answers is asked first."""

    q = WordsFilter(method="left_to_finding")
    kind = OneOf(method="left_to_finding", choices=Event.Kind, label=_("Kind"))
    party = NamedFilter(
        Party, method="left_to_finding", named=parties_named, names="talks:party-names", label=_("Party")
    )
    factions = BooleanFilter(
        method="left_to_finding",
        label=_("With its factions and parts"),
        widget=forms.CheckboxInput,
    )
    place = NamedFilter(
        Place, method="left_to_finding", named=places_named, names="talks:place-names", label=_("Place and its parts")
    )
    since = Since(method="left_to_finding")
    until = Until(method="left_to_finding")
    deaths_from = Deaths(label=_("Deaths, at least"))
    deaths_to = Deaths(label=_("Deaths, at most"))
    contested = OneOf(
        method="left_to_finding",
        choices=[("yes", _("contested")), ("no", _("not contested"))],
        label=_("Reports disagree"),
    )
    stance = OneOf(method="left_to_finding", choices=Report.Stance, label=_("Some report"))
    dataset = OneOf(
        method="left_to_finding", choices=[(BY_HAND, _("entered by hand")), *Dataset.choices], label=_("Came with")
    )
    sort = Order(
        _("newest first"),
        {
            "oldest": (_("oldest first"), ("happened_on_latest", "pk")),
            "deaths": (_("most deaths first"), ("-deaths_best", "-pk")),
        },
    )

    def left_to_finding(self, rows, name, value):
        return rows

    @cached_property
    def window(self):
        since, until = self.asked.get("since"), self.asked.get("until")
        return DayWindow(since.earliest if since else None, until.latest if until else None)

    def conditions(self):
        """What is asked but for the window, as Conditions."""
        asked, reader = self.asked, self.reader
        if kind := asked.get("kind"):
            yield finding.of_kind(kind)
        if party := asked.get("party"):
            parties = with_factions(party.rows, reader) if asked.get("factions") else party.rows
            yield finding.with_parties(parties)
        if place := asked.get("place"):
            yield finding.at_places(with_all_within(place.rows), self.window)
        if words := asked.get("q"):
            yield finding.with_words(Query.of(words))
        least, most = asked.get("deaths_from"), asked.get("deaths_to")
        if least is not None or most is not None:
            yield finding.with_deaths(least, most)
        if answer := asked.get("contested"):
            yield finding.contested(reader, answer == "yes")
        if stance := asked.get("stance"):
            yield finding.with_stance(reader, stance)
        if dataset := asked.get("dataset"):
            yield finding.of_dataset(None if dataset == BY_HAND else dataset)

    @cached_property
    def led(self):
        return Led(self.queryset.order_by(), self.conditions())

    @property
    def found(self):
        """The rows found whatever their date, in no order."""
        return self.led.rows

    def number(self):
        """The number of rows found, counted up to 10,000."""
        return number_in(self.led, self.window)

    def parts(self):
        """The rows found, as Parts of the list in the order asked for."""
        sort = self.asked.get("sort")
        if sort == "deaths":
            return [
                Part(self.qs.filter(deaths_best__gt=0), "deaths_best"),
                Part(self.qs.filter(deaths_best=0), None),
                Part(self.qs.filter(deaths_best__isnull=True), None),
            ]
        return parts_of(self.led, self.window, newest_first=sort != "oldest")

    @property
    def is_descending(self):
        return self.asked.get("sort") != "oldest"

    def filter_queryset(self, queryset):
        """All rows found, in the order asked for: for a file, and for the few that fall in a window."""
        rows = self.found.filter(self.window.condition)
        return rows.order_by(*ORDERS[self.asked.get("sort", "")])


NEWEST = (F("happened_on_latest").desc(nulls_last=True), "-pk")
ORDERS = {
    "": NEWEST,
    "oldest": (F("happened_on_latest").asc(nulls_last=True), "pk"),
    "deaths": (F("deaths_best").desc(nulls_last=True), "-pk"),
}


class AsOfForm(forms.Form):
    """The day as of which an event is told."""

    as_of = DayField(
        label=_("As of"),
        bound="latest",
        required=False,
        help_text=_("A day, 2021-07-08, or a longer period, July 2021: to its end."),
    )

    @property
    def day(self):
        """The last day that counts; None when none was asked for or it was not understood."""
        date = self.is_valid() and self.cleaned_data["as_of"]
        return date.latest if date else None
