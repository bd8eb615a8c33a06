"""Where to look in a new text for what stood at a place in the old one."""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property

from statements.text.nearness import WORD, plain

# A sentence, or a line of it.
PIECE = re.compile(r"[^\s.;؛!?؟۔][^\n.;؛!?؟۔]*")
# What may cling to the front of words that are cut out of a text: stops, and the number of a point.
CLINGING = re.compile(r"(?:[\W_]+|\(?\w{1,3}[.)]\s+)+")
STOPS = ".,;:،؛۔!?؟"
# A stretch longer than this, in code points, is searched by its rarest words instead.
WINDOW = 6_000
# A word that stands in the text more often than this tells little about the place.
RARE = 40
# How many stretches that share rare words with a quote are looked at.
LIKELIEST = 2


class Alignment:
    """Two texts, held together by the sentences that stand in each of them once, wherever they were moved."""

    def __init__(self, old_text, new_text):
        self.old_text, self.new_text = old_text, new_text

    @cached_property
    def fixed(self):
        """What holds them together: (offset, end, offset in the new text, end there), by the offset in the old one."""
        old, new = sole_pieces(self.old_text), sole_pieces(self.new_text)
        return sorted((*old[piece], *new[piece]) for piece in old.keys() & new.keys())

    @cached_property
    def starts(self):
        return [start for start, *_others in self.fixed]

    @cached_property
    def ends(self):
        # Pieces do not overlap, so they end in the order in which they begin.
        return [end for _start, end, *_others in self.fixed]

    @cached_property
    def words(self):
        """{word: offsets} of the new text."""
        found = {}
        for match in WORD.finditer(self.new_text):
            found.setdefault(plain(match.group()), []).append(match.start())
        return found

    def windows(self, start, end, quote):
        """Yield stretches (start, end) of the new text to look in for `quote`, old_text[start:end]; the likeliest first."""
        reach = 2 * (end - start) + 200
        before = self.fixed[at - 1] if (at := bisect_right(self.ends, start)) else (0, 0, 0, 0)
        after_all = len(self.old_text), len(self.old_text), len(self.new_text), len(self.new_text)
        after = self.fixed[at] if (at := bisect_left(self.starts, end)) < len(self.fixed) else after_all
        opens, closes = before[3], after[2]
        if opens < closes <= opens + WINDOW:
            yield opens, closes
        else:
            # What stood around it stands apart now: what was put in may be at either side, or long.
            yield opens, min(opens + reach, len(self.new_text))
            yield max(0, closes - reach), closes
        yield from self.likely(quote, reach)

    def likely(self, quote, reach):
        """Yield the stretches that share most rare words with `quote`."""
        votes = Counter()
        for match in WORD.finditer(quote[:WINDOW]):
            offsets = self.words.get(plain(match.group()), ())
            if len(offsets) <= RARE:
                for offset in offsets:
                    votes[(offset - match.start()) // reach] += 1 / len(offsets)
        for place, _share in votes.most_common(LIKELIEST):
            yield max(0, (place - 1) * reach), min((place + 2) * reach, len(self.new_text))


def sole_pieces(text):
    """{sentence: (start, end)} of those that stand in `text` once."""
    found, again = {}, set()
    for match in PIECE.finditer(text):
        piece = match.group()
        if piece in found:
            again.add(piece)
        found[piece] = match.span()
    return {piece: span for piece, span in found.items() if piece not in again}


def trimmed(text, start, end, quote):
    """The offsets of `text[start:end]` less what clings to it and clearly is no part of what stands for `quote`."""
    if "\n" not in quote:
        # The longest of its lines.
        lines = [match.span() for match in re.finditer(r"[^\n]+", text[start:end])]
        first, last = max(lines, key=lambda span: span[1] - span[0])
        start, end = start + first, start + last
    clinging = CLINGING.match(text, start, end)
    if clinging and clinging.end() < end and not CLINGING.match(quote):
        start = clinging.end()
    while end - 1 > start and (text[end - 1].isspace() or text[end - 1] in STOPS) and quote[-1] != text[end - 1]:
        end -= 1
    # What reads texts without stops leaves out the last one.
    if quote[-1] in STOPS and text[end - 1] != quote[-1] and text.startswith(quote[-1], end):
        end += 1
    return start, end
