"""How many rows a reader may see: counted by the few that are hidden, and always as many as the door lets through."""

import datetime as dt
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse

from events.models import Event
from records.levels import AFTER_EVERY_EMBARGO, ALWAYS, Level
from records.pages import CountedOnce
from talks.filters import ProcessFilter
from talks.models import Process
from tests.factories.events import EventFactory
from tests.factories.records import AnalystFactory
from tests.factories.talks import ProcessFactory

pytestmark = pytest.mark.django_db

NOON = dt.datetime(2021, 7, 12, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@pytest.fixture(autouse=True)
def _nothing_counted_before():
    cache.clear()
    yield
    cache.clear()


@pytest.mark.parametrize("reader", [None, *Level])
@pytest.mark.parametrize("at", [None, ALWAYS, NOON - MINUTE, NOON, NOON + MINUTE, AFTER_EVERY_EMBARGO])
def test_number_seen_is_that_of_the_rows_seen(reader, at):
    for level in Level:
        for embargo in (None, NOON, NOON.replace(year=2999)):
            EventFactory(level=level, embargo_until=embargo)

    assert Event.objects.number_visible_to(reader, at) == Event.objects.visible_to(reader, at).count()


def test_a_narrower_question_is_counted_as_it_is_asked():
    EventFactory(title="Shown", level=Level.PUBLIC)
    EventFactory(title="Shown", level=Level.RESTRICTED)
    EventFactory(title="Another", level=Level.PUBLIC)

    assert Event.objects.filter(title="Shown").order_by("title").number_visible_to(Level.PUBLIC) == 1


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a table this small as a whole")
def test_hidden_rows_are_found_by_their_index():
    EventFactory.create_batch(3)

    with connection.execute_wrapper(explained := Explained()):
        Event.objects.number_visible_to(Level.PUBLIC)

    assert "events_hidden" in explained.plans[-1]


class Explained:
    """Keeps the plan of every question asked."""

    def __init__(self):
        self.plans = []

    def __call__(self, execute, sql, params, many, context):
        execute(f"EXPLAIN QUERY PLAN {sql}", params, many, context)
        self.plans.append(str(context["cursor"].fetchall()))
        return execute(sql, params, many, context)


@pytest.mark.parametrize(
    ("asked", "narrows"),
    [
        (None, False),
        ({}, False),
        ({"page": "2", "sort": "newest"}, False),
        ({"q": " "}, False),
        ({"q": "peace"}, True),
        ({"since": "not a date"}, True),
    ],
)
def test_a_filter_tells_whether_it_may_leave_rows_out(asked, narrows):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    sent = None if asked is None else QueryDict(urlencode(asked))
    assert ProcessFilter(sent, Process.objects.all(), request=request).narrows is narrows


@pytest.mark.parametrize(
    ("asked", "number"), [({}, 2), ({"sort": "newest"}, 2), ({"q": "quiet"}, 1), ({"q": "hidden"}, 0)]
)
def test_a_list_tells_how_many_rows_its_reader_finds(client, asked, number):
    ProcessFactory(name="Quiet talks")
    ProcessFactory(name="Loud talks")
    ProcessFactory(name="Hidden talks", level=Level.RESTRICTED)

    response = client.get(reverse("talks:process-list"), asked)

    assert response.context["page_obj"].paginator.count == number


@pytest.mark.parametrize(("asked", "number"), [({}, 2), ({"o": "1"}, 2), ({"q": "quiet"}, 1), ({"level": "0"}, 1)])
def test_a_list_of_the_admin_tells_how_many_rows_its_reader_finds(client, asked, number):
    ProcessFactory(name="Quiet talks", level=Level.RESTRICTED, embargo_until=NOON.replace(year=2999))
    ProcessFactory(name="Loud talks")
    ProcessFactory(name="Hidden talks", level=Level.CONFIDENTIAL)
    client.force_login(AnalystFactory())
    asked = {f"{name}__exact" if name == "level" else name: value for name, value in asked.items()}

    response = client.get(reverse("admin:talks_process_changelist"), asked)

    assert isinstance(response.context["cl"].paginator, CountedOnce)
    assert response.context["cl"].result_count == number
