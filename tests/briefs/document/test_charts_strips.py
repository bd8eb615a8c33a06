"""How ratings moved, as strips along a line of days."""

import datetime as dt
import itertools
import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from briefs.document.charts import BANDS, FILLS, STRIPES
from briefs.document.charts_story import DEEPEST, story
from briefs.document.charts_strips import (
    LEAST,
    SIGNS,
    TAIL,
    WIDTH,
    Span,
    history,
    in_words,
    labels,
    scale_of_days,
    segments,
    signs,
    strip,
    swatch,
)
from briefs.document.parts.comparisons import RatingPart
from tests.briefs.document.sample import C1
from tracking.models import Evidence

SVG = "{http://www.w3.org/2000/svg}"
ISSUED, LAST = dt.date(2021, 7, 8), dt.date(2021, 8, 7)
UNRATED = replace(C1, issued_on="2021-07-08")
MINIMAL = RatingPart("minimal", "minimal", "18 July 2021", on="2021-07-18")
CLOSED = RatingPart("partly_closed", "partly, closed", "28 July 2021", on="2021-07-28")
MOVED = replace(UNRATED, rating=CLOSED, earlier_ratings=(MINIMAL,))


def span(is_mirrored=False):
    """Thirty days of ten user units each."""
    return Span(ISSUED, LAST, 5, 305, is_mirrored)


def day(number):
    return ISSUED + dt.timedelta(number)


def parsed(picture):
    return ET.fromstring(picture)  # noqa: S314 - a picture of ours


def pieces(picture):
    """[(fill, left, width)] of the ratings in a picture."""
    found = [node for node in parsed(picture).iter(f"{SVG}rect") if node.get("fill") in FILLS.values()]
    thick = [node for node in found if float(node.get("height")) > 8]
    return [(node.get("fill"), float(node.get("x")), float(node.get("width"))) for node in thick]


def texts(picture):
    return [(node.text, float(node.get("x")), float(node.get("y"))) for node in parsed(picture).iter(f"{SVG}text")]


def test_a_rating_is_in_force_from_its_day_to_that_of_the_next():
    found = [(one.key, one.start, one.end) for one in segments(MOVED, LAST)]

    assert found == [
        ("not_assessed", day(0), day(10)),
        ("minimal", day(10), day(20)),
        ("partly_closed", day(20), day(30)),
    ]


def test_a_rating_that_was_confirmed_later_is_one_time():
    again = replace(CLOSED, on="2021-08-01")

    found = segments(replace(MOVED, rating=again, earlier_ratings=(MINIMAL, CLOSED)), LAST)

    assert (found[-1].key, found[-1].start) == ("partly_closed", day(20))


def test_a_rating_given_to_an_earlier_commitment_counts_from_the_day_of_the_words():
    found = segments(replace(MOVED, issued_on="2021-07-23"), LAST)

    assert [(one.key, one.start) for one in found] == [("minimal", day(15)), ("partly_closed", day(20))]


def test_without_a_day_of_the_words_the_first_rating_begins_the_time():
    assert [one.key for one in segments(replace(MOVED, issued_on=""), LAST)] == ["minimal", "partly_closed"]


def test_where_no_day_is_known_there_is_no_time():
    assert segments(replace(UNRATED, issued_on=""), LAST) == []


def test_ratings_stand_where_their_days_are():
    found = pieces(strip(MOVED, span()))

    assert found == [(FILLS["not_assessed"], 5, 100), (FILLS["minimal"], 105, 100), (FILLS["partly_closed"], 205, 100)]


def test_time_runs_from_right_to_left_where_the_brief_does():
    found = pieces(strip(MOVED, span(is_mirrored=True)))

    assert found == [(FILLS["not_assessed"], 205, 100), (FILLS["minimal"], 105, 100), (FILLS["partly_closed"], 5, 100)]


def test_a_rating_of_the_last_day_can_be_seen_within_the_strip():
    late = replace(UNRATED, rating=replace(CLOSED, on=LAST.isoformat()))

    *_before, (fill, left, width) = pieces(strip(late, span()))

    assert (fill, left, width) == (FILLS["partly_closed"], 305 - LEAST, LEAST)


def test_marks_stand_above_or_below_by_what_they_say_and_at_their_day():
    picture = strip(MOVED, span(), [("honours", day(3)), ("breaches", day(6))])

    above, below = re.findall(r"M(\S+) (\S+?)L[^Z]*Z", picture)
    assert (float(above[0]), float(below[0])) == (35, 65)
    assert float(above[1]) < 5
    assert float(below[1]) > 15


def test_marks_that_would_cover_each_other_are_one_and_those_before_the_time_are_none():
    marks = [("honours", day(3)), ("honours", day(3)), ("honours", day(4)), ("honours", day(-1))]

    assert len(re.findall(r"L[^Z]*Z", strip(MOVED, span(), marks))) == 2


def test_every_bearing_has_a_mark_of_its_own_shape():
    assert set(SIGNS) == set(Evidence.Bearing.values)
    assert len({str(signs([(bearing, 0, 0)])) for bearing in SIGNS}) == len(SIGNS)


def test_a_mark_by_itself_is_hidden_from_screen_readers():
    assert parsed(swatch("in_part")).get("aria-hidden") == "true"
    assert parsed(swatch("in_part")).find(f"{SVG}title").text == "in part"


@pytest.mark.parametrize("key", FILLS)
def test_a_strip_bears_the_fill_and_texture_of_each_rating(key):
    picture = strip(replace(UNRATED, rating=RatingPart(key, key, on="2021-07-08")), span())

    assert FILLS[key] in picture
    assert STRIPES.get(key, "") in picture
    assert BANDS.get(key, ("",))[0] in picture


def test_stripes_stay_within_their_rating():
    contested = replace(UNRATED, rating=RatingPart("contested", "contested", on="2021-07-28"))

    lines = next(
        node.get("d")
        for node in parsed(strip(contested, span())).iter(f"{SVG}path")
        if node.get("stroke") == STRIPES["contested"]
    )
    assert all(205 <= float(x) <= 305 for x in re.findall(r"M(\d+)", lines))


def test_history_tells_every_change_with_its_day_and_goes_on_after_the_last():
    picture = history(MOVED)

    assert [text for text, _x, _y in texts(picture)] == ["8 Jul 2021", "18 Jul 2021", "28 Jul 2021"]
    fill, left, width = pieces(picture)[-1]
    assert fill == FILLS["partly_closed"]
    assert (left, left + width) == (WIDTH - TAIL, WIDTH - 4)


def test_history_runs_from_right_to_left_with_its_dates_in_the_picture():
    picture = history(MOVED, is_mirrored=True)

    assert [text for text, _x, _y in texts(picture)] == ["2021-07-08", "2021-07-18", "2021-07-28"]
    assert [x for _text, x, _y in texts(picture)] == sorted((x for _text, x, _y in texts(picture)), reverse=True)
    assert all(20 <= x <= WIDTH - 20 for _text, x, _y in texts(picture))
    assert pieces(picture)[-1][1:] == (4, TAIL - 4)


@pytest.mark.parametrize("part", [UNRATED, C1])
def test_a_rating_that_never_moved_has_no_history(part):
    assert history(part) == ""


def test_a_strip_says_in_words_what_it_shows():
    assert in_words(MOVED) == "C1: not assessed → minimal (18 July 2021) → partly, closed (28 July 2021)"
    assert in_words(UNRATED) == "C1: not assessed"
    assert parsed(strip(MOVED, span())).get("aria-label") == in_words(MOVED)


def test_labels_stay_in_the_picture_and_do_not_touch():
    named = [(day(number), "a long label") for number in range(31)]

    found = sorted(float(re.search(r'x="(\S+)"', text)[1]) for text in labels(named, span(), 9, span().width))

    half = len("a long label") * 5.2 / 2
    assert found[0] >= half - 0.1
    assert found[-1] <= span().width - half + 0.1
    assert all(after - before >= 2 * half for before, after in itertools.pairwise(found))


def test_a_long_time_is_marked_by_years_and_a_short_one_by_days():
    years = Span(dt.date(2007, 11, 13), dt.date(2026, 11, 1), 5, 305)

    assert [label for _day, label in years.ticks] == ["2010", "2015", "2020", "2025"]
    assert next(label for _day, label in span().ticks) == "8 Jul 2021"
    assert next(label for _day, label in span(is_mirrored=True).ticks) == "2021-07-08"
    assert "2010" in scale_of_days(years, "Days")


def test_a_story_numbers_its_events_above_and_below_without_touching():
    marks = [("context", day(2), f"E{number}") for number in range(1, 5)] + [("hinders", day(2), "E5")]

    picture = story(MOVED, span(), marks)

    places = {text: (x, y) for text, x, y in texts(picture) if text.startswith("E")}
    assert set(places) == {"E1", "E2", "E3", "E4", "E5"}
    assert len({y for _x, y in places.values()}) == 5
    assert places["E5"][1] > max(y for text, (_x, y) in places.items() if text != "E5")


def test_a_story_without_room_leaves_numbers_out_rather_than_growing():
    marks = [("context", day(2), f"E{number}") for number in range(1, DEEPEST + 4)]

    picture = story(MOVED, span(), marks)

    assert len([text for text, _x, _y in texts(picture) if text.startswith("E")]) == DEEPEST


def test_a_number_at_the_end_of_a_story_stands_before_its_mark():
    picture = story(MOVED, span(), [("breaches", day(30), "E12"), ("honours", day(0), "E3")])

    places = {text: x for text, x, _y in texts(picture) if text.startswith("E")}
    assert places["E12"] < 305
    assert places["E3"] > 5


def test_a_story_without_events_is_the_strip_alone():
    assert [fill for fill, _left, _width in pieces(story(MOVED, span(), []))] == [
        FILLS["not_assessed"],
        FILLS["minimal"],
        FILLS["partly_closed"],
    ]
