"""What had been entered by a moment, at the moment itself and just before it."""

import datetime as dt

import pytest

from records.levels import Level
from statements.models import Clause, Commitment, Statement
from tests.factories.statements import ClauseFactory, CommitmentFactory, StatementFactory, ThemeFactory
from tests.factories.talks import PartyFactory, ProcessFactory
from tests.factories.tracking import AssessmentFactory
from tests.tracking.totals.counted import BEFORE, MOMENT, by, numbers, whole
from tracking.codebook import Rating
from tracking.models import Assessment
from tracking.totals.counting import totals
from tracking.totals.grouping import GROUPINGS
from tracking.totals.question import Question
from tracking.totals.trend import trend

pytestmark = pytest.mark.django_db

EARLIER, LATER = MOMENT - dt.timedelta(30), MOMENT + dt.timedelta(30)
TICK = dt.timedelta(microseconds=1)


def entered(row, moment):
    """`row` as if it had been entered at `moment`, with all of its history."""
    type(row)._base_manager.filter(pk=row.pk).update(created_at=moment)
    type(row).history.filter(id=row.pk).update(history_date=moment)
    row.refresh_from_db()
    return row


def statement_entered(moment, **told):
    statement = entered(StatementFactory(**told), moment)
    return entered(ClauseFactory(statement=statement), moment)


def bound(moment, clause=None, **told):
    return entered(CommitmentFactory(clause=clause or statement_entered(moment), **told), moment)


def since(row, moment):
    """What was changed on `row` after it was entered, as if at `moment`."""
    row.history.filter(history_date__gt=LATER).update(history_date=moment)


def stored_in_bulk(row):
    """`row` without a history, as an import of thousands stores it."""
    row.history.all().delete()
    return row


def test_a_commitment_counts_from_the_moment_it_was_entered():
    bound(MOMENT, statement_entered(EARLIER))
    bound(MOMENT, statement_entered(EARLIER), level=Level.RESTRICTED)

    assert whole(known_at=BEFORE) == {}
    assert whole(known_at=MOMENT) == {"not_assessed": 1}
    assert whole(Level.RESTRICTED, known_at=MOMENT) == {"not_assessed": 2}


def test_a_commitment_stored_in_bulk_counts_from_when_it_was_created():
    commitment = stored_in_bulk(bound(MOMENT, obligors=[party := PartyFactory()]))
    stored_in_bulk(commitment.statement)

    assert by("party", known_at=BEFORE) == {}
    assert by("party", known_at=MOMENT) == {party.pk: {"not_assessed": 1}}


def test_a_commitment_stored_in_bulk_and_changed_by_hand_is_before_that_as_the_change_left_it():
    commitment = stored_in_bulk(bound(EARLIER))
    commitment.obligors.add(party := PartyFactory())
    since(commitment, MOMENT)

    assert by("party", known_at=EARLIER - TICK) == {}
    assert by("party", known_at=BEFORE) == {party.pk: {"not_assessed": 1}}


def test_an_assessment_counts_from_its_publication():
    commitment = bound(EARLIER)
    AssessmentFactory(commitment=commitment, rating=Rating.FULL, published_at=MOMENT, as_of=EARLIER)
    AssessmentFactory(
        commitment=commitment, rating=Rating.BREACHED, published_at=EARLIER, as_of=EARLIER, level=Level.RESTRICTED
    )

    assert whole(known_at=BEFORE) == {"not_assessed": 1}
    assert whole(known_at=MOMENT) == {"full": 1}


def test_an_assessment_that_came_as_published_counts_from_when_it_was_created():
    entered(AssessmentFactory(commitment=bound(EARLIER), rating=Rating.FULL, as_of=EARLIER), MOMENT)

    assert whole(known_at=BEFORE) == {"not_assessed": 1}
    assert whole(known_at=MOMENT) == {"full": 1}


def test_the_history_tells_when_an_assessment_left_review():
    judged = AssessmentFactory(
        commitment=bound(EARLIER), rating=Rating.FULL, as_of=EARLIER, status=Assessment.Status.IN_REVIEW
    )
    entered(judged, EARLIER)
    judged.status = Assessment.Status.PUBLISHED
    judged.save()
    since(judged, MOMENT)

    assert whole(known_at=BEFORE) == {"not_assessed": 1}
    assert whole(known_at=MOMENT) == {"full": 1}


def test_as_of_and_known_at_are_asked_apart():
    commitment = bound(EARLIER, statement_entered(EARLIER, issued_on="2021-06-01"))
    AssessmentFactory(commitment=commitment, rating=Rating.FULL, as_of=LATER, published_at=LATER)

    assert whole(as_of=LATER, known_at=MOMENT) == {"not_assessed": 1}
    assert whole(as_of=MOMENT, known_at=LATER) == {"not_assessed": 1}
    assert whole(as_of=LATER, known_at=LATER) == {"full": 1}
    assert whole(as_of=dt.datetime(2021, 5, 31, tzinfo=dt.UTC), known_at=LATER) == {}


def test_a_commitment_deleted_since_still_counts_at_the_moment_before():
    commitment = bound(EARLIER, obligors=[party := PartyFactory()])
    kept = bound(EARLIER)
    key = commitment.pk
    commitment.delete()
    Commitment.history.filter(id=key, history_type="-").update(history_date=MOMENT)

    assert by("party", known_at=BEFORE) == {party.pk: {"not_assessed": 1}, None: {"not_assessed": 1}}
    assert by("statement", known_at=MOMENT) == {kept.statement.pk: {"not_assessed": 1}}
    assert whole() == {"not_assessed": 1}


def test_a_commitment_deleted_with_its_point_still_counts_at_the_moment_before():
    commitment = bound(EARLIER)
    statement, clause = commitment.statement, commitment.clause
    commitment.delete()
    clause.delete()

    assert by("statement", known_at=MOMENT) == {statement.pk: {"not_assessed": 1}}
    assert Clause.objects.count() == 0


def test_a_commitment_deleted_above_the_readers_level_does_not_count():
    bound(EARLIER, level=Level.RESTRICTED).delete()

    assert whole(known_at=MOMENT) == {}
    assert whole(Level.RESTRICTED, known_at=MOMENT) == {"not_assessed": 1}


def test_a_commitment_that_was_hidden_when_first_deleted_does_not_count():
    commitment = bound(EARLIER)
    key = commitment.pk
    commitment.delete()
    first = Commitment.history.filter(id=key, history_type="-").get()
    Commitment.history.bulk_create([hidden := Commitment.history.model(**{**as_dict(first), "history_id": None})])
    Commitment.history.filter(pk=hidden.pk).update(shown_level=Level.RESTRICTED)

    assert whole(known_at=MOMENT) == {}
    assert whole(Level.RESTRICTED, known_at=MOMENT) == {"not_assessed": 1}


def as_dict(past):
    return {field.attname: getattr(past, field.attname) for field in past._meta.concrete_fields}


def test_commitments_of_a_deleted_statement_do_not_count():
    commitment = bound(EARLIER)
    statement, clause = commitment.statement, commitment.clause
    commitment.delete()
    clause.delete()
    statement.delete()

    assert whole(Level.CONFIDENTIAL, known_at=MOMENT) == {}
    assert Statement.objects.count() == 0


def test_a_commitment_counts_with_the_obligors_and_themes_it_had():
    first, second, theme = PartyFactory(), PartyFactory(), ThemeFactory()
    commitment = bound(EARLIER, obligors=[first])
    commitment.obligors.set([second])
    commitment.themes.add(theme)
    since(commitment, MOMENT)

    assert by("party", known_at=BEFORE) == {first.pk: {"not_assessed": 1}}
    assert by("party", known_at=MOMENT) == {second.pk: {"not_assessed": 1}}
    assert by("theme", known_at=BEFORE) == {None: {"not_assessed": 1}}
    assert by("theme", known_at=MOMENT) == {theme.pk: {"not_assessed": 1}}


def test_an_obligor_above_the_readers_level_is_not_told_from_the_past_either():
    bound(EARLIER, obligors=[PartyFactory(level=Level.RESTRICTED)])

    assert by("party", known_at=MOMENT) == {None: {"not_assessed": 1}}


def test_a_statement_counts_with_the_process_and_the_day_that_it_had():
    before, after = ProcessFactory(), ProcessFactory()
    commitment = bound(
        EARLIER, statement_entered(EARLIER, round=None, process=before, issued_on="2021-06-01"), obligors=[]
    )
    statement = commitment.statement
    statement.process, statement.issued_on = after, "2021-07-01"
    statement.save()
    since(statement, MOMENT)

    def count(known_at, **asked):
        return by("process", known_at=known_at, as_of=dt.datetime(2021, 6, 15, tzinfo=dt.UTC), **asked)

    assert count(BEFORE) == {before.pk: {"not_assessed": 1}}
    assert count(MOMENT) == {}
    assert by("process", known_at=MOMENT) == {after.pk: {"not_assessed": 1}}
    assert by("process", known_at=BEFORE, process=before) == {before.pk: {"not_assessed": 1}}
    assert by("process", known_at=BEFORE, process=after) == {}


def test_a_statement_that_was_of_a_hidden_process_then_does_not_count():
    hidden = ProcessFactory(level=Level.RESTRICTED)
    commitment = bound(EARLIER)
    commitment.statement.history.update(process_id=hidden.pk)

    assert whole(known_at=MOMENT) == {}
    assert by("process", Level.RESTRICTED, known_at=MOMENT) == {hidden.pk: {"not_assessed": 1}}


def test_what_was_marked_as_a_repetition_later_counts_until_then():
    earlier, later = bound(EARLIER), bound(EARLIER)
    later.repeats = earlier
    later.save()
    since(later, MOMENT)

    assert whole(known_at=BEFORE) == {"not_assessed": 2}
    found = totals(Question(Level.PUBLIC, known_at=MOMENT), GROUPINGS["process"])
    assert (numbers(found.whole), found.repeated) == ({"not_assessed": 1}, 1)


def test_a_trend_tells_what_was_known():
    commitment = bound(EARLIER, statement_entered(EARLIER, issued_on="2021-06-01"))
    AssessmentFactory(commitment=commitment, rating=Rating.FULL, as_of=EARLIER, published_at=MOMENT)

    def last(known_at):
        return numbers(trend(Question(Level.PUBLIC, as_of=MOMENT, known_at=known_at))[-1].count)

    assert last(BEFORE) == {"not_assessed": 1}
    assert last(MOMENT) == {"full": 1}
