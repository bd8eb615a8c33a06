"""Which events on record one being entered may be."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from events.duplicates import AT_MOST, SHOWN, likely_duplicates
from events.models import Event
from records.levels import AFTER_EVERY_EMBARGO, Level
from talks.models import Place
from tests.factories.events import EventFactory, EventPartyFactory
from tests.factories.talks import PartyFactory, PlaceFactory

pytestmark = pytest.mark.django_db

TITLE = "Islam Qala border crossing falls to the Taliban"


def entered(**fields):
    """An event that is about to be saved."""
    return Event(**{"kind": "non_state_overtakes", "title": TITLE, "happened_on": "2021-07-08", **fields})


def found(event, *parties, reader=Level.RESTRICTED):
    """{event: reasons} of the candidates."""
    keys = [party.pk for party in parties]
    return {one.event: one.reasons for one in likely_duplicates(event, keys, reader, AFTER_EVERY_EMBARGO)}


@pytest.mark.parametrize(
    ("day", "told"),
    [
        ("2021-07-06", None),
        ("2021-07-07", "a day apart"),
        ("2021-07-08", "the same day"),
        ("2021-07-09", "a day apart"),
        ("2021-07-10", None),
        ("2021-07-05/2021-07-08", "the same day"),
    ],
)
def test_the_same_day_and_its_neighbours_are_looked_at_and_no_other(day, told):
    place = PlaceFactory()
    known = EventFactory(title=TITLE, happened_on=day, place=place)

    reasons = found(entered(place=place)).get(known)

    assert (reasons and reasons[0]) == told


@pytest.mark.parametrize(
    ("latitude", "told"), [("34.66", "0 km away"), ("34.84", "20 km away"), ("34.90", None), ("36", None)]
)
def test_a_place_within_25_km_is_near(latitude, told):
    known = EventFactory(title=TITLE, place=PlaceFactory(latitude=latitude, longitude="61.07"))
    place = PlaceFactory(latitude="34.66", longitude="61.07")

    reasons = found(entered(place=place)).get(known)

    assert (reasons and reasons[1]) == told


def test_a_place_in_the_corner_of_the_square_is_not_near():
    EventFactory(title=TITLE, place=PlaceFactory(latitude="34.86", longitude="61.32"))

    assert found(entered(place=PlaceFactory(latitude="34.66", longitude="61.07"))) == {}


def test_parts_of_a_place_and_what_it_lies_in_are_near_and_the_country_is_not():
    country = PlaceFactory(kind=Place.Kind.COUNTRY)
    province = PlaceFactory(name="Herat", within=country)
    district = PlaceFactory(name="Kohsan", within=province)
    part = EventFactory(title=TITLE, place=PlaceFactory(within=district))
    whole = EventFactory(title=TITLE, place=province)
    EventFactory(title=TITLE, place=country)
    EventFactory(title=TITLE, place=PlaceFactory(within=country))

    reasons = found(entered(place=district))

    assert {event: why[1] for event, why in reasons.items()} == {
        part: "in Kohsan",
        whole: "in Herat, which it lies in",
    }
    assert part in found(entered(place=country))


def test_parties_in_common_are_told_by_name():
    place, party = PlaceFactory(), PartyFactory(name="Taliban")
    known = EventPartyFactory(event__title="Something else", event__place=place, party=party).event
    EventPartyFactory(event__title="Something else", event__place=place)

    assert found(entered(place=place), party)[known][2] == "with Taliban in both"
    assert list(found(entered(place=place), party)) == [known]


def test_similar_words_are_enough_at_a_place_and_must_be_very_similar_without_one():
    place = PlaceFactory()
    known = EventFactory(title="Taliban fighters take the Islam Qala border post", place=place)
    unplaced = EventFactory(title=TITLE.upper(), place=None)
    EventFactory(title="A meeting in Doha", place=place)

    assert set(found(entered(place=place))) == {known, unplaced}
    assert found(entered(place=place))[known][-1] == "in similar words"
    assert set(found(entered())) == {unplaced}


def test_accounts_are_compared_as_well():
    place = PlaceFactory()
    account = "Staff fled across the border as fighters took the customs house and the fuel depot beside it"
    known = EventFactory(title="Customs house taken", account=account, place=place)

    assert known in found(entered(title="Crossing lost", account=account, place=place))


def test_an_event_of_the_same_kind_at_the_same_place_is_offered_whatever_its_words():
    place = PlaceFactory()
    known = EventFactory(title="Posts overrun", kind="non_state_overtakes", place=place)
    EventFactory(title="Posts overrun", kind="arrests", place=place)

    assert found(entered(place=place)) == {known: ("the same day", "at the same place", "of the same kind")}


def test_the_likeliest_come_first_and_no_more_than_a_few():
    place = PlaceFactory()
    EventFactory.create_batch(SHOWN, title="Posts overrun", kind="non_state_overtakes", place=place)
    best = EventFactory(title=TITLE, kind="non_state_overtakes", place=place)

    offered = list(found(entered(place=place)))

    assert offered[0] == best
    assert len(offered) == SHOWN


def test_hidden_and_merged_events_and_the_event_itself_are_not_offered():
    place = PlaceFactory()
    known = EventFactory(title=TITLE, place=place)
    EventFactory(title=TITLE, place=place, merged_into=known)
    EventFactory(title=TITLE, place=place, level=Level.CONFIDENTIAL)

    assert list(found(entered(place=place))) == [known]
    assert found(known) == {}


def test_a_part_of_a_party_that_is_hidden_speaks_for_nothing():
    place, party = PlaceFactory(), PartyFactory(level=Level.CONFIDENTIAL)
    EventPartyFactory(event__title="Something else", event__place=place, party=party)

    assert found(entered(place=place), party) == {}


def test_without_a_day_nothing_is_compared(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert found(entered(happened_on=None)) == {}


def test_a_day_that_goes_on_is_compared_by_its_first():
    place = PlaceFactory()
    known = EventFactory(title=TITLE, place=place, happened_on="2021-07-08")

    assert list(found(entered(place=place, happened_on="2021-07-08/.."))) == [known]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL reads a table this small as a whole")
def test_the_day_is_looked_up_in_an_index_and_few_rows_are_compared():
    place = PlaceFactory()

    with CaptureQueriesContext(connection) as asked:
        found(entered(place=place))

    (question,) = [query["sql"] for query in asked if "LIMIT" in query["sql"]]
    assert question.endswith(f"LIMIT {AT_MOST}")
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {question}")
        plan = str(cursor.fetchall())
    assert "events_newest_first" in plan
