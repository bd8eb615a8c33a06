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
    key: str  # the code of the rating now
    day: str  # that of the assessment; empty for “not assessed”
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
    """An event whose reports stood otherwise in the edition before; `before` is empty where that may not be told."""

    number: str
    title: str
    before: str
    now: str
    is_contested: bool


@dataclass(frozen=True)
class MoreReports:
    """An event with reports that the edition before did not hold: pairs (claimant, stance), both in words."""

    number: str
    title: str
    reports: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class AmendedDeadline:
    """A commitment whose deadline in force was another in the edition before. `before` is empty where it may not be told."""

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
    withdrawn from these readers. `is_worded_otherwise` says that something else differs when nothing of the above does.
    """

    number: int
    as_of: dt.datetime
    ratings: tuple[MovedRating, ...] = ()
    events: tuple[NewEvent, ...] = ()
    turned: tuple[TurnedEvent, ...] = ()
    reports: tuple[MoreReports, ...] = ()
    deadlines: tuple[AmendedDeadline, ...] = ()
    commitments: tuple[AddedCommitment, ...] = ()
    gone: int = 0
    is_worded_otherwise: bool = False

    @property
    def is_empty(self):
        return not (self.tells or self.is_worded_otherwise)

    @property
    def tells(self):
        """Whether anything is listed or counted."""
        listed = (self.ratings, self.events, self.turned, self.reports, self.deadlines, self.commitments)
        return any(listed) or self.gone > 0
