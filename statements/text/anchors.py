"""Anchors: where a quoted passage stands in a text, by offsets and by words (W3C text position and quote selectors).

Offsets count code points from 0 and are half open. For every anchor that passes `check`, text[start:end] == exact.
"""

from dataclasses import dataclass

from statements.text.characters import boundary_from, boundary_until, splits_character
from statements.text.nearness import excerpt, near_miss

CONTEXT = 32


@dataclass(frozen=True)
class Anchor:
    """A passage: its offsets, its words, and the words just before and after it."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class Candidate:
    """A place where a quote stands: offsets, and the share (0 to 1) of the given context that surrounds it there."""

    start: int
    end: int
    score: float


class AnchorBroken(ValueError):
    """The anchor does not fit the text."""


class QuoteNotFound(ValueError):
    """The quote does not stand in the text, letter for letter."""


class QuoteAmbiguous(ValueError):
    """The quote stands in the text more than once; `candidates` says where."""

    def __init__(self, message, candidates):
        super().__init__(message)
        self.candidates = candidates


def spoken(offset):
    """An offset as people count: the first character is number 1."""
    return f"{offset + 1:,}"


def check_offsets(text, start, end):
    """Raise AnchorBroken unless text[start:end] is a passage of whole characters."""
    if start < 0 or end < 0:
        raise AnchorBroken(f"A passage cannot begin or end before the text (offsets {start:,} to {end:,}).")
    if end > len(text):
        raise AnchorBroken(
            f"The passage ends at offset {end:,}, past the end of the text, which is {len(text):,} characters long."
        )
    if start >= end:
        raise AnchorBroken(f"The passage is empty (offsets {start:,} to {end:,}): its end must come after its start.")
    for offset, which, mended in ((start, "begins", boundary_until), (end, "ends", boundary_from)):
        if splits_character(text, offset):
            right = mended(text, offset)
            raise AnchorBroken(
                f"The passage {which} at offset {offset:,}, inside one character with its marks or joiners. "
                f"Use offset {right:,}, which takes the character in."
            )


def anchor_at(text, start, end, *, context=CONTEXT):
    """The anchor of text[start:end], with up to `context` code points of the words before and after it.

    Raises AnchorBroken when the offsets mark no passage of whole characters.
    """
    check_offsets(text, start, end)
    prefix = text[boundary_from(text, max(0, start - context)) : start]
    suffix = text[end : max(end, boundary_until(text, min(len(text), end + context)))]
    return Anchor(start, end, text[start:end], prefix, suffix)


def check(text, anchor):
    """Raise AnchorBroken unless `anchor` fits `text`, saying what stands there and where its words do stand."""
    check_offsets(text, anchor.start, anchor.end)
    there = text[anchor.start : anchor.end]
    if there != anchor.exact:
        raise AnchorBroken(
            f"At characters {spoken(anchor.start)} to {anchor.end:,} the text reads “{excerpt(there)}”, "
            f"not “{excerpt(anchor.exact)}”. {whereabouts(text, anchor.exact)}"
        )
    # Without copies: a text may be a book, and hundreds of passages are checked in it.
    if not text.endswith(anchor.prefix, 0, anchor.start):
        before = text[max(0, anchor.start - len(anchor.prefix)) : anchor.start]
        raise AnchorBroken(
            f"Before the passage the text reads “{excerpt(before)}”, "
            f"not “{excerpt(anchor.prefix)}”. Was the passage taken from another version?"
        )
    if not text.startswith(anchor.suffix, anchor.end):
        after = text[anchor.end : anchor.end + len(anchor.suffix)]
        raise AnchorBroken(
            f"After the passage the text reads “{excerpt(after)}”, "
            f"not “{excerpt(anchor.suffix)}”. Was the passage taken from another version?"
        )


def whereabouts(text, exact):
    """Where `exact` does stand in `text`, in words for an error message."""
    elsewhere = find(text, exact)
    if elsewhere:
        return f"Those words stand at {places(elsewhere)}."
    hint = near_miss(text, exact).message
    return f"Those words stand nowhere in the text. {hint}".rstrip()


def places(candidates):
    """The first few places, counted as people count."""
    listed = ", ".join(spoken(candidate.start) for candidate in sorted(candidates, key=lambda c: c.start)[:5])
    noun = "character" if len(candidates) == 1 else "characters"
    return f"{noun} {listed}" + (" and further on" if len(candidates) > 5 else "")


def find(text, exact, *, prefix="", suffix="", near=None):
    """Every place where `exact` stands in `text` as whole characters, as Candidates, the likeliest first.

    Likeliest is the one whose surroundings agree most with `prefix` and `suffix`, then the one closest to the offset
    `near`, then the first.
    """
    ends = ((start, start + len(exact)) for start in starts(text, exact))
    found = [Candidate(start, end, context_share(text, start, end, prefix, suffix)) for start, end in ends]
    return sorted(found, key=lambda c: (-c.score, 0 if near is None else abs(c.start - near), c.start))


def starts(text, exact):
    """Yield the offset of every place, in order, where `exact` stands in `text` as whole characters."""
    start = text.find(exact) if exact else -1
    while start >= 0:
        if not splits_character(text, start) and not splits_character(text, start + len(exact)):
            yield start
        start = text.find(exact, start + 1)


def context_share(text, start, end, prefix, suffix):
    """The share of `prefix` and `suffix` that stands around text[start:end], counted outwards from it; 1 for none."""
    if not prefix and not suffix:
        return 1.0
    agreeing = 0
    for expected, offset in zip(reversed(prefix), range(start - 1, -1, -1), strict=False):
        if text[offset] != expected:
            break
        agreeing += 1
    for expected, offset in zip(suffix, range(end, len(text)), strict=False):
        if text[offset] != expected:
            break
        agreeing += 1
    return agreeing / (len(prefix) + len(suffix))


def locate(text, quote, *, prefix="", suffix=""):
    """The anchor of the one place where `quote` stands in `text`, letter for letter.

    `prefix` and `suffix`, words just before and after it, single out one of several places. Raises QuoteNotFound, with
    the passage nearest to the quote, or QuoteAmbiguous, with the places.
    """
    if not quote.strip():
        raise QuoteNotFound("The quote is empty. Copy the words from the text.")
    candidates = find(text, quote)
    if not candidates:
        raise QuoteNotFound(f"“{excerpt(quote)}” does not stand in the text. {why_missing(text, quote)}".rstrip())
    fitting = [c for c in candidates if context_share(text, c.start, c.end, prefix, suffix) == 1]
    if not fitting:
        raise QuoteNotFound(
            f"“{excerpt(quote)}” stands in the text at {places(candidates)}, but not between "
            f"“{excerpt(prefix)}” and “{excerpt(suffix)}”. Copy the words around it from the text."
        )
    if len(fitting) > 1:
        raise QuoteAmbiguous(
            f"“{excerpt(quote)}” stands in the text {len(fitting):,} times, at {places(fitting)}. "
            "Quote a few more words, or give the words just before or after it, so that one place is meant.",
            fitting,
        )
    return anchor_at(text, fitting[0].start, fitting[0].end)


def words_before(text, words, quote):
    """`words`, typed as standing before `quote`, with the white space that parts them from it in `text`."""
    return next((words + gap for gap in ("", " ", "\n", "\n\n") if words + gap + quote in text), words)


def why_missing(text, quote):
    """What a coder should look at when `quote` is not in `text`."""
    inside = text.find(quote)
    if inside >= 0:
        start, end = boundary_until(text, inside), boundary_from(text, inside + len(quote))
        return (
            f"Its letters stand at character {spoken(inside)}, but there a mark or joiner belongs to its first or last "
            f"letter: “{excerpt(text[start:end])}”. Copy that."
        )
    return near_miss(text, quote).message
