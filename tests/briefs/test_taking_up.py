"""An order in the hands of whoever took it up: its lease, its progress, its end."""

import datetime as dt
import errno
import logging

import pytest
from django.db import OperationalError

from briefs.document.drawing.drawn import RenderingFailed
from briefs.document.glyphs import MissingGlyph
from briefs.keeping import kept_brief
from briefs.models import Edition, EditionOrder
from briefs.ordering import order_edition
from briefs.scope import scope_on
from briefs.taking_up import ATTEMPTS, LEASE, is_for_want_of_room, take_up
from records.levels import Level
from tests.briefs.standing_in import drawn, drawn_after, never_drawn
from tests.factories.briefs import EditionOrderFactory
from tests.factories.records import AnalystFactory
from tests.factories.talks import RoundFactory

pytestmark = pytest.mark.django_db

AS_OF = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
State = EditionOrder.State


class Clock:
    """Shows `now`, which the tests move."""

    def __init__(self):
        self.now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def order():
    """An order for an edition of a brief on talks with one round."""
    brief = kept_brief(scope_on(RoundFactory(opened_on="2021-07-07").process, Level.PUBLIC))
    return order_edition(brief, AS_OF, user=None)


def stored(order):
    return EditionOrder.objects.get(pk=order.pk)


def test_an_order_ends_in_its_edition(order, clock):
    assert take_up(order, clock=clock, draw=drawn)

    assert (order.state, order.edition, order.attempts) == (State.ISSUED, Edition.objects.get(), 1)
    assert (order.ended_at, order.leased_until, order.said) == (NOON, None, "")


def test_an_order_of_what_was_issued_already_ends_in_that_edition(order, clock):
    take_up(order, clock=clock, draw=drawn)
    again = order_edition(order.brief, AS_OF, user=None)

    take_up(again, clock=clock, draw=never_drawn)

    assert again != order
    assert again.edition == order.edition


def test_an_order_that_is_held_or_has_ended_is_left_alone(order, clock):
    tried = []

    take_up(order, clock=clock, draw=drawn_after(lambda: tried.append(take_up(stored(order), clock=clock))))

    assert tried == [False]
    assert not take_up(order, clock=clock, draw=never_drawn)
    assert stored(order).attempts == 1


def test_a_lease_holds_to_its_last_moment_and_not_beyond(order, clock):
    EditionOrder.objects.filter(pk=order.pk).update(state=State.DRAWING, attempts=1, leased_until=NOON)

    assert not take_up(order, clock=clock, draw=never_drawn)
    clock.now = NOON + SECOND
    assert take_up(order, clock=clock, draw=drawn)
    assert (order.state, order.attempts) == (State.ISSUED, 2)


def test_each_step_begins_the_lease_anew_and_is_stored_at_a_pace(order, clock):
    seen, told = [], []

    def draw(content, *, number, on_step):
        for step, seconds in ((0, 0), (1, 0.1), (2, 0.5), (3, 0.1), (4, 0)):
            clock.now += seconds * SECOND
            on_step(step, 4)
            now = stored(order)
            seen.append((now.step, now.steps, now.leased_until == clock.now + LEASE))
        return drawn(content, number=number)

    take_up(order, clock=clock, draw=draw, tell=lambda *step: told.append(step))

    assert seen == [(0, 4, True), (0, 4, False), (2, 4, True), (2, 4, False), (4, 4, True)]
    assert told == [(step, 4) for step in range(5)]


def test_who_lost_the_lease_stops_at_the_next_step(order, clock, caplog):
    def draw(content, *, number, on_step):
        clock.now += LEASE + SECOND
        assert take_up(stored(order), clock=clock, draw=drawn)
        on_step(1, 2)
        raise AssertionError("It went on.")

    assert take_up(order, clock=clock, draw=draw)

    assert (order.state, order.attempts, Edition.objects.count()) == (State.ISSUED, 2, 1)
    assert "was taken up by another meanwhile" in caplog.text


def test_who_lost_the_lease_to_one_that_still_draws_stores_no_edition(order, clock):
    def overtake():
        EditionOrder.objects.filter(pk=order.pk).update(attempts=2)

    take_up(order, clock=clock, draw=drawn_after(overtake))

    assert order.state == State.DRAWING
    assert not Edition.objects.exists()


def test_after_three_attempts_that_were_cut_off_it_ends_with_a_sentence(order, clock):
    past = NOON - SECOND
    EditionOrder.objects.filter(pk=order.pk).update(state=State.DRAWING, attempts=ATTEMPTS, leased_until=past)

    assert not take_up(order, clock=clock, draw=never_drawn)

    assert (order.state, order.ended_at) == (State.FAILED, NOON)
    assert order.said.startswith("It was taken up 3 times, and cut off each time before it was done.")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (RenderingFailed("The page is too long."), "The page is too long."),
        (MissingGlyph("北", "Held in 北京"), "No font of the brief can draw “北”"),
        (OSError(errno.ENOSPC, "No space left on device"), "There is no room left on the server"),
        (OSError(errno.EIO, "Secret words"), "It failed for a reason that was not foreseen"),
        (ZeroDivisionError("Secret words"), "It failed for a reason that was not foreseen"),
        (OperationalError("Secret words"), "It failed for a reason that was not foreseen"),
    ],
)
def test_whatever_goes_wrong_becomes_one_sentence_without_words_of_the_record(order, clock, caplog, error, sentence):
    def fail():
        raise error

    take_up(order, clock=clock, draw=drawn_after(fail))

    assert order.state == State.FAILED
    assert order.said.startswith(sentence)
    assert "Secret words" not in order.said + caplog.text
    assert ("in fail" in caplog.text) == ("not foreseen" in sentence)


def test_an_order_of_a_brief_without_an_answer_ends_with_the_reason(order, clock):
    early = order_edition(order.brief, dt.datetime(1999, 1, 1, tzinfo=dt.UTC), user=None)

    take_up(early, clock=clock, draw=never_drawn)

    assert early.state == State.FAILED
    assert early.said.startswith("As of 1 January 1999 nothing was on record")


def test_an_order_whose_asker_lost_the_clearance_ends_with_a_sentence(clock):
    round_ = RoundFactory(process__level=Level.RESTRICTED, level=Level.RESTRICTED, opened_on="2021-07-07")
    person = AnalystFactory(clearance=Level.RESTRICTED)
    brief = kept_brief(scope_on(round_.process, Level.RESTRICTED))
    order = order_edition(brief, AS_OF, user=person)
    type(person).objects.filter(pk=person.pk).update(clearance=Level.PUBLIC)

    take_up(order, clock=clock, draw=never_drawn)

    assert order.said.startswith("Whoever asked for this edition may no longer see the brief")


def test_an_order_stopped_by_hand_ends_there(order, clock):
    def stop():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        take_up(order, clock=clock, draw=drawn_after(stop))

    assert (stored(order).state, stored(order).said) == (State.FAILED, "It was stopped by hand. Ask again.")


@pytest.mark.parametrize(("name", "value"), [("sqlite_errorname", "SQLITE_FULL"), ("sqlstate", "53100")])
def test_a_full_database_is_known_by_what_it_calls_that(name, value):
    error, cause = OperationalError("database or disk is full"), Exception()
    setattr(cause, name, value)
    error.__cause__ = cause

    assert is_for_want_of_room(error)
    assert not is_for_want_of_room(OperationalError("database is locked"))


def test_an_order_that_ended_while_it_was_drawn_stays_ended(clock, caplog):
    caplog.set_level(logging.WARNING)
    order = EditionOrderFactory(as_of=AS_OF)

    def end_and_fail():
        EditionOrder.objects.filter(pk=order.pk).update(state=State.FAILED, said="Ended.")
        raise RenderingFailed("Too late.")

    RoundFactory(process=order.brief.process, opened_on="2021-07-07")
    take_up(order, clock=clock, draw=drawn_after(end_and_fail))

    assert order.said == "Ended."
