"""Drawing a page: only what is ours, the same bytes each time, and a clear word when it fails."""

import dataclasses
import io
import logging
import os
import re
import subprocess
import sys

import pikepdf
import pypdfium2
import pytest

from briefs.document.assets import SCHEME, STYLES
from briefs.document.chapters import chapters_of
from briefs.document.drawing.drawn import RenderingFailed
from briefs.document.drawing.render import draw_chapter, renderer, style_called, warm_up
from briefs.document.drawing.room import ROOT, USUAL, draw_apart
from briefs.document.glyphs import MissingGlyph
from briefs.document.html import to_html
from tests.briefs.document.sample import JULY, STATEMENT

PAGE = '<html lang="en"><head><title>A page</title></head><body>{}</body></html>'


def page(body, head=""):
    return PAGE.format(body).replace("</head>", f"{head}</head>")


@pytest.mark.parametrize(
    "body",
    [
        '<img alt="" src="https://example.org/a.png">',
        '<img alt="" src="http://127.0.0.1:9/a.png">',
        '<img alt="" src="file:///etc/passwd">',
        '<img alt="" src="a.png">',
        '<img alt="" src="data:image/svg+xml,<svg/>">',
        '<p style="background: url(https://example.org/a.png)">x</p>',
        f'<img alt="" src="{SCHEME}:fonts/OFL.txt">',
    ],
)
def test_nothing_but_our_own_files_is_fetched(body):
    with pytest.raises(RenderingFailed, match="not among its own files"):
        draw_chapter(page(body))


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="stylesheet" href="https://example.org/a.css">',
        "<style>@import url(https://example.org/a.css);</style>",
        "<style>@font-face { font-family: x; src: url(https://example.org/a.ttf) }</style>",
    ],
)
def test_no_stylesheet_or_font_of_others_is_fetched(head):
    with pytest.raises(RenderingFailed):
        draw_chapter(page("<p>x</p>", head))


def test_a_warning_of_the_renderer_is_a_failure_that_names_it():
    with pytest.raises(RenderingFailed, match="unknown property"):
        draw_chapter(page('<p style="colour-of-nothing: red">x</p>'))


def test_a_link_to_nowhere_is_a_failure_that_names_it():
    with pytest.raises(RenderingFailed, match="nowhere"):
        draw_chapter(page('<p><a href="#nowhere">x</a></p>'))


def test_the_renderer_complains_to_its_own_handlers_again_after_a_failure():
    logger = logging.getLogger("weasyprint")
    before = logger.handlers[:]

    with pytest.raises(RenderingFailed):
        draw_chapter(page('<p style="colour-of-nothing: red">x</p>'))

    assert logger.handlers == before


def test_missing_glyph_stops_the_drawing_and_names_character_and_text():
    content = dataclasses.replace(JULY, statements=(dataclasses.replace(STATEMENT, summary="Signed with ☂ in Tehran"),))

    with pytest.raises(MissingGlyph, match=r"“☂” \(U\+2602 UMBRELLA\), which stands in “Signed with ☂ in Tehran”"):
        draw_chapter(to_html(content))


@pytest.mark.parametrize("family", ["DejaVu Sans", "monospace", "Noto Sans Mono"])
def test_a_font_of_the_system_stops_the_drawing(family):
    with pytest.raises(RenderingFailed, match="which is not among its fonts"):
        draw_chapter(page(f"<p style=\"font-family: '{family}', monospace\">Here</p>"))


@pytest.mark.parametrize("text", ["Ελλάδα ≥ →", "Қазақ", "ښه راغلاست", "راه\u200cحل", "a\u061cb\u2067پ\u2069"])
def test_no_script_falls_back_to_a_font_of_the_system(text):
    tags = ("p", "b", "i", "h1", "h2", "h3", "h4", "mark", "blockquote")
    classes = ("label", "small", "code", "name", "cited", "stance", "banner", "bearing", "address", "as-of")
    body = "".join(
        [
            *(f"<{tag}>{text}</{tag}>" for tag in tags),
            *(f'<p class="{name}">{text}</p>' for name in classes),
            *(f'<p lang="{language}">{text}</p>' for language in ("prs", "ps", "ru")),
            f"<table><caption>{text}</caption><thead><tr><th>{text}</th></tr></thead>",
            f"<tbody><tr><td>{text}</td></tr></tbody></table><dl><dt>{text}</dt><dd>{text}</dd></dl>",
        ]
    )

    assert draw_chapter(page(body)).pdf.startswith(b"%PDF-")


@pytest.mark.parametrize(("seed", "zone"), [("1", "UTC"), ("2", "Asia/Kabul")])
def test_the_same_page_gives_the_same_bytes_whatever_the_process(tmp_path, seed, zone):
    source = tmp_path / "page.html"
    source.write_text(to_html(JULY), encoding="utf-8")
    program = (
        "import sys; from briefs.document.drawing.render import draw_chapter; "
        "sys.stdout.buffer.write(draw_chapter(open(sys.argv[1], encoding='utf-8').read()).to_bytes())"
    )

    done = subprocess.run(
        [sys.executable, "-c", program, str(source)],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        capture_output=True,
        check=True,
    )

    assert done.stdout == draw_chapter(to_html(JULY)).to_bytes()


def test_another_page_gives_another_file():
    one, other = (draw_chapter(page(f"<p>{number}</p>")).pdf for number in (1, 2))

    assert one != other


def test_more_pages_than_a_chapter_may_have_are_refused_by_their_number():
    three = page("<p>x</p>" + '<p style="break-before: page">x</p>' * 2)

    assert draw_chapter(three, most_pages=3).pages == 3
    with pytest.raises(RenderingFailed, match=r"^“C1–C4” has 3 pages, more than the 2 .* Narrow the brief to fewer"):
        draw_chapter(three, name="C1–C4", most_pages=2)


def test_places_titles_and_links_are_told_beside_the_pdf():
    body = (
        '<h1 id="top">Title</h1><p><a href="parley:#far">there</a> <a href="parley:#top">here</a></p>'
        '<h3 id="low" style="break-before: page">Low</h3>'
    )

    drawn = draw_chapter(page(body))

    assert [(name, number) for name, number, _x, _y in drawn.anchors] == [("top", 0), ("low", 1)]
    assert [(level, title, number) for level, title, number, _x, _y in drawn.outline] == [
        (1, "Title", 0),
        (3, "Low", 1),
    ]
    assert drawn.links == ("far", "top")
    assert all(0 < x < 595 and 0 < y <= 842 for _name, _number, x, y in drawn.anchors)


def test_a_page_without_tags_is_the_same_to_the_eye():
    html = page("<p>Some words</p>")
    tagged, plain = draw_chapter(html), draw_chapter(html, tagged=False)

    with pypdfium2.PdfDocument(tagged.pdf) as one, pypdfium2.PdfDocument(plain.pdf) as other:
        assert one[0].render().to_pil().tobytes() == other[0].render().to_pil().tobytes()
    with pikepdf.open(io.BytesIO(tagged.pdf)) as one, pikepdf.open(io.BytesIO(plain.pdf)) as other:
        assert "/StructTreeRoot" in one.Root
        assert "/StructTreeRoot" not in other.Root


def test_warming_up_draws_every_font_of_ours_and_parses_every_stylesheet():
    warm_up()

    assert style_called.cache_info().currsize == len(STYLES)
    assert re.fullmatch(r"WeasyPrint 70\.\d+, pydyf [\d.]+, Pango 1\.\d+\.\d+", renderer())


def test_asking_for_a_drawing_does_not_bring_the_renderer_into_the_process_that_asks():
    program = "import sys, briefs.document.drawing.room; print('weasyprint' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_a_picture_that_is_none_is_a_failure():
    with pytest.raises(RenderingFailed, match="Failed to load image"):
        draw_chapter(page(f'<img alt="A font" src="{SCHEME}:fonts/NotoSans-Regular.ttf">'))


def test_dates_and_numbers_in_a_line_of_both_directions_stand_as_they_were_written():
    """What is marked keeps its order from left to right, and the line around it goes on from right to left."""
    line = 'در تاریخ <span dir="ltr">7 July 2021</span> در <span dir="ltr">Tehran</span>، ۱۶ تیر ۱۴۰۰، 200 نفر'

    with pypdfium2.PdfDocument(draw_chapter(page(f'<p lang="prs" dir="rtl">{line}</p>')).pdf) as document:
        text = document[0].get_textpage()
        found = text.get_text_range()
        left = {part: text.get_charbox(found.index(part))[0] for part in ("7", "July", "2021", "Tehran", "۱۶", "200")}

    assert left["7"] < left["July"] < left["2021"]
    assert left["2021"] > left["Tehran"] > left["۱۶"] > left["200"]


def test_a_quote_of_40_000_words_is_drawn_whole_within_the_limits():
    part = JULY.comparisons[0]
    long = dataclasses.replace(part.wordings[0], text="Both sides hold the following words. " * 6_666 + "The end.")
    content = dataclasses.replace(
        JULY, comparisons=(dataclasses.replace(part, wordings=(long,)),), sections=("comparisons",)
    )

    (chapter, *_others) = chapters_of(content)
    drawn = draw_apart(chapter.name, {"html": chapter.html})

    assert 30 < drawn.pages < USUAL.pages / 3
    with pypdfium2.PdfDocument(drawn.pdf) as document:
        words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    # Where a page ends within the sentence, its number and title may stand between the words.
    assert words.count("following") == 6_666
    assert "The end." in words


def test_a_comparison_longer_than_a_page_is_drawn_whole():
    part = JULY.comparisons[0]
    long = dataclasses.replace(part.wordings[0], text="Both sides hold the following words. " * 250 + "The end.")
    content = dataclasses.replace(
        JULY, comparisons=(dataclasses.replace(part, wordings=(long,)), *JULY.comparisons[1:])
    )

    with pypdfium2.PdfDocument(draw_chapter(to_html(content)).pdf) as document:
        words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)

    assert "The end." in words
    assert words.count("following") == 250
