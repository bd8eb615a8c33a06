"""Deadlines as a calendar (iCalendar, RFC 5545) that calendar programs subscribe to."""

import datetime as dt
from dataclasses import dataclass

from django.utils.translation import gettext as _

from statements.models import Passage, Version
from tracking.comparison import with_ratings
from tracking.deadlines import dated_in_order, with_deadline_state

# A program asks for the whole calendar each time: of more deadlines it gets the latest.
MOST = 500


@dataclass(frozen=True)
class Entry:
    """One deadline in force as a calendar shows it: an event of a whole day, the last one of its period."""

    uid: str
    day: dt.date
    summary: str
    description: str
    address: str
    state: str
    is_approximate: bool
    revision: int
    changed_at: dt.datetime


def entries(reader, on, address_of, process=None):
    """The Entries of the dated deadlines, of a process or of all, that `reader` may see on the day `on`; the earliest first.

    `address_of(commitment)` is the whole web address of its page. Of more than MOST there are the latest.
    """
    rows = dated_in_order(reader, on).select_related("commitment__clause__statement")
    if process:
        rows = rows.filter(commitment__clause__statement__process=process)
    latest = rows.order_by("-due_on_latest", "-pk")[:MOST]
    commitments = [row.commitment for row in reversed(latest)]
    with_deadline_state(with_ratings(commitments, reader), reader, on)
    quotes = quoted(commitments, reader)
    return [entry(commitment, quotes.get(commitment.pk, ""), address_of(commitment)) for commitment in commitments]


def entry(commitment, quote, address):
    state, due_on = commitment.deadline_state, commitment.deadline.due_on
    bound = commitment.obligors_as_written or ", ".join(party.name for party in commitment.known_obligors)
    lines = (
        state.sentence,
        bound and _("Who is bound: %s") % bound,
        quote and _("In its words: “%s”") % quote,
        commitment.deadline.words and _("Deadline as worded: “%s”") % commitment.deadline.words,
        _("%(statement)s, point %(point)s")
        % {"statement": commitment.statement.title, "point": commitment.clause.number},
    )
    return Entry(
        uid=f"deadline-{commitment.public_id}@parley",
        day=due_on.latest,
        summary=commitment.summary,
        description="\n".join(line for line in lines if line),
        address=address,
        state=str(state.kind.label),
        is_approximate=due_on.approximate,
        revision=commitment.revision,
        changed_at=commitment.changed_at,
    )


def quoted(commitments, reader):
    """{key of a commitment: its words}, in an original text where one is on record, in any other where none is."""
    passages = Passage.objects.visible_to(reader).filter(commitment__in=commitments)
    found = {}
    for key, kind, exact in passages.order_by("version", "start", "pk").values_list(
        "commitment", "version__kind", "exact"
    ):
        is_original = kind == Version.Kind.ORIGINAL
        if key not in found or (is_original and not found[key][0]):
            found[key] = is_original, exact
    return {key: exact for key, (_is_original, exact) in found.items()}


def calendar_of(shown, name):
    """The file, as bytes, of a calendar called `name` with the Entries `shown`.

    The same entries make the same bytes: the stamp of each is the last change of its record.
    """
    # Takes a quarter of a second to import, and no other page needs it.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Parley//Deadlines//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for one in shown:
        event = Event()
        event.add("uid", one.uid)
        event.add("summary", one.summary)
        event.add("description", one.description)
        event.add("url", one.address)
        event.add("dtstart", one.day)
        event.add("dtstamp", one.changed_at.replace(microsecond=0))
        event.add("last-modified", one.changed_at.replace(microsecond=0))
        event.add("sequence", one.revision)
        event.add("categories", [one.state])
        event.add("status", "TENTATIVE" if one.is_approximate else "CONFIRMED")
        # A deadline takes nobody's day.
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    return calendar.to_ical()
