"""One row of an event dataset in our terms, before it touches the database."""

from typing import NamedTuple

from records.dates import PartialDate
from talks.named import PartyNamed, PlaceNamed

__all__ = ["Claimed", "EventRecord", "PartyNamed", "PlaceNamed"]


class Claimed(NamedTuple):
    """A claimant whom the row names: it affirms the event. `as_cited` are its sources, one to a line."""

    label: str
    as_cited: str = ""


class EventRecord(NamedTuple):
    """One row. `kind` is an Event.Kind, `clarity` an Event.Clarity; deaths are None where the row gives none."""

    row: int
    external_id: str
    kind: str
    title: str
    account: str
    happened_on: PartialDate
    place: PlaceNamed | None
    parties: tuple[PartyNamed, ...]
    reports: tuple[Claimed, ...]
    deaths_low: int | None = None
    deaths_best: int | None = None
    deaths_high: int | None = None
    clarity: int = 1
