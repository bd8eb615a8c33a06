"""The words found, shown as they were written: a stretch of the original text in which they are marked."""

from dataclasses import dataclass

from records.search_key import keyed, spelled

# Letters of the original shown around the first words found, before and in all.
BEFORE, SHOWN = 90, 280
# How far from where they should be they are looked for. Keys are made letter by letter, which takes its time.
NEAREST, FARTHEST = 240, 15_360


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; `is_found` where it was looked for."""

    text: str
    is_found: bool


def marked(text, query):
    """All of `text`, which should be short, as Pieces."""
    return pieces(text, places(text, query), 0, len(text))


def snippet(text, key, query):
    """Pieces of `text` around the first place where a phrase of `query` stands in it; [] where none does.

    `key` is the search key of `text`. It tells where about the words stand, so that only what lies around is looked at.
    Where so much was left out of the key that they are far from there, the beginning of the text is shown, unmarked.
    """
    found = [at for phrase in query.keys if (at := f" {key} ".find(f" {phrase} ")) >= 0]
    if not found:
        return []
    around = min(found) * len(text) // len(key)
    reach = NEAREST
    while reach <= FARTHEST:
        first, last = whole_words(text, around - reach, around + reach)
        if spans := places(text[first:last], query):
            spans = [(start + first, end + first) for start, end in spans]
            start, end = whole_words(text, spans[0][0] - BEFORE, max(spans[0][1], spans[0][0] - BEFORE + SHOWN))
            shown = [(max(one, start), min(other, end)) for one, other in spans if one < end and other > start]
            return pieces(text, shown, start, end)
        if first == 0 and last == len(text):
            break
        reach *= 4
    return pieces(text, [], *whole_words(text, 0, SHOWN))


def places(text, query):
    """Where phrases of `query` stand in `text`: (start, end) in code points, in order, none within another."""
    letters = keyed(text)
    spans, key = [span for _char, span in letters], f" {spelled(letters)} "
    found = []
    for phrase in query.keys:
        at = key.find(f" {phrase} ")
        while at >= 0:
            # Less the space put before the key.
            found.append((spans[at][0], spans[at + len(phrase) - 1][1]))
            at = key.find(f" {phrase} ", at + len(phrase) + 1)
    kept = []
    for start, end in sorted(found, key=lambda span: (span[0], -span[1])):
        if kept and start < kept[-1][1]:
            kept[-1] = (kept[-1][0], max(end, kept[-1][1]))
        else:
            kept.append((start, end))
    return kept


def whole_words(text, start, end):
    """The bounds start and end, moved outwards by up to 40 letters so that they cut no word where that can be helped."""
    start, end = max(0, start), min(len(text), end)
    for _ in range(40):
        if start > 0 and not text[start - 1].isspace():
            start -= 1
        if end < len(text) and not text[end].isspace():
            end += 1
    return start, end


def pieces(text, spans, start, end):
    """`text[start:end]` as Pieces, found where `spans` lie; an ellipsis stands for what is left out at either end."""
    cut = [Piece("… ", False)] if start > 0 else []
    done = start
    for first, last in spans:
        if done < first:
            cut.append(Piece(text[done:first], False))
        cut.append(Piece(text[first:last], True))
        done = last
    if done < end:
        cut.append(Piece(text[done:end], False))
    return [*cut, Piece(" …", False)] if end < len(text) else cut
