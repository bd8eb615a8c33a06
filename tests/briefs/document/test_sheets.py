"""The pages of the matrix, of a sheet on a commitment and of a sheet on a party, before they are drawn."""

import itertools
import re
from dataclasses import replace

import pytest
from django.contrib.staticfiles import finders

from briefs.document.parts.comparisons import RatingPart
from briefs.document.parts.parties import NamePart, PartyPart, RolePart
from briefs.document.parts.talks import NamingPart
from briefs.document.sheets import STYLES, TEMPLATES, sheet
from briefs.kinds import Kind, sections_of
from tests.briefs.document.sample import AUGUST, C1, C2, C3, DOHA, EMPTY, GOVERNMENT, JULY, KABUL, TALIBAN
from tests.briefs.document.test_html import Page

KINDS = list(TEMPLATES)
CARD = PartyPart(
    name=TALIBAN,
    kind="armed group",
    key="00000000-0000-4000-8000-000000000002",
    other_names=(
        NamePart("Islamic Emirate", "en", "English", "ltr", "from 1996"),
        NamePart("طالبان", "prs", "Dari", "rtl"),
        NamePart("TB", "", "", "ltr"),
    ),
    relations=("A wing is a faction of the Taliban.", "The Taliban are allied in a front."),
    roles=(
        RolePart(
            "Tehran meeting", "7–8 July 2021", "negotiating party", "Taliban representatives", (NamingPart("them", 2),)
        ),
        RolePart("Doha meeting", "17–18 July 2021", "negotiating party", "", (NamingPart("the movement", 6),)),
        RolePart("Moscow meeting", "18 March 2021", "guest", ""),
    ),
)


def dated(part):
    given = {
        "minimal": "2021-07-20",
        "partly_closed": "2021-08-31",
        "breached": "2021-08-31",
        "no_evidence": "2021-08-31",
    }
    return replace(
        part,
        issued_on="2021-07-08",
        rating=replace(part.rating, on=given.get(part.rating.key, "")),
        earlier_ratings=tuple(replace(one, on=given[one.key]) for one in part.earlier_ratings),
    )


DATED = replace(AUGUST, comparisons=tuple(dated(part) for part in AUGUST.comparisons))


def of_kind(kind, content=DATED, **changed):
    if kind == Kind.COMMITMENT:
        changed.setdefault("comparisons", content.comparisons[:1])
    if kind == Kind.PARTY:
        changed.setdefault("party", CARD)
    return replace(content, kind=kind, sections=tuple(sections_of(kind)), **changed)


def page_of(kind, content=DATED, **changed):
    return Page(sheet(of_kind(kind, content, **changed)).html)


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_names_its_level_its_moment_and_itself(kind):
    page = page_of(kind)

    assert "public" in page.words
    assert "as of 31 August 2021" in page.words
    assert str(kind.label).capitalize() in page.words
    assert page.all("title") != []
    assert [tag for tag, _attrs in page.tags].count("h1") == 1


@pytest.mark.parametrize("kind", KINDS)
def test_every_link_within_a_page_leads_somewhere_and_no_place_is_named_twice(kind):
    html = sheet(of_kind(kind), on_screen=True).html
    page = Page(html)

    links = {attrs["href"][1:] for attrs in page.all("a") if attrs["href"].startswith("#")}
    assert links <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("kind", KINDS)
def test_tables_have_captions_and_scoped_headers_and_headings_step_down_one_at_a_time(kind):
    page = page_of(kind)

    assert len(page.all("caption")) == len(page.all("table"))
    assert all("scope" in attrs for attrs in page.all("th"))
    levels = [int(tag[1]) for tag, _attrs in page.tags if re.fullmatch("h[1-6]", tag)]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


@pytest.mark.parametrize("kind", KINDS)
def test_every_picture_says_what_it_shows_and_holds_no_letters_but_latin_ones(kind):
    html = sheet(of_kind(kind)).html

    pictures = re.findall(r"<svg.*?</svg>", html, flags=re.DOTALL)
    assert len(pictures) > 3
    for picture in pictures:
        assert "<title>" in picture
        assert "".join(re.findall(r"<text[^>]*>([^<]*)</text>", picture)).isascii()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_brings_no_style_and_no_script_and_on_screen_links_to_the_sites_own(kind):
    on_paper, on_screen = page_of(kind), Page(sheet(of_kind(kind), on_screen=True).html)

    assert not on_paper.all("link")
    assert not on_screen.all("script")
    assert not [name for _tag, attrs in on_screen.tags for name in attrs if name == "style"]
    assert all(finders.find(f"briefs/{name}") for name in STYLES[kind])
    assert {f"/static/briefs/{name}" for name in STYLES[kind]} < {attrs["href"] for attrs in on_screen.all("link")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_of_a_right_to_left_brief_runs_right_to_left(kind):
    page = Page(sheet(of_kind(kind, language="prs")).html)

    assert page.all("html") == [{"lang": "prs", "dir": "rtl"}]


@pytest.mark.parametrize("kind", KINDS)
def test_the_key_tells_every_rating_that_a_strip_shows_and_every_mark(kind):
    html = sheet(of_kind(kind, comparisons=DATED.comparisons[1:2])).html

    words = Page(re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)).words
    assert "Ratings: minimal partly, closed not assessed" in words
    assert "Later events: honours honours in part breaches hinders context" in words


@pytest.mark.parametrize("kind", [Kind.MATRIX, Kind.PARTY])
def test_what_nobody_had_dated_or_rated_has_no_strip_and_no_axis(kind):
    html = sheet(of_kind(kind, JULY)).html

    assert "C1: not assessed" not in html
    assert "Not assessed" in html


def test_a_commitment_that_nobody_had_dated_has_no_story():
    html = sheet(of_kind(Kind.COMMITMENT, JULY)).html

    assert "No judgement of this commitment itself was on record as of this moment." in html
    assert "Nobody had judged this commitment as of this moment." in html
    assert 'class="picture"' not in html


@pytest.mark.parametrize(
    ("kind", "number", "paper"),
    [(Kind.MATRIX, 3, "matrix-a4"), (Kind.MATRIX, 60, "matrix-a3"), (Kind.PARTY, 3, "sheet")],
)
def test_a_sheet_names_its_paper(kind, number, paper):
    parts = tuple(replace(dated(C1), label=f"C{place}") for place in range(1, number + 1))

    assert sheet(of_kind(kind, comparisons=parts)).page == paper


def test_the_matrix_has_a_row_for_each_commitment_with_its_rating_in_words():
    page = page_of(Kind.MATRIX)

    for part in DATED.comparisons:
        assert f"commitment-{part.label}" in page.ids
        assert part.summary in page.words
    assert "Partly, closed" in page.words
    assert "pages" not in page.words


def test_a_matrix_of_many_pages_says_so_and_names_the_parties_in_a_key():
    parts = tuple(replace(dated(C1), label=f"C{place}") for place in range(1, 131))

    page = page_of(Kind.MATRIX, comparisons=parts)

    assert re.search(r"They take about \d pages: on fewer they could not be read\.", page.words)
    assert f"P1 {GOVERNMENT} · P2 {TALIBAN}" in page.words


def test_a_matrix_says_where_nobody_is_named():
    assert "not stated" in page_of(Kind.MATRIX, comparisons=(dated(C3),)).words


def test_a_commitments_sheet_tells_words_terms_reasons_and_reports():
    page = page_of(Kind.COMMITMENT)

    for words in (
        "Taken by force in August.",
        "Disputed rendering, by the host:",
        "can be verified",
        "none stated",
        "Islam Qala border crossing",
        "denies: It is held.",
        "contested",
    ):
        assert words in page.words
    assert "concedes" not in page.words  # a report that another took the place of


def test_a_commitments_sheet_tells_conditions_amendments_and_what_it_repeats():
    part = replace(
        dated(AUGUST.comparisons[1]),
        repeats="C9 (an earlier statement)",
        repeated_in=("C5 (a later one)", "C6 (another)"),
        rating=replace(AUGUST.comparisons[1].rating, taken_from="C9", published="published by a second person"),
    )

    page = page_of(Kind.COMMITMENT, comparisons=(part,))

    for words in (
        "then “without delay” (amended by Joint declaration, 18 July 2021)",
        "That the host agrees",
        "The people of Afghanistan",
        "C9 (an earlier statement)",
        "C5 (a later one); C6 (another)",
        "Judged with the commitment that it repeats: C9.",
        "published by a second person",
    ):
        assert words in page.words


def test_a_rating_that_was_confirmed_is_told_as_such():
    now = RatingPart("minimal", "minimal", "20 July 2021", "Still.", "The desk", "1.0", on="2021-07-20")
    earlier = RatingPart("minimal", "minimal", "12 July 2021", "One meeting.", "", "1.0", on="2021-07-12")

    page = page_of(Kind.COMMITMENT, comparisons=(replace(dated(C2), rating=now, earlier_ratings=(earlier,)),))

    assert "12 July 2021 : from “not assessed” to “minimal”. One meeting." in page.words.replace("2021:", "2021 :")
    assert "stays at “minimal”, The desk. The reasons stand above." in page.words


def test_a_commitment_without_events_words_or_parties_says_so():
    page = page_of(Kind.COMMITMENT, EMPTY, comparisons=(replace(dated(C3), deadlines=()),))

    for words in (
        "No event that bears on this commitment was on record as of this moment.",
        "The words are not marked in any version on record.",
        "not stated",
        "This sheet cites no source.",
    ):
        assert words in page.words


def test_events_that_only_stand_around_a_commitment_are_told_in_short():
    around = replace(DOHA, bearing="context", reasoning="A meeting elsewhere.")

    both = page_of(Kind.COMMITMENT, comparisons=(replace(dated(C1), events=(KABUL, around)),))
    alone = page_of(Kind.COMMITMENT, comparisons=(replace(dated(C1), events=(around,)),))

    assert "What else happened around it" in both.words
    assert "What else happened around it" not in alone.words
    assert "A meeting elsewhere." in alone.words


def test_a_sheet_lists_the_sources_it_cites_and_no_others():
    page = page_of(Kind.COMMITMENT, comparisons=(replace(dated(C1), events=(KABUL,)),))

    assert [name for name in page.ids if name.startswith("source-")] == ["source-7"]
    assert "[7] News agencies" in page.words


def test_a_partys_sheet_tells_its_names_relations_and_roles():
    page = page_of(Kind.PARTY)

    for words in (
        "armed group",
        "Islamic Emirate (English, from 1996); طالبان (Dari); TB",
        "A wing is a faction of the Taliban. The Taliban are allied in a front.",
        "“Taliban representatives”; “them” [2]",
        "“the movement” [6]",
        "not stated",
    ):
        assert words in page.words
    assert {"lang": "prs", "dir": "rtl"} in page.all("span")
    assert {"source-2", "source-6"} < set(page.ids)


def test_a_partys_sheet_tells_what_it_promised_and_what_was_reported():
    page = page_of(Kind.PARTY)

    for words in (
        "Breached 1 ( C1 )",
        "Hold that war is not the solution",
        "The Taliban enter Kabul, 15 August 2021: breaches",
    ):
        assert words in page.words.replace("(C1)", "( C1 )")


def test_of_many_events_those_that_the_rating_relies_on_come_first_and_the_others_are_named():
    context = [replace(DOHA, number=f"E{number}", bearing="context", reports=()) for number in range(5, 12)]
    part = replace(dated(C1), events=(*context, KABUL), rating=RatingPart("breached", "breached", relied_on=("E11",)))

    page = page_of(Kind.PARTY, comparisons=(part,))

    assert "The Taliban enter Kabul" in page.words
    assert "Also reported: E9, E10" in page.words


def test_a_party_that_promised_nothing_and_took_part_nowhere_says_so():
    bare = replace(CARD, other_names=(), relations=(), roles=())

    page = page_of(Kind.PARTY, EMPTY, party=bare)

    assert "It took part in no round of these talks that is on record." in page.words
    assert "No commitment that binds it was on record as of this moment." in page.words
    assert "What it promised, across" in page.words
    assert "Other names" not in page.words


def test_a_partys_sheet_leaves_out_the_sections_that_were_not_chosen():
    page = Page(sheet(replace(of_kind(Kind.PARTY), sections=("comparisons", "sources"))).html)

    assert "How its commitments fare" not in page.words
    assert "Where it took part" not in page.words


def test_the_page_names_the_process_and_the_title_once_where_they_are_the_same():
    page = page_of(Kind.MATRIX, title="Talks", process="Talks")

    assert page.words.count("Talks") == 3
