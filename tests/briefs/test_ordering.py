"""Orders are made once, stand in the queue by their id alone, and come back there when nobody holds them."""

import datetime as dt

import pytest
from django.db import connection
from django_tasks_db.models import DBTaskResult

from briefs.at_work import is_anybody_at_work, note_at_work
from briefs.models import Edition, EditionOrder
from briefs.ordering import order_edition, requeue
from briefs.tasks import draw_edition
from records.audit.receivers import audited_models
from tests.factories.briefs import BriefFactory, EditionOrderFactory
from tests.factories.records import AnalystFactory
from tests.factories.talks import RoundFactory

pytestmark = pytest.mark.django_db

AS_OF = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)
NOON = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)
State = EditionOrder.State


def test_a_second_click_gives_the_order_of_the_first():
    brief, first, second = BriefFactory(), AnalystFactory(), AnalystFactory()

    order = order_edition(brief, AS_OF, user=first)

    assert order_edition(brief, AS_OF, user=second) == order
    assert order.asked_by == first
    assert order_edition(brief, AS_OF + SECOND, user=first) != order
    assert order_edition(BriefFactory(), AS_OF, user=first) != order


def test_an_order_that_has_ended_does_not_stand_in_the_way_of_another():
    ended = EditionOrderFactory(state=State.FAILED, as_of=AS_OF)

    assert order_edition(ended.brief, AS_OF, user=None) != ended


def test_the_queue_is_told_nothing_but_the_public_id_and_the_audit_nothing_of_the_queue():
    order = order_edition(BriefFactory(title="Secret brief"), AS_OF, user=None)

    queued = DBTaskResult.objects.get()
    assert queued.args_kwargs == {"args": [str(order.public_id)], "kwargs": {}}
    assert DBTaskResult not in audited_models()


def test_an_order_taken_up_by_whoever_asks_is_not_queued():
    order_edition(BriefFactory(), AS_OF, user=None, queued=False)

    assert not DBTaskResult.objects.exists()


def test_what_nobody_holds_comes_back_into_the_queue_once():
    lost = EditionOrderFactory(state=State.DRAWING, leased_until=NOON - SECOND)
    waiting = EditionOrderFactory()
    EditionOrderFactory(state=State.DRAWING, leased_until=NOON)
    EditionOrderFactory(state=State.ISSUED, leased_until=NOON - SECOND)
    queued = order_edition(BriefFactory(), AS_OF, user=None)

    assert requeue(EditionOrder.objects.all(), NOON) == 2
    assert requeue(EditionOrder.objects.all(), NOON) == 0
    asked = [task.args_kwargs["args"][0] for task in DBTaskResult.objects.all()]
    assert sorted(asked) == sorted(str(order.public_id) for order in (lost, waiting, queued))


def test_nothing_is_looked_up_in_the_queue_when_all_is_held(django_assert_num_queries):
    EditionOrderFactory(state=State.DRAWING, leased_until=NOON)

    with django_assert_num_queries(1):
        assert requeue(EditionOrder.objects.all(), NOON) == 0


def test_the_task_issues_the_edition_and_gives_nothing_back():
    brief = BriefFactory()
    RoundFactory(process=brief.process, opened_on="2021-07-07")
    order = order_edition(brief, AS_OF, user=None)

    assert draw_edition.call(str(order.public_id)) is None

    assert EditionOrder.objects.get().edition == Edition.objects.get()


def test_a_task_whose_database_fails_raises_nothing_that_the_queue_would_store(caplog):
    order = EditionOrderFactory()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE briefs_editionorder RENAME TO briefs_editionorder_elsewhere")

    assert draw_edition.call(str(order.public_id)) is None

    assert f"The order {order.public_id} could not be ended (" in caplog.text


def test_an_order_that_is_gone_is_no_fault():
    assert draw_edition.call("8e4cb6b0-33ac-4b1b-a0ee-0f6e8f5d8d8b") is None


def test_a_note_is_kept_for_a_minute_and_left_at_a_pace(django_assert_num_queries):
    assert not is_anybody_at_work(NOON)

    note_at_work(NOON)
    note_at_work(NOON + 9 * SECOND)

    assert is_anybody_at_work(NOON + 59 * SECOND)
    assert not is_anybody_at_work(NOON + 60 * SECOND)
    note_at_work(NOON + 10 * SECOND)
    assert is_anybody_at_work(NOON + 69 * SECOND)
