"""Assessments are flagged when their evidence moves, for those who see what moved."""

import datetime as dt

import pytest
from django.utils import timezone

from events.merging import merge
from events.models import Event, Report
from records.levels import AFTER_EVERY_EMBARGO, Level
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import ImportRunFactory, ReleaseFactory, UserFactory
from tests.factories.statements import CommitmentFactory
from tests.factories.tracking import AssessmentFactory, EvidenceFactory, RecheckFactory
from tracking.flags import Kind, causes, flagged
from tracking.models import Assessment, Evidence

pytestmark = pytest.mark.django_db


def relying(**kwargs):
    """A published assessment that relies on one piece of confirmed evidence, and that evidence."""
    evidence = EvidenceFactory(**kwargs)
    return AssessmentFactory(commitment=evidence.commitment, evidence=[evidence]), evidence


def told(assessment, reader=Level.CONFIDENTIAL):
    """The kinds and sentences of what moved."""
    (with_causes,) = causes([assessment], reader)
    return [(cause.kind, cause.sentence) for cause in with_causes.causes]


def test_an_assessment_whose_evidence_did_not_move_is_not_flagged():
    assessment, evidence = relying()
    ReportFactory(event=evidence.event, stance="affirms")

    assert not flagged(Level.CONFIDENTIAL).exists()
    assert told(assessment) == []


@pytest.mark.parametrize("status", ["rejected", "suggested"])
def test_evidence_that_is_no_longer_confirmed_flags_what_relies_on_it(status):
    assessment, evidence = relying(event__title="Doha meeting")
    AssessmentFactory(commitment=EvidenceFactory().commitment)
    evidence.status = status
    evidence.save()

    assert flagged(Level.PUBLIC).get() == assessment
    assert told(assessment) == [
        (Kind.UNCONFIRMED, "“Doha meeting” is no longer confirmed as evidence on this commitment.")
    ]


@pytest.mark.parametrize(
    ("stance", "kind", "sentence"),
    [
        ("denies", Kind.DENIED, "a governor's spokesman denies “Doha meeting”."),
        ("retracts", Kind.RETRACTED, "a governor's spokesman takes back what was said of “Doha meeting”."),
    ],
)
def test_a_later_report_that_denies_or_retracts_flags(stance, kind, sentence):
    assessment, evidence = relying(event__title="Doha meeting")
    report = ReportFactory(event=evidence.event, stance=stance, claimant_label="a governor's spokesman")

    assert flagged(Level.PUBLIC).get() == assessment
    assert told(assessment) == [(kind, sentence)]
    assert assessment.causes[0].report == report
    assert assessment.causes[0].evidence == evidence


@pytest.mark.parametrize("stance", ["affirms", "concedes", "in_part", "unsure"])
def test_a_later_report_that_neither_denies_nor_retracts_does_not_flag(stance):
    _assessment, evidence = relying()
    ReportFactory(event=evidence.event, stance=stance)

    assert not flagged(Level.PUBLIC).exists()


def test_a_denial_entered_before_the_assessment_does_not_flag():
    evidence = EvidenceFactory()
    ReportFactory(event=evidence.event, stance="denies")
    AssessmentFactory(commitment=evidence.commitment, evidence=[evidence])

    assert not flagged(Level.PUBLIC).exists()


def test_a_denial_that_its_claimant_has_replaced_does_not_flag():
    _assessment, evidence = relying()
    denial = ReportFactory(event=evidence.event, stance="denies")
    ReportFactory(event=evidence.event, stance="affirms", supersedes=denial)

    assert not flagged(Level.PUBLIC).exists()


def test_the_first_that_affirms_what_stood_denied_flags_and_the_next_does_not():
    evidence = EvidenceFactory(event__title="Doha meeting")
    ReportFactory(event=evidence.event, stance="denies")
    assessment = AssessmentFactory(commitment=evidence.commitment, evidence=[evidence])
    ReportFactory(event=evidence.event, stance="affirms", claimant_label="a delegate")
    ReportFactory(event=evidence.event, stance="affirms")

    assert flagged(Level.PUBLIC).get() == assessment
    assert told(assessment) == [
        (Kind.CONTESTED, "a delegate affirms “Doha meeting”, which was denied alone: it is contested now.")
    ]


def test_one_more_that_affirms_what_was_contested_already_does_not_flag():
    evidence = EvidenceFactory()
    ReportFactory(event=evidence.event, stance="denies")
    ReportFactory(event=evidence.event, stance="affirms")
    AssessmentFactory(commitment=evidence.commitment, evidence=[evidence])
    ReportFactory(event=evidence.event, stance="affirms")

    assert not flagged(Level.PUBLIC).exists()


def test_who_affirms_again_after_having_taken_it_back_makes_it_contested_anew():
    evidence = EvidenceFactory()
    ReportFactory(event=evidence.event, stance="denies")
    first = ReportFactory(event=evidence.event, stance="affirms")
    back = ReportFactory(event=evidence.event, stance="retracts", supersedes=first)
    assessment = AssessmentFactory(commitment=evidence.commitment, evidence=[evidence])
    ReportFactory(event=evidence.event, stance="affirms", supersedes=back)

    assert flagged(Level.PUBLIC).get() == assessment
    assert [kind for kind, _sentence in told(assessment)] == [Kind.CONTESTED]


def test_an_event_that_its_dataset_withdrew_flags():
    assessment, evidence = relying(event__title="Fighting at Ghazni")
    Event.objects.filter(pk=evidence.event_id).update(withdrawn_in=ReleaseFactory(level=Level.PUBLIC))

    assert flagged(Level.PUBLIC).get() == assessment
    assert told(assessment) == [(Kind.WITHDRAWN, "Its dataset has withdrawn the event “Fighting at Ghazni”.")]


def test_an_event_withdrawn_before_the_assessment_was_written_does_not_flag():
    evidence = EvidenceFactory(event__withdrawn_in=ReleaseFactory(level=Level.PUBLIC))
    AssessmentFactory(commitment=evidence.commitment, evidence=[evidence])

    assert not flagged(Level.PUBLIC).exists()


def test_a_withdrawal_counts_from_the_end_of_the_import_that_made_it():
    release = ReleaseFactory(level=Level.PUBLIC)
    assessment, _evidence = relying(event__withdrawn_in=release)
    ImportRunFactory(release=release, rows_withdrawn=1, ended_at=timezone.now())

    assert flagged(Level.PUBLIC).get() == assessment


def test_a_release_that_the_reader_does_not_see_flags_nothing_for_them():
    assessment, evidence = relying()
    Event.objects.filter(pk=evidence.event_id).update(withdrawn_in=ReleaseFactory(level=Level.RESTRICTED))

    assert not flagged(Level.PUBLIC).exists()
    assert told(assessment, Level.PUBLIC) == []
    assert flagged(Level.RESTRICTED).get() == assessment


def test_an_event_that_took_over_another_one_flags_what_relied_on_either(editor):
    goes, stays = EventFactory(title="Doha talks"), EventFactory(title="Doha meeting")
    moved, _evidence = relying(event=goes)
    stayed, _evidence = relying(event=stays)

    merge(goes, stays, editor, timezone.now())

    assert set(flagged(Level.PUBLIC)) == {moved, stayed}
    sentence = "Another entry of the event “Doha meeting” was merged into it, with its reports."
    assert told(moved) == told(stayed) == [(Kind.MERGED, sentence)]


def test_evidence_that_stays_with_an_event_merged_away_flags(editor):
    commitment = CommitmentFactory(clause__statement__issued_on="2021-07-08")
    goes = EventFactory(title="Doha talks", happened_on="2021-07-09")
    # What came before the statement can be no more than context: the evidence does not fit there.
    stays = EventFactory(title="Doha meeting", happened_on="2021-07-01")
    assessment, _evidence = relying(event=goes, commitment=commitment)

    merge(goes, stays, editor, timezone.now())

    assert flagged(Level.PUBLIC).get() == assessment
    assert told(assessment) == [(Kind.LEFT_BEHIND, "The event “Doha talks” was merged into another one.")]


def test_a_hidden_report_flags_nothing_for_those_who_do_not_see_it():
    assessment, evidence = relying()
    shown, other = relying()
    ReportFactory(event=evidence.event, stance="denies", level=Level.CONFIDENTIAL)
    ReportFactory(event=other.event, stance="denies")

    assert flagged(Level.RESTRICTED).get() == shown
    assert told(assessment, Level.RESTRICTED) == []
    assert set(flagged(Level.CONFIDENTIAL)) == {assessment, shown}


def test_hidden_evidence_flags_nothing_for_those_who_do_not_see_it():
    assessment, evidence = relying(level=Level.CONFIDENTIAL)
    Evidence.objects.filter(pk=evidence.pk).update(status="rejected")

    assert not flagged(Level.RESTRICTED).exists()
    assert told(assessment, Level.RESTRICTED) == []
    assert flagged(Level.CONFIDENTIAL).get() == assessment


def test_what_is_under_embargo_flags_at_the_moment_asked_about():
    assessment, evidence = relying()
    ReportFactory(
        event=evidence.event, stance="denies", embargo_until=timezone.now() + dt.timedelta(days=1), level=Level.PUBLIC
    )

    assert not flagged(Level.PUBLIC).exists()
    assert flagged(Level.PUBLIC, AFTER_EVERY_EMBARGO).get() == assessment


def test_a_superseded_assessment_is_flagged_no_more():
    assessment, evidence = relying()
    ReportFactory(event=evidence.event, stance="denies")
    AssessmentFactory(commitment=evidence.commitment, as_of=assessment.as_of, supersedes=assessment)

    assert not flagged(Level.PUBLIC).exists()


def test_one_superseded_out_of_the_readers_sight_stays_flagged_for_them():
    assessment, evidence = relying()
    ReportFactory(event=evidence.event, stance="denies")
    AssessmentFactory(commitment=evidence.commitment, as_of=assessment.as_of, level=Level.CONFIDENTIAL)

    assert flagged(Level.PUBLIC).get() == assessment
    assert not flagged(Level.CONFIDENTIAL).exists()


@pytest.mark.parametrize("status", ["draft", "in_review"])
def test_what_is_not_published_is_not_flagged(status):
    evidence = EvidenceFactory()
    AssessmentFactory(commitment=evidence.commitment, evidence=[evidence], status=status)
    ReportFactory(event=evidence.event, stance="denies")

    assert not flagged(Level.PUBLIC).exists()


def test_looking_again_ends_the_flag_until_something_else_moves():
    assessment, evidence = relying()
    ReportFactory(event=evidence.event, stance="denies")
    RecheckFactory(assessment=assessment)
    assert not flagged(Level.PUBLIC).exists()
    assert told(assessment) == []

    ReportFactory(event=evidence.event, stance="retracts")

    assert flagged(Level.PUBLIC).get() == assessment
    assert [kind for kind, _sentence in told(assessment)] == [Kind.RETRACTED]


def test_looking_again_settles_evidence_that_is_no_longer_confirmed():
    assessment, evidence = relying()
    evidence.status = "rejected"
    evidence.save()
    RecheckFactory(assessment=assessment)

    assert not flagged(Level.PUBLIC).exists()


def test_who_could_not_see_what_moved_has_not_settled_it():
    assessment, evidence = relying()
    ReportFactory(event=evidence.event, stance="denies", level=Level.CONFIDENTIAL)
    RecheckFactory(assessment=assessment, checked_by=UserFactory(clearance=Level.RESTRICTED))
    assert flagged(Level.CONFIDENTIAL).get() == assessment

    RecheckFactory(assessment=assessment, checked_by=UserFactory(clearance=Level.CONFIDENTIAL))

    assert not flagged(Level.CONFIDENTIAL).exists()


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_one_query_and_its_causes_a_fixed_number(count, django_assert_num_queries):
    commitments = [CommitmentFactory() for _ in range(count)]
    for commitment in commitments:
        _assessment, evidence = relying(commitment=commitment)
        ReportFactory(event=evidence.event, stance="denies")

    with django_assert_num_queries(1):
        found = list(flagged(Level.PUBLIC))
    with django_assert_num_queries(3):
        causes(found, Level.PUBLIC)

    assert len(found) == count
    assert all(assessment.causes for assessment in found)
    assert Assessment.objects.count() == Report.objects.count() == count
