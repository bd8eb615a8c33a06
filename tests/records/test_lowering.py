"""More people see a record only when two people agree."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from records.levels import ALWAYS, Level
from records.lowering import ask, ask_for_all, decide, hanging_on, waiting_for
from records.models import Lowering, ShownTooWidely, StaleRevision
from talks.models import Process, Round
from tests.factories.briefs import BriefFactory, EditionFactory
from tests.factories.records import AnalystFactory, ReviewerFactory, SourceFactory
from tests.factories.statements import ClauseFactory, CommitmentFactory, StatementFactory
from tests.factories.talks import PlaceFactory, ProcessFactory, RoundFactory

pytestmark = pytest.mark.django_db

LATER = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
APPROVED, DECLINED, WITHDRAWN = Lowering.Outcome.APPROVED, Lowering.Outcome.DECLINED, Lowering.Outcome.WITHDRAWN


@pytest.fixture
def asked():
    """A request by an analyst to show a restricted process to everyone."""
    process = ProcessFactory(level=Level.RESTRICTED)
    return ask(process, person=AnalystFactory(), to_level=Level.PUBLIC, reason="It was announced.")


def test_a_level_is_not_lowered_by_one_person():
    process = ProcessFactory(level=Level.CONFIDENTIAL)
    process.level = Level.PUBLIC

    with pytest.raises(ShownTooWidely, match="would be shown to more people"):
        process.save()

    stored = Process.objects.get()
    assert (stored.level, stored.revision) == (Level.CONFIDENTIAL, 1)


def test_who_lowers_a_level_is_told_that_it_takes_two():
    process = ProcessFactory(level=Level.CONFIDENTIAL)
    process.level = Level.PUBLIC

    with pytest.raises(ValidationError) as refused:
        process.refuse_wider()

    assert list(refused.value.message_dict) == ["level"]
    assert "It is confidential." in refused.value.message_dict["level"][0]


def test_an_embargo_that_holds_is_not_shortened_by_one_person_and_one_that_is_over_may_go():
    held = ProcessFactory(embargo_until=LATER)
    over = ProcessFactory(embargo_until=dt.datetime(2001, 1, 1, tzinfo=dt.UTC))
    held.embargo_until = over.embargo_until = None

    with pytest.raises(ShownTooWidely):
        held.save()
    over.save()

    assert Process.objects.get(pk=over.pk).shown_from == ALWAYS


def test_a_record_does_not_move_to_where_more_people_see_it():
    hidden = SourceFactory(level=Level.CONFIDENTIAL)
    round_ = RoundFactory(source=hidden)
    round_.source = None

    with pytest.raises(ShownTooWidely):
        round_.save()
    round_.level = Level.CONFIDENTIAL
    round_.save()

    assert Round.objects.get().shown_level == Level.CONFIDENTIAL


def test_a_record_is_stored_with_the_level_that_what_it_hangs_on_has_by_now():
    round_ = RoundFactory(level=Level.PUBLIC)
    Process.objects.filter(pk=round_.process_id).update(shown_level=Level.CONFIDENTIAL)
    round_.name = "Second session"

    round_.save()

    assert Round.objects.get().shown_level == Level.CONFIDENTIAL


def test_rows_stored_in_bulk_are_settled_by_what_is_stored_above_them():
    province = PlaceFactory.build(level=Level.CONFIDENTIAL)
    district = PlaceFactory.build(level=Level.PUBLIC, within=province)
    province.save()

    type(province).objects.bulk_create([district])

    assert district.shown_level == Level.CONFIDENTIAL


def test_what_a_second_person_approves_is_shown_with_what_hangs_on_it(asked):
    below = RoundFactory(process=asked.record, level=Level.PUBLIC)
    own = RoundFactory(process=asked.record, level=Level.RESTRICTED)

    decided = decide(asked, person=ReviewerFactory(), outcome=APPROVED, revision=1)

    assert decided.outcome == APPROVED
    shown = dict(Round.objects.values_list("pk", "shown_level"))
    assert Process.objects.get().shown_level == Level.PUBLIC
    assert shown == {below.pk: Level.PUBLIC, own.pk: Level.RESTRICTED}


@pytest.mark.parametrize("outcome", [DECLINED, WITHDRAWN])
def test_what_is_declined_or_taken_back_stays_as_it_was(asked, outcome):
    person = asked.asked_by if outcome == WITHDRAWN else ReviewerFactory()

    decide(asked, person=person, outcome=outcome, note="Not before Friday.")

    assert Process.objects.get().level == Level.RESTRICTED
    assert Lowering.objects.get().note == "Not before Friday."


def test_nobody_decides_on_their_own_request():
    reviewer = ReviewerFactory()
    asked = ask(ProcessFactory(level=Level.RESTRICTED), person=reviewer, to_level=Level.PUBLIC, reason="It is over.")

    with pytest.raises(ValidationError, match="Nobody decides on their own request"):
        decide(asked, person=reviewer, outcome=APPROVED, revision=1)

    assert Process.objects.get().level == Level.RESTRICTED


@pytest.mark.parametrize(
    ("outcome", "sentence"),
    [(APPROVED, "Only a reviewer decides"), (WITHDRAWN, "Only who asked can take a request back")],
)
def test_an_analyst_neither_approves_nor_takes_back_what_another_asked(asked, outcome, sentence):
    with pytest.raises(ValidationError, match=sentence):
        decide(asked, person=AnalystFactory(), outcome=outcome, revision=1)


def test_a_request_is_decided_once(asked):
    decide(asked, person=ReviewerFactory(), outcome=DECLINED)

    with pytest.raises(ValidationError, match="was decided already: declined"):
        decide(asked, person=ReviewerFactory(), outcome=APPROVED, revision=1)


def test_a_text_that_changed_since_it_was_read_is_not_approved(asked):
    asked.record.save()

    with pytest.raises(StaleRevision):
        decide(asked, person=ReviewerFactory(), outcome=APPROVED, revision=1)

    assert Lowering.objects.get().outcome == Lowering.Outcome.WAITING


def test_a_record_raised_meanwhile_is_not_brought_down_by_an_old_request(asked):
    asked.record.level = Level.CONFIDENTIAL
    asked.record.save()

    with pytest.raises(ValidationError, match="confidential by now, not restricted"):
        decide(asked, person=ReviewerFactory(), outcome=APPROVED, revision=2)


def test_a_deleted_record_is_not_lowered(asked):
    asked.record.delete()

    with pytest.raises(ValidationError, match="was deleted"):
        decide(asked, person=ReviewerFactory(), outcome=APPROVED, revision=1)


def test_an_embargo_ends_when_a_second_person_agrees():
    process = ProcessFactory(embargo_until=LATER)
    asked = ask(process, person=AnalystFactory(), to_level=Level.PUBLIC, lifts_embargo=True, reason="Published.")

    decide(asked, person=ReviewerFactory(), outcome=APPROVED, revision=1)

    assert Process.objects.visible_to(None).exists()


def test_one_request_waits_for_each_record(asked):
    with pytest.raises(ValidationError, match="There is a request for this record already"):
        ask(asked.record, person=AnalystFactory(), to_level=Level.PUBLIC, reason="Again.")

    assert ask_for_all([asked.record], person=AnalystFactory(), to_level=Level.PUBLIC, reason="Again.") == []
    assert waiting_for(asked.record) == asked


def test_lowering_shows_to_more_people():
    with pytest.raises(ValidationError, match="Choose a level below"):
        ask(ProcessFactory(level=Level.PUBLIC), person=AnalystFactory(), to_level=Level.PUBLIC, reason="Nothing.")


def test_a_brief_with_editions_keeps_its_audience():
    brief = BriefFactory(level=Level.RESTRICTED)
    EditionFactory(brief=brief, level=Level.RESTRICTED)

    with pytest.raises(ValidationError, match="made for one audience"):
        ask(brief, person=AnalystFactory(), to_level=Level.PUBLIC, reason="Many ask.")


def test_a_brief_without_editions_is_shown_to_more_people_like_any_record():
    brief = BriefFactory(level=Level.RESTRICTED)

    request = ask(brief, person=AnalystFactory(), to_level=Level.PUBLIC, reason="Many ask.")

    assert request.record == brief


def test_all_that_hangs_on_a_record_and_is_seen_is_asked_for_together():
    statement = StatementFactory(level=Level.RESTRICTED)
    clause = ClauseFactory(statement=statement, level=Level.CONFIDENTIAL)
    seen = ClauseFactory(statement=statement, level=Level.RESTRICTED)
    commitment = CommitmentFactory(clause=seen, level=Level.RESTRICTED)
    analyst = AnalystFactory()

    hanging = hanging_on(statement, analyst)
    requests = ask_for_all([statement, *hanging], person=analyst, to_level=Level.PUBLIC, reason="It is out.")

    assert hanging == [seen, commitment]
    assert hanging_on(statement, ReviewerFactory()) == [clause, seen, commitment]
    assert [request.record for request in requests] == [statement, seen, commitment]


def test_a_request_is_seen_by_those_who_see_its_record(asked):
    hidden = ask(
        ProcessFactory(level=Level.CONFIDENTIAL), person=ReviewerFactory(), to_level=Level.PUBLIC, reason="Announced."
    )

    assert list(Lowering.objects.visible_to(AnalystFactory())) == [asked]
    assert set(Lowering.objects.visible_to(ReviewerFactory())) == {asked, hidden}
    assert not Lowering.objects.visible_to(None).exists()


def test_a_request_about_a_kind_that_is_gone_is_seen_by_nobody(asked):
    kind = asked.kind
    Lowering.objects.update(kind=type(kind).objects.create(app_label="talks", model="gone"))

    assert not Lowering.objects.visible_to(ReviewerFactory()).exists()
