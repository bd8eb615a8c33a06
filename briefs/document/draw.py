"""From the content of a brief to its file: the one way there."""

import os
from concurrent.futures import ThreadPoolExecutor, as_completed
from importlib.metadata import version

from django.conf import settings
from django.utils.translation import gettext as _

from briefs.document.chapters import NUMERALS, chapters_of, frame, front, front_pages, has_front, sheets_of
from briefs.document.drawing import kept
from briefs.document.drawing.drawn import RenderingFailed, page_numbers
from briefs.document.drawing.limits import AT_ONCE
from briefs.document.drawing.slots import slot
from briefs.document.html import as_of
from briefs.document.shape import to_json
from briefs.document.table import comparison_csv
from briefs.languages import direction_of_interface, in_its_language, in_language_of, interface_language

__all__ = ["RenderingFailed", "draw"]

# What a file's bytes come from, beside its content.
DRAWN_BY = ("weasyprint", "pikepdf")


def draw(content, *, number, on_step=None, tagged=True):
    """The PDF of a BriefContent as edition `number`, as bytes. `on_step(step, steps)` is told of progress, from 0.

    The same content and number give the same bytes. `tagged` is False only where the bench asks what tags cost.
    Raises MissingGlyph or RenderingFailed; then nothing was drawn.
    """
    tell = on_step or (lambda step, steps: None)
    chapters = chapters_of(content)
    sheets = sheets_of(chapters)
    chapters = [frame(content, number=number, sheets=sheets), *chapters]
    # The front and the binding follow.
    steps = len(chapters) + 2
    tell(0, steps)
    drawn = [None] * len(chapters)
    with ThreadPoolExecutor(min(AT_ONCE, cores())) as hands:
        # The longest first, so that no hand is left alone with it in the end.
        longest = sorted(range(len(chapters)), key=lambda place: -len(chapters[place].html))
        orders = {hands.submit(drawn_once, chapters[place], tagged): place for place in longest}
        try:
            for done, order in enumerate(as_completed(orders), start=1):
                drawn[orders[order]] = order.result()
                tell(done, steps)
        except BaseException:
            hands.shutdown(wait=False, cancel_futures=True)
            raise
    running, *others = drawn
    leaves = [*drawn_front(content, number, others, tagged), *zip(chapters[1:], others, strict=True)]
    tell(steps - 1, steps)
    pdf = bound(content, leaves, running, sheets, tagged)
    tell(steps, steps)
    return pdf


def cores():
    return os.cpu_count() or 1


def drawn_once(chapter, tagged):
    """The Drawn of a Chapter, kept from before or drawn now."""
    from briefs.document.drawing.room import ROOMS, draw_apart  # starts no process yet, but knows how

    key = kept.key_of(chapter, ROOMS.get().renderer)
    found = kept.find(key) if tagged else None
    if found is None:
        order = {"html": chapter.html, "style": chapter.style, "tagged": tagged and chapter.style != "frame"}
        with slot(settings.VAR_DIR / "drawing", cores()):
            found = draw_apart(chapter.name, order)
        if tagged:
            kept.keep(key, found)
    return found


def drawn_front(content, number, others, tagged):
    """The front as a list of one pair (chapter, Drawn); its contents name the pages of `others`, the Drawns that follow.

    Empty for a kind that has no front.
    """
    if not has_front(content):
        return []
    known = {}

    def drawn_with(pages):
        chapter = front(content, number=number, pages=page_numbers(others, before=pages))
        if chapter.html not in known:
            known[chapter.html] = drawn_once(chapter, tagged)
        return chapter, known[chapter.html]

    return [settled(drawn_with, front_pages(content))]


def settled(drawn_with, pages):
    """The pair that `drawn_with` gives for as many pages as it then has. It is asked again where the guess was wrong.

    A front that grows when it is told so, and shrinks when it is told that, is RenderingFailed.
    """
    for _try in range(4):
        chapter, drawn = drawn_with(pages)
        if drawn.pages == pages:
            return chapter, drawn
        pages = drawn.pages
    raise RenderingFailed("The contents of the brief could not be drawn: its pages do not come to rest.")


def bound(content, leaves, running, sheets, tagged):
    """The bytes of the file of `leaves`, pairs (chapter, Drawn), with `running` (the Drawn of the frame) along their pages."""
    from briefs.document.drawing.binding import Leaf, bind  # pikepdf, where a brief is bound
    from briefs.document.drawing.catalog import About

    with in_language_of(content):
        about = About(
            title=_("%(title)s: words and later events as of %(moment)s")
            % {"title": content.title, "moment": as_of(content)},
            subject=f"{content.process}, {content.scope}",
            language=interface_language(content.language),
            moment=content.as_of,
            producer="Parley",
        )
    return bind(
        [Leaf(drawn, chapter.first, chapter.sheet) for chapter, drawn in leaves],
        frame=running,
        sheets=sheets,
        letters=NUMERALS,
        is_leftward=direction_of_interface(content.language) == "rtl",
        about=about,
        attachments=attachments(content),
        tagged=tagged,
    )


@in_its_language
def attachments(content):
    """The content as data, at the level of the brief: what it says can be computed with, not only read."""
    from briefs.document.drawing.catalog import Attachment

    return (
        Attachment(
            "content.json", to_json(content).encode(), "application/json", _("All that this brief says, as data (JSON)")
        ),
        Attachment(
            "comparison.csv",
            comparison_csv(content).encode(),
            "text/csv",
            _("Each commitment beside each later event, as a table (CSV)"),
        ),
    )


def drawn_with():
    """What draws a file here, such as “weasyprint 70.0, pikepdf 10.1.0”: another version may draw the same otherwise."""
    return ", ".join(f"{name} {version(name)}" for name in DRAWN_BY)
