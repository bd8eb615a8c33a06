"""The timeline of events: how many in each stretch of time, for who may see them."""

import datetime as dt

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains

from events.timeline import Unit, end_of, start_of, unit_for
from records.levels import Level
from tests.factories.events import EventFactory

TIMELINE = "events:event-timeline"


def bars(client, **asked):
    """{label: number} of the bars with events."""
    timeline = client.get(reverse(TIMELINE), asked).context["timeline"]
    return {bar.label: bar.number for bar in timeline.bars if bar.number}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_timeline_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    for number in range(count):
        EventFactory(happened_on=f"202{number}-07-08")

    with django_assert_num_queries(2):
        client.get(reverse(TIMELINE))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["2021-07-08", "2021-07-08", "2021-07-10"], {"8 July 2021": 2, "10 July 2021": 1}),
        (["2021-07-08", "2021-09-10"], {"week of 5 July 2021": 1, "week of 6 September 2021": 1}),
        (["2021-07-08", "2022-09-10"], {"July 2021": 1, "September 2022": 1}),
        (["2001-07-08", "2022-09-10"], {"2001": 1, "2022": 1}),
        (["1601-01-01", "2022-09-10"], {"1601": 1, "2022": 1}),
    ],
)
def test_bars_are_as_wide_in_time_as_the_events_need(client, days, found):
    for day in days:
        EventFactory(happened_on=day)

    assert bars(client) == found


@pytest.mark.django_db
def test_a_window_narrows_the_bars_and_what_ends_after_it_is_told(client):
    EventFactory(happened_on="2021-07-08")
    EventFactory(happened_on="2021-07-09/2021-08-20")
    EventFactory(happened_on="2021-07-09/..")
    EventFactory(happened_on="2021-09-09")

    response = client.get(reverse(TIMELINE), {"since": "2021-07", "until": "2021-07"})

    assert bars(client, since="2021-07", until="2021-07") == {"8 July 2021": 1}
    assertContains(response, "1 event of this window ends after it")
    assertContains(response, "1 event has no last day")


@pytest.mark.django_db
def test_a_bar_leads_into_its_stretch_of_time_and_a_day_to_its_list(client):
    EventFactory(happened_on="2001-07-08")
    EventFactory(happened_on="2021-07-08")

    assertContains(client.get(reverse(TIMELINE)), "/events/timeline/?since=2021-01-01&amp;until=2021-12-31")
    day = client.get(reverse(TIMELINE), {"since": "2021-07-01", "until": "2021-07-31", "kind": "armed_clash"})
    assertContains(day, "/events/?kind=armed_clash&amp;since=2021-07-08&amp;until=2021-07-08")


@pytest.mark.django_db
def test_hidden_events_are_in_no_bar(client):
    EventFactory(happened_on="2021-07-08")
    EventFactory(happened_on="2021-07-08", level=Level.RESTRICTED)

    assert bars(client) == {"8 July 2021": 1}


@pytest.mark.django_db
def test_an_empty_timeline_says_what_to_do_next(client):
    assertContains(client.get(reverse(TIMELINE)), "No event is on record yet that you may see")


@pytest.mark.parametrize(
    ("unit", "first", "last"),
    [
        (Unit.DAY, dt.date(2021, 7, 8), dt.date(2021, 7, 8)),
        (Unit.WEEK, dt.date(2021, 7, 5), dt.date(2021, 7, 11)),
        (Unit.MONTH, dt.date(2021, 7, 1), dt.date(2021, 7, 31)),
        (Unit.YEAR, dt.date(2021, 1, 1), dt.date(2021, 12, 31)),
    ],
)
def test_a_day_lies_in_one_stretch_of_each_unit(unit, first, last):
    assert start_of(dt.date(2021, 7, 8), unit) == first
    assert end_of(first, unit) == last


@pytest.mark.parametrize(("days", "unit"), [(44, "day"), (45, "week"), (200, "month"), (2196, "year")])
def test_the_unit_follows_the_length(days, unit):
    assert unit_for(dt.date(2000, 1, 1), dt.date(2000, 1, 1) + dt.timedelta(days=days)) == unit
