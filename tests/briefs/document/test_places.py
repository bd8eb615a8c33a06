"""What the pictures of a report are made of: places of events, ratings by theme and party, figures as numbers."""

import datetime as dt
from dataclasses import replace

import pytest
from django.template import engines
from django.template.loader import render_to_string

from briefs.document.breakdowns import breakdowns
from briefs.document.content import brief_content
from briefs.document.parts.pictures import PlacePart
from briefs.kinds import Kind, Section
from briefs.scope import scope_on
from records.levels import Level
from tests.briefs.document.sample import AUGUST, C1, C2, C3, GOVERNMENT, JULY, TALIBAN
from tests.briefs.document.test_html import Page
from tests.factories.events import EventFactory, FigureFactory, QuestionFactory
from tests.factories.talks import PlaceFactory
from tests.factories.tracking import EvidenceFactory

LATE = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)
HERAT = {"latitude": "34.35", "longitude": "62.2"}


def told(commitment, level=Level.PUBLIC, **changed):
    scope = replace(scope_on(commitment.statement.process, level), **changed)
    return brief_content(scope, as_of=LATE)


def at(commitment, place, **changed):
    EvidenceFactory(commitment=commitment, event=EventFactory(place=place, **changed), **changed)


@pytest.mark.django_db
def test_a_place_is_told_with_its_event_and_how_exactly_it_is_known(commitment):
    at(commitment, PlaceFactory(name="Herat", precision=1, **HERAT))
    at(commitment, PlaceFactory(name="Badghis", precision=4, **HERAT))
    at(commitment, PlaceFactory(name="Somewhere", **HERAT))
    at(commitment, PlaceFactory(name="Border areas", precision=5))
    at(commitment, None)

    places = told(commitment).places

    assert [(place.number, place.name, place.precision, place.is_exact) for place in places] == [
        ("E1", "Herat", "exact", True),
        ("E2", "Badghis", "somewhere in the province", False),
        ("E3", "Somewhere", "not stated", False),
    ]
    assert (places[0].latitude, places[0].longitude) == (34.35, 62.2)


@pytest.mark.django_db
def test_a_place_above_the_level_is_not_on_the_map(commitment):
    at(commitment, PlaceFactory(name="Herat", **HERAT))
    at(commitment, PlaceFactory(name="Hidden", level=Level.RESTRICTED, **HERAT))

    assert [place.name for place in told(commitment).places] == ["Herat"]
    assert [place.name for place in told(commitment, Level.RESTRICTED).places] == ["Herat", "Hidden"]


@pytest.mark.django_db
def test_no_events_have_no_places_and_a_brief_without_a_map_asks_for_none(commitment):
    assert told(commitment).places == ()

    at(commitment, PlaceFactory(name="Herat", **HERAT))

    assert told(commitment, sections=(Section.SUMMARY,)).places == ()
    assert told(commitment, kind=Kind.MATRIX).places == ()


@pytest.mark.django_db
def test_ratings_are_broken_down_in_a_full_report_alone(commitment):
    assert [one.title for one in told(commitment).breakdowns] == [
        "Ratings by theme",
        "Ratings by the party that is bound",
    ]
    assert told(commitment, sections=(Section.MAP,)).breakdowns == ()
    assert told(commitment, kind=Kind.MATRIX).breakdowns == ()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bound", "upper", "ends"),
    [
        ("exactly", None, (100, 100)),
        ("about", None, (100, 100)),
        ("between", 120, (100, 120)),
        ("more_than", None, (100, None)),
        ("at_least", None, (100, None)),
        ("less_than", None, (None, 100)),
        ("at_most", None, (None, 100)),
    ],
)
def test_a_figure_has_the_ends_that_its_words_give_it(commitment, bound, upper, ends):
    question = QuestionFactory(process=commitment.statement.process)
    FigureFactory(question=question, bound=bound, value=100, upper_value=upper, stated_on="2021-07-08")

    (figure,) = told(commitment).questions[0].figures

    assert (figure.low, figure.high) == ends


def rows(breakdown):
    return [(row.label, [(count.key, count.count) for count in row.counts]) for row in breakdown.rows]


def test_a_commitment_counts_in_each_of_its_themes_and_the_note_says_so():
    both = replace(C2, themes=("Political solution", "Aid"))

    by_theme, _by_party = breakdowns((C1, both))

    assert rows(by_theme) == [("Political solution", [("not_assessed", 2)]), ("Aid", [("not_assessed", 1)])]
    assert by_theme.note == "A commitment on several themes counts in each of them."


def test_commitments_without_a_theme_or_a_party_stand_last_and_nothing_needs_a_note():
    by_theme, by_party = breakdowns((C2, replace(C3, themes=("Aid",))))

    assert [label for label, _counts in rows(by_theme)] == ["Aid", "no theme on record"]
    assert by_theme.note == ""
    assert [label for label, _counts in rows(by_party)] == [GOVERNMENT, TALIBAN, "no party on record"]
    assert by_party.note == "A commitment that binds several parties counts with each of them."


def test_what_repeats_a_commitment_of_the_brief_is_counted_once():
    by_theme, _by_party = breakdowns((C1, replace(C1, label="C2", is_counted=False)))

    assert rows(by_theme) == [("Political solution", [("not_assessed", 1)])]


def test_nothing_to_count_has_no_breakdowns():
    assert breakdowns(()) == ()
    assert breakdowns((replace(C1, is_counted=False),)) == ()


def drawn(template, direction="ltr", **context):
    return Page(render_to_string(f"briefs/document/{template}.html", {"direction": direction, **context}))


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_breakdowns_are_told_in_words_beside_their_bars(direction):
    page = drawn("_breakdowns", direction, brief=replace(AUGUST, breakdowns=breakdowns(AUGUST.comparisons)))

    assert "breached 1" in page.words
    assert "A commitment that binds several parties counts with each of them." in page.words
    assert len(page.all("caption")) == 2


def test_a_map_is_told_in_a_table_that_names_each_place_once_and_what_is_not_on_it(commitment_places):
    page = drawn("_map", brief=replace(JULY, places=commitment_places))

    assert "E1, E9" in page.words
    assert "This map takes no position on any border." in page.words
    assert "Not on the map, because no coordinates are on record: E2" in page.words


@pytest.fixture
def commitment_places():
    return (PlacePart("E1", "Islam Qala", 34.66, 61.07, "exact"), PlacePart("E9", "Islam Qala", 34.66, 61.07, "exact"))


def test_a_brief_without_coordinates_says_so_and_has_no_map():
    page = drawn("_map", brief=JULY)

    assert "No event of this brief has a place with coordinates on record as of this moment." in page.words
    assert "Not on the map" not in page.words
    assert page.all("svg") == []


def test_figures_on_one_scale_stand_beside_their_claimants():
    question = JULY.questions[0]
    figures = [replace(one, low=100.0) for one in question.figures[:1]] + [question.figures[1]]

    page = drawn("_ranges", question=replace(question, figures=tuple(figures)))
    none = drawn("_ranges", question=question)

    assert "Western security officials" in page.words
    assert "not put as a number" in page.words
    assert none.all("table") == []


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_the_strip_of_a_comparison_runs_as_the_brief_does(direction):
    template = engines["django"].from_string("{% load brief_pictures %}{% strip part %}")
    moved = replace(AUGUST.comparisons[0], issued_on="2021-07-08")
    moved = replace(moved, rating=replace(moved.rating, on="2021-08-31"))

    picture = template.render({"part": moved, "direction": direction})

    assert "C1: not assessed → breached (31 August 2021)" in picture
    days = {"ltr": ("8 Jul 2021", "31 Aug 2021"), "rtl": ("2021-07-08", "2021-08-31")}[direction]
    assert picture.index(days[0]) < picture.index(days[1])
