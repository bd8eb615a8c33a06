"""Chapters bound into one file."""

import datetime as dt
import io

import pikepdf
import pypdfium2
import pytest

from briefs.document.chapters import NUMERALS, frame
from briefs.document.drawing.binding import Leaf, bind
from briefs.document.drawing.catalog import About, Attachment
from briefs.document.drawing.drawn import Drawn, RenderingFailed, page_numbers
from briefs.document.drawing.render import draw_chapter
from tests.briefs.document.sample import JULY
from tests.briefs.document.tagged import tree, words_of

ABOUT = About("A title & more", "Talks", "en", dt.datetime(2021, 8, 31, 23, 59, 59, tzinfo=dt.UTC), "Parley")
SHEETS = ("report opening", "report")


def chapter(body):
    return draw_chapter(f'<html lang="en"><head><title>x</title></head><body>{body}</body></html>')


ONE = chapter('<h1 id="one">One</h1><p><a href="parley:#two">on</a></p><h2 style="break-before: page">Within</h2>')
TWO = chapter(
    '<h3 id="two">Two</h3><p><a href="parley:#one">back</a> <a href="https://example.org/">out</a></p><h2>Last</h2>'
)


@pytest.fixture(scope="module")
def running():
    made = frame(JULY, number=7, sheets=SHEETS)
    return draw_chapter(made.html, style=made.style, tagged=False)


def bound(running, *drawn, is_leftward=False, **options):
    first, *others = drawn
    leaves = [Leaf(first, *SHEETS), *(Leaf(one, "report", "report") for one in others)]
    options = {"sheets": SHEETS, "letters": NUMERALS, "about": ABOUT, "is_leftward": is_leftward, **options}
    return bind(leaves, frame=running, **options)


def texts(data):
    with pypdfium2.PdfDocument(data) as document:
        return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def test_pages_follow_each_other_and_are_numbered_through(running):
    pages = texts(bound(running, ONE, TWO))

    assert [page.split()[0] for page in pages] == ["One", "Within", "Two"]
    assert [page[-5:] for page in pages] == ["1 / 3", "2 / 3", "3 / 3"]
    assert all("As of 12 July 2021, 18:00 UTC, edition 7" in page for page in pages)
    assert ["Intra-Afghan talks" in page for page in pages] == [False, True, True]


def test_numbers_of_a_brief_that_runs_leftward_stand_the_other_way_round(running):
    assert "3 / 1" in texts(bound(running, ONE, TWO, is_leftward=True))[0]


def test_tags_are_joined_in_order_below_one_document(running):
    with pikepdf.open(io.BytesIO(bound(running, ONE, TWO))) as pdf:
        words = words_of(pdf)
        assert [tag.text(words) for tag in tree(pdf).all("H1", "H2", "H3")] == ["One", "Within", "Two", "Last"]
        numbers = [int(page.obj.StructParents) for page in pdf.pages]
        links = [int(one.StructParent) for page in pdf.pages for one in page.obj.get("/Annots", ())]
        assert len({*numbers, *links}) == 6


def test_links_lead_from_chapter_to_chapter(running):
    with pikepdf.open(io.BytesIO(bound(running, ONE, TWO))) as pdf:
        names = pdf.Root.Names.Dests.Names
        places = {str(name): place[0].objgen for name, place in zip(names[::2], names[1::2], strict=True)}
        assert places == {"one": pdf.pages[0].obj.objgen, "two": pdf.pages[2].obj.objgen}
        assert [str(one.Dest) for one in pdf.pages[0].Annots] == ["two"]
        back, out = pdf.pages[2].Annots
        assert (str(back.Dest), str(out.A.URI)) == ("one", "https://example.org/")


def test_a_link_to_nothing_is_refused_by_its_name(running):
    with pytest.raises(RenderingFailed, match="a link leads to “two”, which is not in it"):
        bound(running, ONE)


def test_outline_goes_by_the_levels_of_the_headings_over_all_chapters(running):
    with pypdfium2.PdfDocument(bound(running, ONE, TWO)) as document:
        found = [(item.level, item.get_title(), item.get_dest().get_index()) for item in document.get_toc()]

    assert found == [(0, "One", 0), (1, "Within", 1), (2, "Two", 2), (1, "Last", 2)]


def test_a_file_without_tags_has_none_and_all_else(running):
    with pikepdf.open(io.BytesIO(bound(running, ONE, TWO, tagged=False))) as pdf:
        assert "/StructTreeRoot" not in pdf.Root
        assert len(pdf.pages) == 3


def test_attachments_are_listed_with_what_they_are(running):
    data = bound(running, ONE, TWO, attachments=(Attachment("a.csv", b"a,b\n", "text/csv", "A table"),))

    with pikepdf.open(io.BytesIO(data)) as pdf:
        told = pdf.attachments["a.csv"]
        assert told.get_file().read_bytes() == b"a,b\n"
        assert (told.description, told.get_file().mime_type) == ("A table", "text/csv")


def test_the_same_chapters_give_the_same_bytes(running):
    assert bound(running, ONE, TWO) == bound(running, ONE, TWO)
    assert bound(running, ONE, TWO).startswith(b"%PDF-1.7")
    assert bound(running, ONE, TWO) != bound(running, TWO, ONE)


def test_what_the_file_says_of_itself_is_escaped(running):
    with pikepdf.open(io.BytesIO(bound(running, ONE, TWO))) as pdf, pdf.open_metadata() as told:
        assert told["dc:title"] == "A title & more"


def test_page_numbers_count_over_chapters_and_what_stands_before(running):
    assert page_numbers([ONE, TWO]) == {"one": 1, "two": 3}
    assert page_numbers([ONE, TWO], before=4) == {"one": 5, "two": 7}


def test_more_pages_than_one_file_may_have_are_refused():
    long = Drawn(b"", 1_501, (), (), ())

    assert page_numbers([long]) == {}
    with pytest.raises(RenderingFailed, match=r"3,002 pages, more than the 3,000 that one file may have. Narrow the"):
        page_numbers([long, long])
