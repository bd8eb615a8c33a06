"""What a brief of each kind needs, and what it is refused for."""

import datetime as dt
from dataclasses import replace

import pytest

from briefs.document.content import NothingOnRecord, brief_content
from briefs.kinds import MOST_IN_SHORT, Kind, refusal_of
from briefs.scope import scope_on
from records.levels import Level
from tests.factories.statements import CommitmentFactory

AUGUST = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


@pytest.mark.parametrize("number", [0, 2])
def test_a_partys_sheet_needs_exactly_one_party(number):
    assert refusal_of(Kind.PARTY, parties=1) == ""
    assert refusal_of(Kind.PARTY, parties=number) == (
        f"“Parties”: a sheet on one party needs exactly one, and {number} are chosen. Choose one."
    )


@pytest.mark.parametrize("number", [0, 2])
def test_a_commitments_sheet_needs_exactly_one_commitment(number):
    assert refusal_of(Kind.COMMITMENT, commitments=1) == ""
    assert refusal_of(Kind.COMMITMENT, commitments=number) == (
        f"“Commitments”: a sheet on one commitment needs exactly one, and {number} are chosen. Choose one."
    )


def test_a_four_page_brief_holds_few_commitments():
    assert refusal_of(Kind.SHORT, commitments=MOST_IN_SHORT) == ""
    assert "holds at most 8, and this one would hold 9" in refusal_of(Kind.SHORT, commitments=MOST_IN_SHORT + 1)


def test_a_four_page_brief_is_measured_by_what_is_on_record_where_that_is_known():
    assert refusal_of(Kind.SHORT, commitments=9, found=8) == ""
    assert "would hold 9" in refusal_of(Kind.SHORT, commitments=0, found=9)


@pytest.mark.parametrize("kind", [Kind.FULL, Kind.MATRIX])
def test_a_report_and_a_matrix_hold_any_number(kind):
    assert refusal_of(kind, parties=9, commitments=900, found=900) == ""


@pytest.mark.django_db
def test_content_is_refused_as_the_form_would_refuse_it(commitment):
    scope = replace(scope_on(commitment.statement.process, Level.PUBLIC), kind=Kind.COMMITMENT)

    with pytest.raises(NothingOnRecord, match="needs exactly one, and 0 are chosen"):
        brief_content(scope, as_of=AUGUST)


@pytest.mark.django_db
def test_a_sheet_holds_the_commitment_asked_for_and_no_other(commitment):
    other = CommitmentFactory(clause=commitment.clause)
    scope = scope_on(commitment.statement.process, Level.PUBLIC)

    content = brief_content(replace(scope, kind=Kind.COMMITMENT, commitments=frozenset({other.pk})), as_of=AUGUST)

    assert [part.summary for part in content.comparisons] == [other.summary]
    assert content.party is None


@pytest.mark.django_db
def test_a_commitment_above_the_level_of_the_sheet_is_not_on_record(commitment):
    hidden = CommitmentFactory(clause=commitment.clause, level=Level.CONFIDENTIAL)
    scope = replace(scope_on(commitment.statement.process, Level.PUBLIC), kind=Kind.COMMITMENT)

    with pytest.raises(NothingOnRecord, match="no commitment of this brief was on record that public readers may see"):
        brief_content(replace(scope, commitments=frozenset({hidden.pk})), as_of=AUGUST)


@pytest.mark.django_db
def test_a_matrix_of_no_commitments_is_refused_with_a_remedy(talks):
    scope = replace(scope_on(talks.process, Level.PUBLIC), kind=Kind.MATRIX)

    with pytest.raises(NothingOnRecord, match="Choose a later moment, another level, or other commitments"):
        brief_content(scope, as_of=AUGUST)
