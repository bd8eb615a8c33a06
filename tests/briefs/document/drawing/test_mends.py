"""What WeasyPrint does not do and ours does: each of these fails when a new WeasyPrint does it otherwise."""

import io
import re

import pikepdf
import pytest

from briefs.document.drawing.render import draw_chapter
from tests.briefs.document.tagged import marks_on, unmarked, words_of

HEAD = """<html lang="en"><head><title>A page</title><style>
  @page { @top-center { content: "Runs along " string(part) } @bottom-left { content: "below" } }
  h1 { string-set: part content() }
</style></head><body>{}</body></html>"""
BODY = """<h1>Words</h1>
<blockquote lang="prs" dir="rtl"><p>گفتگوها</p></blockquote>
<p><a href="parley:#elsewhere">a <b>place</b></a> <a href="https://example.org/">a source</a></p>
<table><caption>Parties</caption><thead><tr><th scope="col">Who</th><th scope="col">What</th></tr></thead>
<tbody><tr><th scope="row">One</th><td>Said</td></tr></tbody></table>"""


@pytest.fixture(scope="module")
def inside():
    with pikepdf.open(io.BytesIO(draw_chapter(HEAD.replace("{}", BODY)).pdf)) as pdf:
        yield pdf


def of_type(pdf, **wanted):
    """The dictionaries of a file with these entries."""
    return [
        thing
        for thing in pdf.objects
        if isinstance(thing, pikepdf.Dictionary)
        and all(str(thing.get(f"/{name}")) == value for name, value in wanted.items())
    ]


def test_an_element_says_its_own_language_and_the_document_says_its_own(inside):
    assert [str(quote.Lang) for quote in of_type(inside, S="/BlockQuote")] == ["prs"]
    assert str(inside.Root.Lang) == "en"


def test_header_cells_say_what_they_head(inside):
    assert [str(cell.A.Scope) for cell in of_type(inside, S="/TH")] == ["/Column", "/Column", "/Row"]


def test_a_cell_names_its_headers_by_names_that_are_listed(inside):
    names = inside.Root.StructTreeRoot.IDTree.Names
    listed = dict(zip(map(str, names[::2]), names[1::2], strict=True))

    (cell,) = of_type(inside, S="/TD")
    heads = [listed[str(name)] for name in cell.A.Headers]
    assert [str(head.A.Scope) for head in heads] == ["/Row", "/Column"]
    assert list(listed) == sorted(listed)
    assert {str(head.ID) for head in of_type(inside, S="/TH")} == set(listed)


def test_names_of_cells_differ_between_chapters():
    names = set()
    for word in ("One", "Two"):
        data = draw_chapter(HEAD.replace("{}", BODY.replace("Words", word))).pdf
        with pikepdf.open(io.BytesIO(data)) as pdf:
            names |= {str(name) for name in pdf.Root.StructTreeRoot.IDTree.Names[::2]}

    assert len(names) == 6


def test_a_link_within_the_brief_is_a_jump_and_every_link_is_called_by_its_words(inside):
    jump, source = of_type(inside, Subtype="/Link")

    assert (str(jump.Dest), str(jump.Contents), "/A" in jump) == ("elsewhere", "a place", False)
    assert (str(source.A.URI), str(source.Contents)) == ("https://example.org/", "a source")


def test_what_runs_in_the_margins_is_an_artifact_and_all_else_is_in_the_tree(inside):
    (page,) = inside.pages
    content = page.Contents.read_bytes()
    numbers = [int(number) for number in re.findall(rb"<</MCID (\d+)>>\sBDC", content)]
    owners = inside.Root.StructTreeRoot.ParentTree.Nums[1]

    assert content.count(b"/Artifact\n<</Type /Pagination>>\nBDC") == 2
    assert numbers == list(range(len(numbers)))
    for number in numbers:
        assert number in [kid for kid in owners[number].K if isinstance(kid, int)]
    assert [owner for owner in list(owners)[len(numbers) :] if owner is not None] == []


def test_what_is_hidden_from_screen_readers_is_an_artifact():
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" aria-hidden="true"><rect width="9" height="9"/></svg>'
    data = draw_chapter(HEAD.replace("{}", f'<p>{picture} Breached <span aria-hidden="true">→</span> again</p>')).pdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert of_type(pdf, S="/Figure") == []
        assert "".join(words_of(pdf).values()).split() == ["Breached", "again"]
        kids = [kid for thing in of_type(pdf, Type="/StructElem") for kid in thing.K if isinstance(kid, int)]
        assert sorted(kids) == sorted(marks_on(pdf.pages[0]))
        assert unmarked(pdf.pages[0]) == []


def test_a_page_without_tables_and_margins_needs_no_mending():
    data = draw_chapter('<html lang="en"><head><title>x</title></head><body><p>x</p></body></html>').pdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/IDTree" not in pdf.Root.StructTreeRoot
