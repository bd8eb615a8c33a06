"""What changed between two editions of a brief, as it is printed."""

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True)
class MovedRating:
    """A commitment whose rating was another in the edition before. `before` is empty where that may not be told."""

    label: str
    summary: str
    before: str
    now: str
    day: str
    why: str


@dataclass(frozen=True)
class NewEvent:
    """An event that the edition before did not hold, with the labels of the commitments that it bears on."""

    number: str
    title: str
    when: str
    commitments: tuple[str, ...]


@dataclass(frozen=True)
class TurnedEvent:
    """An event whose reports stood otherwise in the edition before: `before` and `now` in words."""

    number: str
    title: str
    before: str
    now: str
    is_contested: bool


@dataclass(frozen=True)
class AmendedDeadline:
    """A commitment whose deadline in force was worded otherwise in the edition before."""

    label: str
    summary: str
    before: str
    now: str


@dataclass(frozen=True)
class AddedCommitment:
    """A commitment that the edition before did not hold."""

    label: str
    summary: str
    statement: str


@dataclass(frozen=True)
class SincePart:
    """What changed since edition `number`, which told what was on record as of its own moment.

    `gone` counts commitments and events of that edition that are not in this one. They are not named: they may have been
    withdrawn from these readers.
    """

    number: int
    as_of: dt.datetime
    ratings: tuple[MovedRating, ...] = ()
    events: tuple[NewEvent, ...] = ()
    turned: tuple[TurnedEvent, ...] = ()
    deadlines: tuple[AmendedDeadline, ...] = ()
    commitments: tuple[AddedCommitment, ...] = ()
    gone: int = 0

    @property
    def is_empty(self):
        return not any((self.ratings, self.events, self.turned, self.deadlines, self.commitments, self.gone))
