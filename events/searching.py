"""Events found by their words."""

from dataclasses import dataclass

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from events.finding import with_words
from events.models import Event
from records.capped import capped, counted
from records.leading import led
from records.word_search.snippets import marked, snippet


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
    """The hits on one page, and how many there are in all, counted up to 10,000."""

    hits: list
    number: int


class EventSearch:
    """Events as a kind of record to search in, beside those of statements (statements/searching.py)."""

    name, label, model = "events", _("Events"), Event

    def search(self, query, reader, window, *, first=0, count=20):
        """FoundEvents: hits `first` to `first + count`, the latest first, in the DayWindow `window`."""
        rows = self.matching(query, reader, window)
        number = capped(counted(rows))
        events = rows.select_related("place")[first : first + count] if first < number else []
        return FoundEvents([hit(event, query) for event in events], number)

    def matching(self, query, reader, window):
        """The events that hold `query`, the latest first."""
        rows = led(Event.objects.visible_to(reader).listed().order_by(), [with_words(query)])
        return rows.filter(window.condition).order_by(F("happened_on_latest").desc(nulls_last=True), "-pk")
