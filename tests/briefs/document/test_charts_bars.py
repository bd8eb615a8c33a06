"""Bars by theme and by party, and figures with their ranges."""

import itertools
import xml.etree.ElementTree as ET

import pytest

from briefs.document import charts_bars, charts_ranges
from briefs.document.charts import FILLS
from briefs.document.parts.pictures import Breakdown, BreakdownRow, FigurePart, QuestionPart, RatingCount

SVG = "{http://www.w3.org/2000/svg}"


def count(key, number):
    return RatingCount(key, key, number, 0, ())


PEACE = BreakdownRow("Peace", (count("full", 3), count("breached", 1)))
AID = BreakdownRow("Aid", (count("contested", 2),))
MANY = BreakdownRow("Many", (count("full", 199), count("breached", 1)))


def parsed(picture):
    return ET.fromstring(picture)  # noqa: S314 - a picture of ours


def frames(picture):
    """[(left, width)] of the shares of a bar."""
    outlines = [node for node in parsed(picture).iter(f"{SVG}rect") if node.get("fill") == "none"]
    return [(float(node.get("x")), float(node.get("width"))) for node in outlines]


def texts(picture):
    return [node.text for node in parsed(picture).iter(f"{SVG}text")]


def figure(value, low, high):
    return FigurePart("Somebody", value, "", "", "", "", None, low, high)


def drawn(*figures):
    rows, axis = charts_ranges.ranges(QuestionPart("How many?", "districts", "", figures))
    return [picture for _figure, picture in rows], axis


def test_bars_share_one_scale_and_bear_their_numbers():
    (_peace, longest), (_aid, half) = charts_bars.bars(Breakdown("By theme", (PEACE, AID)))

    width = charts_bars.WIDTH
    assert frames(longest) == [(0.5, width * 0.75 - 1), (width * 0.75 + 0.5, width * 0.25 - 1)]
    assert frames(half) == [(0.5, width * 0.5 - 1)]
    assert texts(longest) == ["3", "1"]


def test_bars_run_from_right_to_left_where_the_brief_does():
    ((_row, bar),) = charts_bars.bars(Breakdown("By theme", (PEACE,)), is_mirrored=True)

    assert frames(bar)[0][0] == charts_bars.WIDTH * 0.25 + 0.5


def test_a_share_too_narrow_for_its_number_goes_without():
    ((_row, bar),) = charts_bars.bars(Breakdown("By theme", (MANY,)))

    assert texts(bar) == ["199"]


def test_a_bar_says_in_words_what_it_shows():
    ((_row, bar),) = charts_bars.bars(Breakdown("By theme", (PEACE,)))

    assert parsed(bar).get("aria-label") == "Peace: full 3 · breached 1"
    assert FILLS["breached"] in bar


def test_a_breakdown_without_rows_has_no_bars():
    assert charts_bars.bars(Breakdown("By theme", ())) == []


@pytest.mark.parametrize(
    ("low", "high", "shape", "open_ends"),
    [(30, 30, "circle", 0), (20, 30, "line", 0), (100, None, "polygon", 1), (None, 16, "polygon", 1)],
)
def test_a_number_is_a_dot_a_range_a_bar_and_an_open_end_an_arrow(low, high, shape, open_ends):
    (picture,), _axis = drawn(figure("so many", low, high))

    assert parsed(picture).find(f"{SVG}{shape}") is not None
    assert len(parsed(picture).findall(f"{SVG}polygon")) == open_ends
    assert parsed(picture).get("aria-label") == "so many districts"


def test_figures_stand_on_one_scale_within_the_picture():
    pictures, axis = drawn(figure("100", 100, 100), figure("more than 200", 200, None), figure("at most 5", None, 5))

    dot = float(parsed(pictures[0]).find(f"{SVG}circle").get("cx"))
    stop = next(node for node in parsed(pictures[1]).iter(f"{SVG}line") if node.get("x1") == node.get("x2"))
    zero = charts_ranges.LEFT
    assert dot - zero == pytest.approx((float(stop.get("x1")) - zero) / 2, abs=0.1)
    for picture in pictures[1:]:
        points = parsed(picture).find(f"{SVG}polygon").get("points").split()
        assert all(-15 <= float(point.split(",")[0]) <= charts_ranges.WIDTH for point in points)
    assert texts(axis)[0] == "0"


def test_a_scale_reaches_below_nothing_and_names_halves():
    (picture,), axis = drawn(figure("-0.5 to 1", -0.5, 1))

    assert "-0.5" in texts(axis) or "-0.6" in texts(axis)
    assert parsed(picture).find(f"{SVG}circle") is None


def test_numbers_of_a_scale_do_not_touch():
    _pictures, axis = drawn(figure("many", 0, 987_654_321_000))

    places = [(float(node.get("x")), len(node.text)) for node in parsed(axis).iter(f"{SVG}text")]
    assert len(places) < 7
    assert all(
        after - before > 5.2 * (wide + next_wide) / 2
        for (before, wide), (after, next_wide) in itertools.pairwise(places)
    )


def test_a_figure_that_is_no_number_has_an_empty_picture_beside_the_others():
    assert drawn(figure("many", None, None), figure("3", 3, 3))[0][0] == ""


def test_figures_that_are_no_numbers_have_no_scale():
    assert drawn(figure("many", None, None)) == ([], "")


def test_a_figure_of_nothing_has_a_scale():
    (picture,), _axis = drawn(figure("none", 0, 0))

    assert float(parsed(picture).find(f"{SVG}circle").get("cx")) == charts_ranges.LEFT
