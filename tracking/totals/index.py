"""The index of the Peace Accords Matrix: how much of what was promised has been carried out, from 0 to 100."""

from dataclasses import dataclass

from tracking.codebook import CODEBOOK

SCORES = {entry.rating.value: entry.pam for entry in CODEBOOK if entry.pam is not None}
FULL_SCORE = max(SCORES.values())


@dataclass(frozen=True)
class Index:
    """The sum of the 0-3 scores by three times the number of commitments that have one, times 100.

    points: the sum. scored: how many commitments have a score. unscored: how many have none, and are left out.
    """

    points: int
    scored: int
    unscored: int

    @property
    def value(self):
        """From 0 to 100; None where no commitment has a score."""
        return 100 * self.points / (FULL_SCORE * self.scored) if self.scored else None


def index_of(numbers):
    """The Index of {key of a rating: number of commitments}; keys that are no rating with a score have none."""
    scored = {key: number for key, number in numbers.items() if key in SCORES}
    points = sum(SCORES[key] * number for key, number in scored.items())
    return Index(points, sum(scored.values()), sum(numbers.values()) - sum(scored.values()))
