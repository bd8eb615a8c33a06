"""An EventRecord as plain values, with what is worked out from it, and back."""

import datetime as dt
import json
from functools import lru_cache
from typing import NamedTuple

from events.imports.record import Claimed, PartyNamed, PlaceNamed
from events.models import Event
from records.dates import PartialDate
from records.imports.single import digest_of

SEARCH_KEY = Event._meta.get_field("search_key")


class Packed(NamedTuple):
    """One row between the two passes. Days are ISO 8601 texts, `happened_on` is the stored JSON of the partial date."""

    row: int
    external_id: str
    digest: bytes
    kind: str
    title: str
    account: str
    happened_on: str
    earliest: str | None
    latest: str | None
    place: tuple | None
    parties: tuple
    reports: tuple
    deaths_low: int | None
    deaths_best: int | None
    deaths_high: int | None
    clarity: int
    search_key: str


def pack(record):
    """The EventRecord `record` as a plain tuple, in the order of Packed."""
    row, external_id, kind, title, account, date, place, parties, reports, *figures = record
    happened_on, earliest, latest = stored_date(date)
    place = place and tuple(place)
    parties, reports = tuple(map(tuple, parties)), tuple(map(tuple, reports))
    said = (kind, title, account, happened_on, place, parties, reports, *figures)
    key = SEARCH_KEY.key_of((title, account))
    # fmt: off
    return (
        row, external_id, digest_of(said), kind, title, account, happened_on, earliest, latest, place, parties, reports,
        *figures, key,
    )
    # fmt: on


@lru_cache(maxsize=50_000)
def stored_date(date):
    """(JSON, first day, last day) of a PartialDate as a database keeps it."""
    first, last = date.earliest, date.latest
    return json.dumps(date.to_dict()), first and first.isoformat(), last and last.isoformat()


@lru_cache(maxsize=50_000)
def date_of(happened_on):
    """The PartialDate of its JSON."""
    return PartialDate.from_dict(json.loads(happened_on))


@lru_cache(maxsize=50_000)
def day_of(text):
    return text and dt.date.fromisoformat(text)


def unpacked(packed):
    """`packed` as a Packed, its place, parties and reports named again."""
    found = Packed._make(packed)
    return found._replace(
        place=found.place and PlaceNamed._make(found.place),
        parties=tuple(map(PartyNamed._make, found.parties)),
        reports=tuple(map(Claimed._make, found.reports)),
    )
