"""The matrix of all commitments, and how large it is printed."""

import datetime as dt
from dataclasses import replace

import pytest

from briefs.document.matrix import PAPERS, matrix, span_of
from briefs.document.parts.comparisons import RatingPart
from tests.briefs.document.sample import C1, GOVERNMENT, TALIBAN

LAST = dt.date(2021, 8, 31)
DATED = replace(C1, issued_on="2021-07-08")


def many(number):
    """So many commitments of one statement."""
    return [replace(DATED, label=f"C{place}") for place in range(1, number + 1)]


def test_time_begins_with_the_first_statement_and_ends_with_the_moment():
    later = replace(DATED, issued_on="2021-07-18", rating=RatingPart("full", "full", on="2021-08-01"))

    span = span_of([later, DATED], LAST, 300)

    assert (span.first, span.last) == (dt.date(2021, 7, 8), LAST)
    assert (span.left, span.right) == (5, 295)


def test_time_reaches_to_what_lies_outside_it():
    before, after = dt.date(2021, 7, 1), dt.date(2021, 9, 9)
    rated_after = replace(DATED, rating=RatingPart("full", "full", on=after.isoformat()))

    assert span_of([DATED], LAST, 300, also=[before]).first == before
    assert span_of([rated_after], LAST, 300).last == after


def test_without_a_day_there_is_no_axis_and_no_strip():
    made = matrix([C1], LAST, {})

    assert made.span is None
    assert made.groups[0][1][0].strip == ""


def test_events_whose_day_is_known_are_marked():
    with_day = matrix([DATED], LAST, {"E1": dt.date(2021, 7, 9)})
    without = matrix([DATED], LAST, {})

    assert with_day.groups[0][1][0].strip.count("Z") == without.groups[0][1][0].strip.count("Z") + 1


def test_commitments_stand_under_their_statement():
    other = replace(DATED, statement="Press remarks")

    made = matrix([DATED, DATED, other, other], LAST, {})

    assert [(statement, len(rows)) for statement, rows in made.groups] == [(C1.statement, 2), ("Press remarks", 2)]


def test_commitments_in_another_order_stand_in_one_list():
    other = replace(DATED, statement="Press remarks")

    assert [statement for statement, _rows in matrix([DATED, other, DATED], LAST, {}).groups] == [""]


def test_few_commitments_name_who_is_bound_and_many_number_them():
    few, lots = matrix(many(3), LAST, {}), matrix(many(8), LAST, {})

    assert few.groups[0][1][0].bound == (GOVERNMENT, TALIBAN)
    assert few.key == ()
    assert lots.groups[0][1][0].bound == ("P1", "P2")
    assert lots.key == (("P1", GOVERNMENT), ("P2", TALIBAN))


@pytest.mark.parametrize(
    ("number", "paper", "pages"),
    [
        (6, "a4 large", 1),
        (20, "a4", 1),
        (33, "a4 smaller", 1),
        (34, "a3", 1),
        (56, "a3 smaller", 1),
        (57, "a3 smaller", 2),
    ],
)
def test_the_more_commitments_the_larger_the_paper_or_the_smaller_the_letters(number, paper, pages):
    made = matrix(many(number), LAST, {})

    assert (made.paper.name, made.pages) == (paper, pages)


def test_letters_can_be_read_on_every_paper():
    assert all(paper.points >= 6.5 for paper in PAPERS)


def test_dates_are_as_large_on_every_paper():
    small, large = matrix(many(90), LAST, {}).span, matrix(many(3), LAST, {}).span

    assert small.width == pytest.approx(4 * (392 - 116 - 39 - 10), abs=8)
    assert large.width == pytest.approx(4 * (269 - 86 - 39 - 56), abs=8)


def test_a_long_commitment_takes_more_room():
    long = [replace(part, summary="A long summary. " * 40) for part in many(10)]

    assert PAPERS.index(matrix(long, LAST, {}).paper) > PAPERS.index(matrix(many(10), LAST, {}).paper)
