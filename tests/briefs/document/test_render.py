"""Drawing a page: only what is ours, the same bytes each time, and a clear word when it fails."""

import dataclasses
import hashlib
import logging
import os
import subprocess
import sys

import pypdfium2
import pytest
from briefs.document.render import to_pdf

from briefs.document import apart
from briefs.document.assets import SCHEME
from briefs.document.drawing.drawn import RenderingFailed, pdf_in_own_process
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
        to_pdf(page(body))


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
        to_pdf(page("<p>x</p>", head))


def test_a_warning_of_the_renderer_is_a_failure_that_names_it():
    with pytest.raises(RenderingFailed, match="unknown property"):
        to_pdf(page('<p style="colour-of-nothing: red">x</p>'))


def test_a_link_to_nowhere_is_a_failure_that_names_it():
    with pytest.raises(RenderingFailed, match="nowhere"):
        to_pdf(page('<p><a href="#nowhere">x</a></p>'))


def test_the_renderer_complains_to_its_own_handlers_again_after_a_failure():
    logger = logging.getLogger("weasyprint")
    before = logger.handlers[:]

    with pytest.raises(RenderingFailed):
        to_pdf(page('<p style="colour-of-nothing: red">x</p>'))

    assert logger.handlers == before


def test_missing_glyph_stops_the_drawing_and_names_character_and_text():
    content = dataclasses.replace(JULY, statements=(dataclasses.replace(STATEMENT, summary="Signed with ☂ in Tehran"),))

    with pytest.raises(MissingGlyph, match=r"“☂” \(U\+2602 UMBRELLA\), which stands in “Signed with ☂ in Tehran”"):
        to_pdf(to_html(content))


@pytest.mark.parametrize("family", ["DejaVu Sans", "monospace", "Noto Sans Mono"])
def test_a_font_of_the_system_stops_the_drawing(family):
    with pytest.raises(RenderingFailed, match="which is not among its fonts"):
        to_pdf(page(f"<p style=\"font-family: '{family}', monospace\">Here</p>"))


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

    assert to_pdf(page(body)).startswith(b"%PDF-")


def test_the_same_page_gives_the_same_bytes_whatever_the_process(tmp_path):
    source = tmp_path / "page.html"
    source.write_text(to_html(JULY, edition=1), encoding="utf-8")

    hashes = {hashlib.sha256(to_pdf(source.read_text(encoding="utf-8"))).hexdigest()}
    for seed, zone in (("1", "UTC"), ("2", "Asia/Kabul")):
        with source.open("rb") as lines:
            done = subprocess.run(
                [sys.executable, "-m", "briefs.document.render"],
                stdin=lines,
                env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
                capture_output=True,
                check=True,
            )
        hashes.add(hashlib.sha256(done.stdout).hexdigest())

    assert len(hashes) == 1


def test_another_edition_gives_another_file():
    one, other = (to_pdf(page(f"<p>{edition}</p>")) for edition in (1, 2))

    assert one != other


def test_pdf_in_its_own_process_is_the_same_pdf():
    html = page("<p>راه‌حل</p>")

    assert pdf_in_own_process(html) == to_pdf(html)


def test_failure_in_its_own_process_comes_back_in_a_sentence():
    with pytest.raises(RenderingFailed, match=r"^No font of the brief can draw “☂”"):
        pdf_in_own_process(page("<p>☂</p>"))
    with pytest.raises(RenderingFailed, match=r"^The brief asked for “https://example.org/a.png”"):
        pdf_in_own_process(page('<img alt="" src="https://example.org/a.png">'))


def test_drawing_is_stopped_at_its_time_limit_with_advice():
    with pytest.raises(RenderingFailed, match=r"took longer than 0.01 seconds and was stopped. Narrow it"):
        pdf_in_own_process(page("<p>x</p>"), seconds=0.01)


def test_a_drawing_process_that_is_killed_is_reported(monkeypatch, tmp_path):
    killed = tmp_path / "python"
    killed.write_text("#!/bin/sh\nkill -9 $$\n")
    killed.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(killed))

    with pytest.raises(RenderingFailed, match=r"Drawing the brief was cut off \(code -9\)."):
        pdf_in_own_process(page("<p>x</p>"))


def test_asking_for_a_drawing_does_not_bring_the_renderer_into_the_web_worker():
    program = "import sys, briefs.document.apart; print('weasyprint' in sys.modules)"

    done = subprocess.run([sys.executable, "-c", program], cwd=apart.ROOT, capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "False"


def test_a_comparison_longer_than_a_page_is_drawn_whole():
    part = JULY.comparisons[0]
    long = dataclasses.replace(part.wordings[0], text="Both sides hold the following words. " * 250 + "The end.")
    content = dataclasses.replace(
        JULY, comparisons=(dataclasses.replace(part, wordings=(long,)), *JULY.comparisons[1:])
    )

    with pypdfium2.PdfDocument(to_pdf(to_html(content))) as document:
        words = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)

    assert "The end." in words
    assert words.count("Both sides hold the following words.") == 250
