"""What differs between two texts, word by word: what is kept, what was taken out and what was put in."""

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

from rapidfuzz.distance import Indel

from records.clusters import splits_character

# How many pairs of words (or sentences) are compared at once: 12 MB of memory and about 20 ms. Longer texts are first
# compared sentence by sentence, and what still is longer counts as changed as a whole.
PAIRS = 100_000_000
# A text as words and what stands between them, and as sentences or lines, each with the white space after it.
WORDS = re.compile(r"\s+|\S+")
SENTENCES = re.compile(r"[^\n.!?؟۔]*(?:\n|[.!?؟۔]+\s*|$)")
# What is kept between two changes is a splinter when it is shorter than this, and has a quarter of the letters of either.
SPLINTER = 40
# Of an unchanged stretch, so many letters are left standing on either side of where it is folded.
AROUND = 120


class Kind(Enum):
    """What became of a piece of text."""

    KEPT = "kept"
    OUT = "out"
    IN = "in"
    FOLDED = "folded"  # kept, and long: shown when asked for


@dataclass(frozen=True)
class Piece:
    """A stretch of one of two texts."""

    kind: Kind
    text: str

    @property
    def is_change(self):
        return self.kind in (Kind.OUT, Kind.IN)


class Hunk:
    """A stretch that was kept, and what was taken out and put in after it: three texts, each in parts."""

    def __init__(self):
        self.parts = ([], [], [])
        self.lengths = [0, 0, 0]

    def add(self, *texts):
        for place, text in enumerate(texts):
            if text:
                self.parts[place].append(text)
                self.lengths[place] += len(text)

    def absorb(self, other):
        """Take what `other`, the hunk after this one, kept for taken out and put in again."""
        kept, *changed = other.parts
        for place, parts in enumerate(changed, start=1):
            self.parts[place].extend([*kept, *parts])
            self.lengths[place] += other.lengths[0] + other.lengths[place]

    @property
    def change(self):
        """How many letters the longer side of the change has; 0 where nothing changed."""
        return max(self.lengths[1:])

    @property
    def texts(self):
        return tuple(map("".join, self.parts))


def pieces(old, new):
    """The Pieces that lead from the text `old` to `new`, what was taken out before what was put in.

    What was kept or taken out, joined, is `old`; what was kept or put in is `new`. No cut parts a word or a character.
    """
    hunks = without_islands(gathered(steps(words(old), words(new), otherwise=by_sentence)))
    kinds = (Kind.KEPT, Kind.OUT, Kind.IN)
    return [Piece(kind, text) for hunk in hunks for kind, text in zip(kinds, hunk.texts, strict=True) if text]


def steps(old, new, *, otherwise):
    """Yield (kept, taken out, put in), texts, by which the list `old` of texts becomes the list `new`.

    Where there is too much to be compared, `otherwise` is asked for the steps from one text to the other.
    """
    head = shared(old, new)
    tail = shared(old[head:][::-1], new[head:][::-1])
    ours, theirs = old[head : len(old) - tail], new[head : len(new) - tail]
    yield "".join(old[:head]), "", ""
    if len(ours) * len(theirs) > PAIRS:
        yield from otherwise("".join(ours), "".join(theirs))
    else:
        for tag, start, end, from_, to in opcodes(ours, theirs):
            out, put = "".join(ours[start:end]), "".join(theirs[from_:to])
            yield (out, "", "") if tag == "equal" else ("", out, put)
    yield "".join(old[len(old) - tail :]), "", ""


def by_sentence(old, new):
    """The steps between two texts that are too long for words: sentence by sentence, and by words where one changed."""
    for hunk in gathered(steps(sentences(old), sentences(new), otherwise=as_a_whole)):
        kept, out, put = hunk.texts
        yield kept, "", ""
        yield from steps(words(out), words(put), otherwise=as_a_whole)


def as_a_whole(old, new):
    yield "", old, new


def gathered(found):
    """The Hunks of steps: what changed in several steps on end is one change."""
    hunks = [Hunk()]
    for kept, out, put in found:
        if kept and hunks[-1].change:
            hunks.append(Hunk())
        hunks[-1].add(kept, out, put)
    return hunks


def opcodes(old, new):
    """The steps (tag, start, end, its start, its end) by which most of the list `old` is kept in the list `new`."""
    numbers = {}
    ours, theirs = ([numbers.setdefault(word, len(numbers)) for word in one] for one in (old, new))
    return [
        (step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end) for step in Indel.opcodes(ours, theirs)
    ]


def shared(old, new):
    """How many words two lists have in common at their start."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(old), len(new)))


def words(text):
    """`text` cut into words, the white space between them, and the punctuation before and after each."""
    cuts = [0]
    for found in WORDS.finditer(text):
        start, end = found.span()
        cuts.append(start)
        if text[start].isspace():
            continue
        if not text[start].isalnum():
            while start < end and is_punctuation(text[start]):
                start += 1
            cuts.append(start)
        if not text[end - 1].isalnum():
            while start < end and is_punctuation(text[end - 1]):
                end -= 1
            cuts.append(end)
    return cut(text, cuts)


def is_punctuation(char):
    return unicodedata.category(char)[0] == "P"


def sentences(text):
    """`text` cut where a sentence or a line ends."""
    return cut(text, [found.start() for found in SENTENCES.finditer(text)])


def cut(text, places):
    """`text` cut at `places` (offsets in rising order), save where that would part what a reader sees as one character."""
    whole = [place for place in dict.fromkeys([0, *places, len(text)]) if not splits_character(text, place)]
    return [text[start:end] for start, end in pairwise(whole)]


def without_islands(hunks):
    """The Hunks, with what was kept between two changes and is far shorter than both taken for changed.

    A text that was written anew shares its “and” and “the” with the old one, and nobody can read it torn at each.
    """
    settled = []
    for hunk in hunks:
        settled.append(hunk)
        while len(settled) > 1 and is_island(*settled[-2:]):
            settled[-2].absorb(settled.pop())
    return settled


def is_island(before, hunk):
    """Whether what `hunk` kept is no more than a splinter between the change `before` it and its own."""
    if not hunk.change or hunk.lengths[0] >= SPLINTER:
        return False
    letters = sum(map(str.isalnum, "".join(hunk.parts[0])))
    return not letters or 4 * letters <= min(before.change, hunk.change)


def number_of_changes(found):
    """How many differences the Pieces tell of: what was taken out and what was put in its place are one."""
    return sum(piece.is_change and not (number and found[number - 1].is_change) for number, piece in enumerate(found))


def folded(found):
    """The Pieces with every long stretch that was kept folded, save what stands beside a change."""
    shown = []
    for number, piece in enumerate(found):
        if piece.kind != Kind.KEPT:
            shown.append(piece)
            continue
        # Cut between words, at the white space nearest to where it should be.
        first = place_between(piece.text, AROUND) if number else 0
        last = place_between(piece.text, len(piece.text) - AROUND) if number < len(found) - 1 else len(piece.text)
        if last - first < 2 * AROUND:
            shown.append(piece)
            continue
        parts = (Kind.KEPT, 0, first), (Kind.FOLDED, first, last), (Kind.KEPT, last, len(piece.text))
        shown += [Piece(kind, piece.text[start:end]) for kind, start, end in parts if start < end]
    return shown


def place_between(text, offset):
    """The first place from `offset` on at which a word of `text` begins; its end if none does."""
    found = re.compile(r"(?<=\s)\S").search(text, max(offset, 0))
    place = found.start() if found else len(text)
    return len(text) if splits_character(text, place) else place
