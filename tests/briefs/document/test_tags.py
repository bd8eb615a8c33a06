"""The tags of a whole brief: what a screen reader goes through, from the first page to the last."""

import io
import itertools
import shutil
import subprocess

import pikepdf
import pytest

from briefs.document.draw import draw
from tests.briefs.document.sample import AUGUST, DARI_4
from tests.briefs.document.tagged import marks_on, tree, unmarked, words_of


@pytest.fixture(scope="module")
def drawn():
    return draw(AUGUST, number=3)


@pytest.fixture(scope="module")
def inside(drawn):
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        yield pdf


@pytest.fixture(scope="module")
def whole(inside):
    return tree(inside)


@pytest.fixture(scope="module")
def words(inside):
    return words_of(inside)


def test_all_chapters_hang_below_one_document(whole):
    assert whole.kind == "Document"
    assert len(whole.all("Document")) == 1
    assert all(tag.entry.P.objgen == parent.entry.objgen for parent in whole.walk() for tag in parent.inside)


def test_headings_are_read_in_the_order_of_the_brief_and_step_down_one_level_at_a_time(whole, words):
    headings = [(int(tag.kind[1]), tag.text(words)) for tag in whole.all("H1", "H2", "H3", "H4", "H5", "H6")]

    assert [text for level, text in headings if level < 3] == [
        "Intra-Afghan talks",
        "Contents",
        "At a glance",
        "The talks",
        "What was said",
        "Words beside later events",
        "Figures side by side",
        "Timeline",
        "Disputed translations",
        "Sources",
        "Method and codebook",
    ]
    levels = [level for level, _text in headings]
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_marked_content_of_every_page_stands_in_the_tree_once(inside, whole):
    in_tree = [mark for tag in whole.walk() for mark in tag.marks]
    on_pages = [(number, mark) for number, page in enumerate(inside.pages) for mark in marks_on(page)]

    assert len(in_tree) > 300
    assert sorted(in_tree) == sorted(on_pages)
    assert len(set(in_tree)) == len(in_tree)


def test_whatever_is_not_tagged_is_an_artifact(inside):
    assert [unmarked(page) for page in inside.pages] == [[] for _page in inside.pages]


def test_pages_and_links_lead_back_to_their_tags(inside, whole):
    numbers = inside.Root.StructTreeRoot.ParentTree.Nums
    owners = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    by_mark = {mark: tag.entry.objgen for tag in whole.walk() for mark in tag.marks}

    assert list(owners) == sorted(owners)
    assert max(owners) < int(inside.Root.StructTreeRoot.ParentTreeNextKey)
    for number, page in enumerate(inside.pages):
        for mark in marks_on(page):
            assert owners[int(page.obj.StructParents)][mark].objgen == by_mark[number, mark]
    links = [(tag, one) for tag in whole.walk() for one in tag.objects]
    assert len(links) > 20
    assert all(owners[int(one.StructParent)].objgen == tag.entry.objgen for tag, one in links)


def test_every_link_is_tagged_as_one_and_called_by_what_it_says(inside, whole):
    annotations = [one for page in inside.pages for one in page.obj.get("/Annots", ())]
    tagged = [(tag, one) for tag in whole.walk() for one in tag.objects]

    assert len(tagged) == len(annotations) == len({one.objgen for _tag, one in tagged})
    assert {tag.kind for tag, _one in tagged} == {"Link"}
    assert all(str(one.Contents).strip() for one in annotations)
    assert not [one for one in annotations if str(one.Contents).startswith("parley:")]


def test_lists_hold_items_and_items_hold_their_bodies(whole):
    lists = whole.all("L")

    assert len(lists) > 5
    assert {tag.kind for one in lists for tag in one.inside} <= {"LI", "L", "Caption"}
    assert {tag.kind for one in whole.all("LI") for tag in one.inside} <= {"Lbl", "LBody", "L"}


def test_cells_of_tables_name_their_headers_and_headers_say_what_they_head(inside, whole):
    names = inside.Root.StructTreeRoot.IDTree.Names
    listed = dict(zip(map(str, names[::2]), names[1::2], strict=True))
    heads, cells = whole.all("TH"), whole.all("TD")

    assert len(whole.all("Table")) >= 4
    assert {str(head.entry.A.Scope) for head in heads} == {"/Row", "/Column"}
    assert sorted(str(head.entry.ID) for head in heads) == sorted(listed)
    assert len(cells) > 20
    for cell in cells:
        assert {str(listed[str(name)].A.Scope) for name in cell.entry.A.Headers} == {"/Row", "/Column"}


def test_pictures_are_told_in_words(whole):
    pictures = whole.all("Figure")

    assert len(pictures) == 2
    assert all(str(picture.entry.Alt).strip() for picture in pictures)


def test_the_document_and_a_quote_in_another_language_say_theirs(inside, whole, words):
    quotes = {str(tag.entry.Lang): tag.text(words) for tag in whole.all("BlockQuote")}

    assert str(inside.Root.Lang) == "en"
    assert {"en", "prs"} <= set(quotes)
    assert set(DARI_4.split()[0]) <= set(quotes["prs"])


def test_a_commitment_is_read_from_its_heading_over_its_words_to_its_events(whole, words):
    read = [tag.text(words) for tag in whole.walk() if tag.kind in ("H3", "H4", "H5", "BlockQuote", "P")]

    first = next(place for place, text in enumerate(read) if text.startswith("C2 Continue the talks"))
    after = read[first:]
    said, later = (after.index(text) for text in ("C2: what was said", "C2: what was reported later"))
    quote = next(place for place, text in enumerate(after) if text.startswith("The sides will continue the talks"))
    assert 0 < said < quote < later


def test_nothing_in_the_file_is_broken(inside):
    assert inside.check_pdf_syntax() == []


def test_qpdf_has_nothing_to_say(drawn, tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(drawn)

    done = subprocess.run([found("qpdf"), "--check", path], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "No syntax or stream encoding errors found" in done.stdout


def test_poppler_reads_the_same_structure(drawn, tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(drawn)

    done = subprocess.run([found("pdfinfo"), "-struct", path], capture_output=True, text=True, check=True)

    assert done.stderr == ""
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[0] == "Document"
    assert lines.count("Document") == 1
    assert sum(line.startswith("Link") for line in lines) > 20
    assert any(line.startswith("H1") for line in lines)


def found(program):
    """The path of a program that `make test` installs; without it the test says so."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"{program} is not installed here; make test installs it.")
    return path
