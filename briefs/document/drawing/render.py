"""HTML to PDF, by WeasyPrint. It takes a second to import: only the warm room does. `mends.py` has what it lacks."""

import hashlib
import logging
from contextlib import contextmanager
from functools import cache

import pydyf
import weasyprint
from weasyprint.text.ffi import pango
from weasyprint.text.fonts import FontConfiguration, get_hb_object_data
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefs.document.assets import FACES, STYLES, asset, font_rules, rules_of
from briefs.document.drawing.drawn import Drawn, RenderingFailed
from briefs.document.drawing.limits import ADVICE
from briefs.document.drawing.mends import jumps, marked_as_artifacts, once_for_each_link, with_ids_of_its_own
from briefs.document.glyphs import check_page, drawable

# CSS pixels are 1/96 of an inch, the units of a PDF 1/72.
POINTS = 0.75


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


@cache
def workshop():
    """(fetcher, fonts, the rules of the fonts): made once, because reading nine fonts takes longer than drawing a page."""
    fetcher, fonts = OwnAssetsOnly(), FontConfiguration()
    return fetcher, fonts, parsed(font_rules(), fetcher, fonts)


def parsed(rules, fetcher, fonts):
    return weasyprint.CSS(string=rules, url_fetcher=fetcher, font_config=fonts, base_url="parley:")


@cache
def style_called(name):
    """The parsed stylesheet called `name` in assets.STYLES."""
    fetcher, fonts, _faces = workshop()
    with complaints_are_failures():
        return parsed(rules_of(name), fetcher, fonts)


@cache
def our_fonts():
    """The bytes of each of our fonts."""
    return frozenset(face.path.read_bytes() for face in FACES)


def only_our_fonts(document):
    """RenderingFailed if a font of the system crept in: the brief would come out differently elsewhere."""
    for font in document.fonts.values():
        if get_hb_object_data(font.hb_face) not in our_fonts():
            raise RenderingFailed(f"The brief was about to be drawn in “{font.family}”, which is not among its fonts.")


def places(document):
    """(anchors, outline) of a Document, as Drawn has them."""
    anchors, outline = {}, []
    for number, page in enumerate(document.pages):

        def point(x, y, height=page.height):
            return round(x * POINTS, 2), round((height - y) * POINTS, 2)

        for name, (x, y, *_rest) in page.anchors.items():
            anchors.setdefault(name, (name, number, *point(x, y)))
        outline += [(level, title, number, *point(x, y)) for level, title, (x, y), _state in page.bookmarks]
    return tuple(anchors.values()), tuple(outline)


def draw_chapter(html, *, name="The chapter", style="brief", most_pages=None, tagged=True):
    """The Drawn of the chapter called `name`: tagged (PDF/UA-1), fonts embedded, the same bytes for the same HTML.

    `tagged` is False only where the bench asks what tags cost. Raises MissingGlyph, or RenderingFailed for a warning of
    the renderer, an asset that is not ours, or more than `most_pages` pages.
    """
    check_page(html)
    fetcher, fonts, faces = workshop()
    mark = hashlib.sha256(html.encode()).digest()[:16]
    options = {"pdf_variant": "pdf/ua-1", "pdf_tags": True} if tagged else {}
    links = ()

    def finish(document, pdf):
        nonlocal links
        only_our_fonts(document)
        links = jumps(pdf)
        # The places and the outline are told beside the PDF, and made for the whole brief when it is bound.
        for name in ("Names", "Outlines"):
            pdf.catalog.pop(name, None)
        if tagged:
            with_ids_of_its_own(pdf, mark.hex()[:12])
            marked_as_artifacts(pdf)

    try:
        with complaints_are_failures():
            # An address of its own, so that links to other chapters are not taken for links within this one.
            page = weasyprint.HTML(string=html, url_fetcher=fetcher, base_url="parley:chapter")
            document = page.render(stylesheets=[faces, style_called(style)], font_config=fonts, **options)
            if most_pages is not None and len(document.pages) > most_pages:
                raise RenderingFailed(
                    f"“{name}” has {len(document.pages)} pages, more than the {most_pages} that one chapter may have. {ADVICE}"
                )
            once_for_each_link(document)
            data = document.write_pdf(finisher=finish, pdf_identifier=mark, **options)
    except FatalURLFetchingError as error:
        raise RenderingFailed(str(error)) from error
    anchors, outline = places(document)
    return Drawn(data, len(document.pages), anchors, outline, links)


def renderer():
    """What the same HTML is drawn the same by: the versions of the libraries, as one text."""
    number = pango.pango_version()
    version = f"{number // 10_000}.{number // 100 % 100}.{number % 100}"
    return f"WeasyPrint {weasyprint.__version__}, pydyf {pydyf.__version__}, Pango {version}"


def warm_up():
    """Load all that drawing needs, by drawing every face of our fonts once."""
    drawable()
    our_fonts()
    lines = "".join(
        f"<p style=\"font-family: '{face.family}', 'Noto Sans', 'Noto Naskh Arabic'; font-weight: {face.weight}; "
        f'font-style: {face.style}">Ab 12 راه</p>'
        for face in FACES
    )
    draw_chapter(
        f'<html lang="en"><head><title>Warm</title></head><body>{lines}<a href="parley:#x">x</a></body></html>'
    )
    for name in STYLES:
        style_called(name)
