"""Events found by their words."""

from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from events.finding import with_words
from events.models import Event
from events.window import number_in, parts_of
from records.keyset import first_keys
from records.leading import Led
from records.word_search.snippets import marked, snippet

# What the search page calls them in its address.
NAME = "events"


@dataclass(frozen=True)
class EventHit:
    """An event that holds the words: its title as pieces, and pieces of its account around them."""

    record: Event
    name: list
    told: list

    @property
    def address(self):
        return self.record.get_absolute_url()


def hit(event, query):
    """The EventHit of `event`, with what `query` asks for marked."""
    field = Event._meta.get_field("search_key")
    # The key of a row is that of each of its fields, one after the other.
    key = event.search_key[len(field.key_of([event.title])) :].strip()
    return EventHit(event, marked(event.title, query), snippet(event.account, key, query))


@dataclass(frozen=True)
class FoundEvents:
    """The first hits, the latest event first, and how many there are in all, counted up to 10,000."""

    hits: list
    number: int

    name, label = NAME, _("Events")


def found_events(query, reader, window, count):
    """The FoundEvents that hold `query` and that `reader` may see, in the DayWindow `window`; `count` hits of them."""
    found = led_to(query, reader)
    keys = first_keys(parts_of(found, window), count)
    events = Event.objects.visible_to(reader).select_related("place").in_bulk(keys)
    return FoundEvents(
        [hit(events[key], query) for key in keys if key in events], number_in(found, window) if keys else 0
    )


def events_holding(query, reader, window):
    """All events that hold `query`, the latest first: for a file."""
    rows = led_to(query, reader).rows.filter(window.condition).select_related("place")
    return rows.order_by(F("happened_on_latest").desc(nulls_last=True), "-pk")


def led_to(query, reader):
    return Led(Event.objects.visible_to(reader).listed().order_by(), [with_words(query)])
