import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from records.levels import Level
from statements.models import Commitment
from tests.factories.events import EventFactory
from tests.factories.statements import CommitmentFactory
from tests.factories.tracking import AssessmentFactory, DeclineFactory, EvidenceFactory
from tracking.codebook import CODEBOOK, ENTRY_FOR, Rating
from tracking.models import Assessment, Evidence, with_rating

pytestmark = pytest.mark.django_db

DAY = dt.datetime(2021, 7, 20, tzinfo=dt.UTC)


@pytest.mark.parametrize(("happened_on", "refused"), [("2021-07-07", True), ("2021-07-08", False)])
def test_an_event_before_the_statement_can_only_be_context(happened_on, refused):
    commitment = CommitmentFactory(clause__statement__issued_on="2021-07-08")
    evidence = EvidenceFactory.build(commitment=commitment, event=EventFactory(happened_on=happened_on))

    if refused:
        with pytest.raises(ValidationError, match=r"came before the statement \(8 July 2021\): it can only be context"):
            evidence.full_clean()
        evidence.bearing = Evidence.Bearing.CONTEXT
    evidence.full_clean()


@pytest.mark.parametrize("issued_on", [None, "2021-07-08/.."])
def test_where_no_day_can_be_compared_the_analyst_decides(issued_on):
    commitment = CommitmentFactory(clause__statement__issued_on=issued_on)

    EvidenceFactory.build(commitment=commitment, event=EventFactory(happened_on=None)).full_clean()


def test_event_bears_on_a_commitment_once():
    evidence = EvidenceFactory()

    with pytest.raises(ValidationError, match="set beside the commitment already"):
        EvidenceFactory.build(commitment=evidence.commitment, event=evidence.event).full_clean()


def test_evidence_by_hand_gives_its_reasoning():
    evidence = EvidenceFactory.build(commitment=CommitmentFactory(), event=EventFactory(), reasoning="")

    with pytest.raises(ValidationError, match="Say why the event bears on the commitment"):
        evidence.full_clean()


def test_evidence_is_told_by_its_bearing_and_event():
    assert str(EvidenceFactory(event__title="Doha meeting")) == "honours: Doha meeting"


def test_assessment_gives_its_reasoning():
    with pytest.raises(ValidationError, match="a rating without one helps nobody"):
        Assessment(commitment=CommitmentFactory(), as_of=DAY, rating="full").validate_constraints()


@pytest.mark.parametrize("change", [{"rating": Rating.FULL}, {"reasoning": "Thought better of it."}, {"as_of": DAY}])
def test_an_assessment_is_never_edited(change):
    assessment = AssessmentFactory()
    for name, value in change.items():
        setattr(assessment, name, value)

    with pytest.raises(ValidationError, match="never edited: add a new one"):
        assessment.full_clean()


@pytest.mark.parametrize(("status", "refused"), [("in_review", False), ("published", True)])
def test_whose_place_it_takes_is_fixed_once_it_is_published(status, refused):
    assessment = AssessmentFactory(status=status)
    assessment.supersedes = AssessmentFactory(commitment=assessment.commitment)

    if refused:
        with pytest.raises(ValidationError, match="never edited: add a new one"):
            assessment.full_clean()
    else:
        assessment.full_clean()


def test_what_waits_for_review_is_neither_draft_nor_published_nor_declined():
    waiting = AssessmentFactory(status="in_review")
    AssessmentFactory(status="draft")
    AssessmentFactory()
    DeclineFactory()

    assert Assessment.objects.waiting().get() == waiting


def test_the_status_of_an_assessment_moves_on_and_never_back():
    assessment = AssessmentFactory(status="in_review")
    assessment.status = "published"
    assessment.full_clean()
    assessment.status = "draft"

    with pytest.raises(ValidationError, match="cannot go back"):
        assessment.full_clean()


def test_in_force_is_what_was_published_by_the_moment_the_newest_first():
    commitment = CommitmentFactory()
    july = AssessmentFactory(commitment=commitment, as_of=DAY)
    august = AssessmentFactory(commitment=commitment, as_of=DAY + dt.timedelta(days=40))
    AssessmentFactory(commitment=commitment, as_of=DAY, status="in_review")

    assert list(Assessment.objects.in_force()) == [august, july]
    assert list(Assessment.objects.in_force(DAY)) == [july]
    assert not Assessment.objects.in_force(DAY - dt.timedelta(seconds=1)).exists()


def test_commitments_carry_the_rating_that_the_reader_may_see():
    commitment = CommitmentFactory()
    AssessmentFactory(commitment=commitment, as_of=DAY, rating="minimal")
    AssessmentFactory(
        commitment=commitment, as_of=DAY + dt.timedelta(days=1), rating="breached", level=Level.RESTRICTED
    )

    def rating(reader, at=None):
        return with_rating(Commitment.objects.all(), reader, at).get().rating

    assert rating(Level.PUBLIC) == "minimal"
    assert rating(Level.RESTRICTED) == "breached"
    assert rating(Level.RESTRICTED, DAY) == "minimal"
    assert rating(Level.PUBLIC, DAY - dt.timedelta(days=1)) is None


def test_every_rating_is_in_the_codebook_with_its_test_and_pam_scores_are_from_0_to_3():
    assert set(ENTRY_FOR) == set(Rating)
    assert all(str(entry.test) for entry in CODEBOOK)
    assert {entry.pam for entry in CODEBOOK} == {None, 0, 1, 2, 3}


def test_an_assessment_is_told_by_its_rating():
    assert str(AssessmentFactory(commitment__summary="Continue talks")) == "minimal: Continue talks"
