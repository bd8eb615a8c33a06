"""The PDF of a brief, read back."""

import re

import pikepdf
import pypdfium2
import pytest

from briefs.document.assets import FACES
from briefs.document.draw import draw
from briefs.document.shape import to_json
from briefs.document.table import comparison_csv
from tests.briefs.document.sample import AUGUST, DARI_4, DARI_6, EMPTY, POINT_4, POINT_6, WAR

A4 = (595, 842)  # points


@pytest.fixture(scope="module")
def drawn():
    return draw(AUGUST, number=3)


@pytest.fixture(scope="module")
def pages(drawn):
    """The text of each page, white space folded, ZWNJ left out as readers of PDFs leave it out."""
    with pypdfium2.PdfDocument(drawn) as document:
        return [text_of(page) for page in document]


@pytest.fixture
def inside(drawn, tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(drawn)
    with pikepdf.open(path) as pdf:
        yield pdf


def text_of(page):
    return folded(page.get_textpage().get_text_range())


def folded(text):
    return " ".join(text.replace("\u200c", "").split())


def outline(data):
    """Triples (level, title, page number from 1)."""
    with pypdfium2.PdfDocument(data) as document:
        return [(entry.level, entry.get_title(), entry.get_dest().get_index() + 1) for entry in document.get_toc()]


def dictionaries(pdf):
    return [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]


def test_every_commitment_stands_with_its_words_its_events_and_its_rating(pages):
    whole = " ".join(pages)

    for words in (WAR, POINT_4, POINT_6, "Tariq Arian, Ministry of Interior denies", "Taken by force in August."):
        assert words in whole


def test_every_page_bears_its_number_the_moment_and_the_level(pages):
    for number, text in enumerate(pages, start=1):
        assert re.search(rf"\b{number} ?/ ?{len(pages)}\b", text)
        assert "As of 31 August 2021, 23:59 UTC, edition 3" in text
        assert "PUBLIC" in text


def test_pages_after_the_cover_are_headed_with_the_title(pages):
    assert all("Intra-Afghan talks" in text for text in pages)
    assert pages[0].count("PUBLIC") == 2
    assert all(text.count("PUBLIC") == 2 for text in pages[1:])


def test_contents_give_the_page_on_which_each_part_begins(drawn, pages):
    begins = {title: page for level, title, page in outline(drawn) if level == 1 or re.match(r"C\d ", title)}
    del begins["Contents"]

    assert len(begins) == 12
    assert [title for title, page in begins.items() if f"{page} {title}" not in pages[1]] == []


def test_each_part_begins_on_the_page_its_bookmark_leads_to(drawn, pages):
    for _level, title, page in outline(drawn):
        assert title in pages[page - 1]


def test_outline_has_the_parts_and_the_commitments(drawn):
    assert [(level, title) for level, title, _page in outline(drawn) if level < 2 or re.match(r"C\d ", title)] == [
        (0, "Intra-Afghan talks"),
        (1, "Contents"),
        (1, "At a glance"),
        (1, "The talks"),
        (1, "What was said"),
        (1, "Words beside later events"),
        (2, "C1 Hold that war is not the solution"),
        (2, "C2 Continue the talks at a later meeting"),
        (2, "C3 Condemn attacks on homes, mosques and hospitals"),
        (1, "Figures side by side"),
        (1, "Timeline"),
        (1, "Disputed translations"),
        (1, "Sources"),
        (1, "Method and codebook"),
    ]


def test_right_to_left_words_are_in_their_order_and_run_leftwards(drawn):
    with pypdfium2.PdfDocument(drawn) as document:
        page = next(page for page in document if "Dari, unofficial translation" in text_of(page))
        text = page.get_textpage()
        found = text.get_text_range()
        first, second = (re.search(word, found).start() for word in ("گفتگوها", "نشست"))
        (first_left, *_rest), (second_left, *_more) = text.get_charbox(first), text.get_charbox(second)

    assert first < second
    assert first_left > second_left


@pytest.mark.parametrize("dari", [DARI_4, DARI_6])
def test_dari_words_can_be_read_back_in_order(pages, dari):
    words = re.findall(r"[\u0621-\u06ff]{3,}", folded(dari).replace("؛", ""))
    whole = " ".join(pages)

    places, place = [], 0
    for word in words:
        place = whole.find(word, place)
        places.append(place)

    assert len(words) > 10
    assert -1 not in places


def test_all_fonts_are_ours_embedded_and_cut_down(inside):
    fonts = {
        str(thing["/FontName"]): thing["/FontFile2"]
        for thing in dictionaries(inside)
        if thing.get("/Type") == "/FontDescriptor"
    }
    ours = {face.family.replace(" ", "-") for face in FACES}

    families = {re.sub(r"^/[A-Z]{6}\+|(-(Bold|Italic))+$", "", name) for name in fonts}
    assert {"Noto-Serif", "Noto-Sans", "Noto-Naskh-Arabic"} <= families <= ours
    assert len(fonts) >= 5
    assert all(len(file.read_bytes()) < 60_000 for file in fonts.values())


def test_no_text_is_drawn_with_the_empty_box(inside):
    """Glyph 0 of every font is the box; none of the drawn strings may hold it."""
    shown = 0
    for page in inside.pages:
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "TJ":
                codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                glyphs = [codes[place : place + 2] for place in range(0, len(codes), 2)]
                shown += len(glyphs)
                assert b"\0\0" not in glyphs

    assert shown > 5000


def test_title_language_and_author_are_named(inside):
    assert str(inside.docinfo["/Title"]) == "Intra-Afghan talks: words and later events as of 31 August 2021, 23:59 UTC"
    assert str(inside.docinfo["/Author"]) == "Parley"
    assert str(inside.docinfo["/CreationDate"]).startswith("D:20210831235959")
    assert str(inside.Root["/Lang"]) == "en"
    assert inside.Root["/ViewerPreferences"]["/DisplayDocTitle"]


def test_file_is_tagged_for_screen_readers_with_the_language_of_each_text(inside):
    parts = dictionaries(inside)

    assert inside.Root["/MarkInfo"]["/Marked"]
    languages = {(str(part["/S"]), str(part["/Lang"])) for part in parts if part.get("/S") and "/Lang" in part}
    assert ("/BlockQuote", "prs") in languages
    assert ("/BlockQuote", "en") in languages
    figures = [part for part in parts if part.get("/S") == "/Figure"]
    assert figures
    assert all(str(part["/Alt"]) for part in figures)


def test_pages_are_a4(drawn):
    with pypdfium2.PdfDocument(drawn) as document:
        assert {tuple(round(side) for side in page.get_size()) for page in document} == {A4}


def test_sources_with_an_address_are_links_and_the_others_lead_within_the_file(inside):
    links = [thing for thing in dictionaries(inside) if thing.get("/Subtype") == "/Link"]

    assert {str(link["/A"]["/URI"]) for link in links if "/A" in link} == {"https://example.org/round-up"}
    names = inside.Root.Names.Dests.Names
    known = dict(zip(map(str, names[::2]), names[1::2], strict=True))
    jumps = [str(link.Dest) for link in links if "/Dest" in link]
    assert len(jumps) > 20
    assert set(jumps) <= set(known)
    pages = {page.obj.objgen for page in inside.pages}
    assert {place[0].objgen for place in known.values()} <= pages
    assert list(known) == sorted(known, key=str.encode)


def test_the_content_travels_inside_the_file_as_data(inside):
    told = inside.attachments["content.json"]

    assert told.get_file().read_bytes() == to_json(AUGUST).encode()
    assert inside.attachments["comparison.csv"].get_file().read_bytes() == comparison_csv(AUGUST).encode()
    assert (told.get_file().mime_type, str(told.relationship)) == ("application/json", "/Data")
    assert str(told.obj.EF.F.Params.ModDate) == "D:20210831235959Z"
    assert {file.objgen for file in inside.Root.AF} == {file.obj.objgen for file in inside.attachments.values()}


def test_metadata_say_what_is_claimed_and_the_same_as_the_catalog(inside):
    with inside.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"
        assert told["dc:title"] == str(inside.docinfo["/Title"])
        assert told["xmp:CreateDate"] == "2021-08-31T23:59:59Z"


def test_a_reader_shows_the_page_numbers_that_are_printed(inside):
    assert [page.label for page in inside.pages] == [str(number) for number in range(1, len(inside.pages) + 1)]


def test_the_running_lines_are_drawn_once_for_all_pages_of_a_sheet(inside):
    drawings = {
        thing.objgen
        for page in inside.pages
        for name, thing in page.Resources.XObject.items()
        if name.startswith("/Running")
    }

    assert len(drawings) == 2


def test_a_brief_of_nothing_can_be_drawn():
    data = draw(EMPTY, number=1)

    with pypdfium2.PdfDocument(data) as document:
        assert 4 <= len(document) <= 9


def test_brief_takes_as_many_pages_as_its_outline_says(drawn, pages):
    assert 8 <= len(pages) <= 14
    assert outline(drawn)[-1][2] <= len(pages)
