"""The Tehran record: how words and events compare.

The tables below state the facts as they were publicly reported: those of 8 July 2021 by one wire round-up of that day
(Reuters and agencies), the later ones by news agencies on the days given. Quoted words are the speakers' own.
"""

import datetime as dt

import pytest
from django.apps import apps

from briefs.document.content import brief_content
from briefs.document.shape import to_json
from briefs.scope import scope_on
from events.models import Event
from records.levels import Level
from records.models import Record
from statements.models import Commitment
from talks.models import Process
from tracking.models import Assessment, Evidence, with_rating

pytestmark = pytest.mark.usefixtures("record")

TALIBAN = "Taliban"
JOINT = "Joint statement of the Tehran meeting"
ISLAM_QALA = "Islam Qala border crossing is said to fall to the Taliban"
JULY, END_OF_AUGUST = dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC), dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("point", "event", "bearing", "conduct_of"),
    [
        ("4", "Senior delegations of both sides meet in Doha", "honours", None),
        ("2", "Senior delegations of both sides meet in Doha", "context", None),
        ("2", "Zaranj, capital of Nimruz, falls to the Taliban", "breaches", TALIBAN),
        ("2", "Herat falls to the Taliban", "breaches", TALIBAN),
        ("2", "Kandahar falls to the Taliban", "breaches", TALIBAN),
        ("2", "The Taliban enter Kabul", "breaches", TALIBAN),
        ("4", "The Taliban enter Kabul", "hinders", TALIBAN),
        ("2", ISLAM_QALA, "hinders", TALIBAN),
    ],
)
def test_each_later_event_bears_on_its_point(point, event, bearing, conduct_of):
    evidence = Evidence.objects.get(
        commitment__clause__statement__title=JOINT, commitment__clause__number=point, event__title=event
    )

    assert (evidence.bearing, evidence.conduct_of and evidence.conduct_of.name) == (bearing, conduct_of)
    assert evidence.status == Evidence.Status.CONFIRMED
    assert evidence.reasoning


def test_what_came_before_the_statement_is_context_only():
    for evidence in Evidence.objects.exclude(bearing=Evidence.Bearing.CONTEXT).select_related("event"):
        assert evidence.event.happened_on.earliest >= evidence.commitment.statement.issued_on.earliest


def test_every_event_is_set_beside_some_commitment():
    assert not Event.objects.exclude(pk__in=Evidence.objects.values("event")).exists()


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (JULY, {"2": {None}, "4": {None}, "6": {None}}),
        (dt.datetime(2021, 7, 19, 23, 59, tzinfo=dt.UTC), {"2": {None}, "4": {None}, "6": {None}}),
        (dt.datetime(2021, 7, 20, tzinfo=dt.UTC), {"2": {None}, "4": {"minimal"}, "6": {None}}),
        (dt.datetime(2021, 8, 14, tzinfo=dt.UTC), {"2": {"breached"}, "4": {"minimal"}, "6": {None}}),
        (END_OF_AUGUST, {"2": {"breached"}, "4": {"partly_closed"}, "6": {"no_evidence"}}),
    ],
)
def test_each_point_is_rated_as_of_each_moment(moment, expected):
    commitments = Commitment.objects.filter(clause__statement__title=JOINT).select_related("clause")

    ratings = {}
    for commitment in with_rating(commitments, Level.PUBLIC, moment):
        ratings.setdefault(commitment.clause.number, set()).add(commitment.rating)

    assert ratings == expected


def test_every_commitment_is_rated_at_the_end_of_august():
    assert not with_rating(Commitment.objects.all(), Level.PUBLIC, END_OF_AUGUST).filter(rating=None).exists()


def test_every_assessment_is_published_by_the_desk_and_relies_on_evidence_of_its_own_commitment():
    for assessment in Assessment.objects.all():
        assert (assessment.status, assessment.assessor_label) == (Assessment.Status.PUBLISHED, "Parley demo desk")
        assert assessment.codebook_version
        for evidence in assessment.evidence.all():
            assert evidence.commitment == assessment.commitment
            assert evidence.event.happened_on.latest <= assessment.as_of.date()


@pytest.mark.parametrize(
    "model", [model for model in apps.get_models() if issubclass(model, Record)], ids=lambda model: model.__name__
)
def test_every_record_is_public(model):
    assert not model.objects.exclude(level=Level.PUBLIC, shown_level=Level.PUBLIC).exists()
    assert model.objects.visible_to(None).count() == model.objects.count()


def test_every_row_passes_validation_as_it_stands():
    rooms = ("records", "talks", "statements", "events", "tracking")
    for model in apps.get_models():
        if model._meta.app_label in rooms and not model.__name__.startswith("Historical"):
            for row in model._base_manager.all():
                row.full_clean()


def brief_text(moment):
    process = Process.objects.get(slug="intra-afghan-talks")
    return to_json(brief_content(scope_on(process, Level.PUBLIC), as_of=moment))


def test_a_brief_of_12_july_knows_nothing_of_what_came_later():
    text = brief_text(JULY)

    for later in ("Zaranj", "Kandahar", "Kabul", "Doha meeting", "Baradar", "Qatar", "August", "18 July"):
        assert later not in text


def test_a_brief_of_31_august_has_every_event_and_every_commitment():
    text = brief_text(END_OF_AUGUST)

    for title in Event.objects.values_list("title", flat=True):
        assert title in text
    for summary in Commitment.objects.values_list("summary", flat=True):
        assert summary in text
