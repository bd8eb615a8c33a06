"""Pages that are pictures: read by the system's tesseract, or a sentence that says what to install."""

import pytest

from statements.extraction import limits, ocr
from statements.extraction.apart import draw, read_by_ocr
from statements.extraction.child import ocr as ocr_of_page
from statements.extraction.pictures import picture, scale_of
from statements.extraction.refusals import Refused
from tests.statements.extraction import files

PERSIAN = "دو طرف می پذیرند که جنگ راه حل مشکل نیست"


def refusal(ask, *arguments):
    with pytest.raises(Refused) as refused:
        ask(*arguments)
    return refused.value


def test_a_scanned_page_has_no_text_and_is_read_by_ocr():
    data = files.scan("<p>Both sides agree that war is not the solution.</p>")

    assert draw(data).without_text == [1]
    assert " ".join(read_by_ocr(data, 1, "en").split()) == "Both sides agree that war is not the solution."


@pytest.mark.parametrize("language", ["fa", "prs"])
def test_a_persian_page_is_read_by_ocr(language):
    text = ocr_of_page(files.scan(f"<p>{PERSIAN}</p>", language="fa", direction="rtl"), "1", language)["text"]

    assert len(set(text.split()) & set(PERSIAN.split())) >= 7


@pytest.mark.parametrize("language", ["ar", "ps"])
def test_arabic_and_pashto_are_read(language):
    assert ocr.model_for(language) == {"ar": "ara", "ps": "pus"}[language]


def test_a_page_without_writing_has_no_text():
    assert ocr_of_page(files.pdf("<p></p>"), "1", "en") == {"text": ""}


def test_a_language_that_nobody_reads_here_is_named():
    assert refusal(ocr.model_for, "ru").name == "ocr_language"


def test_without_tesseract_the_package_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))

    refused = refusal(ocr.model_for, "fa")

    assert (refused.name, refused.facts["debian"]) == ("no_ocr", "tesseract-ocr")


@pytest.fixture
def little_tesseract(monkeypatch, tmp_path):
    """A tesseract that knows Arabic alone, and fails at every page."""
    program = tmp_path / "tesseract"
    program.write_text('#!/bin/sh\nif [ "$1" = --list-langs ]; then echo "List of:"; echo ara; else exit 1; fi\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")


def test_without_its_language_the_package_is_named(little_tesseract):
    refused = refusal(ocr.model_for, "ps")

    assert (refused.name, refused.facts["debian"]) == ("no_ocr_language", "tesseract-ocr-pus")
    assert refused.facts["fedora"] == "tesseract-langpack-pus"


def test_a_page_at_which_tesseract_fails_is_a_refusal(little_tesseract):
    assert refusal(ocr.read, b"no picture", "ara").name == "ocr_failed"


def test_a_file_without_pages_is_not_read():
    assert refusal(ocr_of_page, b"One", "1", "en").name == "no_such_page"


@pytest.mark.parametrize(
    ("width", "height", "dpi"), [(14400, 14400, 300), (1, 14400, None), (0, 0, None), (595, 842, None)]
)
def test_no_page_is_drawn_larger_than_is_allowed(width, height, dpi):
    scale = scale_of(width, height, dpi)

    assert scale > 0
    assert scale * scale * max(width * height, 1) <= limits.PIXELS * 1.0001


def test_a_page_is_drawn_as_wide_as_the_screen_needs_it_or_as_fine_as_it_is_read():
    assert scale_of(500, 700, None) * 500 == limits.PICTURE_WIDTH
    assert scale_of(595, 842, 300) == 300 / 72


def test_a_page_that_cannot_be_drawn_is_a_refusal():
    def spoil(document):
        document.Root.Pages.Kids[0] = 5

    data = files.changed(files.of_pages(2), spoil)

    assert refusal(picture, data, 1).name in ("damaged", "no_such_page")
    assert refusal(picture, b"%PDF-1.7", 1).name == "damaged"
