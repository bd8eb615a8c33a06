"""The pictures of a brief."""

import datetime as dt
import itertools
import xml.etree.ElementTree as ET

import pytest
from django.utils.translation import override

from briefs.document import charts
from briefs.document.parts.pictures import RatingCount, TimelineItem
from tests.briefs.document.sample import AUGUST
from tracking.codebook import Rating

SVG = "{http://www.w3.org/2000/svg}"
DAY = dt.date(2021, 7, 8)


def item(kind="event", first=DAY, last=None, number="E1"):
    return TimelineItem(kind, "A label", number, first, last or first, "then")


def parsed(picture):
    return ET.fromstring(picture)  # noqa: S314 - a picture of ours


def texts(picture):
    return [node.text for node in parsed(picture).iter(f"{SVG}text")]


def grey(colour):
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_bar_shares_its_width_by_the_counts_and_bears_the_numbers():
    counts = (RatingCount("full", "full", 3, 75, ()), RatingCount("contested", "contested", 1, 25, ()))

    picture = parsed(charts.rating_bar(counts, "By rating"))

    frames = [float(node.get("width")) for node in picture.iter(f"{SVG}rect") if node.get("fill") == "none"]
    assert frames == [charts.WIDTH * 0.75 - 1, charts.WIDTH * 0.25 - 1]
    assert [node.text for node in picture.iter(f"{SVG}text")] == ["3", "1"]


def test_bar_leaves_the_number_out_of_a_share_too_narrow_for_it():
    counts = (RatingCount("full", "full", 199, 99, ()), RatingCount("breached", "breached", 1, 1, ()))

    assert texts(charts.rating_bar(counts, "By rating")) == ["199"]


def test_no_counts_give_no_bar():
    assert charts.rating_bar((), "By rating") == ""


@pytest.mark.parametrize("key", [*Rating.values, "not_assessed"])
def test_every_rating_of_the_codebook_has_a_swatch_hidden_from_screen_readers(key):
    swatch = parsed(charts.rating_swatch(key))

    assert swatch.get("aria-hidden") == "true"
    assert swatch.find(f"{SVG}title").text == key.replace("_", " ")
    assert swatch.find(f"{SVG}rect").get("fill") == charts.FILLS[key]


def test_fills_that_look_alike_in_grey_differ_in_texture():
    textured = {*charts.BANDS, *charts.STRIPES}

    for one, other in itertools.combinations(charts.FILLS, 2):
        alike = abs(grey(charts.FILLS[one]) - grey(charts.FILLS[other])) < 8
        assert not alike or one in textured or other in textured, (one, other)


def test_a_picture_names_itself_and_escapes_what_it_is_given():
    picture = parsed(charts.timeline([item(number="<E&1>")], DAY, 'From "A" to <B>'))

    assert picture.get("role") == "img"
    assert picture.get("aria-label") == picture.find(f"{SVG}title").text == 'From "A" to <B>'
    assert "<E&1>" in [node.text for node in picture.iter(f"{SVG}text")]


def test_no_items_give_no_timeline():
    assert charts.timeline((), DAY, "Timeline") == ""


def test_the_same_items_give_the_same_timeline():
    once, again = (charts.timeline(AUGUST.timeline, AUGUST.as_of.date(), "Timeline") for _count in range(2))

    assert once == again


def test_marks_differ_in_shape_by_kind():
    picture = parsed(
        charts.timeline(
            [item("round", number="R1"), item("statement", number="S1"), item("event")], DAY + dt.timedelta(9), "T"
        )
    )

    assert len(picture.findall(f"{SVG}polygon")) == 1
    assert len(picture.findall(f"{SVG}circle")) == 1
    assert len(picture.findall(f"{SVG}rect")) == 1


@pytest.mark.parametrize(("kind", "corner"), [("round", "0"), ("event", "4")])
def test_a_period_is_a_bar_from_its_first_day_to_its_last(kind, corner):
    period = item(kind, DAY, DAY + dt.timedelta(5))

    picture = parsed(charts.timeline([period], DAY + dt.timedelta(10), "T"))

    bar = picture.find(f"{SVG}rect")
    assert bar.get("rx") == corner
    assert float(bar.get("x")) == 14
    assert float(bar.get("width")) == pytest.approx((charts.WIDTH - 30 - 14) / 2)


def test_marks_of_one_day_stand_in_rows_of_their_own_and_a_later_one_takes_the_first_row_again():
    later = item(first=DAY + dt.timedelta(60), number="E3")

    placed, depth = charts.rows_of([item(), item(number="E2"), later], lambda day: (day - DAY).days * 5)

    assert [row for _item, row in placed] == [0, 1, 0]
    assert depth == {0: 0, 1: 0, 2: 2}


@pytest.mark.parametrize(("days", "place"), [(0, 14), (30, charts.WIDTH - 30)])
def test_the_moment_where_the_record_ends_is_marked(days, place):
    picture = parsed(charts.timeline([item()], DAY + dt.timedelta(days), "T"))

    broken = [line for line in picture.iter(f"{SVG}line") if line.get("stroke-dasharray")]
    assert [float(line.get("x1")) for line in broken] == [place]


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Rounds", "Statements", "Events", "as of 8 July 2021"]),
        ("prs", ["دورها", "اعلامیه‌ها", "رویدادها", "تا ۸ جولای ۲۰۲۱"]),
    ],
)
def test_what_the_marks_mean_stands_below_the_timeline_in_the_language_of_the_brief(language, words):
    with override(language):
        key = parsed(charts.timeline_key(DAY))

    assert [part.strip(" ·\n") for part in key.itertext() if part.strip()] == words
    assert len(key.findall(f"{SVG}svg")) == 4


def test_no_letter_that_runs_from_right_to_left_stands_in_a_picture():
    for days in (3, 30, 300, 3000):
        with override("fa"):
            picture = parsed(charts.timeline([item()], DAY + dt.timedelta(days), "خط زمان"))

        labels = [node.text for node in picture.iter(f"{SVG}text")]
        assert len(labels) > 1
        assert all(label.isascii() for label in labels)


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        (dt.date(2021, 1, 4), ["2020-12-28", "12-29", "12-30", "12-31", "2021-01-01", "01-02", "01-03", "01-04"]),
        (dt.date(2021, 6, 1), ["2021-01", "2021-02", "2021-03", "2021-04", "2021-05", "2021-06"]),
        (dt.date(2027, 6, 1), ["2021", "2022", "2023", "2024", "2025", "2026", "2027"]),
    ],
)
def test_where_no_month_can_be_named_ticks_are_numbers(last, labels):
    found = charts.ticks(dt.date(2020, 12, 28), last, in_numbers=True)

    assert [label for _day, label in found] == labels


def test_a_timeline_reaches_to_an_item_after_the_moment_rather_than_out_of_the_picture():
    picture = parsed(charts.timeline([item(first=DAY, last=DAY + dt.timedelta(9))], DAY, "T"))

    bar = picture.find(f"{SVG}rect")
    assert float(bar.get("x")) + float(bar.get("width")) <= charts.WIDTH


@pytest.mark.parametrize("days", [0, 1, 8, 9, 30, 60, 120, 121, 400, 3650, 20000])
def test_ticks_are_few_in_order_and_within_the_time_shown(days):
    last = DAY + dt.timedelta(days)

    found = [day for day, _label in charts.ticks(DAY, last)]

    assert 1 <= len(found) <= 9
    assert found == sorted(set(found))
    assert DAY <= found[0] <= found[-1] <= last


def test_a_tick_names_the_year_where_it_begins():
    labels = [label for _day, label in charts.ticks(dt.date(2020, 12, 1), dt.date(2021, 2, 1))]

    assert labels == ["1 Dec 2020", "15 Dec", "29 Dec", "12 Jan 2021", "26 Jan"]


@pytest.mark.parametrize(
    ("last", "labels"),
    [
        (dt.date(2021, 12, 1), ["Feb 2021", "Apr 2021", "Jun 2021", "Aug 2021", "Oct 2021", "Dec 2021"]),
        (dt.date(2024, 3, 1), ["Feb 2021", "Aug 2021", "Feb 2022", "Aug 2022", "Feb 2023", "Aug 2023", "Feb 2024"]),
        (dt.date(2026, 3, 1), ["2021", "2022", "2023", "2024", "2025", "2026"]),
    ],
)
def test_ticks_of_a_long_time_are_months_or_years(last, labels):
    assert [label for _day, label in charts.ticks(dt.date(2021, 1, 15), last)] == labels


def test_time_runs_from_right_to_left_where_the_language_does():
    items = [item("round", DAY, DAY + dt.timedelta(5), number="R1"), item(first=DAY + dt.timedelta(10), number="E1")]

    with override("fa"):
        picture = parsed(charts.timeline(items, DAY + dt.timedelta(20), "T"))

    bar, disc = picture.find(f"{SVG}rect"), picture.find(f"{SVG}circle")
    assert float(bar.get("x")) + float(bar.get("width")) == charts.WIDTH - 14
    assert float(disc.get("cx")) < float(bar.get("x"))
    labels = {node.text: node for node in picture.iter(f"{SVG}text")}
    assert labels["E1"].get("text-anchor") == "end"
    assert float(labels["E1"].get("x")) == pytest.approx(float(disc.get("cx")) - 7, abs=0.1)
    assert all(0 <= float(node.get("x")) <= charts.WIDTH for node in picture.iter(f"{SVG}text"))
