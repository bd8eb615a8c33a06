"""What a reader may know of a double coding: how far each coder is, and once both are done, where they differ."""

from dataclasses import dataclass

from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Commitment
from tracking.agreement import Agreement, plain, weighted
from tracking.codebook import Rating
from tracking.models import CodedRating, Settlement


@dataclass(frozen=True)
class Coded:
    """One commitment with what each of the two gave it, None where one gave nothing, and its Settlement or None."""

    commitment: Commitment
    first: CodedRating | None
    second: CodedRating | None
    settlement: Settlement | None = None

    @property
    def is_pair(self):
        return self.first is not None and self.second is not None

    @property
    def is_agreed(self):
        return self.is_pair and self.first.rating == self.second.rating

    @property
    def is_difference(self):
        return self.is_pair and not self.is_agreed

    @property
    def rating(self):
        """The Rating that stands: that of the settlement, or the one that both gave; None while there is none."""
        if self.settlement:
            return Rating(self.settlement.rating)
        return Rating(self.first.rating) if self.is_agreed else None

    @property
    def reasoning(self):
        """The words for the rating that stands: the note of the settlement, or what the two wrote."""
        if self.settlement:
            return self.settlement.note
        return "\n\n".join(row.reasoning for row in (self.first, self.second) if row and row.reasoning)


@dataclass(frozen=True)
class Outcome:
    """An ended double coding as a reader sees it: `rows` are Coded, in the order of the commitments."""

    rows: tuple[Coded, ...]

    @property
    def pairs(self):
        """(rating, rating) of each commitment that both rated."""
        return [(row.first.rating, row.second.rating) for row in self.rows if row.is_pair]

    @property
    def plain(self) -> Agreement:
        return plain(self.pairs)

    @property
    def weighted(self) -> Agreement:
        return weighted(self.pairs)

    @property
    def agreed(self):
        """How many both gave the same rating."""
        return sum(row.is_agreed for row in self.rows)

    @property
    def differences(self):
        return [row for row in self.rows if row.is_difference]

    @property
    def settled(self):
        """How many differences were settled."""
        return sum(row.settlement is not None for row in self.differences)


def outcome(coding, commitments, reader, *, at=AFTER_EVERY_EMBARGO, settled_by=None):
    """The Outcome of `coding` over a list of its `commitments` that `reader` sees, with what they may see at `at`.

    Of a coding that has not ended nobody sees anything: its Outcome has no rows. `settled_by` is a moment, after which
    settlements are left out (None: none is).
    """
    if coding.ended_at is None:
        return Outcome(())
    codes, settlements = {}, {}
    for row in CodedRating.objects.visible_to(reader, at).filter(coding=coding, commitment__in=commitments):
        codes[row.commitment_id, row.coder_id] = row
    found = Settlement.objects.visible_to(reader, at).filter(coding=coding, commitment__in=commitments)
    if settled_by is not None:
        found = found.filter(settled_at__lte=settled_by)
    for row in found.select_related("settled_by"):
        settlements[row.commitment_id] = row
    return Outcome(
        tuple(
            Coded(row, *(codes.get((row.pk, coder)) for coder in coding.coders), settlements.get(row.pk))
            for row in commitments
        )
    )
