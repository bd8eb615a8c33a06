"""The ratings there are, and what a version of the codebook says of each."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.numerals import in_digits


class Rating(models.TextChoices):
    """How a commitment fares. A commitment without an assessment is *not assessed*, which is no rating."""

    NO_EVIDENCE = "no_evidence", gettext_lazy("no evidence found")
    NOT_STARTED = "not_started", gettext_lazy("not started")
    MINIMAL = "minimal", gettext_lazy("minimal")
    INTERMEDIATE = "intermediate", gettext_lazy("intermediate")
    FULL = "full", gettext_lazy("full")
    PARTLY_CLOSED = "partly_closed", gettext_lazy("partly, closed")
    BREACHED = "breached", gettext_lazy("breached")
    CONTESTED = "contested", gettext_lazy("contested")
    UNVERIFIABLE = "unverifiable", gettext_lazy("cannot be verified as worded")


@dataclass(frozen=True)
class Needs:
    """How much evidence a rating needs: so many `pieces`; of a contested event one is enough if `or_one_contested`."""

    pieces: int
    or_one_contested: bool = False

    def are_met_by(self, pieces, contested):
        """Whether so many `pieces` of evidence, `contested` of them on contested events, are enough."""
        return pieces >= self.pieces or (self.or_one_contested and contested > 0)

    def __str__(self):
        if not self.pieces:
            return _("needs no evidence")
        if self.or_one_contested:
            return _("needs %s pieces of evidence, or one on a contested event") % in_digits(self.pieces)
        return (
            _("needs at least one piece of evidence")
            if self.pieces == 1
            else _("needs at least %s pieces of evidence") % in_digits(self.pieces)
        )


@dataclass(frozen=True)
class Entry:
    """One rating in a version of the codebook. `pam` is 0-3 or None; `politifact` and `ogp` are those scales' words or None.

    `needs` is None in a version that does not say how much evidence a rating needs. `label` are that version's words.
    """

    rating: Rating
    test: str
    pam: int | None
    politifact: str | None
    ogp: str | None
    label: str
    needs: Needs | None = None


@dataclass(frozen=True)
class Version:
    """One version of the codebook: its `entries` in their order, from when to when it was in force, what it changed."""

    name: str
    in_force_from: dt.date
    retired_on: dt.date | None
    changes: str
    entries: tuple[Entry, ...]

    def __str__(self):
        return self.name

    @property
    def is_in_force(self):
        return self.retired_on is None

    @cached_property
    def entry_for(self):
        """{Rating: Entry}."""
        return {entry.rating: entry for entry in self.entries}


@dataclass(frozen=True)
class Change:
    """What another version says otherwise of a rating: the name of the `field`, what it said `before`, and `now`."""

    rating: Rating
    field: str
    before: str
    now: str


def changes_between(earlier, later):
    """Yield the Changes from one Version to another, in the order of the later; a field that was not said is ""."""
    for entry in later.entries:
        before = earlier.entry_for.get(entry.rating)
        for field, name in FIELDS.items():
            was, now = (as_said(one, field) for one in (before, entry))
            if was != now:
                yield Change(entry.rating, name, was, now)
    for entry in earlier.entries:
        if entry.rating not in later.entry_for:
            yield Change(entry.rating, FIELDS["label"], entry.label, "")


FIELDS = {
    "label": gettext_lazy("name"),
    "test": gettext_lazy("test"),
    "needs": gettext_lazy("evidence"),
    "pam": "PAM",
    "politifact": "PolitiFact",
    "ogp": "OGP",
}


def as_said(entry, field):
    value = getattr(entry, field) if entry else None
    return "" if value is None else str(value)
