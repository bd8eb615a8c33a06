"""The page of a brief, before it is drawn."""

import dataclasses
import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from briefs.document.assets import FACES
from briefs.document.chapters import chapters_of, front
from briefs.document.html import to_html
from tests.briefs.document.sample import (
    AUGUST,
    DARI_2,
    EMPTY,
    JULY,
    STATEMENT,
)

EMPTY_STATES = (
    "No commitment was on record as of this moment.",
    "No round of these talks had opened as of this moment.",
    "No statement had been issued as of this moment.",
    "No commitment had been assessed as of this moment.",
    "No event in this brief has standing reports that both affirm and deny it.",
    "No figures were on record as of this moment.",
    "Nothing with a date was on record as of this moment.",
    "No translation in this brief was disputed.",
    "This brief cites no source.",
)


class Page(HTMLParser):
    """What a page holds: ids, links, tags with their attributes, and its text."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        self.text += " " if tag in {"td", "th", "dt", "dd", "li", "br"} else ""

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]

    @property
    def ids(self):
        return [attrs["id"] for _tag, attrs in self.tags if "id" in attrs]

    @property
    def words(self):
        return " ".join(self.text.split())


@pytest.mark.parametrize("content", [JULY, AUGUST, EMPTY])
def test_every_link_within_the_page_leads_somewhere_and_no_place_is_named_twice(content):
    page = Page(to_html(content))

    links = {attrs["href"][1:] for attrs in page.all("a") if attrs["href"].startswith("#")}
    assert links <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("content", [JULY, AUGUST])
def test_page_holds_no_script_no_style_and_no_handler(content):
    page = Page(to_html(content, on_screen=True))

    assert not page.all("script")
    assert not page.all("style")
    assert not [name for _tag, attrs in page.tags for name in attrs if name == "style" or name.startswith("on")]


def test_every_table_has_a_caption_and_scoped_headers():
    page = Page(to_html(AUGUST))

    assert len(page.all("caption")) == len(page.all("table")) > 5
    assert {attrs.get("scope") for attrs in page.all("th")} == {"col", "row"}


def test_headings_step_down_one_level_at_a_time():
    levels = [int(tag[1]) for tag, _attrs in Page(to_html(AUGUST)).tags if re.fullmatch("h[1-6]", tag)]

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_texts_of_another_language_name_it_with_their_direction():
    html = to_html(JULY)

    assert f'<blockquote class="quote" lang="prs" dir="rtl">{DARI_2}</blockquote>' in html
    assert '<div class="text" lang="prs" dir="rtl">' in html
    assert '<html lang="en" dir="ltr" class="full">' in html


def test_page_of_a_right_to_left_brief_runs_right_to_left():
    assert '<html lang="prs" dir="rtl" class="full">' in to_html(dataclasses.replace(JULY, language="prs"))


def test_a_commitment_shows_a_disputed_rendering_with_both_wordings_why_and_by_whom():
    html = to_html(AUGUST)

    for words in (
        "Disputed rendering, by the host:",
        "“Justified” makes no sense here.",
        '<span lang="en" dir="ltr">“should be justified”</span>',
        '<span lang="en" dir="ltr">“must be directed”</span>',
    ):
        assert words in html


def test_marks_name_all_commitments_quoted_and_show_what_is_disputed():
    html = to_html(JULY)

    assert (
        '<mark class="marked">, and that all efforts </mark>'
        '<a class="tag" lang="en" dir="ltr" href="#commitment-C2">C2</a>'
        '<mark class="disputed marked">should be justified</mark>'
        '<a class="tag" lang="en" dir="ltr" href="#commitment-C1">C1</a>'
    ) in html
    assert '<span class="disputed"> towards a peaceful political solution</span>' in html


def test_what_the_record_holds_is_escaped():
    html = to_html(dataclasses.replace(JULY, title="<script>alert(1)</script>", about='"&<b>'))

    assert "<script>" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "&quot;&amp;&lt;b&gt;" in html


def test_empty_parts_say_so():
    words = Page(to_html(EMPTY)).words

    assert [line for line in EMPTY_STATES if line not in words] == []


def test_a_filled_brief_has_no_line_on_emptiness():
    words = Page(to_html(AUGUST)).words

    assert [line for line in EMPTY_STATES if line in words] == []


def test_empty_places_in_a_comparison_say_so():
    words = Page(to_html(JULY)).words

    for line in (
        "No event that bears on this commitment was on record as of this moment.",
        "The words are not marked in any version on record.",
        "Who is bound not stated",
        "Nobody had judged this commitment as of this moment.",
        "No report on it was on record.",
    ):
        assert line in words


def test_statement_without_a_text_and_round_without_parties_say_so():
    round_ = dataclasses.replace(JULY.rounds[0], participations=())
    statement = dataclasses.replace(STATEMENT, versions=())

    words = Page(to_html(dataclasses.replace(JULY, rounds=(round_,), statements=(statement,)))).words

    assert "Who took part is not on record." in words
    assert "No text of this statement was on record." in words


def test_people_of_a_delegation_are_listed_with_their_head_first():
    words = Page(to_html(JULY)).words

    assert "Sher Mohammad Abbas Stanikzai, head, A. Delegate" in words
    assert "M. J. Zarif, A. Clerk" in words
    assert "State of Qatar observer not on record not on record" in words


def test_a_delegation_that_sources_name_differently_is_flagged():
    words = Page(to_html(JULY)).words

    assert "“Afghan government delegation” [2] “Afghan politicians” [1] The sources differ on whom it was." in words
    assert words.count("The sources differ") == 1


def test_contested_event_gives_each_report_with_claimant_stance_day_and_source():
    words = Page(to_html(JULY)).words

    assert "Tariq Arian, Ministry of Interior denies: It is held. (8 July 2021) [1]" in words
    assert "Zabihullah Mujahid affirms: It is in our hands. (9 July 2021) [4]" in words
    assert "hinders contested" in words


def test_a_denial_and_what_is_contested_are_marked_so_that_a_grey_copy_shows_them():
    html = to_html(JULY)

    assert html.count('<div class="contested"><h5 class="happened" id="event-E1">') == 1
    assert '<b class="bearing turned">contested</b>' in html
    assert '<li class="report against">Tariq Arian, Ministry of Interior <b class="denies">denies</b>' in html
    assert html.count('<li class="report against">') == 1
    assert '<li class="report">Al Alam TV <b class="affirms">affirms in part</b>' in html


def test_figures_stand_side_by_side_without_an_average():
    words = Page(to_html(JULY)).words

    assert "Western security officials [1] more than 100 districts captured not stated 8 July 2021" in words
    assert "The Taliban [1] more than 200 districts not stated not stated 8 July 2021" in words
    assert "150" not in words


def test_rating_gives_reasoning_evidence_and_the_line_of_changes():
    words = Page(to_html(AUGUST)).words

    assert "C2 Continue the talks at a later meeting" in words
    assert "Partly, closed as of 31 August 2021, The desk, codebook 1.0" in words
    assert "One further meeting, then no party to talk to. Evidence relied on: E3, E4" in words
    assert "20 July 2021: not assessed → minimal, The desk; A first meeting." in words
    assert "31 August 2021: minimal → partly, closed, The desk; as reasoned above" in words


def test_rating_without_reasons_is_not_called_unjudged():
    rated = dataclasses.replace(AUGUST.comparisons[2].rating, reasoning="")
    part = dataclasses.replace(AUGUST.comparisons[2], rating=rated)

    assert "Nobody had judged" not in to_html(dataclasses.replace(AUGUST, comparisons=(part,)))


def test_amended_deadline_keeps_the_first_wording():
    words = Page(to_html(JULY)).words

    assert (
        "Deadline as worded “as soon as possible”; then “without delay” (amended by Joint declaration, 18 July" in words
    )


@pytest.mark.parametrize(
    ("level", "handling"),
    [
        ("public", "Public. For anyone."),
        ("restricted", "Restricted. For the readers it was prepared for. Not for publication."),
        ("confidential", "Confidential. For named readers only."),
    ],
)
def test_cover_says_who_may_read_the_brief(level, handling):
    html = to_html(dataclasses.replace(JULY, level=level))

    assert handling in Page(html).words
    assert f'<body class="{level}">' in html


def test_cover_names_the_edition_or_says_that_it_is_a_preview():
    assert "Edition 4" in Page(to_html(JULY, edition=4)).words
    assert "preview, not issued" in to_html(JULY)
    for html in (to_html(JULY, edition=4), to_html(JULY)):
        assert '<p class="as-of">As of 12 July 2021, 18:00 UTC</p>' in html


def test_page_for_the_screen_links_to_stylesheets_that_exist_and_the_one_for_paper_to_none():
    links = [attrs["href"] for attrs in Page(to_html(JULY, on_screen=True)).all("link")]

    assert len(links) == 4
    assert all(finders.find(link.removeprefix("/static/")) for link in links)
    assert Page(to_html(JULY)).all("link") == []


def test_screen_and_paper_use_the_same_fonts():
    rules = Path(finders.find("fonts/fonts.css")).read_text(encoding="utf-8")

    assert re.findall(r'url\("(.+?)"\)', rules) == [face.file for face in FACES]
    for face in FACES:
        assert (
            f'font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
            f'font-display: swap; src: url("{face.file}")'
        ) in rules


def test_source_with_an_address_links_to_it():
    links = [attrs["href"] for attrs in Page(to_html(JULY)).all("a")]

    assert [link for link in links if not link.startswith("#")] == ["https://example.org/round-up"]


def test_reports_told_at_an_earlier_commitment_are_pointed_to():
    told = dataclasses.replace(JULY.comparisons[1].events[0], told_at="C1")
    part = dataclasses.replace(JULY.comparisons[1], events=(told,))
    html = to_html(dataclasses.replace(JULY, comparisons=(JULY.comparisons[0], part)))

    assert '<a href="#event-E1">Its reports stand in full under C1.</a>' in html
    assert html.count("It is in our hands.") == 1


def test_content_that_does_not_name_the_commitment_points_to_the_reports_above():
    assert 'Its reports stand in full above: <a href="#event-E1">E1</a>.' in to_html(JULY)


def test_contents_give_pages_where_they_are_known_and_none_on_screen():
    drawn = Page(front(JULY, number=1, pages={"summary": 3, "commitment-C2": 17}).html)
    shown = Page(to_html(JULY))

    assert "3 At a glance The talks" in drawn.words
    assert "17 C2 Continue the talks" in drawn.words
    assert [attrs for attrs in drawn.all("b") if attrs.get("class") == "on-page"] == [{"class": "on-page"}] * 2
    assert not [attrs for attrs in shown.all("b") if attrs.get("class") == "on-page"]


def test_links_on_paper_are_left_to_the_binding():
    html = "".join(chapter.html for chapter in (front(AUGUST, number=1, pages={}), *chapters_of(AUGUST)))
    page = Page(html)

    links = [attrs["href"] for attrs in page.all("a") if not attrs["href"].startswith("https:")]
    assert {link.partition("#")[0] for link in links} == {"parley:"}
    assert {link.partition("#")[2] for link in links} <= set(page.ids)


def test_texts_of_the_record_keep_their_direction_in_a_right_to_left_brief():
    part = dataclasses.replace(JULY.comparisons[0], summary="ادامه گفتگوها")
    html = to_html(dataclasses.replace(JULY, language="prs", comparisons=(part,)))

    assert '<b class="label">C1</b> ادامه گفتگوها' in html
    assert f'<h1><span lang="en" dir="ltr">{JULY.title}</span></h1>' in html
    assert '<span lang="en" dir="ltr">Security official, not named</span>' in html
    assert '<blockquote class="quote" lang="prs" dir="rtl">' in html


def test_texts_of_the_record_keep_their_direction_in_a_left_to_right_brief():
    part = dataclasses.replace(JULY.comparisons[0], summary="ادامه گفتگوها")

    html = to_html(dataclasses.replace(JULY, comparisons=(part,)))

    assert '<b class="label">C1</b> <span lang="fa" dir="rtl">ادامه گفتگوها</span>' in html


@pytest.mark.parametrize("kind", ["full", "short"])
def test_nothing_is_laid_out_with_what_is_slow(kind):
    """Flex, grid, columns and page counters cost more than all the rest; variables and long selectors cost a third."""
    rules = re.sub(r"/\*.*?\*/", "", Path(finders.find("briefs/brief.css")).read_text(encoding="utf-8"), flags=re.S)
    used = {name for _tag, attrs in Page(to_html(dataclasses.replace(AUGUST, kind=kind))).tags for name in attrs}

    assert not re.search(r"flex|grid|columns:|target-|leader\(|var\(", rules)
    assert "style" not in used
    assert [
        one for one in re.findall(r"([^{};]+)\{", rules) if re.search(r"[\w\])] +[.#\[\w]", one.replace("@page ", ""))
    ] == []


def test_short_brief_has_its_title_on_the_page_of_its_text_and_its_words_beside_the_events():
    content = dataclasses.replace(AUGUST, kind="short")
    page = Page(front(content, number=4, pages={}).html)

    assert list(chapters_of(content)) == []
    assert "Edition: 4" in page.words
    assert "Contents" not in page.words
    assert [attrs["class"] for attrs in page.all("td")] == ["words", "events"] * 2  # the third has no events
    assert "C1: what was said C1: what was reported later" in page.words
    assert "Tariq Arian, Ministry of Interior denies: It is held. (8 July 2021) [1]" in page.words
    assert "No report on it was on record." in page.words
    assert "No event that bears on this commitment was on record as of this moment." in page.words
    assert [f"event-E{number}" in page.ids for number in range(1, 5)] == [True] * 4


def test_short_brief_of_nothing_says_so():
    words = Page(to_html(dataclasses.replace(EMPTY, kind="short"))).words

    for line in EMPTY_STATES[0], EMPTY_STATES[4], EMPTY_STATES[6], EMPTY_STATES[8]:
        assert line in words
