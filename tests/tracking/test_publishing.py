"""From draft to published: what each step needs, and that of two people at once the second is told."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from records.levels import Level
from records.models import StaleRevision
from records.roles import Role
from tests.factories.events import ReportFactory
from tests.factories.records import AnalystFactory, ReviewerFactory, UserFactory
from tests.factories.statements import CommitmentFactory, StatementFactory, StatementLinkFactory
from tests.factories.tracking import AssessmentFactory, DeclineFactory, EvidenceFactory
from tracking.models import Assessment, Decline
from tracking.publishing import decline, let_stand, publish, submit

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 1, 5, 12, tzinfo=dt.UTC)
JULY = dt.datetime(2021, 7, 20, tzinfo=dt.UTC)


@pytest.fixture
def analyst():
    return AnalystFactory(username="amina")


@pytest.fixture
def reviewer():
    return ReviewerFactory(username="bashir")


def waiting(author=None, **kwargs):
    """An assessment in review that rests on one piece of evidence."""
    commitment = kwargs.pop("commitment", None) or CommitmentFactory()
    evidence = EvidenceFactory(commitment=commitment)
    given = {"status": "in_review", "assessor": author, "created_by": author, "as_of": JULY, **kwargs}
    return AssessmentFactory(commitment=commitment, evidence=[evidence], **given)


def let_out(assessment, person, now=NOW):
    return publish(assessment, person=person, now=now, revision=assessment.revision)


def test_a_draft_is_sent_to_review_and_waits(analyst):
    draft = AssessmentFactory(status="draft")

    submit(draft, person=analyst, revision=draft.revision)

    assert Assessment.objects.waiting().get() == draft
    assert Assessment.objects.get().changed_by == analyst


def test_what_was_sent_to_review_is_not_sent_again(analyst):
    draft = AssessmentFactory(status="draft")
    submit(draft, person=analyst, revision=draft.revision)

    with pytest.raises(ValidationError, match="sent to review already: its status is “in review”"):
        submit(draft, person=analyst, revision=draft.revision)


def test_only_who_enters_the_record_sends_to_review():
    draft = AssessmentFactory(status="draft")

    with pytest.raises(ValidationError, match="Only an analyst sends"):
        submit(draft, person=UserFactory(), revision=draft.revision)


def test_a_draft_that_moved_on_is_not_sent(analyst):
    draft = AssessmentFactory(status="draft")

    with pytest.raises(StaleRevision):
        submit(draft, person=analyst, revision=draft.revision - 1)


def test_a_second_person_publishes_and_it_says_who_and_when(analyst, reviewer):
    assessment = waiting(analyst)

    let_out(assessment, reviewer)

    kept = Assessment.objects.get()
    assert (kept.status, kept.published_by, kept.published_at) == ("published", reviewer, NOW)
    assert (kept.assessor, kept.supersedes) == (analyst, None)


@pytest.mark.parametrize("own", ["assessor", "created_by"])
def test_nobody_publishes_what_they_wrote_or_entered_for_another(analyst, reviewer, own):
    assessment = waiting(analyst, **{own: reviewer})

    with pytest.raises(ValidationError, match="wrote or entered: ask another reviewer"):
        let_out(assessment, reviewer)

    assert Assessment.objects.get().status == "in_review"


def test_in_a_team_of_one_they_do(reviewer, settings):
    settings.ONE_PERSON_TEAM = True
    assessment = waiting(reviewer)

    let_out(assessment, reviewer)

    assert Assessment.objects.get().published_by == reviewer


def test_only_a_reviewer_publishes(analyst):
    assessment = waiting()

    with pytest.raises(ValidationError, match="Only a reviewer publishes or declines"):
        let_out(assessment, analyst)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.KEEPER])
def test_other_roles_do_not_publish(role):
    with pytest.raises(ValidationError, match="Only a reviewer publishes or declines"):
        let_out(waiting(), UserFactory(clearance=Level.CONFIDENTIAL, roles=[role]))


def test_a_draft_is_not_published(reviewer):
    with pytest.raises(ValidationError, match="It is a draft: its author sends it to review first"):
        let_out(waiting(status="draft"), reviewer)


def test_of_two_who_publish_the_second_is_told_who_did(reviewer):
    assessment = waiting()
    as_opened = Assessment.objects.get()
    let_out(assessment, reviewer)

    with pytest.raises(ValidationError, match="published already, by bashir on 5 January 2026, 12:00 UTC"):
        let_out(as_opened, ReviewerFactory())

    assert Assessment.objects.get().published_by == reviewer


def test_what_came_published_is_told_without_a_name(reviewer):
    with pytest.raises(ValidationError, match=r"published already\."):
        let_out(waiting(status="published"), reviewer)


def test_what_was_deleted_meanwhile_is_told(reviewer):
    assessment = waiting()
    Assessment.objects.get().delete()
    assessment.pk = assessment.pk or 1

    with pytest.raises(ValidationError, match="deleted after you opened the page"):
        let_out(assessment, reviewer)


def test_what_moved_on_is_not_published(reviewer):
    assessment = waiting()
    changed = Assessment.objects.get()
    changed.level = Level.RESTRICTED
    changed.save()

    with pytest.raises(StaleRevision):
        let_out(assessment, reviewer)

    assert Assessment.objects.get().status == "in_review"


def test_one_takes_the_place_of_the_newest_before_it(reviewer):
    first = waiting()
    later = waiting(commitment=first.commitment)
    let_out(first, reviewer)

    let_out(later, reviewer)

    assert Assessment.objects.get(pk=later.pk).supersedes == first
    assert Assessment.objects.in_force().first() == later


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_published_at_once_keep_their_order_whichever_comes_first(reviewer, order):
    first = AssessmentFactory(as_of=JULY - dt.timedelta(days=9))
    both = [
        waiting(commitment=first.commitment),
        waiting(commitment=first.commitment, as_of=JULY + dt.timedelta(days=1)),
    ]

    for place in order:
        let_out(both[place], reviewer)

    assert list(Assessment.objects.in_force()) == [both[1], both[0], first]
    for row in Assessment.objects.exclude(pk=first.pk):
        assert (row.supersedes.as_of, row.supersedes.pk) < (row.as_of, row.pk)
    assert Assessment.objects.get(pk=both[0].pk).supersedes == first


def test_one_of_the_same_moment_that_was_entered_later_is_not_superseded(reviewer):
    earlier = waiting()
    later = waiting(commitment=earlier.commitment)
    let_out(later, reviewer)

    let_out(earlier, reviewer)

    assert Assessment.objects.get(pk=earlier.pk).supersedes is None


def test_a_hidden_one_is_not_named_by_one_that_more_people_see(reviewer):
    hidden = AssessmentFactory(as_of=JULY, level=Level.CONFIDENTIAL)
    assessment = waiting(commitment=hidden.commitment)

    let_out(assessment, reviewer)

    assert Assessment.objects.get(pk=assessment.pk).supersedes is None


def test_what_is_wrong_by_now_keeps_it_from_being_published(reviewer):
    assessment = waiting()
    piece = assessment.evidence.get()
    piece.status = "rejected"
    piece.save()

    with pytest.raises(ValidationError, match="is not confirmed as evidence on this commitment"):
        let_out(assessment, reviewer)


def test_a_statement_replaced_meanwhile_keeps_it_from_being_published(reviewer):
    assessment = waiting()
    later = StatementFactory(issued_on="2021-07-15")
    StatementLinkFactory(statement=later, kind="replaces", earlier=assessment.commitment.clause.statement)

    with pytest.raises(ValidationError, match="replaced the statement of this commitment"):
        let_out(assessment, reviewer)


def test_one_by_a_retired_codebook_is_held_to_that_version(reviewer):
    assessment = AssessmentFactory(status="in_review", codebook_version="1.0", as_of=JULY)

    let_out(assessment, reviewer)

    assert Assessment.objects.get().status == "published"


def test_evidence_that_the_reviewer_does_not_see_is_not_counted_for_them():
    evidence = EvidenceFactory(level=Level.CONFIDENTIAL)
    assessment = AssessmentFactory(commitment=evidence.commitment, evidence=[evidence], status="in_review", as_of=JULY)

    with pytest.raises(ValidationError, match="needs at least one piece of evidence"):
        let_out(assessment, ReviewerFactory(clearance=Level.RESTRICTED))


def test_a_declined_one_keeps_the_note_and_waits_no_more(analyst, reviewer):
    assessment = waiting(analyst)

    decline(assessment, person=reviewer, note="The meeting is left out.", revision=assessment.revision)

    kept = Decline.objects.get()
    assert (kept.assessment, kept.note, kept.declined_by) == (assessment, "The meeting is left out.", reviewer)
    assert Assessment.objects.get().status == "in_review"
    assert not Assessment.objects.waiting().exists()


def test_declining_needs_a_note(reviewer):
    assessment = waiting()

    with pytest.raises(ValidationError, match="cannot be blank"):
        decline(assessment, person=reviewer, note=" ", revision=assessment.revision)


@pytest.mark.parametrize("decide", [publish, decline])
def test_a_declined_one_is_not_decided_again(reviewer, decide):
    declined = DeclineFactory(declined_by=reviewer)
    more = {"now": NOW} if decide is publish else {"note": "Once more."}

    with pytest.raises(ValidationError, match=r"It was declined, by bashir on .* A new assessment takes its place"):
        decide(declined.assessment, person=ReviewerFactory(), revision=declined.assessment.revision, **more)


def test_a_decline_says_of_which_assessment_and_when():
    declined = DeclineFactory(assessment__commitment__summary="Continue talks")

    assert str(declined) == f"minimal: Continue talks, {timezone.now():%Y-%m-%d}"


def test_a_flagged_one_stands_with_a_note(analyst):
    assessment = waiting(status="published")
    ReportFactory(event=assessment.evidence.get().event, stance="denies")

    recheck = let_stand(assessment, person=analyst, note="It speaks of another day.")

    assert (recheck.assessment, recheck.checked_by) == (assessment, analyst)
    with pytest.raises(ValidationError, match="it is not flagged"):
        let_stand(assessment, person=analyst, note="Once more.")


def test_letting_stand_needs_a_note(analyst):
    assessment = waiting(status="published")
    ReportFactory(event=assessment.evidence.get().event, stance="denies")

    with pytest.raises(ValidationError, match="cannot be blank"):
        let_stand(assessment, person=analyst, note="")


def test_what_moved_out_of_their_sight_is_not_told_to_who_would_let_it_stand(analyst):
    assessment = waiting(status="published")
    ReportFactory(event=assessment.evidence.get().event, stance="denies", level=Level.CONFIDENTIAL)

    with pytest.raises(ValidationError, match="it is not flagged"):
        let_stand(assessment, person=analyst, note="It stands.")


def test_only_the_one_in_force_is_let_stand(analyst):
    assessment = waiting(status="published")
    ReportFactory(event=assessment.evidence.get().event, stance="denies")
    AssessmentFactory(commitment=assessment.commitment, as_of=assessment.as_of)

    with pytest.raises(ValidationError, match="It is not in force"):
        let_stand(assessment, person=analyst, note="It stands.")


def test_a_reader_lets_nothing_stand():
    with pytest.raises(ValidationError, match="Only an analyst says that an assessment stands"):
        let_stand(waiting(status="published"), person=UserFactory(), note="It stands.")
