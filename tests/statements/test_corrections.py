"""What a draft, a correction and a repeated commitment may be."""

import pytest
from django.core.exceptions import ValidationError

from records.levels import Level
from statements.models import Commitment, Omission
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    OmissionFactory,
    PassageFactory,
    StatementFactory,
    VersionFactory,
)

pytestmark = pytest.mark.django_db


def refusal(row):
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return " ".join(refused.value.messages)


def test_nothing_is_marked_in_a_draft():
    draft = VersionFactory(is_verbatim=False, label="From the wire")
    passage = PassageFactory.build(
        clause=ClauseFactory(statement=draft.statement), version=draft, exact="War is not", start=None, end=None
    )

    assert "“From the wire” is a draft: read it against its source" in refusal(passage)


def test_a_text_in_which_something_is_marked_is_no_draft():
    version = PassageFactory().version
    version.is_verbatim = False

    assert "so it is no draft" in refusal(version)


def test_passage_is_left_out_of_a_version_once():
    omission = OmissionFactory()

    assert "left out of this version already" in refusal(
        Omission(passage=omission.passage, version=omission.version, reason="again")
    )


def test_only_what_stands_in_the_corrected_text_is_left_out():
    passage = PassageFactory()
    other = VersionFactory(statement=passage.version.statement, label="Another wording")

    assert "It does not stand in the text that “Another wording” corrects." in refusal(
        Omission(passage=passage, version=other, reason="struck out")
    )


def test_an_omission_says_what_was_left_out_and_why():
    assert str(OmissionFactory(reason="struck out")) == "“War is not the solution”: struck out"


def test_a_commitment_repeats_none_of_its_own_statement():
    clause = ClauseFactory()
    first, second = CommitmentFactory(clause=clause, summary="Free prisoners"), CommitmentFactory(clause=clause)
    second.repeats = first

    assert "“Free prisoners” stands in the same statement" in refusal(second)


def test_commitments_do_not_repeat_one_another_in_a_circle():
    first = CommitmentFactory()
    second = CommitmentFactory(repeats=first)
    first.repeats = second

    assert "go round in a circle" in refusal(first)


def test_what_is_repeated_counts_once():
    first = CommitmentFactory()
    CommitmentFactory(repeats=CommitmentFactory(repeats=first))

    assert list(Commitment.objects.counted_once(Level.PUBLIC)) == [first]


def test_a_commitment_counts_when_the_one_it_repeats_is_hidden_from_the_reader():
    hidden = CommitmentFactory(clause__statement=StatementFactory(level=Level.CONFIDENTIAL))
    later = CommitmentFactory(repeats=hidden)

    assert list(Commitment.objects.visible_to(Level.PUBLIC).counted_once(Level.PUBLIC)) == [later]
    assert list(Commitment.objects.visible_to(Level.CONFIDENTIAL).counted_once(Level.CONFIDENTIAL)) == [hidden]
