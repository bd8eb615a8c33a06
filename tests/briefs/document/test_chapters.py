"""A brief in chapters: what belongs together, what is too long for one, and what a chapter must not say."""

import dataclasses
import datetime as dt
import re

import pytest

from briefs.document import sheets
from briefs.document.assets import STYLES
from briefs.document.chapters import (
    EVENTS,
    KINDS,
    chapters_of,
    frame,
    front,
    front_pages,
    grouped,
    has_front,
    sheets_of,
)
from briefs.document.html import to_html
from briefs.kinds import Kind
from tests.briefs.document.sample import AUGUST, C1, C2, C3, EMPTY, ISLAM_QALA, JULY, STATEMENT


def commitments(count, part=C3):
    return tuple(dataclasses.replace(part, label=f"C{number}") for number in range(1, count + 1))


def sizes(groups):
    return [len(group) for group in groups]


def names(content):
    return [chapter.name for chapter in chapters_of(content)]


def test_a_report_is_parted_by_its_sections():
    assert names(AUGUST) == [
        "at a glance",
        "the talks",
        "what was said",
        "C1–C2",
        "C3–C3",
        "figures side by side",
        "sources",
        "method and codebook",
    ]


def test_only_the_chosen_sections_are_drawn():
    chosen = dataclasses.replace(AUGUST, sections=("comparisons", "disputes", "sources"))

    assert names(chosen) == ["C1–C2", "C3–C3", "disputed translations", "sources"]


def test_a_brief_of_nothing_has_the_chapters_that_say_so():
    assert "No commitment was on record as of this moment." in "".join(one.html for one in chapters_of(EMPTY))
    assert "words beside later events" in names(EMPTY)


@pytest.mark.parametrize(
    ("count", "shared"), [(1, [1]), (2, [1, 1]), (5, [3, 2]), (8, [4, 4]), (9, [4, 4, 1]), (13, [4, 4, 4, 1])]
)
def test_commitments_are_shared_four_to_a_chapter_and_a_few_between_two(count, shared):
    assert sizes(grouped(commitments(count))) == shared


def test_one_more_commitment_leaves_the_chapters_before_it_as_they_were():
    nine, ten = (chapters_of(dataclasses.replace(AUGUST, comparisons=commitments(count))) for count in (9, 10))

    assert [one.name for one in nine if one not in ten] == ["C9–C9"]


def test_commitments_with_many_events_share_a_chapter_with_fewer_others():
    busy = dataclasses.replace(C3, events=(ISLAM_QALA,) * 60)

    assert sizes(grouped((busy, busy, *commitments(10)))) == [1, 2, 4, 4, 1]


def test_very_many_events_go_on_in_chapters_of_their_own_and_none_is_lost():
    events = tuple(dataclasses.replace(ISLAM_QALA, number=f"E{number}") for number in range(1, 5_001))
    content = dataclasses.replace(
        AUGUST, comparisons=(dataclasses.replace(C1, events=events),), sections=("comparisons", "sources")
    )

    chapters = chapters_of(content)

    found = [re.findall(r'id="event-E(\d+)"', chapter.html) for chapter in chapters]
    assert [number for group in found for number in group] == [str(number) for number in range(1, 5_001)]
    assert max(map(len, found)) == EVENTS
    assert chapters[1].name == "C1, E101–E200"
    assert "C1: reported later, continued (events 101 to 200 of 5000)" in chapters[1].html


def test_long_statements_have_chapters_of_their_own_and_keep_their_numbers():
    version = STATEMENT.versions[0]
    point = version.points[0]
    run = dataclasses.replace(point.runs[0], text="Peace and quiet. " * 1000)
    long = dataclasses.replace(
        STATEMENT,
        title="A long agreement",
        versions=(dataclasses.replace(version, points=(dataclasses.replace(point, runs=(run,)),)),),
    )
    content = dataclasses.replace(AUGUST, statements=(STATEMENT, long, long, STATEMENT), sections=("statements",))

    first, second, *_others = chapters_of(content)

    assert second.name == "S3–S4"
    assert ">S2<" in first.html
    assert ">S3<" not in first.html
    assert ">S3<" in second.html


def test_many_sources_are_listed_on_in_further_chapters():
    source = AUGUST.sources[0]
    many = tuple(dataclasses.replace(source, number=number) for number in range(1, 601))
    content = dataclasses.replace(AUGUST, sources=many, sections=("sources",))

    found = [number for chapter in chapters_of(content) for number in re.findall(r'id="source-(\d+)"', chapter.html)]

    assert found == [str(number) for number in range(1, 601)]
    assert sum(chapter.name == "sources" for chapter in chapters_of(content)) == 3


def test_chapters_say_nothing_of_moment_edition_or_pages():
    """But for the timeline, which is drawn up to the moment."""
    later = dataclasses.replace(AUGUST, as_of=AUGUST.as_of + dt.timedelta(days=400), timeline=())

    assert chapters_of(dataclasses.replace(AUGUST, timeline=())) == chapters_of(later)


def test_links_in_a_chapter_are_left_to_the_binding():
    hrefs = [href for chapter in chapters_of(AUGUST) for href in re.findall(r'href="([^"]*)"', chapter.html)]

    assert len(hrefs) > 20
    assert [href for href in hrefs if href.startswith("#")] == []
    assert sum(href.startswith("parley:#") for href in hrefs) > 20


def test_the_front_bears_the_edition_the_moment_and_the_pages_of_what_follows():
    html = front(AUGUST, number=3, pages={"comparisons": 41, "sources": 87}).html

    assert "31 August 2021, 23:59 UTC" in html
    assert re.search(r"\b41\b", html)
    assert re.search(r"\b87\b", html)
    assert front(AUGUST, number=4, pages={}) != front(AUGUST, number=3, pages={})


def test_pages_are_numbered_in_the_digits_of_the_brief():
    dari = dataclasses.replace(AUGUST, language="prs")

    assert "۴۱" in front(dari, number=3, pages={"comparisons": 41}).html
    assert "۰۱۲۳۴۵۶۷۸۹/" in frame(dari, number=3, sheets=("report",)).html


def test_the_frame_bears_title_level_moment_and_edition_on_each_sheet():
    html = frame(JULY, number=7, sheets=("report opening", "report")).html

    assert html.count("As of 12 July 2021, 18:00 UTC, edition 7") == 2
    assert html.count("Intra-Afghan talks</p>") == 2
    assert '<body class="public">' in html


def test_every_kind_has_its_chapters():
    assert set(KINDS) == set(Kind)


def test_the_four_page_brief_is_a_front_alone():
    short = dataclasses.replace(AUGUST, kind="short")

    assert chapters_of(short) == ()
    assert "Hold that war is not the solution" in front(short, number=1, pages={}).html


@pytest.mark.parametrize(
    ("kind", "sheet", "style"), [("matrix", "matrix-a4", "matrix"), ("commitment", "sheet", "sheet")]
)
def test_a_sheet_and_the_matrix_are_one_chapter_on_paper_of_their_own(kind, sheet, style):
    content = dataclasses.replace(AUGUST, kind=kind, comparisons=(C2,))

    (chapter,) = chapters_of(content)

    assert (chapter.sheet, chapter.first, chapter.style) == (sheet, f"{sheet} opening", style)
    assert STYLES[chapter.style] == sheets.STYLES[Kind(kind)]
    assert not has_front(content)
    assert has_front(AUGUST)
    assert sheets_of([chapter]) == ("report opening", "report", f"{sheet} opening", sheet)


def test_the_guess_at_the_front_grows_with_the_contents():
    assert front_pages(AUGUST) == 2
    assert front_pages(dataclasses.replace(AUGUST, comparisons=commitments(120))) == 5


def test_a_preview_of_the_matrix_is_the_matrix_with_links_that_lead_within_it():
    matrix = dataclasses.replace(AUGUST, kind="matrix")

    preview, alone = to_html(matrix, on_screen=True), to_html(matrix)

    assert '<body class="matrix a4' in preview
    assert 'rel="stylesheet"' in preview
    assert 'rel="stylesheet"' not in alone
    assert "parley:#" not in preview + alone
