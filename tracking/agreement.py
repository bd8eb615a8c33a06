"""How far two coders agree beyond chance: Cohen's kappa, plain and weighted.

Jacob Cohen, “A coefficient of agreement for nominal scales”, Educational and Psychological Measurement 20 (1960) 37-46.
Jacob Cohen, “Weighted kappa: nominal scale agreement with provision for scaled disagreement or partial credit”,
Psychological Bulletin 70 (1968) 213-220. The standard error is that for large samples of Joseph Fleiss, Jacob Cohen and
Brian Everitt, “Large sample standard errors of kappa and weighted kappa”, Psychological Bulletin 72 (1969) 323-327.
"""

import math
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext_lazy as _

from tracking.codebook import ENTRY_FOR

# The scores of the PAM scale run from 0 to 3.
HIGHEST_SCORE = 3
# 97.5 % of a normal distribution lie below it, so 95 % between it and its negative.
Z = 1.96

NO_OVERLAP = _("No commitment was rated by both.")
NO_SCORES = _("No commitment has a rating from both that the PAM scale can score.")
ONE_CATEGORY = _(
    "Both gave one and the same rating throughout: chance alone would agree as well, so kappa is undefined."
)
ONE_SCORE = _("Both gave one and the same score throughout: chance alone would agree as well, so kappa is undefined.")


@dataclass(frozen=True)
class Agreement:
    """Agreement over `pairs` commitments: shares `observed` and `expected` by chance, `kappa` with its standard `error`.

    `low` and `high` bound its 95 % interval, within -1 and 1. What is undefined is None, and `why` says why, in words.
    """

    pairs: int
    observed: float | None = None
    expected: float | None = None
    kappa: float | None = None
    error: float | None = None
    why: str = ""

    @property
    def low(self):
        return None if self.kappa is None else max(-1.0, self.kappa - Z * self.error)

    @property
    def high(self):
        return None if self.kappa is None else min(1.0, self.kappa + Z * self.error)


def plain(pairs):
    """The Agreement of a list of pairs (rating, rating), where two ratings are the same or they are not (Cohen 1960)."""
    return agreement(pairs, same, nothing=NO_OVERLAP, undefined=ONE_CATEGORY)


def weighted(pairs):
    """The Agreement of those pairs of ratings that both have a score on the PAM scale, weighted linearly (Cohen 1968).

    Scores that differ by 1, 2 or 3 points count as two thirds, one third and nothing of an agreement.
    """
    scored = [(ENTRY_FOR[first].pam, ENTRY_FOR[second].pam) for first, second in pairs]
    scored = [pair for pair in scored if None not in pair]
    return agreement(scored, nearness, nothing=NO_SCORES if pairs else NO_OVERLAP, undefined=ONE_SCORE)


def same(first, second):
    return Fraction(int(first == second))


def nearness(first, second):
    """How far two scores agree: 1 when they are the same, 0 when they are as far apart as they can be."""
    return 1 - Fraction(abs(first - second), HIGHEST_SCORE)


def agreement(pairs, weight, *, nothing, undefined):
    """The Agreement of `pairs`, where `weight(one, other)` is a Fraction from 0 to 1 that says how far two values agree.

    `nothing` and `undefined` are the words for no pairs, and for chance that would agree throughout.
    """
    number = len(pairs)
    if not number:
        return Agreement(0, why=str(nothing))
    cells = {cell: Fraction(count, number) for cell, count in Counter(pairs).items()}
    firsts = shares([first for first, _second in pairs])
    seconds = shares([second for _first, second in pairs])
    observed = sum(share * weight(*cell) for cell, share in cells.items())
    expected = sum(firsts[one] * seconds[other] * weight(one, other) for one in firsts for other in seconds)
    # Fractions are exact: agreement by chance is complete, or it is not.
    if expected == 1:
        return Agreement(number, float(observed), 1.0, why=str(undefined))
    kappa = (observed - expected) / (1 - expected)
    # What a value of the one coder agrees on average with those of the other.
    of_first = {one: sum(seconds[other] * weight(one, other) for other in seconds) for one in firsts}
    of_second = {other: sum(firsts[one] * weight(one, other) for one in firsts) for other in seconds}
    squares = sum(
        share * (weight(one, other) - (of_first[one] + of_second[other]) * (1 - kappa)) ** 2
        for (one, other), share in cells.items()
    )
    variance = (squares - (kappa - expected * (1 - kappa)) ** 2) / (number * (1 - expected) ** 2)
    return Agreement(number, float(observed), float(expected), float(kappa), math.sqrt(variance))


def shares(values):
    """{value: its share of all} of a list, as Fractions."""
    return {value: Fraction(count, len(values)) for value, count in Counter(values).items()}
