"""What a file is, by its content."""

import gzip

import pytest

from statements.extraction.kinds import DOCX, PDF, TXT, kind_of
from statements.extraction.refusals import Refused
from statements.extraction.sentences import sentence
from tests.statements.extraction import files


def refused(data):
    with pytest.raises(Refused) as refusal:
        kind_of(data)
    return sentence(refusal.value)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n", PDF),
        (b"\xef\xbb\xbfmail header\n%PDF-1.4\n", PDF),
        (b" " * 1019 + b"%PDF-", PDF),
        (b"1. Both sides agree.\n", TXT),
        (b"BM is how the ministry is called.\n", TXT),
        (b"x" * 1020 + b"%PDF-", TXT),
        ("۱- دو طرف".encode("utf-16"), TXT),
        (files.word("Both sides agree."), DOCX),
    ],
)
def test_a_kind_is_told_by_content(data, kind):
    assert kind_of(data) == kind


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The file is empty"),
        (b"<!DOCTYPE html><p>%PDF-1.7", "This is a web page (HTML), whatever its name says."),
        (b"\n <HTML lang=en>", "a web page (HTML)"),
        ("<html>".encode("utf-16"), "a web page (HTML)"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "a web page (HTML)"),
        (b"<?xml version='1.0'?><w:document/>", "marked-up data (XML)"),
        (b"{\\rtf1\\ansi Both sides}", "This is Rich Text (RTF)"),
        (b"%!PS-Adobe-3.0", "This is PostScript"),
        (b"\x89PNG\r\n\x1a\n", "This is a picture (PNG), not a text"),
        (b"\xff\xd8\xff\xe0", "a picture (JPEG)"),
        (b"BM\x36\x00\x0c\x00\x00\x00", "a picture (BMP)"),
        (b"RIFF\x10\x00\x00\x00WEBP", "a picture (WebP)"),
        (b"\x00\x00\x00\x18ftypheic", "a picture (HEIC)"),
        (gzip.compress(b"x" * 99, mtime=0), "a packed archive (gzip)"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an older Word or Office file"),
        (files.archive(a="x"), "This is a ZIP archive, whatever its name says. Unpack it"),
        (files.archive(xl__workbook_dot_xml="x"), "This is a spreadsheet (XLSX)"),
        (files.archive(ppt__presentation_dot_xml="x"), "slides (PPTX)"),
        (files.archive(mimetype="x", content_dot_xml="x"), "an OpenDocument file (ODT)"),
        (files.archive(**{"META-INF__container_dot_xml": "x"}), "an electronic book (EPUB)"),
        (files.word("Both sides agree.")[:2000], "it was cut off on its way here"),
    ],
)
def test_what_is_no_text_is_named_with_the_remedy(data, words):
    assert words in refused(data)
