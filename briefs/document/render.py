"""HTML to PDF. The only module that imports WeasyPrint, which takes a second: import this one where a brief is drawn.

Run as `python -m briefs.document.render` it reads a page from standard input and writes the PDF to standard output.
"""

import hashlib
import logging
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import weasyprint
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

from briefs.document.assets import asset, stylesheet
from briefs.document.glyphs import MissingGlyph, check_page

ROOT = Path(__file__).resolve().parent.parent.parent


class RenderingFailed(Exception):
    """The page could not be drawn as it should be; the message names what was wrong."""


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
                stylesheets=[style],
                font_config=fonts,
                pdf_identifier=hashlib.sha256(html.encode()).digest()[:16],
                pdf_variant="pdf/ua-1",
                pdf_tags=True,
            )
    except FatalURLFetchingError as error:
        raise RenderingFailed(str(error)) from error


def pdf_in_own_process(html, *, seconds=60):
    """As `to_pdf`, in a process of its own, so that no web worker draws. RenderingFailed after `seconds`."""
    command = [sys.executable, "-m", "briefs.document.render"]
    try:
        done = subprocess.run(command, input=html.encode(), capture_output=True, timeout=seconds, cwd=ROOT, check=False)
    except subprocess.TimeoutExpired:
        raise RenderingFailed(
            f"Drawing the brief took longer than {seconds} seconds and was stopped. "
            "Narrow it to one round or statement, or write it from the command line."
        ) from None
    if done.returncode:
        raise RenderingFailed(done.stderr.decode(errors="replace").strip().splitlines()[-1])
    return done.stdout


def main():
    try:
        sys.stdout.buffer.write(to_pdf(sys.stdin.buffer.read().decode()))
    except (MissingGlyph, RenderingFailed) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
