"""The text of a PDF, page by page, as it is printed."""

import io

import pikepdf
import pypdfium2

from records.text import VERBATIM_LENGTH
from statements.extraction import limits
from statements.extraction.pictures import opened
from statements.extraction.refusals import Refused
from statements.extraction.unpacked import count_streams

# How far from the end of a whole file its last mark stands.
END = 2048


def page_texts(data):
    """(the text of each page, whether the file had to be mended); Refused for what cannot be read whole."""
    count_streams(data)
    number, is_mended = checked(data)
    if number > limits.PAGES:
        raise Refused("too_many_pages", found=f"{number:,}", most=f"{limits.PAGES:,}")
    texts, length = [], 0
    with opened(data) as document:
        for place in range(len(document)):
            texts.append(text_of(document, place))
            length += len(texts[-1])
            if length > VERBATIM_LENGTH:
                raise Refused("too_long", most=f"{VERBATIM_LENGTH:,}")
    return texts, is_mended


def text_of(document, place):
    """The text of the page at `place`, from 0; of a page that is broken, none."""
    try:
        page = document[place]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    try:
        return text.get_text_range()
    finally:
        text.close()
        page.close()


def checked(data):
    """(number of pages, whether the file had to be mended) of a PDF that is whole and opens without a password."""
    try:
        return pages_in(data, attempt_recovery=False), False
    except pikepdf.PasswordError:
        raise Refused("password") from None
    except pikepdf.PdfError:
        # Past here its parts are found by searching for them, and pages that are gone are not missed.
        if b"%%EOF" not in data[-END:]:
            raise Refused("cut") from None
    try:
        return pages_in(data, attempt_recovery=True), True
    except (pikepdf.PdfError, pikepdf.PasswordError):
        raise Refused("password" if b"/Encrypt" in data else "damaged") from None


def pages_in(data, *, attempt_recovery):
    with pikepdf.open(io.BytesIO(data), attempt_recovery=attempt_recovery) as document:
        number = len(document.pages)
    if number == 0:
        raise Refused("no_pages")
    return number
