"""One row of an event dataset in our terms, before it touches the database."""

from typing import NamedTuple

from records.dates import PartialDate


class PlaceNamed(NamedTuple):
    """Where it happened, as the row says it. `country` is an ISO 3166 code of two letters, or "" for waters."""

    name: str
    kind: str
    precision: int
    country: str
    admin1: str = ""
    admin2: str = ""
    # Decimal degrees with six places at most, as text, so that nothing is rounded twice.
    latitude: str | None = None
    longitude: str | None = None


class PartyNamed(NamedTuple):
    """A party in the row: the role it has there, its name as written, and how the dataset knows it."""

    role: str
    name: str
    kind: str
    country: str = ""
    # A PartyIdentifier.Scheme and the identifier under it; both empty where the dataset has none.
    scheme: str = ""
    identifier: str = ""


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
