"""A mark is taken back, a marking undone, by who may, and only while nobody went on from it."""

import datetime as dt

import pytest
from django.core import signing
from django.utils import timezone

from records.levels import Level
from statements.marking import dispute, mark_point, mark_words, marking, new_point
from statements.models import Clause, Commitment, Deadline, Passage
from statements.points import enter
from statements.undoing import SIGNER, CannotUndo, steps_of, take_back, token, undo
from tests.factories.records import AnalystFactory, ReviewerFactory
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    OmissionFactory,
    PassageFactory,
    ThemeFactory,
    VersionFactory,
)
from tests.factories.talks import PartyFactory
from tests.factories.tracking import EvidenceFactory
from tests.statements.marks import WAR, words

pytestmark = pytest.mark.django_db


@pytest.fixture
def marked(version, analyst):
    """A new point with a commitment in it, its deadline and its words, as the workbench enters them."""
    with marking(version) as made:
        mark_point(made, version, words(version, WAR), new_point(version, "2"), analyst)
        commitment = Commitment(
            clause=made.entered[0], summary="No war", kind="refrain", specificity="general", level=Level.RESTRICTED
        )
        made.entered.append(enter(commitment, analyst))
        commitment.obligors.add(PartyFactory(), PartyFactory(level=Level.CONFIDENTIAL))
        commitment.themes.add(ThemeFactory())
        made.entered.append(Deadline.objects.create(commitment=commitment, terms="soon", words="at once"))
        mark_words(made, version, words(version, "War is not"), commitment, analyst)
    return made


def counts():
    return [model.objects.count() for model in (Clause, Commitment, Deadline, Passage)]


def test_marking_is_undone_with_all_that_it_entered(version, analyst, marked):
    done = undo(token(steps_of(marked), version, analyst), version, analyst)

    assert counts() == [0, 0, 0, 0]
    assert (marked.passages[0].start, marked.passages[0].end) in done.spans
    assert done.clauses == {marked.passages[0].clause_id}


def test_marking_is_undone_once(version, analyst, marked):
    way = token(steps_of(marked), version, analyst)
    undo(way, version, analyst)

    with pytest.raises(CannotUndo):
        undo(way, version, analyst)


def test_nobody_undoes_for_another_nor_in_another_text(version, analyst, marked):
    way = token(steps_of(marked), version, analyst)

    for other in ((version, AnalystFactory()), (VersionFactory(), analyst)):
        with pytest.raises(CannotUndo):
            undo(way, *other)
    assert counts() == [1, 1, 1, 2]


@pytest.mark.parametrize("way", ["", "made up", "a:b:c"])
def test_made_up_way_to_undo_is_refused(version, analyst, way):
    with pytest.raises(CannotUndo):
        undo(way, version, analyst)


def test_marking_is_not_undone_after_a_quarter_of_an_hour(version, analyst, marked, monkeypatch):
    way = token(steps_of(marked), version, analyst)
    later = signing.time.time() + 15 * 60 + 1
    monkeypatch.setattr(signing.time, "time", lambda: later)

    with pytest.raises(CannotUndo):
        undo(way, version, analyst)


def test_marking_is_not_undone_once_somebody_changed_it_or_went_on_from_it(version, analyst, marked):
    way = token(steps_of(marked), version, analyst)
    commitment = Commitment.objects.get()
    hidden = EvidenceFactory(commitment=commitment, level=Level.CONFIDENTIAL)

    with pytest.raises(CannotUndo) as went_on:
        undo(way, version, analyst)
    hidden.delete()
    commitment.save()
    with pytest.raises(CannotUndo) as changed:
        undo(way, version, analyst)

    assert counts() == [1, 1, 1, 2]
    assert str(went_on.value) == str(changed.value)


def test_words_taken_back_go_with_a_commitment_that_is_new_and_come_back_as_they_were(version, analyst, marked):
    passage, commitment = marked.passages[-1], Commitment.objects.get()
    obligors, themes = set(commitment.obligors.all()), set(commitment.themes.all())

    done = take_back(passage, version, analyst)

    assert counts() == [1, 0, 0, 1]
    assert done.stays is None
    undo(token(done.steps, version, analyst), version, analyst)
    again = Commitment.objects.get()
    assert (again.pk, again.public_id, again.summary) == (commitment.pk, commitment.public_id, "No war")
    assert (set(again.obligors.all()), set(again.themes.all())) == (obligors, themes)
    assert again.deadlines.get().words == "at once"
    assert Passage.objects.get(commitment=again).exact == "War is not"
    with pytest.raises(CannotUndo):
        undo(token(done.steps, version, analyst), version, analyst)


def test_taking_back_is_not_undone_where_its_point_is_gone(version, analyst, marked):
    point, words_of_it = marked.passages
    done = take_back(words_of_it, version, analyst)
    take_back(point, version, analyst)

    with pytest.raises(CannotUndo):
        undo(token(done.steps, version, analyst), version, analyst)

    assert counts() == [0, 0, 0, 0]


def test_point_does_not_come_back_beside_another_of_its_number(version, analyst):
    with marking(version) as made:
        mark_point(made, version, words(version, WAR), new_point(version, "2"), analyst)
    done = take_back(made.passages[0], version, analyst)
    ClauseFactory(statement=version.statement, number="2")

    with pytest.raises(CannotUndo):
        undo(token(done.steps, version, analyst), version, analyst)

    assert counts() == [1, 0, 0, 0]


@pytest.mark.parametrize("hidden", [True, False])
def test_commitment_that_somebody_went_on_from_stays_without_its_words(version, analyst, marked, hidden):
    EvidenceFactory(commitment=Commitment.objects.get(), level=Level.CONFIDENTIAL if hidden else Level.PUBLIC)

    done = take_back(marked.passages[-1], version, analyst)

    assert done.stays == Commitment.objects.get()
    assert not Passage.objects.filter(commitment=done.stays).exists()


def test_commitment_of_another_stays_without_its_words(version, analyst):
    commitment = CommitmentFactory(clause__statement=version.statement)
    with marking(version) as made:
        mark_words(made, version, words(version, WAR), commitment, analyst)

    assert take_back(made.passages[0], version, analyst).stays == commitment


def test_mark_of_another_is_taken_back_by_who_sees_everything_alone(version, analyst):
    passage = PassageFactory(version=version, clause__statement=version.statement, exact=WAR)

    with pytest.raises(CannotUndo, match="cannot be taken back here"):
        take_back(passage, version, analyst)
    assert take_back(passage, version, ReviewerFactory()).stays == passage.clause


def test_own_mark_is_taken_back_within_the_day(version, analyst, marked):
    passage = marked.passages[-1]
    Passage.objects.filter(pk=passage.pk).update(created_at=timezone.now() - dt.timedelta(days=1, seconds=1))

    with pytest.raises(CannotUndo):
        take_back(passage, version, analyst)


def test_mark_that_somebody_went_on_from_is_not_taken_back_by_anyone(version, analyst, marked):
    OmissionFactory(passage=marked.passages[-1])

    for person in (analyst, ReviewerFactory()):
        with pytest.raises(CannotUndo):
            take_back(marked.passages[-1], version, person)


def test_hidden_mark_is_not_there_to_be_taken_back(version, analyst):
    passage = PassageFactory(
        version=version, clause__statement=version.statement, level=Level.CONFIDENTIAL, created_by=analyst
    )

    with pytest.raises(CannotUndo):
        take_back(passage, version, analyst)


def test_dispute_on_a_whole_point_is_settled_and_disputed_again(version, analyst, marked):
    point = marked.passages[0]
    told = {"dispute_reason": "Differs.", "proposed_wording": "No war", "disputed_by": "The desk"}
    with marking(version) as made:
        dispute(made, version, words(version, WAR), point.clause, told, analyst)

    done = take_back(point, version, analyst)

    stored = Passage.objects.get(pk=point.pk)
    assert (stored.is_disputed, stored.dispute_reason) == (False, "")
    undo(token(done.steps, version, analyst), version, analyst)
    assert Passage.objects.get(pk=point.pk).proposed_wording == "No war"


def test_dispute_on_a_whole_point_is_undone_unless_it_was_changed(version, analyst, marked):
    point = marked.passages[0]
    with marking(version) as made:
        dispute(made, version, words(version, WAR), point.clause, {"dispute_reason": "Differs."}, analyst)
    way = token(steps_of(made), version, analyst)

    undo(way, version, analyst)

    assert not Passage.objects.get(pk=point.pk).is_disputed
    with pytest.raises(CannotUndo):
        undo(way, version, analyst)


def test_disputed_words_are_taken_back_with_their_mark(version, analyst, marked):
    with marking(version) as made:
        passage = dispute(
            made, version, words(version, "solution"), marked.entered[0], {"dispute_reason": "Differs."}, analyst
        )

    done = take_back(passage, version, analyst)

    assert not Passage.objects.filter(pk=passage.pk).exists()
    assert done.stays == marked.entered[0]


def test_way_to_undo_holds_keys_and_no_words(version, analyst, marked):
    told = SIGNER.unsign_object(token(steps_of(marked), version, analyst))

    assert "War" not in str(told)
    assert len(told["steps"]) == 5
