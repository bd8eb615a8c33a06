"""A text in the pages of its document: cut where each begins, and put together again without losing a letter."""

from dataclasses import dataclass, replace
from itertools import pairwise

from records.clusters import extends
from records.text import clean_text

# How a text goes on over the end of a page: a new paragraph, a new line, the next word, the same word.
PARAGRAPH, LINE, WORD, SAME_WORD = "\n\n", "\n", " ", ""
TAILS = (PARAGRAPH, LINE, WORD, SAME_WORD)


@dataclass(frozen=True)
class Page:
    """The text of one page, and what parts it from the next: one of TAILS. A page without text parts nothing."""

    body: str
    tail: str = PARAGRAPH

    @property
    def is_empty(self):
        return not self.body.strip()

    @property
    def whole(self):
        """What the page adds to the text where another one follows."""
        return self.body if self.is_empty else self.body + self.tail


def joined(pages):
    """(text, starts) of `pages`: their text in the record's form, and the offset (code points) where each begins in it.

    The tail of the last page with text is left out: nothing follows.
    """
    pages = [replace(page, body=clean_text(page.body)) for page in pages]
    filled = [place for place, page in enumerate(pages) if not page.is_empty]
    text, starts = "", []
    pieces = []
    for place, page in enumerate(pages):
        piece = page.body if filled and place == filled[-1] else page.whole
        while piece and pieces and pieces[-1] and extends(piece[0]):
            # A mark belongs to the letter before it, with which it may become one character.
            pieces[-1], piece = pieces[-1] + piece[0], piece[1:]
        pieces.append(piece)
    for piece in map(clean_text, pieces):
        starts.append(len(text))
        text += piece
    return text, starts


def cut(text, starts):
    """The Pages of `text` that begin at `starts`; one Page where there are none, or where they do not fit the text."""
    if not starts_fit(text, starts):
        starts = []
    pages = []
    for start, end in pairwise([*(starts or [0]), len(text)]):
        piece = text[start:end]
        if not piece.strip():
            pages.append(Page(piece))
            continue
        if not text[end:].strip():
            # No text follows, so nothing at its end parts it from any.
            pages.append(Page(piece))
            continue
        tail = next(tail for tail in TAILS if piece.endswith(tail))
        pages.append(Page(piece[: len(piece) - len(tail)], tail))
    return pages


def starts_fit(text, starts):
    """Whether `starts` can be where the pages of `text` begin: in order, the first at 0, none past the end."""
    return starts == sorted(starts) and starts[:1] == [0] and starts[-1] <= len(text)


def without_text(pages):
    """The numbers, from 1, of the `pages` that hold no text."""
    return [number for number, page in enumerate(pages, 1) if page.is_empty]


def ranges(numbers):
    """Ascending `numbers` in words: “2-5, 9”."""
    runs = []
    for number in numbers:
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(f"{first}-{last}" if last > first else str(first) for first, last in runs)
