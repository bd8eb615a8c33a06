"""How commitments stand to their deadlines: by day, by rating, by amendment and by what a reader may know."""

import datetime as dt

import pytest

from records.levels import AFTER_EVERY_EMBARGO, Level
from statements.models import Commitment, Deadline
from tests.factories.statements import CommitmentFactory, DeadlineFactory, StatementFactory
from tests.factories.tracking import AssessmentFactory
from tracking.codebook import Rating
from tracking.deadlines import Due, due, overdue, overdue_unassessed, with_deadline_state

pytestmark = pytest.mark.django_db

DAY = dt.date(2021, 7, 31)
RESTRICTED = {"level": Level.RESTRICTED}


def after(days):
    return DAY + dt.timedelta(days=days)


def midnight(day):
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def dated(due_on="2021-07-31", **values):
    """A commitment to act, due on `due_on`; `values` are those of the commitment."""
    commitment = CommitmentFactory(**{"kind": Commitment.Kind.ACT, **values})
    DeadlineFactory(commitment=commitment, terms=Deadline.Terms.DATED, due_on=due_on, words="")
    return commitment


def conditional(words="once released", **values):
    commitment = CommitmentFactory(**values)
    DeadlineFactory(commitment=commitment, terms=Deadline.Terms.CONDITIONAL, words=words)
    return commitment


def amended(commitment, due_on, issued_on="2021-07-20", **values):
    statement = StatementFactory(title="Second joint statement", issued_on=issued_on, **values)
    return DeadlineFactory(
        commitment=commitment, terms=Deadline.Terms.DATED, due_on=due_on, words="", amended_by=statement
    )


def judged(commitment, rating, day, **values):
    return AssessmentFactory(commitment=commitment, rating=rating, as_of=midnight(day), **values)


def state(commitment, on, reader=None):
    """The state of `commitment`, after the database was found to say the same."""
    (commitment,) = with_deadline_state([Commitment.objects.get(pk=commitment.pk)], reader, on)
    found = [one for one in Due if commitment in due(Commitment.objects.all(), one, reader, on)]
    assert found == [commitment.deadline_state.kind]
    return commitment.deadline_state


@pytest.mark.parametrize(
    ("due_on", "day", "kind"),
    [
        ("2021-07-31", after(-31), Due.LATER),
        ("2021-07-31", after(-30), Due.SOON),
        ("2021-07-31", after(0), Due.SOON),
        ("2021-07-31", after(1), Due.OVERDUE),
        # A period counts by its last day.
        ("2021-07", after(0), Due.SOON),
        ("2021-07", after(1), Due.OVERDUE),
        ("2021-07-01/2021-07-31", after(0), Due.SOON),
        ("2021-07-01/2021-07-31", after(1), Due.OVERDUE),
        ("../2021-07-31", after(0), Due.SOON),
        ("../2021-07-31", after(1), Due.OVERDUE),
        # An approximate date is given the leeway of its own unit.
        ("2021-07-31~", after(1), Due.SOON),
        ("2021-07-31~", after(2), Due.OVERDUE),
        ("2021-07~", after(31), Due.SOON),
        ("2021-07~", after(32), Due.OVERDUE),
        ("2021-34~", dt.date(2021, 6, 30) + dt.timedelta(days=92), Due.SOON),
        ("2021-34~", dt.date(2021, 6, 30) + dt.timedelta(days=93), Due.OVERDUE),
        ("2020~", dt.date(2020, 12, 31) + dt.timedelta(days=366), Due.SOON),
        ("2020~", dt.date(2020, 12, 31) + dt.timedelta(days=367), Due.OVERDUE),
        ("2021-07~/2021-07-31", after(1), Due.OVERDUE),
        ("2021-06/2021-07~", after(31), Due.SOON),
        ("2021-06/2021-07~", after(32), Due.OVERDUE),
        ("2019/2020~", dt.date(2020, 12, 31) + dt.timedelta(days=366), Due.SOON),
    ],
)
def test_a_date_is_due_later_then_soon_then_overdue(due_on, day, kind):
    assert state(dated(due_on), day).kind == kind


def test_what_is_overdue_says_for_how_long_and_what_it_was_rated():
    unjudged, minimal = dated(), dated()
    judged(minimal, Rating.MINIMAL, after(-5))

    assert state(unjudged, after(1)).sentence == (
        "Overdue: its day, 31 July 2021, passed 1 day ago. Nobody has judged it."
    )
    assert state(minimal, after(9)).sentence == (
        "Overdue: its day, 31 July 2021, passed 9 days ago. Rated “minimal” as of 26 July 2021."
    )


def test_what_is_due_says_how_many_days_are_left():
    assert state(dated(), after(-40)).sentence == "Due 31 July 2021: 40 days are left."
    assert state(dated(), after(-1)).sentence == "Due 31 July 2021: 1 day is left."
    assert state(dated(), after(0)).sentence == "Due 31 July 2021: this is its last day."
    assert state(dated("2021-07-31~"), after(1)).sentence.endswith("whether it has passed cannot be told yet.")


@pytest.mark.parametrize("rating", [Rating.FULL, Rating.PARTLY_CLOSED])
def test_a_rating_that_leaves_nothing_to_expect_closes_a_deadline(rating):
    closed = dated()
    judged(closed, rating, after(5))

    assert state(closed, after(4)).kind == Due.OVERDUE
    assert state(closed, after(5)).kind == Due.CLOSED


@pytest.mark.parametrize("rating", sorted(set(Rating) - {Rating.FULL, Rating.PARTLY_CLOSED}))
def test_any_other_rating_leaves_it_overdue(rating):
    commitment = dated()
    judged(commitment, rating, after(5))

    assert state(commitment, after(6)).kind == Due.OVERDUE


def test_a_closed_one_says_whether_it_was_done_in_time():
    early, late, partly = dated(), dated(), dated()
    judged(early, Rating.FULL, after(0))
    judged(early, Rating.FULL, after(8))
    judged(late, Rating.FULL, after(1))
    judged(partly, Rating.PARTLY_CLOSED, after(1))

    assert state(early, after(9)).sentence == (
        "Rated “full” as of 8 August 2021. It was found done in time; it was due 31 July 2021."
    )
    assert state(late, after(9)).sentence == (
        "Rated “full” as of 1 August 2021. It was due 31 July 2021; whether it was done by then is not on record."
    )
    assert state(partly, after(9)).sentence == (
        "Rated “partly, closed” as of 1 August 2021. The rest is no longer expected."
    )


@pytest.mark.parametrize("kind", [Commitment.Kind.REFRAIN, Commitment.Kind.CONTINUE])
def test_what_is_kept_day_by_day_is_closed_by_a_judgement_of_its_last_day(kind):
    early, whole = dated(kind=kind), dated(kind=kind)
    judged(early, Rating.FULL, after(-1))
    judged(whole, Rating.FULL, after(0))

    assert state(early, after(-1)).sentence == ("Due 31 July 2021: 1 day is left. Rated “full” as of 30 July 2021.")
    assert state(early, after(1)).kind == Due.OVERDUE
    assert state(whole, after(1)).sentence == (
        "Rated “full” as of 31 July 2021. It was found kept until its last day, 31 July 2021."
    )


def test_what_is_kept_day_by_day_and_ended_in_part_is_closed():
    commitment = dated(kind=Commitment.Kind.REFRAIN)
    judged(commitment, Rating.PARTLY_CLOSED, after(-3))

    assert state(commitment, after(1)).sentence.endswith("The rest is no longer expected.")


def test_a_rating_that_fell_again_closes_nothing():
    commitment = dated()
    judged(commitment, Rating.FULL, after(1))
    judged(commitment, Rating.INTERMEDIATE, after(2))
    # Of two on the same moment the one entered last.
    undecided = dated()
    judged(undecided, Rating.FULL, after(2))
    judged(undecided, Rating.MINIMAL, after(2))

    assert state(commitment, after(1)).kind == Due.CLOSED
    assert state(commitment, after(2)).kind == Due.OVERDUE
    assert state(undecided, after(2)).kind == Due.OVERDUE


def test_only_a_published_assessment_that_the_reader_sees_closes_it():
    commitment = dated()
    judged(commitment, Rating.FULL, after(1), status="in_review")
    judged(commitment, Rating.FULL, after(1), **RESTRICTED)

    assert state(commitment, after(2)).kind == Due.OVERDUE
    assert state(commitment, after(2), Level.RESTRICTED).kind == Due.CLOSED


def test_one_that_repeats_an_earlier_commitment_is_closed_with_it_until_it_is_judged_itself():
    earlier = dated()
    later, judged_itself = dated(repeats=earlier), dated(repeats=earlier)
    judged(earlier, Rating.FULL, after(1))
    judged(judged_itself, Rating.MINIMAL, after(1))

    assert state(later, after(2)).kind == Due.CLOSED
    assert state(judged_itself, after(2)).kind == Due.OVERDUE


def test_as_soon_as_possible_never_becomes_overdue_by_itself():
    commitment = DeadlineFactory().commitment
    unworded = DeadlineFactory(words="").commitment
    full = DeadlineFactory(commitment__kind=Commitment.Kind.ACT).commitment
    judged(full, Rating.FULL, after(0))

    found = state(commitment, dt.date(2031, 1, 1))

    assert (found.kind, found.day) == (Due.UNDATED, None)
    assert found.sentence == "No date is stated (“as soon as possible”), so it never becomes overdue by itself."
    assert state(unworded, DAY).sentence == "No date is stated, so it never becomes overdue by itself."
    assert state(full, DAY).sentence == "Rated “full” as of 31 July 2021."


def test_a_lasting_one_without_a_date_is_closed_by_any_full_rating():
    commitment = DeadlineFactory().commitment
    judged(commitment, Rating.FULL, after(0))

    assert state(commitment, DAY).kind == Due.CLOSED


def test_none_stated_is_said_whether_it_was_entered_or_not():
    unstated, entered = CommitmentFactory(), DeadlineFactory(terms=Deadline.Terms.NONE, words="").commitment
    judged(entered, Rating.FULL, after(0))

    assert state(unstated, DAY).sentence == state(entered, DAY).sentence == "No deadline is stated."


def test_a_conditional_one_waits_for_the_other_commitment_with_its_rating():
    awaited = CommitmentFactory(summary="Release prisoners")
    commitment = conditional(depends_on=awaited)

    assert state(commitment, DAY).sentence == "Not yet due: waits for “Release prisoners” (not assessed)."

    judged(awaited, Rating.MINIMAL, after(-1))

    assert state(commitment, DAY).sentence == "Not yet due: waits for “Release prisoners” (rated “minimal”)."

    judged(awaited, Rating.FULL, after(0))

    assert state(commitment, after(-1)).kind == Due.CONDITIONAL
    assert state(commitment, after(-1)).sentence.startswith("Not yet due")
    assert state(commitment, DAY).sentence == (
        "What it waits for, “Release prisoners”, was rated full on 31 July 2021."
    )


def test_a_conditional_one_waits_for_what_the_awaited_one_repeats():
    awaited = CommitmentFactory(summary="Release prisoners", repeats=CommitmentFactory())
    judged(awaited.repeats, Rating.FULL, after(0))

    assert "rated full on 31 July 2021" in state(conditional(depends_on=awaited), DAY).sentence


def test_a_conditional_one_without_another_commitment_gives_the_words_of_its_condition():
    assert state(conditional(conditions="Once troops have left."), DAY).sentence == (
        "Not yet due: waits for “Once troops have left.”."
    )
    assert state(conditional(), DAY).sentence == "Not yet due: waits for “once released”."
    assert state(conditional(words=""), DAY).sentence == "Not yet due: waits for its condition."


def test_a_hidden_condition_tells_nothing():
    hidden = CommitmentFactory(summary="Secret", **RESTRICTED)
    judged(hidden, Rating.FULL, after(0), **RESTRICTED)
    commitment, without = conditional(depends_on=hidden), conditional()

    assert state(commitment, DAY) == dataclass_of(state(without, DAY), state(commitment, DAY))
    assert "Secret" in state(commitment, DAY, Level.RESTRICTED).sentence


def dataclass_of(one, other):
    """`one`, with the deadline of `other`: what may differ between two commitments."""
    return type(one)(one.kind, one.day, one.sentence, other.deadline, one.original)


def test_a_hidden_assessment_of_what_it_waits_for_tells_nothing():
    awaited = CommitmentFactory(summary="Release prisoners")
    judged(awaited, Rating.FULL, after(0), **RESTRICTED)

    assert state(conditional(depends_on=awaited), DAY).sentence.endswith("(not assessed).")


def test_an_amendment_is_in_force_from_the_day_of_its_statement_and_the_original_is_named():
    commitment = dated("2021-07-10")
    amendment = amended(commitment, "2021-07-31", issued_on="2021-07-20")

    before, since = state(commitment, dt.date(2021, 7, 19)), state(commitment, dt.date(2021, 7, 20))

    assert (before.kind, before.original, before.day) == (Due.OVERDUE, None, dt.date(2021, 7, 10))
    assert (since.kind, since.deadline, since.day) == (Due.SOON, amendment, DAY)
    assert since.original.due_on.edtf == "2021-07-10"
    assert since.sentence == (
        "Due 31 July 2021: 11 days are left. Amended by “Second joint statement”. First stated: 10 July 2021."
    )


def test_an_amendment_of_words_names_them_and_one_without_an_original_names_none():
    worded, alone = DeadlineFactory().commitment, CommitmentFactory()
    amended(worded, "2021-07-31")
    amended(alone, "2021-07-31")

    assert state(worded, DAY).sentence.endswith("First stated: as soon as possible.")
    assert state(alone, DAY).sentence.endswith("Amended by “Second joint statement”.")


def test_a_hidden_amendment_tells_nothing():
    commitment, without = dated("2021-07-10"), dated("2021-07-10")
    amended(commitment, "2021-08-31", **RESTRICTED)

    shown, other = state(commitment, DAY), state(without, DAY)

    assert shown == dataclass_of(other, shown)
    assert state(commitment, DAY, Level.RESTRICTED).kind == Due.LATER


def test_overdue_ones_are_counted_for_the_reader_alone():
    dated()
    dated(**RESTRICTED)
    amended(dated(), "2022-01-01", **RESTRICTED)
    rows = Commitment.objects

    assert overdue(rows.visible_to(None), None, after(1)).count() == 2
    reader = Level.RESTRICTED
    assert overdue(rows.visible_to(reader), reader, after(1)).count() == 2
    assert overdue(rows.visible_to(None), None, DAY).count() == 0


def test_embargoed_rows_are_told_of_at_a_moment_after_the_embargo():
    commitment = dated()
    judged(commitment, Rating.FULL, after(0), embargo_until=midnight(dt.date(2999, 1, 1)))
    rows = Commitment.objects.all()

    assert overdue(rows, None, after(1)).count() == 1
    assert overdue(rows, None, after(1), AFTER_EVERY_EMBARGO).count() == 0
    (commitment,) = with_deadline_state([commitment], None, after(1), AFTER_EVERY_EMBARGO)
    assert commitment.deadline_state.kind == Due.CLOSED


def test_what_was_judged_on_its_day_or_later_needs_no_assessment_for_being_overdue():
    before, on_the_day, hidden, drafted = dated(), dated(), dated(), dated()
    judged(before, Rating.MINIMAL, after(-1))
    judged(on_the_day, Rating.MINIMAL, after(0))
    judged(hidden, Rating.MINIMAL, after(1), **RESTRICTED)
    judged(drafted, Rating.MINIMAL, after(1), status="draft")
    rows = Commitment.objects.all()

    assert set(overdue_unassessed(rows, None, after(2))) == {before, hidden, drafted}
    assert set(overdue_unassessed(rows, Level.RESTRICTED, after(2))) == {before, drafted}
    assert set(overdue_unassessed(rows, None, DAY)) == set()


def test_a_repetition_is_assessed_with_the_earlier_one_unless_it_was_judged_itself():
    earlier = dated()
    later, judged_itself = dated(repeats=earlier), dated(repeats=earlier)
    judged(earlier, Rating.MINIMAL, after(1))
    judged(judged_itself, Rating.MINIMAL, after(-1))

    assert set(overdue_unassessed(Commitment.objects.all(), None, after(2))) == {judged_itself}
    assert later in overdue(Commitment.objects.all(), None, after(2))


@pytest.mark.parametrize("count", [1, 3])
def test_states_of_a_list_take_the_same_number_of_queries_however_long(count, django_assert_num_queries):
    for _number in range(count):
        amended(dated(), "2022-01-01")
        judged(conditional(depends_on=dated(repeats=CommitmentFactory())), Rating.MINIMAL, DAY)
    rows = list(Commitment.objects.only("kind", "repeats"))

    with django_assert_num_queries(4):
        with_deadline_state(rows, None, DAY)
