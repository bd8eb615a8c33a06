"""Pages of a PDF as pictures."""

import io

import pypdfium2

from statements.extraction import limits
from statements.extraction.refusals import Refused


def picture(data, number, *, dpi=None):
    """The PNG of page `number` (from 1), as wide as the screen needs it or, for OCR, of `dpi` dots an inch.

    Refused when there is no such page, or when it cannot be drawn.
    """
    with opened(data) as document:
        if not 1 <= number <= len(document):
            raise Refused("no_such_page", page=number)
        try:
            page = document[number - 1]
            bitmap = page.render(scale=scale_of(*page.get_size(), dpi))
        except pypdfium2.PdfiumError:
            raise Refused("damaged") from None
        drawn = io.BytesIO()
        bitmap.to_pil().save(drawn, "PNG")
    return drawn.getvalue()


def scale_of(width, height, dpi):
    """How many pixels each point (1/72 inch) of a page takes, so that the picture stays within bounds."""
    wanted = dpi / 72 if dpi else limits.PICTURE_WIDTH / max(width, 1)
    return min(wanted, (limits.PIXELS / max(width * height, 1)) ** 0.5)


def opened(data):
    """A PDF as pypdfium2 opens it, which draws and reads; Refused where it does not open."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        raise Refused("damaged") from None
