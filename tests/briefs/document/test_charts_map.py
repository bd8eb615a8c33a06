"""The map of the events that a brief names."""

import itertools
import math
import re
import xml.etree.ElementTree as ET

import pytest

from briefs.document import charts_map
from briefs.document.charts_map import (
    FLATTEST,
    TALLEST,
    WIDTH,
    Spot,
    events_map,
    fitted,
    labelled,
    scale_bar,
    side_of,
    spots,
    touch,
)
from briefs.document.parts.pictures import PlacePart
from events.mapping import Box, Frame

SVG = "{http://www.w3.org/2000/svg}"
HERAT = PlacePart("E1", "Herat", 34.35, 62.2, "exact")
KABUL = PlacePart("E2", "Kabul", 34.53, 69.17, "exact")
BADGHIS = PlacePart("E3", "Badghis", 35.0, 63.75, "somewhere in the province", is_exact=False)


def parsed(picture):
    return ET.fromstring(picture)  # noqa: S314 - a picture of ours


def texts(picture):
    return [node.text for node in parsed(picture).iter(f"{SVG}text")]


def frame_of(*places):
    return Frame(fitted([(place.longitude, place.latitude) for place in places]), WIDTH * charts_map.FINE)


def test_a_brief_without_places_has_no_map():
    assert events_map((), "Map") == ""


def test_an_exact_place_is_a_disc_and_a_region_a_ring():
    picture = parsed(events_map((HERAT, KABUL, BADGHIS), "Map"))

    fills = [node.get("fill") for node in picture.iter(f"{SVG}circle")]
    assert sorted(fills) == ["#8a2b26", "#8a2b26", "#ffffff"]
    assert picture.find(f"{SVG}title").text == "Map"


def test_every_event_is_numbered_and_the_scale_is_told():
    found = texts(events_map((HERAT, KABUL, BADGHIS), "Map"))

    assert {"E1", "E2", "E3"} < set(found)
    assert any(re.fullmatch(r"[\d,]+ km", text) for text in found)
    assert "64°E" in found


def test_marks_lie_where_their_places_are():
    first, second, region = spots((HERAT, KABUL, BADGHIS), frame_of(HERAT, KABUL, BADGHIS))

    assert first.x < region.x < second.x
    assert region.y < second.y < first.y


def test_events_at_one_place_share_a_mark_that_is_exact_only_if_all_are():
    here = PlacePart("E4", "Somewhere near", 34.35, 62.2, "within about 25 km", is_exact=False)
    again = PlacePart("E1", "Herat", 34.35, 62.2, "exact")

    (spot,) = spots((HERAT, again, here), frame_of(HERAT))

    assert spot.numbers == ("E1", "E4")
    assert not spot.is_exact


def test_a_mark_of_many_events_names_the_first_and_counts_the_others():
    assert Spot(0, 0, ("E1", "E2", "E3", "E4", "E5"), is_exact=True).text == "E1 E2 E3 +2"
    assert Spot(0, 0, ("E1",), is_exact=True).text == "E1"


def test_numbers_touch_neither_each_other_nor_a_mark_nor_the_edge():
    places = itertools.product(range(6), range(6))
    crowd = [Spot(300 + 7 * x, 200 + 7 * y, (f"E{x}{y}",), is_exact=True) for x, y in places]

    named = [label for label in labelled(crowd, 400) if label.x is not None]

    assert len(named) > 20
    for one, other in itertools.combinations(named, 2):
        assert not touch(one.box, other.box)
    for label in named:
        left, top, right, bottom = label.box
        assert left > 30
        assert top > 16
        assert right < WIDTH - 3
        assert bottom < 397
        assert not any(touch(label.box, (spot.x - 6, spot.y - 6, spot.x + 6, spot.y + 6)) for spot in crowd)


def test_where_no_number_fits_the_mark_stands_alone():
    crowd = [
        Spot(60 + 11 * (place % 50), 40 + 11 * (place // 50), (f"E{place}",), is_exact=True) for place in range(1400)
    ]

    found = labelled(crowd, 400)

    assert len(found) == 1400
    assert any(label.x is None for label in found)


def test_a_number_away_from_its_mark_is_led_to_it():
    places = [PlacePart(f"E{place}", "Town", 34 + place % 5 / 25, 62 + place // 5 / 25, "exact") for place in range(25)]
    far = PlacePart("E99", "Far", 36, 66, "exact")

    picture = parsed(events_map((*places, far), "Map"))

    assert [node for node in picture.iter(f"{SVG}line") if node.get("stroke-width") == "0.6"]


@pytest.mark.parametrize(
    "points", [[(60, 30), (75, 30.1)], [(60, 10), (60.1, 40)], [(62.2, 34.3)], [(51, 25), (71, 39)]]
)
def test_the_frame_holds_every_place_with_room_around_and_stretches_nothing(points):
    box = fitted(points)
    frame = Frame(box, WIDTH * charts_map.FINE)

    assert all(box.west < east < box.east and box.south < north < box.north for east, north in points)
    assert FLATTEST - 0.02 <= frame.height / frame.width <= TALLEST + 0.02
    across = (box.east - box.west) * math.cos(math.radians((box.south + box.north) / 2))
    assert frame.height / frame.width == pytest.approx((box.north - box.south) / across, rel=0.02)


def test_a_map_of_the_open_sea_has_no_land_and_no_borders():
    sea = PlacePart("E1", "At sea", -48.0, -120.0, "in waters or airspace", is_exact=False)

    paths = [node for node in parsed(events_map((sea,), "Map")).iter(f"{SVG}path") if node.get("transform")]

    assert paths == []


def test_the_scale_bar_is_at_most_a_quarter_of_the_map():
    width = re.search(r"M(\S+) \S+v6", scale_bar(Box(60, 30, 70, 36), 400))

    assert WIDTH - 12 - float(width[1]) <= WIDTH / 4


def test_a_degree_names_its_side_of_the_world():
    assert [side_of(value, 0) for value in (10, -10, 0)] == ["E", "W", ""]
    assert [side_of(value, 1) for value in (10, -10)] == ["N", "S"]
