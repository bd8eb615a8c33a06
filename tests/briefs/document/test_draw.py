"""From content to a file: the chapters in parallel, the front last, what was drawn before taken again."""

import dataclasses
import json
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from django.core.cache import caches

from briefs.document.chapters import chapters_of, front_pages
from briefs.document.draw import RenderingFailed, draw, settled
from briefs.document.drawing import kept
from briefs.document.drawing.drawn import Drawn
from briefs.document.drawing.room import ROOMS
from briefs.document.glyphs import MissingGlyph
from briefs.document.shape import to_json
from tests.briefs.document.sample import AUGUST, JULY, STATEMENT
from tests.briefs.document.tagged import words_of


@pytest.fixture
def folder(tmp_path, settings):
    """An empty folder in which chapters are kept."""
    folder = tmp_path / "chapters"
    settings.CACHES = {**settings.CACHES, "chapters": {**settings.CACHES["chapters"], "LOCATION": str(folder)}}
    return folder


def files(folder):
    return {path.name for path in Path(folder).glob("*.djcache")}


def test_progress_is_told_from_nothing_to_all():
    steps = []

    draw(JULY, number=1, on_step=lambda step, of: steps.append((step, of)))

    total = len(chapters_of(JULY)) + 3
    assert steps == [(step, total) for step in range(total + 1)]


def test_the_same_content_and_number_give_the_same_bytes_drawn_anew_or_kept(folder):
    first = draw(JULY, number=1)
    again = draw(JULY, number=1)
    caches["chapters"].clear()
    anew = draw(JULY, number=1)

    assert first == again == anew
    assert draw(JULY, number=2) != first


def test_the_next_edition_draws_only_the_chapters_that_changed(folder):
    draw(AUGUST, number=1)
    before = files(folder)
    part = dataclasses.replace(AUGUST.comparisons[0], summary="Hold that war is no solution at all")
    changed = dataclasses.replace(AUGUST, comparisons=(part, *AUGUST.comparisons[1:]))

    draw(changed, number=2)

    # The running lines, the front, and the chapter of the commitment.
    assert len(files(folder) - before) == 3


def test_chapters_are_kept_for_the_owner_alone(folder):
    draw(JULY, number=1)

    assert folder.stat().st_mode & 0o777 == 0o700
    assert all(path.stat().st_mode & 0o077 == 0 for path in folder.iterdir())


def test_a_disk_without_room_for_what_is_kept_does_not_stop_the_drawing(folder):
    # A file where the folder should be refuses every write, for root as well.
    folder.write_text("in the way")

    assert draw(JULY, number=1).startswith(b"%PDF-1.7")


def test_what_was_kept_and_is_damaged_is_drawn_again(folder):
    whole = draw(JULY, number=1)
    for place, path in enumerate(sorted(folder.iterdir())):
        path.write_bytes(path.read_bytes()[: -9 * (place % 3)])
    caches["chapters"].set(kept.key_of(chapters_of(JULY)[0], ROOMS.get().renderer), b"\0\0\0\5{}no")

    assert draw(JULY, number=1) == whole


def test_a_chapter_that_fails_ends_the_drawing_and_the_next_is_not_harmed():
    wrong = dataclasses.replace(JULY, statements=(dataclasses.replace(STATEMENT, summary="Signed with ☂ in Tehran"),))

    with pytest.raises(MissingGlyph, match="UMBRELLA"):
        draw(wrong, number=1)
    assert draw(JULY, number=1).startswith(b"%PDF-1.7")


def test_whoever_is_told_of_progress_can_end_the_drawing():
    def stop(step, steps):
        if step:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        draw(dataclasses.replace(JULY, title="Never finished"), number=1, on_step=stop)


def test_contents_longer_than_was_guessed_are_drawn_again_with_the_right_pages(tmp_path):
    summary = "Hold the talks again, at a place that both sides name, at a time that both sides name. " * 4
    part = AUGUST.comparisons[2]
    many = tuple(dataclasses.replace(part, label=f"C{count}", summary=summary) for count in range(1, 40))
    content = dataclasses.replace(
        AUGUST, comparisons=many, sections=("summary", "comparisons", "sources"), statements=()
    )
    content = dataclasses.replace(content, summary=dataclasses.replace(content.summary, counts=()))
    path = tmp_path / "brief.pdf"

    path.write_bytes(draw(content, number=1))

    with pikepdf.open(path) as pdf:
        names = pdf.Root.Names.Dests.Names
        pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        at = {str(name): pages[place[0].objgen] for name, place in zip(names[::2], names[1::2], strict=True)}
        contents = "".join(words_of(pdf).values())
    assert at["summary"] - 1 > front_pages(content)
    assert str(at["commitment-C39"]) in contents


@pytest.mark.parametrize(("kind", "size"), [("short", (595, 842)), ("matrix", (842, 595)), ("commitment", (595, 842))])
def test_each_kind_is_drawn_on_paper_of_its_size_with_the_level_on_every_page(kind, size):
    content = dataclasses.replace(
        AUGUST, kind=kind, comparisons=AUGUST.comparisons[1:2] if kind == "commitment" else AUGUST.comparisons
    )

    with pypdfium2.PdfDocument(draw(content, number=3)) as document:
        sizes = {tuple(round(side) for side in page.get_size()) for page in document}
        texts = [page.get_textpage().get_text_range() for page in document]

    assert sizes == {size}
    assert all("PUBLIC" in text and f"{number} / {len(texts)}" in text for number, text in enumerate(texts, start=1))
    assert all("edition 3" in text for text in texts)


def test_pages_that_do_not_come_to_rest_are_a_failure():
    def growing(pages):
        return "front", Drawn(b"", pages + 1, (), (), ())

    with pytest.raises(RenderingFailed, match="its pages do not come to rest"):
        settled(growing, 2)


def test_without_tags_nothing_is_taken_from_what_was_kept_or_added_to_it(folder):
    draw(JULY, number=1, tagged=False)

    assert files(folder) == set()


def test_the_brief_holds_its_content_as_data(tmp_path):
    path = tmp_path / "brief.pdf"
    path.write_bytes(draw(JULY, number=1))

    with pikepdf.open(path) as pdf:
        assert json.loads(pdf.attachments["content.json"].get_file().read_bytes()) == json.loads(to_json(JULY))
