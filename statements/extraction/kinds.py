"""What a file is, told by its content: its name may say anything."""

import io
import re
import zipfile

from statements.extraction.refusals import Refused

PDF, DOCX, TXT = "pdf", "docx", "txt"

# Adobe's readers look for the head of a PDF this far into a file.
HEAD = 1024
BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
PICTURES = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
    b"BM": "BMP",
    b"\x00\x00\x01\x00": "ICO",
}
ARCHIVES = {b"Rar!": "RAR", b"7z\xbc\xaf": "7z", b"\x1f\x8b": "gzip", b"BZh": "bzip2", b"\xfd7zXZ": "xz"}
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|script|meta|title|div|table)\b", re.IGNORECASE)
# What other office files hold, by the name of a part that each of them has.
OFFICE_PARTS = {"xl/workbook.xml": "a spreadsheet (XLSX)", "ppt/presentation.xml": "a set of slides (PPTX)"}


def kind_of(data):
    """`PDF`, `DOCX` or `TXT` for the bytes of a file; Refused for all else, saying what it is."""
    if not data:
        raise Refused("empty")
    if data.startswith(b"PK\x03\x04") or data.startswith(b"PK\x05\x06"):
        return kind_of_zip(data)
    head = data[:HEAD]
    refuse_markup(head)
    if b"%PDF-" in head:
        return PDF
    refuse_known(data)
    return TXT


def refuse_markup(head):
    """Refused for a page of the web and for other markup."""
    start = head
    for mark in BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    # Web pages sent as UTF-16 have a NUL beside each letter.
    start = start.replace(b"\x00", b"").lstrip()
    if HTML.match(start) or (start.startswith((b"<?xml", b"<!--")) and HTML.search(start)):
        raise Refused("html")
    if start.startswith(b"<?xml"):
        raise Refused("xml")
    if start.startswith(b"{\\rtf"):
        raise Refused("rtf")
    if start.startswith(b"%!PS"):
        raise Refused("postscript")


def refuse_known(data):
    """Refused for pictures, archives and older office files; for all else, too, that begins as no text does."""
    if data.startswith(OLD_OFFICE):
        raise Refused("old_office")
    for start, what in PICTURES.items():
        # Two letters may begin a text as well; a picture goes on with bytes that no text has.
        if data.startswith(start) and (len(start) > 2 or b"\x00" in data[:16]):
            raise Refused("picture", what=what)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        raise Refused("picture", what="WebP")
    if data[4:12] in (b"ftypheic", b"ftypmif1", b"ftypavif"):
        raise Refused("picture", what="HEIC")
    for start, what in ARCHIVES.items():
        if data.startswith(start) and not data[:64].isascii():
            raise Refused("archive", what=what)


def kind_of_zip(data):
    """`DOCX`, or Refused for every other file that is a ZIP archive inside."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = set(archive.namelist())
            is_open_document = "mimetype" in names and "content.xml" in names
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError):
        # The list of what is inside stands at the end.
        raise Refused("cut") from None
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return DOCX
    for part, what in OFFICE_PARTS.items():
        if part in names:
            raise Refused("other_office", what=what)
    if is_open_document:
        raise Refused("other_office", what="an OpenDocument file (ODT)")
    if "META-INF/container.xml" in names:
        raise Refused("other_office", what="an electronic book (EPUB)")
    raise Refused("zip")
