"""HTML to PDF. The only module that imports WeasyPrint, which takes a second: import this one where a brief is drawn.

Run as `python -m briefs.document.render` it reads a page from standard input and writes the PDF to standard output.
"""

import hashlib
import logging
import sys
from contextlib import contextmanager

import pydyf
import weasyprint
from weasyprint.pdf import tags
from weasyprint.text.fonts import FontConfiguration, get_hb_object_data
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefs.document.apart import RenderingFailed
from briefs.document.assets import FACES, asset, stylesheet
from briefs.document.glyphs import MissingGlyph, check_page


class Refused(FatalURLFetchingError):
    """The page asked for something that is not ours."""


class OwnAssetsOnly(URLFetcher):
    """Serves the registered assets. Anything else ends the rendering: nothing is read, nothing leaves."""

    def __init__(self):
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url, headers=None):
        try:
            body, kind = asset(url)
        except KeyError:
            raise Refused(f"The brief asked for “{url}”, which is not among its own files.") from None
        return URLFetcherResponse(url, body, {"Content-Type": kind})


class Complaints(logging.Handler):
    """Keeps what WeasyPrint warns of."""

    def __init__(self):
        super().__init__(logging.WARNING)
        self.messages = []

    def emit(self, record):
        self.messages.append(record.getMessage())


@contextmanager
def complaints_are_failures():
    """RenderingFailed at the end if WeasyPrint warned of anything: a brief is right or it is not issued."""
    heard, logger = Complaints(), logging.getLogger("weasyprint")
    others = logger.handlers[:]
    logger.handlers = [heard]
    try:
        yield
    finally:
        logger.handlers = others
    if heard.messages:
        raise RenderingFailed(f"The brief could not be drawn as it should be: {'; '.join(heard.messages[:3])}.")


def tagged_with_language(build):
    """`build`, which turns a box into its tags, so that each tag also says its language: a screen reader needs it."""

    def build_with_language(box, *args):
        for tag in build(box, *args):
            language = box.element is not None and box.element.get("lang")
            if language:
                tag["Lang"] = pydyf.String(language)
            yield tag

    return build_with_language


# WeasyPrint 70 keeps the language of the document alone, and offers no other place to name that of a part.
tags._build_box_tree = tagged_with_language(tags._build_box_tree)


def only_our_fonts(document, pdf):
    """RenderingFailed if a font of the system crept in: the brief would come out differently elsewhere."""
    ours = {face.path.read_bytes() for face in FACES}
    for font in document.fonts.values():
        if get_hb_object_data(font.hb_face) not in ours:
            raise RenderingFailed(f"The brief was about to be drawn in “{font.family}”, which is not among its fonts.")


def to_pdf(html):
    """The PDF of a page, as bytes: tagged (PDF/UA-1), fonts embedded, the same bytes for the same page.

    Raises MissingGlyph, or RenderingFailed for a warning of the renderer or an asset that is not ours.
    """
    check_page(html)
    fetcher, fonts = OwnAssetsOnly(), FontConfiguration()
    try:
        with complaints_are_failures():
            style = weasyprint.CSS(string=stylesheet(), url_fetcher=fetcher, font_config=fonts, base_url="parley:")
            page = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="parley:")
            return page.write_pdf(
                finisher=only_our_fonts,
                stylesheets=[style],
                font_config=fonts,
                pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
                pdf_variant="pdf/ua-1",
                pdf_tags=True,
            )
    except FatalURLFetchingError as error:
        raise RenderingFailed(str(error)) from error


def main():
    try:
        sys.stdout.buffer.write(to_pdf(sys.stdin.buffer.read().decode()))
    except (MissingGlyph, RenderingFailed) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
