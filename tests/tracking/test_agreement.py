"""Agreement beyond chance: against a published example, against another implementation, and where there is none."""

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask

from tracking.agreement import agreement, plain, weighted
from tracking.codebook import ENTRY_FOR, Rating

RATINGS = st.sampled_from(Rating.values)
SCORED = [rating for rating, entry in ENTRY_FOR.items() if entry.pam is not None]
# Cohen 1968: 200 cases by two judges in three categories; how much weight each disagreement has.
COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
GRAVITY = [[0, 1, 3], [1, 0, 6], [3, 6, 0]]


def pairs_of(table):
    """The pairs (row, column) that a table counts."""
    return [
        (row, column) for row, line in enumerate(table) for column, count in enumerate(line) for _case in range(count)
    ]


def by_another(pairs, distance=None):
    """The task that nltk measures: who gave which case which value."""
    rows = [(coder, case, value) for case, pair in enumerate(pairs) for coder, value in zip("ab", pair, strict=True)]
    return AnnotationTask(rows, **({"distance": distance} if distance else {}))


def test_plain_kappa_of_cohens_example_is_the_one_he_prints():
    found = plain(pairs_of(COHEN))

    assert (found.pairs, found.observed, found.expected) == (200, 0.70, 0.41)
    assert round(found.kappa, 3) == 0.492


def test_weighted_kappa_of_cohens_example_is_the_one_he_prints():
    found = agreement(
        pairs_of(COHEN), lambda one, other: 1 - Fraction(GRAVITY[one][other], 6), nothing="", undefined=""
    )

    assert round(found.kappa, 3) == 0.348


def test_standard_error_is_that_for_large_samples():
    """The example of Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, chapter 18: 0.68, 0.087."""
    found = plain(pairs_of([[75, 1, 4], [5, 4, 1], [0, 0, 10]]))

    assert (round(found.observed, 2), round(found.expected, 2), round(found.kappa, 2)) == (0.89, 0.66, 0.68)
    assert found.error == pytest.approx(0.087, abs=0.001)
    assert (found.low, found.high) == (found.kappa - 1.96 * found.error, found.kappa + 1.96 * found.error)


@given(st.lists(st.tuples(RATINGS, RATINGS), min_size=1, max_size=40))
def test_plain_kappa_is_that_of_another_implementation(pairs):
    found = plain(pairs)
    assume(found.kappa is not None)

    assert found.kappa == pytest.approx(by_another(pairs).kappa(), abs=1e-9)
    assert found.observed == pytest.approx(by_another(pairs).avg_Ao(), abs=1e-9)


@given(st.lists(st.tuples(st.sampled_from(SCORED), st.sampled_from(SCORED)), min_size=1, max_size=40))
def test_weighted_kappa_is_that_of_another_implementation(pairs):
    found = weighted(pairs)
    assume(found.kappa is not None)
    scores = [tuple(ENTRY_FOR[rating].pam for rating in pair) for pair in pairs]

    # Without its `max_distance`, by which it divides one of the two disagreements and not the other.
    another = by_another(scores, lambda one, other: abs(one - other)).weighted_kappa()

    assert found.kappa == pytest.approx(another, abs=1e-9)


@given(st.lists(st.tuples(RATINGS, RATINGS), max_size=30))
def test_what_is_told_of_any_table_is_within_its_bounds(pairs):
    for found in (plain(pairs), weighted(pairs)):
        assert found.pairs <= len(pairs)
        assert bool(found.why) == (found.kappa is None)
        if found.kappa is not None:
            assert -1 <= found.low <= found.kappa <= found.high <= 1
            assert found.error >= 0


def test_without_an_overlap_there_is_no_kappa():
    assert [(found.pairs, found.kappa, found.low, found.high, found.why) for found in (plain([]), weighted([]))] == [
        (0, None, None, None, "No commitment was rated by both.")
    ] * 2


def test_one_rating_throughout_leaves_kappa_undefined():
    found = plain([("minimal", "minimal")] * 3)

    assert (found.pairs, found.observed, found.expected, found.kappa) == (3, 1, 1, None)
    assert found.why.startswith("Both gave one and the same rating throughout")


def test_pairs_without_a_score_from_both_are_left_out_of_the_weighted_one():
    found = weighted([("minimal", "full"), ("contested", "full"), ("breached", "unverifiable"), ("full", "full")])

    assert (found.pairs, weighted([("contested", "full")]).pairs) == (2, 0)
    assert weighted([("contested", "full")]).why == (
        "No commitment has a rating from both that the PAM scale can score."
    )


def test_one_score_throughout_leaves_the_weighted_one_undefined_where_the_plain_one_is_not():
    pairs = [("minimal", "partly_closed"), ("partly_closed", "minimal")]

    assert weighted(pairs).why.startswith("Both gave one and the same score throughout")
    assert plain(pairs).kappa == -1


def test_scores_near_each_other_agree_in_part():
    near, far = [("full", "intermediate"), ("breached", "minimal")], [("full", "breached"), ("breached", "full")]

    assert weighted(near).observed == pytest.approx(2 / 3)
    assert weighted(far).observed == 0
