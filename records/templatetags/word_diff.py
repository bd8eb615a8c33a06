"""A word diff as HTML: what was taken out and what was put in, in the direction of the text."""

from itertools import count

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import ngettext

from records.word_diff import Kind

register = template.Library()

PATTERNS = {Kind.OUT: "<del>{}</del>", Kind.IN: "<ins>{}</ins>", Kind.KEPT: "{}"}


@register.simple_tag
def word_diff(pieces, language="", direction="auto", first=None):
    """The Pieces in a box of their `language` (BCP 47, or empty) and `direction`.

    With `first`, a number, each difference can be gone to, as #difference-<number>, counted from there.
    """
    numbers = count(first) if first else None
    parts = format_html_join("", "{}", ((drawn(run, numbers),) for run in runs(pieces)))
    language = format_html(' lang="{}"', language) if language else ""
    return format_html('<div class="word-diff" dir="{}"{}>{}</div>', direction, language, parts)


def runs(pieces):
    """Yield the pieces in lists: those of one difference together, any other alone."""
    run = []
    for piece in pieces:
        if piece.is_change:
            run.append(piece)
            continue
        if run:
            yield run
        yield [piece]
        run = []
    if run:
        yield run


def drawn(run, numbers):
    words = format_html_join("", "{}", ((drawn_alone(piece),) for piece in run))
    if numbers is None or not run[0].is_change:
        return words
    return format_html('<span class="difference" id="difference-{}" tabindex="-1">{}</span>', next(numbers), words)


def drawn_alone(piece):
    if piece.kind != Kind.FOLDED:
        return format_html(PATTERNS[piece.kind], piece.text)
    letters = len(piece.text)
    label = ngettext("%d letter unchanged", "%d letters unchanged", letters) % letters
    # The label is in the language of the page, whatever that of the text.
    return format_html("<details><summary><bdi>{}</bdi></summary>{}</details>", label, piece.text)
