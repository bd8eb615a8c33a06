"""Texts side by side, point by point, with marks that may overlap."""

import pytest

from records.levels import Level
from statements.reading import Reading, wordings
from tests.factories.statements import (
    TEXT,
    ClauseFactory,
    CommitmentFactory,
    OmissionFactory,
    PassageFactory,
    StatementFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def version():
    return VersionFactory()


@pytest.fixture
def points(version):
    """The three points of the text, each marked in it."""
    quotes = [
        "Both sides thank the host.",
        "War is not the solution to the problem.",
        "Both sides will continue talks.",
    ]
    found = []
    for number, quote in enumerate(quotes, start=1):
        clause = ClauseFactory(statement=version.statement, number=str(number), position=number)
        PassageFactory(clause=clause, version=version, exact=quote)
        found.append(clause)
    return found


def mark(clause, version, exact, **given):
    """A commitment quoted from `clause` in the words `exact`."""
    commitment = CommitmentFactory(clause=clause)
    PassageFactory(clause=clause, version=version, exact=exact, commitment=commitment, **given)
    return commitment


def texts(reading, cell=0):
    return ["".join(run.text for run in row.cells[cell]["runs"]) for row in reading.rows]


def test_points_stand_in_rows_with_their_numbers_as_printed(version, points):
    reading = Reading(version.statement, None)

    assert [row.clause for row in reading.rows] == points
    assert texts(reading) == TEXT.strip().split("\n")


def test_versions_are_aligned_by_point_and_a_missing_one_leaves_its_cell_empty(version, points):
    dari = VersionFactory(statement=version.statement, language="prs", text="۲. جنگ راه حل نیست")
    PassageFactory(clause=points[1], version=dari, exact="جنگ راه حل نیست")

    reading = Reading(version.statement, None)

    assert texts(reading, 1) == ["", "۲. جنگ راه حل نیست", ""]


def test_what_precedes_the_points_has_a_row_and_what_follows_stands_with_the_last(version):
    version = VersionFactory(text="Preamble.\n1. One.\nTail.")
    PassageFactory(clause=ClauseFactory(statement=version.statement), version=version, exact="One.")

    reading = Reading(version.statement, None)

    assert [row.clause is None for row in reading.rows] == [True, False]
    assert texts(reading) == ["Preamble.", "1. One.\nTail."]


def test_points_on_one_line_part_where_the_second_begins():
    version = VersionFactory(text="They agree: (a) to meet, (b) to talk.")
    for exact in ("(a) to meet", "(b) to talk"):
        PassageFactory(clause=ClauseFactory(statement=version.statement), version=version, exact=exact)

    reading = Reading(version.statement, None)

    assert texts(reading) == ["They agree: (a) to meet", ", (b) to talk."]


def test_a_text_without_points_stands_whole(version):
    reading = Reading(version.statement, None)

    assert texts(reading) == [TEXT.strip()]


def test_a_statement_without_a_text_has_no_rows():
    assert Reading(StatementFactory(), None).rows == []


def test_overlapping_quotes_each_close_where_they_end(version, points):
    outer = mark(points[1], version, "War is not the solution")
    inner = mark(points[1], version, "the solution to the problem")

    runs = Reading(version.statement, None).rows[1].cells[0]["runs"]

    assert [(run.text, run.commitment, run.closing) for run in runs] == [
        ("2. ", None, ()),
        ("War is not ", outer, ()),
        ("the solution", outer, (outer,)),
        (" to the problem", inner, (inner,)),
        (".", None, ()),
    ]


def test_a_nested_quote_leads_to_its_own_commitment(version, points):
    outer = mark(points[1], version, "War is not the solution")
    inner = mark(points[1], version, "not")

    runs = Reading(version.statement, None).rows[1].cells[0]["runs"]

    assert [(run.text, run.commitment) for run in runs[1:4]] == [
        ("War is ", outer),
        ("not", inner),
        (" the solution", outer),
    ]


def test_a_quote_that_runs_over_several_points_closes_in_each(version, points):
    bound = mark(points[1], version, "problem.\n3. Both sides")

    rows = Reading(version.statement, None).rows

    assert [run.text for run in rows[1].cells[0]["runs"] if bound in run.closing] == ["problem."]
    assert [run.text for run in rows[2].cells[0]["runs"] if bound in run.closing] == ["3. Both sides"]


def test_a_disputed_rendering_is_marked_and_numbered(version, points):
    passage = PassageFactory(
        clause=points[1], version=version, exact="solution", is_disputed=True, dispute_reason="It says “answer”."
    )

    reading = Reading(version.statement, None)

    (run,) = [run for run in reading.rows[1].cells[0]["runs"] if run.is_disputed]
    assert run.text == "solution"
    assert [(dispute.number, dispute.passage) for dispute in run.disputes] == [(1, passage)]
    assert reading.rows[1].cells[0]["disputes"] == reading.disputes


def test_hidden_versions_points_commitments_and_passages_are_not_read(version, points):
    VersionFactory(statement=version.statement, level=Level.RESTRICTED)
    ClauseFactory(statement=version.statement, level=Level.RESTRICTED)
    hidden = CommitmentFactory(clause=points[0], level=Level.RESTRICTED)
    PassageFactory(clause=points[0], commitment=hidden, version=version, exact="thank")
    shown = mark(points[1], version, "War")
    PassageFactory(clause=points[1], commitment=shown, version=version, exact="problem", level=Level.RESTRICTED)

    reading = Reading(version.statement, None)

    assert reading.versions == [version]
    assert reading.commitments == [shown]
    marked = [run.text for row in reading.rows for run in row.cells[0]["runs"] if run.commitment]
    assert marked == ["War"]
    assert len(Reading(version.statement, Level.RESTRICTED).versions) == 2


def test_a_passage_that_splits_a_letter_from_its_mark_is_not_drawn():
    version = VersionFactory(language="prs", text="صُلح")
    clause = ClauseFactory(statement=version.statement)
    mark(clause, version, "صُ")
    mark(clause, version, "ص")

    (row,) = [row for row in Reading(version.statement, None).rows if row.cells[0]["runs"]]

    assert [(run.text, bool(run.commitment)) for run in row.cells[0]["runs"]] == [("صُ", True), ("لح", False)]


def test_commitments_are_labelled_in_the_order_of_their_points(version, points):
    late, early = CommitmentFactory(clause=points[2]), CommitmentFactory(clause=points[0])

    assert [(row, row.label) for row in Reading(version.statement, None).commitments] == [(early, "C1"), (late, "C2")]


def test_the_words_of_a_commitment_are_its_quote_or_else_its_whole_point(version, points):
    bound = mark(points[1], version, "War is not the solution")
    other = VersionFactory(statement=version.statement)
    whole = PassageFactory(
        clause=points[1],
        version=other,
        exact="War is not the solution to the problem.",
        is_disputed=True,
        dispute_reason="Too strong",
    )
    PassageFactory(clause=points[1], version=VersionFactory(statement=version.statement, level=Level.RESTRICTED))

    found = wordings(bound, None)

    assert [(one.version, one.exact, one.disputes) for one in found] == [
        (version, "War is not the solution", ()),
        (other, "War is not the solution to the problem.", (whole,)),
    ]


def corrected(version, **given):
    return VersionFactory(
        statement=version.statement, label="Corrected", text=version.text + "4. Done.\n", corrects=version, **given
    )


def test_a_text_gives_way_to_its_correction_once_all_that_is_marked_in_it_is_settled():
    passage = PassageFactory()
    left_out = PassageFactory(clause=passage.clause, version=passage.version, exact="thank the host")
    correction = corrected(passage.version)

    before = Reading(correction.statement, None)
    PassageFactory(clause=passage.clause, version=correction, carried_from=passage)
    OmissionFactory(passage=left_out, version=correction)
    after = Reading(correction.statement, None)

    assert (before.versions, before.replaced) == ([passage.version, correction], [])
    assert (after.versions, after.replaced) == ([correction], [passage.version])
    assert after.replaced[0].corrected_by == correction
    assert Reading(correction.statement, None, with_replaced=True).versions == [passage.version, correction]


def test_a_text_stays_for_a_reader_who_sees_neither_its_correction_nor_where_a_passage_went():
    passage = PassageFactory()
    correction = corrected(passage.version)
    PassageFactory(clause=passage.clause, version=correction, carried_from=passage, level=Level.RESTRICTED)
    hidden_from_some = VersionFactory(level=Level.PUBLIC)
    hidden = corrected(hidden_from_some, level=Level.RESTRICTED)

    assert Reading(correction.statement, None).replaced == []
    assert Reading(correction.statement, Level.RESTRICTED).replaced == [passage.version]
    assert Reading(hidden.statement, None).versions == [hidden_from_some]


def test_words_carried_over_are_told_as_they_stand_in_the_correction_alone():
    bound = CommitmentFactory()
    passage = PassageFactory(clause=bound.clause, commitment=bound)
    PassageFactory(clause=bound.clause, version=passage.version, exact="thank the host")
    correction = corrected(passage.version)

    before = [wording.version for wording in wordings(bound, None)]
    PassageFactory(clause=bound.clause, commitment=bound, version=correction, carried_from=passage)

    assert before == [passage.version]
    assert [wording.version for wording in wordings(bound, None)] == [correction]


def test_disputes_of_a_commitment_are_those_that_touch_its_words_in_that_version(version, points):
    bound = mark(points[1], version, "War is not the solution")
    disputed = {"is_disputed": True, "dispute_reason": "Why"}
    within = PassageFactory(clause=points[1], version=version, exact="solution", **disputed)
    across = PassageFactory(
        clause=points[0],
        commitment=CommitmentFactory(clause=points[0]),
        version=version,
        exact="host.\n2. War",
        **disputed,
    )
    PassageFactory(clause=points[1], version=version, exact="problem", **disputed)
    PassageFactory(clause=points[1], version=version, exact="War", level=Level.RESTRICTED, **disputed)

    (found,) = wordings(bound, None)

    assert found.disputes == (across, within)


def test_a_disputed_rendering_within_an_unquoted_point_is_no_wording_of_its_own(version, points):
    bound = CommitmentFactory(clause=points[1])
    whole = version.passages.get(clause=points[1]).exact
    dispute = PassageFactory(
        clause=points[1], version=version, exact="solution", is_disputed=True, dispute_reason="Why"
    )

    (found,) = wordings(bound, None)

    assert (found.exact, found.disputes) == (whole, (dispute,))
