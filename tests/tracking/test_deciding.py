"""What a person decides about a suggestion, and the ways back."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from records.levels import Level
from tests.factories.events import EventFactory
from tests.factories.records import AnalystFactory, ReviewerFactory
from tests.factories.statements import CommitmentFactory
from tests.factories.tracking import AssessmentFactory, DismissalFactory, EvidenceFactory, SuggestionFactory
from tracking import deciding
from tracking.deciding import CannotDecide
from tracking.models import Dismissal, Evidence, Suggestion

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2021, 9, 1, 12, tzinfo=dt.UTC)


@pytest.fixture
def analyst():
    return AnalystFactory(username="basira")


@pytest.fixture
def suggestion():
    return SuggestionFactory(score=7.5, bearing=Evidence.Bearing.HINDERS)


def pair(suggestion):
    return suggestion.commitment_id, suggestion.event_id


def waits_for(reader):
    return list(Suggestion.objects.visible_to(reader).waiting(reader))


def test_confirming_makes_the_suggestion_evidence(suggestion, analyst):
    kept = deciding.confirm(*pair(suggestion), analyst, NOW, bearing="breaches", reasoning="Shots at the line.")

    kept.refresh_from_db()
    assert (kept.commitment, kept.event) == (suggestion.commitment, suggestion.event)
    assert (kept.status, kept.bearing, kept.reasoning) == ("confirmed", "breaches", "Shots at the line.")
    assert (kept.origin, kept.score) == ("machine", 7.5)
    assert (kept.decided_by, kept.decided_at, kept.created_by, kept.changed_by) == (analyst, NOW, analyst, analyst)
    assert waits_for(analyst) == []


def test_rejecting_keeps_it_on_record_as_rejected_with_the_bearing_proposed(suggestion, analyst):
    deciding.reject(*pair(suggestion), analyst, NOW, reasoning="Another party of the same name.")

    kept = Evidence.objects.get()
    assert (kept.status, kept.bearing, kept.reasoning) == ("rejected", "hinders", "Another party of the same name.")
    assert (kept.origin, kept.score, kept.decided_by) == ("machine", 7.5, analyst)
    assert waits_for(analyst) == []


def test_dismissing_enters_no_evidence_and_ends_the_waiting(suggestion, analyst):
    kept = deciding.dismiss(*pair(suggestion), analyst)

    assert (kept.dismissed_by, Dismissal.objects.get()) == (analyst, kept)
    assert not Evidence.objects.exists()
    assert waits_for(analyst) == []


@pytest.mark.parametrize(
    ("commitment", "event", "given"),
    [
        (Level.PUBLIC, Level.PUBLIC, Level.RESTRICTED),
        (Level.RESTRICTED, Level.PUBLIC, Level.RESTRICTED),
        (Level.PUBLIC, Level.CONFIDENTIAL, Level.CONFIDENTIAL),
    ],
)
def test_evidence_is_as_strict_as_what_it_joins_and_restricted_at_least(commitment, event, given):
    suggestion = SuggestionFactory(commitment__level=commitment, event__level=event)

    kept = deciding.confirm(*pair(suggestion), ReviewerFactory(), NOW, bearing="context")

    assert kept.level == given


def test_an_event_before_the_statement_is_confirmed_as_context_only(analyst):
    suggestion = SuggestionFactory(
        commitment__clause__statement__issued_on="2021-07-08", event__happened_on="2021-07-07", bearing="breaches"
    )

    with pytest.raises(ValidationError, match="it can only be context"):
        deciding.confirm(*pair(suggestion), analyst, NOW, bearing="breaches")

    assert not Evidence.objects.exists()
    assert deciding.confirm(*pair(suggestion), analyst, NOW, bearing="context").bearing == "context"


def test_an_event_before_the_statement_can_be_rejected_whatever_was_proposed(analyst):
    suggestion = SuggestionFactory(
        commitment__clause__statement__issued_on="2021-07-08", event__happened_on="2021-07-07", bearing="breaches"
    )

    assert deciding.reject(*pair(suggestion), analyst, NOW).bearing == "context"


def test_an_event_on_the_day_of_the_statement_can_breach_it(analyst):
    suggestion = SuggestionFactory(
        commitment__clause__statement__issued_on="2021-07-08", event__happened_on="2021-07-08"
    )

    assert deciding.confirm(*pair(suggestion), analyst, NOW, bearing="breaches").bearing == "breaches"


def test_reasoning_that_cannot_be_kept_is_refused_by_name_and_nothing_is_entered(suggestion, analyst):
    with pytest.raises(ValidationError) as refused:
        deciding.confirm(*pair(suggestion), analyst, NOW, bearing="context", reasoning="\u202egnol oot")

    assert list(refused.value.message_dict) == ["reasoning"]
    assert waits_for(analyst) == [suggestion]


def test_a_bearing_that_there_is_not_is_refused(suggestion, analyst):
    with pytest.raises(ValidationError) as refused:
        deciding.confirm(*pair(suggestion), analyst, NOW, bearing="rejects")

    assert "bearing" in refused.value.message_dict


@pytest.mark.parametrize("decide", ["confirm", "reject", "dismiss"])
def test_the_second_to_decide_is_told_who_was_first_and_nothing_is_doubled(suggestion, analyst, decide):
    deciding.confirm(*pair(suggestion), analyst, NOW, bearing="honours")
    second = AnalystFactory()
    ways = {
        "confirm": lambda: deciding.confirm(*pair(suggestion), second, NOW, bearing="breaches"),
        "reject": lambda: deciding.reject(*pair(suggestion), second, NOW),
        "dismiss": lambda: deciding.dismiss(*pair(suggestion), second),
    }

    with pytest.raises(CannotDecide) as refused:
        ways[decide]()

    assert str(refused.value) == (
        f"“{suggestion.event}” was decided meanwhile by basira: confirmed, “honours”. Nothing was entered a second time."
    )
    assert (Evidence.objects.count(), Dismissal.objects.count()) == (1, 0)


def test_what_was_entered_by_hand_meanwhile_is_told_of_without_a_name(suggestion, analyst):
    EvidenceFactory(commitment=suggestion.commitment, event=suggestion.event, bearing="in_part")

    with pytest.raises(CannotDecide, match="was decided meanwhile: confirmed, “honours in part”"):
        deciding.reject(*pair(suggestion), analyst, NOW)


def test_what_was_dismissed_meanwhile_is_not_entered(suggestion, analyst):
    DismissalFactory(commitment=suggestion.commitment, event=suggestion.event)

    with pytest.raises(CannotDecide, match="was set aside as not relevant meanwhile"):
        deciding.confirm(*pair(suggestion), analyst, NOW, bearing="context")

    assert not Evidence.objects.exists()


def test_an_event_that_was_merged_meanwhile_is_not_entered(suggestion, analyst):
    suggestion.event.merged_into = EventFactory()
    suggestion.event.save()

    with pytest.raises(CannotDecide, match="was merged into another event meanwhile"):
        deciding.dismiss(*pair(suggestion), analyst)


def test_what_is_hidden_and_what_was_never_suggested_get_one_answer(analyst):
    hidden = SuggestionFactory(event__level=Level.CONFIDENTIAL)
    commitment, event = CommitmentFactory(), EventFactory()

    answers = set()
    for keys in (pair(hidden), (commitment.pk, event.pk), (7_000_001, 7_000_002)):
        with pytest.raises(CannotDecide) as refused:
            deciding.confirm(*keys, analyst, NOW, bearing="context")
        answers.add(str(refused.value))

    assert len(answers) == 1
    assert "not suggested any more" in answers.pop()


def test_evidence_above_the_level_of_who_decides_is_not_told_of_and_stands_beside(suggestion, analyst):
    hidden = EvidenceFactory(
        commitment=suggestion.commitment, event=suggestion.event, level=Level.CONFIDENTIAL, reasoning="An informant."
    )
    assert waits_for(analyst) == [suggestion]
    assert waits_for(ReviewerFactory()) == []

    kept = deciding.confirm(*pair(suggestion), analyst, NOW, bearing="context")

    assert (hidden.beside, kept.beside) == (0, 1)
    assert waits_for(analyst) == []


def test_what_someone_entered_above_their_own_clearance_is_not_entered_twice(suggestion):
    newcomer = AnalystFactory(clearance=Level.PUBLIC)
    deciding.confirm(*pair(suggestion), newcomer, NOW, bearing="context")

    with pytest.raises(CannotDecide, match="not suggested any more"):
        deciding.confirm(*pair(suggestion), newcomer, NOW, bearing="context")

    assert waits_for(newcomer) == []


@pytest.mark.parametrize(
    ("decide", "words"),
    [
        (lambda keys, user: deciding.confirm(*keys, user, NOW, bearing="in_part"), "Confirmed as “honours in part”: "),
        (lambda keys, user: deciding.reject(*keys, user, NOW), "Rejected: "),
        (deciding.dismiss, None),
    ],
)
def test_a_decision_is_said_in_a_sentence_and_undone(suggestion, analyst, decide, words):
    row = decide(pair(suggestion), analyst) if words else decide(*pair(suggestion), analyst)
    text = deciding.token(row, analyst)
    assert deciding.said(row).startswith(words or "Not to be shown again: ")
    assert deciding.decision_in(text, analyst) == row

    undone = deciding.undo(text, analyst)

    assert (undone.pk, undone.event) == (row.pk, suggestion.event)
    assert waits_for(analyst) == [suggestion]


def test_what_was_changed_since_is_not_undone(suggestion, analyst):
    kept = deciding.confirm(*pair(suggestion), analyst, NOW, bearing="context")
    text = deciding.token(kept, analyst)
    kept.reasoning = "Read once more."
    kept.save()

    with pytest.raises(CannotDecide, match="cannot be undone any more"):
        deciding.undo(text, analyst)

    assert Evidence.objects.get().reasoning == "Read once more."


def test_what_an_assessment_relies_on_is_not_undone_even_when_that_one_is_hidden(suggestion, analyst):
    kept = deciding.confirm(*pair(suggestion), analyst, NOW, bearing="context")
    AssessmentFactory(commitment=suggestion.commitment, evidence=[kept], level=Level.CONFIDENTIAL)

    with pytest.raises(CannotDecide, match="cannot be undone any more"):
        deciding.undo(deciding.token(kept, analyst), analyst)

    assert Evidence.objects.exists()


def test_a_decision_is_undone_by_who_made_it_alone_and_once(suggestion, analyst):
    text = deciding.token(deciding.dismiss(*pair(suggestion), analyst), analyst)

    for user, sent in ((AnalystFactory(), text), (analyst, "made up"), (analyst, text[:-1])):
        with pytest.raises(CannotDecide):
            deciding.undo(sent, user)
    deciding.undo(text, analyst)
    with pytest.raises(CannotDecide):
        deciding.undo(text, analyst)

    assert not Dismissal.objects.exists()


def test_a_decision_can_be_undone_for_a_quarter_of_an_hour(suggestion, analyst, monkeypatch):
    text = deciding.token(deciding.dismiss(*pair(suggestion), analyst), analyst)
    monkeypatch.setattr("tracking.deciding.UNDONE_WITHIN", dt.timedelta(seconds=-1))

    with pytest.raises(CannotDecide):
        deciding.undo(text, analyst)

    assert Dismissal.objects.exists()


def test_a_rejection_is_taken_back_on_its_day_by_who_made_it(suggestion, analyst):
    kept = deciding.reject(*pair(suggestion), analyst, NOW)

    with pytest.raises(CannotDecide, match="cannot be taken back here"):
        deciding.take_back(kept, AnalystFactory())
    deciding.take_back(kept, analyst)

    assert waits_for(analyst) == [suggestion]


def test_a_rejection_is_taken_back_later_by_who_sees_everything(suggestion, analyst):
    kept = deciding.reject(*pair(suggestion), analyst, NOW)
    Evidence.objects.filter(pk=kept.pk).update(created_at=kept.created_at - dt.timedelta(days=2))

    with pytest.raises(CannotDecide):
        deciding.take_back(kept, analyst)
    deciding.take_back(kept, ReviewerFactory())

    assert not Evidence.objects.exists()


def test_a_dismissal_is_taken_back_by_anyone_who_enters_the_record(suggestion, analyst):
    kept = deciding.dismiss(*pair(suggestion), analyst)

    taken = deciding.take_back(kept, AnalystFactory())

    assert (taken.pk, waits_for(analyst)) == (kept.pk, [suggestion])


def test_only_what_is_there_and_was_not_confirmed_is_taken_back(suggestion, analyst):
    confirmed = deciding.confirm(*pair(suggestion), analyst, NOW, bearing="honours")
    gone = DismissalFactory()
    Dismissal.objects.filter(pk=gone.pk).delete()

    for row in (confirmed, gone):
        with pytest.raises(CannotDecide):
            deciding.take_back(row, analyst)

    assert Evidence.objects.get() == confirmed


def test_nobody_takes_back_who_may_not_delete(suggestion, analyst):
    kept = deciding.dismiss(*pair(suggestion), analyst)
    analyst.groups.clear()

    with pytest.raises(CannotDecide):
        deciding.take_back(kept, type(analyst).objects.get(pk=analyst.pk))
