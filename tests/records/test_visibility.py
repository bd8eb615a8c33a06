"""`visible_to` is the only door: what hangs on a hidden record is hidden with it, at every moment."""

import datetime as dt

import pytest
from django.apps import apps
from django.db.models import ForeignKey

from records.levels import Level
from records.models import Detail, Kept, Record, Release
from statements.models import Commitment, Deadline
from talks.models import Naming, PersonName, Round
from tests.factories.records import EditorFactory, UserFactory
from tests.factories.statements import ClauseFactory, CommitmentFactory, DeadlineFactory
from tests.factories.talks import NamingFactory, PersonNameFactory, ProcessFactory, RoundFactory

NOON = dt.datetime(2021, 7, 12, 12, tzinfo=dt.UTC)
KEPT = [model for model in apps.get_models() if issubclass(model, Kept)]


def loose_links(model):
    """Foreign keys of `model` to records of another kind that its visibility does not follow.

    Which release a row came with, and was withdrawn in, is told beside it to those who see the release.
    """
    return [
        field.name
        for field in model._meta.fields
        if isinstance(field, ForeignKey)
        and issubclass(field.related_model, Record)
        and field.related_model not in (model, Release)
        and field.name not in model.hangs_on
    ]


@pytest.mark.parametrize("model", KEPT, ids=lambda model: model._meta.label)
def test_row_is_never_shown_without_what_it_points_to(model):
    assert loose_links(model) == []


def test_planted_loose_link_is_found():
    class Loose:
        _meta = Naming._meta
        hangs_on = ("round", "party")

    assert loose_links(Loose) == ["source"]


@pytest.mark.parametrize("model", [model for model in KEPT if issubclass(model, Detail)], ids=lambda m: m._meta.label)
def test_detail_hangs_on_something(model):
    assert model.hangs_on


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("reader", "seen"),
    [
        (None, {"open"}),
        (Level.PUBLIC, {"open"}),
        (Level.RESTRICTED, {"open", "inner"}),
        (Level.CONFIDENTIAL, {"open", "inner", "secret"}),
    ],
)
def test_reader_sees_their_own_level_and_those_below(reader, seen):
    for name, level in (("open", 0), ("inner", 1), ("secret", 2)):
        RoundFactory(name=name, level=level)

    assert set(Round.objects.visible_to(reader).values_list("name", flat=True)) == seen


@pytest.mark.django_db
def test_user_sees_up_to_their_clearance_while_active():
    RoundFactory(name="inner", level=Level.RESTRICTED)
    analyst = UserFactory(clearance=Level.RESTRICTED)
    gone = UserFactory(clearance=Level.RESTRICTED, is_active=False)

    assert Round.objects.visible_to(analyst).exists()
    assert not Round.objects.visible_to(gone).exists()
    assert Round.objects.visible_to(EditorFactory()).exists()


@pytest.mark.django_db
def test_commitment_of_a_hidden_statement_stays_hidden_beside_one_that_is_shown():
    shown = CommitmentFactory()
    hidden = CommitmentFactory(clause__statement__level=Level.RESTRICTED)

    found = Commitment.objects.visible_to(None)

    assert list(found) == [shown]
    assert hidden.level == Level.PUBLIC
    assert hidden.is_held_back


@pytest.mark.django_db
def test_level_of_a_process_spreads_down_to_its_commitments_and_back():
    commitment = CommitmentFactory()
    process = commitment.clause.statement.process
    process.level = Level.CONFIDENTIAL
    process.save()

    hidden = not Commitment.objects.visible_to(Level.RESTRICTED).exists()
    process.level = Level.PUBLIC
    process.save(is_lowered=True)

    assert hidden
    assert Commitment.objects.visible_to(None).exists()


@pytest.mark.django_db
def test_embargo_ends_at_its_moment_and_not_a_second_before():
    RoundFactory(embargo_until=NOON)

    assert not Round.objects.visible_to(None, at=NOON - dt.timedelta(seconds=1)).exists()
    assert Round.objects.visible_to(None, at=NOON).exists()
    assert Round.objects.visible_to(None, at=NOON + dt.timedelta(seconds=1)).exists()


@pytest.mark.django_db
def test_embargo_of_a_process_holds_its_rounds():
    process = ProcessFactory()
    RoundFactory(process=process)
    process.embargo_until = NOON
    process.save()

    assert not Round.objects.visible_to(None, at=NOON - dt.timedelta(seconds=1)).exists()
    assert Round.objects.visible_to(None, at=NOON).exists()


@pytest.mark.django_db
def test_detail_is_shown_with_its_record():
    shown = PersonNameFactory()
    PersonNameFactory(person__level=Level.RESTRICTED)

    assert list(PersonName.objects.visible_to(None)) == [shown]


@pytest.mark.django_db
def test_detail_of_two_records_is_shown_when_both_are():
    shown = NamingFactory()
    NamingFactory(source__level=Level.RESTRICTED)

    assert list(Naming.objects.visible_to(None)) == [shown]


@pytest.mark.django_db
def test_detail_whose_second_record_is_not_given_is_shown_with_the_first():
    shown = DeadlineFactory()
    DeadlineFactory(commitment=CommitmentFactory(clause=ClauseFactory(level=Level.RESTRICTED)))

    assert list(Deadline.objects.visible_to(None)) == [shown]
