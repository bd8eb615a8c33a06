"""The map of events: where they happened, for who may see them."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from events.boundaries import drawn
from events.mapping import WORLD, Box, Frame
from records.levels import Level
from tests.factories.events import EventFactory
from tests.factories.talks import PlaceFactory

pytestmark = pytest.mark.django_db

MAP = "events:event-map"


def at(latitude, longitude, **place):
    return PlaceFactory(latitude=latitude, longitude=longitude, **place)


@pytest.mark.parametrize("count", [1, 3])
def test_the_map_asks_the_same_number_of_queries_however_much_is_on_it(client, count, django_assert_num_queries):
    for number in range(count):
        EventFactory(place=at(30 + number, 60))

    with django_assert_num_queries(2):
        client.get(reverse(MAP))


def test_a_circle_is_as_large_as_its_number_of_events_and_leads_to_them(client):
    herat, kabul = at(34.34, 62.2, name="Herat"), at(34.53, 69.17, name="Kabul")
    EventFactory.create_batch(4, place=herat)
    EventFactory(place=kabul)

    response = client.get(reverse(MAP), {"kind": "armed_clash"})

    large, small = response.context["map"].clusters
    assert (large.number, small.number) == (4, 1)
    assert large.radius == 2 * small.radius
    assertContains(response, 'aria-label="Herat: 4 events"')
    assertContains(response, f"/events/?kind=armed_clash&amp;place={herat.public_id}")
    assertContains(response, "Natural Earth")


def test_places_that_lie_close_are_one_circle_that_leads_closer(client):
    for number in range(5):
        EventFactory(place=at(34 + number / 100, 62, name=f"Town {number}"))
    EventFactory(place=at(20, 20))

    response = client.get(reverse(MAP))

    first = response.context["map"].clusters[0]
    assert first.number == 5
    assertContains(response, "and 2 more places: 5 events")
    closer = client.get(reverse(MAP), {"box": str(first.box)})
    assert len(closer.context["map"].clusters) > 1
    assert closer.context["map"].outside == 1


def test_places_at_one_point_lead_to_the_list(client):
    for name in ("A", "B"):
        EventFactory(place=at(34, 62, name=name))

    assert client.get(reverse(MAP)).context["map"].clusters[0].box is None


def test_a_hidden_event_or_place_is_on_no_map(client):
    EventFactory(place=at(34, 62, name="Shown"))
    EventFactory(place=at(35, 63, name="Zeta"), level=Level.RESTRICTED)
    EventFactory(place=at(36, 64, name="Yeta", level=Level.RESTRICTED))

    response = client.get(reverse(MAP))

    assert response.context["map"].number == 1
    assertNotContains(response, "Zeta")
    assertNotContains(response, "Yeta")


def test_events_without_coordinates_are_counted_beside_the_map(client):
    EventFactory(place=at(34, 62))
    EventFactory()
    EventFactory(place=None)

    assertContains(client.get(reverse(MAP)), "2 events have no place with coordinates")


def test_events_of_which_none_has_coordinates_are_said_to_be_there(client):
    EventFactory()

    assertContains(client.get(reverse(MAP)), "None of the events found has a place with coordinates")


def test_an_empty_map_says_what_to_do_next(client):
    assertContains(client.get(reverse(MAP)), "No event is on record yet that you may see")


@pytest.mark.parametrize(
    "box", ["", "x", "1,2,3", "nan,0,1,1", "5,5,1,1", "-inf,0,inf,1", "1e999,0,1,1", "0,0,1,1" * 99]
)
def test_whatever_box_is_asked_the_map_answers(client, box):
    EventFactory(place=at(34, 62))

    assert client.get(reverse(MAP), {"box": box}).status_code == 200


@pytest.mark.parametrize("box", [(-500, -200, 500, 200), (179.99, 84.99, 180, 85), (10, 10, 10.0001, 10.0001)])
def test_a_box_is_kept_on_earth_and_large_enough(box):
    kept = Box.read(",".join(map(str, box)))

    assert -180 <= kept.west < kept.east <= 180
    assert -85 <= kept.south < kept.north <= 85
    assert kept.east - kept.west >= Box.LEAST * 0.99


def test_land_is_cut_to_the_frame():
    whole, part = (drawn(Frame(box)) for box in (WORLD, Box(60, 29, 75, 39)))

    assert len(part[0]) < len(whole[0]) / 10
    assert part[1].count("M") > 3
