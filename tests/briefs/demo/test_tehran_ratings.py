"""How the points of the Tehran statement fared, as a brief prints it as of each moment and as the reading pages say it."""

import csv
import datetime as dt

import pytest
from django.urls import reverse
from lxml import html

from briefs.document.content import brief_content
from briefs.document.html import to_html
from briefs.scope import scope_on
from records.levels import Level
from statements.models import Commitment
from talks.models import Process
from tracking.models import Assessment

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("record")]

JOINT = "Joint statement of the Tehran meeting"
TWELFTH = dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC)
TWENTIETH = dt.datetime(2021, 7, 20, tzinfo=dt.UTC)
END_OF_AUGUST = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)
NOT_ASSESSED, NO_EVIDENCE = "not assessed", "no evidence found"


def words(text):
    return " ".join(html.fromstring(text).text_content().split())


def brief(moment):
    process = Process.objects.get(slug="intra-afghan-talks")
    return brief_content(scope_on(process, Level.PUBLIC), as_of=moment)


def of_point(content, point):
    """The comparisons of one point of the joint statement; its box with the rating, on paper, beside each."""
    page = html.fromstring(to_html(content))
    parts = [part for part in content.comparisons if (part.statement, part.point) == (JOINT, point)]
    return [
        (part, " ".join(page.xpath(f"string(//article[@id='{part.anchor}']//div[@class='judged'])").split()))
        for part in parts
    ]


def page_of(client, point):
    """The reading pages of the commitments of one point, as text."""
    rows = Commitment.objects.filter(clause__statement__title=JOINT, clause__number=point).order_by("pk")
    return [words(client.get(row.get_absolute_url()).content.decode()) for row in rows]


@pytest.mark.parametrize(
    ("moment", "point", "expected"),
    [
        (TWELFTH, "2", [NOT_ASSESSED]),
        (TWELFTH, "4", [NOT_ASSESSED]),
        (TWELFTH, "6", [NOT_ASSESSED, NOT_ASSESSED]),
        (TWENTIETH, "2", [NOT_ASSESSED]),
        (TWENTIETH, "4", ["minimal"]),
        (TWENTIETH, "6", [NOT_ASSESSED, NOT_ASSESSED]),
        (END_OF_AUGUST, "2", ["breached"]),
        (END_OF_AUGUST, "4", ["partly, closed"]),
        (END_OF_AUGUST, "6", [NO_EVIDENCE, NO_EVIDENCE]),
    ],
)
def test_a_brief_prints_the_rating_of_each_point_as_of_each_moment(moment, point, expected):
    found = of_point(brief(moment), point)

    assert [part.rating.label for part, _box in found] == expected
    for (part, box), rating in zip(found, expected, strict=True):
        # Behind the name of its swatch.
        assert f" {rating.capitalize()} " in f"{box} "
        if rating == NOT_ASSESSED:
            assert "Nobody had judged this commitment as of this moment." in box
        else:
            assert part.rating.reasoning.split(".")[0] in box


def test_point_4_moves_from_not_assessed_to_minimal_to_partly_closed_on_paper():
    ((part, box),) = of_point(brief(END_OF_AUGUST), "4")

    assert [(step.before, step.now.label, step.now.as_of) for step in part.line_of_changes] == [
        (NOT_ASSESSED, "minimal", "20 July 2021"),
        ("minimal", "partly, closed", "31 August 2021"),
    ]
    assert (
        "20 July 2021: not assessed → minimal, Parley demo desk; Senior delegations met in Doha on 17 and 18 July"
        in box
    )
    assert "31 August 2021: minimal → partly, closed, Parley demo desk; as reasoned above" in box
    assert "On 15 August the Taliban entered Kabul and the President left the country" in box


def test_as_of_20_july_the_line_of_point_4_ends_with_doha():
    ((part, box),) = of_point(brief(TWENTIETH), "4")

    assert [step.now.label for step in part.line_of_changes] == ["minimal"]
    assert "From “not assessed” to “minimal”, by Parley demo desk; as reasoned above." in box
    assert "closed" not in box


def test_as_of_12_july_no_point_has_a_line_of_changes():
    assert [part.line_of_changes for part in brief(TWELFTH).comparisons if part.statement == JOINT] == [()] * 4


def test_the_reading_page_of_point_4_tells_its_line_of_changes(client):
    (said,) = page_of(client, "4")

    places = [
        said.index(words)
        for words in (
            "partly, closed as of 31 August 2021, 00:00 UTC, Parley demo desk",
            "minimal as of 20 July 2021, 00:00 UTC, Parley demo desk",
            "not assessed before that",
        )
    ]
    assert places == sorted(places)
    assert "Senior delegations met in Doha on 17 and 18 July" in said
    assert "On 15 August the Taliban entered Kabul" in said


@pytest.mark.parametrize(("point", "rating"), [("2", "breached"), ("6", NO_EVIDENCE)])
def test_the_reading_pages_of_points_2_and_6_say_how_they_were_rated_and_why(client, point, rating):
    pages = page_of(client, point)

    assert len(pages) == {"2": 1, "6": 2}[point]
    judged = Assessment.objects.filter(commitment__clause__statement__title=JOINT, commitment__clause__number=point)
    for said, row in zip(pages, judged.filter(as_of=END_OF_AUGUST).order_by("commitment"), strict=True):
        assert f"{rating} as of 31 August 2021, 00:00 UTC, Parley demo desk" in said
        assert " ".join(row.reasoning.split()) in said


def test_the_list_of_commitments_says_each_rating(client):
    page = client.get(reverse("tracking:commitment-list"), {"format": "csv"})

    lines = csv.DictReader(b"".join(page.streaming_content).decode().splitlines())
    ratings = sorted((line["point"], line["rating"]) for line in lines if line["statement"] == JOINT)
    assert ratings == [("2", "breached"), ("4", "partly_closed"), ("6", "no_evidence"), ("6", "no_evidence")]


@pytest.mark.parametrize(
    ("when", "event", "bears_on"),
    [
        ("17–18 July 2021", "Senior delegations of both sides meet in Doha", {"4": "honours", "2": "context"}),
        ("6 August 2021", "Zaranj, capital of Nimruz, falls to the Taliban", {"2": "breaches"}),
        ("12–13 August 2021", "Herat falls to the Taliban", {"2": "breaches"}),
        ("12–13 August 2021", "Kandahar falls to the Taliban", {"2": "breaches"}),
        ("15 August 2021", "The Taliban enter Kabul", {"2": "breaches", "4": "hinders"}),
    ],
)
def test_what_came_later_stands_beside_its_points_in_the_brief_and_on_the_pages(client, when, event, bears_on):
    content = brief(END_OF_AUGUST)

    for point, bearing in bears_on.items():
        ((part, _box),) = of_point(content, point)
        (told,) = [one for one in part.events if one.title == event]
        assert (told.when, told.bearing) == (when, bearing)
        (said,) = page_of(client, point)
        assert when in said
        assert event in said
    for part in brief(TWELFTH).comparisons:
        assert event not in [one.title for one in part.events]
