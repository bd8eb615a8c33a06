"""What the pictures of a brief and the tables beside them show."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class FigurePart:
    """One claimant's figure."""

    claimant: str
    value: str
    out_of: str
    definition: str
    stated_on: str
    words: str
    source: int | None
    low: float | None = None  # the span of `value` in numbers; both are the same for one figure
    high: float | None = None


@dataclass(frozen=True)
class QuestionPart:
    """A question that claimants answer with different figures. There is no average."""

    text: str
    unit: str
    note: str
    figures: tuple[FigurePart, ...]


@dataclass(frozen=True)
class TimelineItem:
    """A bar or a point on the timeline. `kind` is "round", "statement" or "event"."""

    kind: str
    label: str
    number: str
    earliest: dt.date
    latest: dt.date
    when: str


@dataclass(frozen=True)
class RatingCount:
    """How many commitments have a rating. `percent` is a whole number; those of all ratings add up to 100."""

    key: str
    label: str
    count: int
    percent: int
    which: tuple[str, ...]  # labels of the commitments


@dataclass(frozen=True)
class BreakdownRow:
    """How the commitments on one theme, or of one party, fare."""

    label: str
    counts: tuple[RatingCount, ...]


@dataclass(frozen=True)
class Breakdown:
    """The ratings broken down by theme or by party. `note` says what is counted more than once."""

    title: str
    rows: tuple[BreakdownRow, ...]
    note: str = ""


@dataclass(frozen=True)
class PlacePart:
    """Where an event is placed on the map: degrees north and east (WGS 84), and how exactly that is known, in words."""

    number: str
    name: str
    latitude: float
    longitude: float
    precision: str
    is_exact: bool = True  # a region is drawn otherwise than a point
