"""What a text says instead of a quote that is not in it, so that whoever copied it sees the difference."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches
from heapq import nlargest

from records.search_key import clusters, search_key, search_key_spans
from statements.text.characters import boundary_from, boundary_until

# Under this share of agreement a passage is no longer what the quote meant. Half of the letters of two unrelated
# English sentences agree in order.
ALIKE = 0.6
# How alike a misspelled word must be to one of the text to stand for it while looking, and how many are tried.
ALIKE_WORD = 0.75
TRIED_WORDS = 12
# How many passages that share most words with the quote are compared letter by letter.
COMPARED = 5
# How many words a passage may be shifted by words left out or put in.
SLACK = 3
# Quotes beyond this many words are judged by their beginning: comparing takes time that grows with the square.
JUDGED_WORDS = 120
EXCERPT = 160

QUOTATION_MARKS = "\"'`´‘’‚‛“”„‟«»‹›〝〞＂＇"
WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class NearMiss:
    """The passage nearest to a quote (offsets, code points; None when nothing is near) and what differs, in words."""

    start: int | None
    end: int | None
    message: str


NOTHING_NEAR = NearMiss(None, None, "Nothing like it stands there; is this the right version?")


def excerpt(text, length=EXCERPT):
    """`text` on one line, its middle left out when it is longer than `length`."""
    line = re.sub(r"\s+", " ", text)
    if len(line) <= length:
        return line
    half = (length - 3) // 2
    return f"{line[:half]} … {line[-half:]}"


def loosened(text):
    """`text` with runs of white space as one space and every quotation mark as one kind, and each result's span."""
    letters, spans = [], []
    for offset, char in enumerate(text):
        loose = " " if char.isspace() else '"' if char in QUOTATION_MARKS else char
        if loose == " " and letters[-1:] == [" "]:
            spans[-1] = (spans[-1][0], offset + 1)
        else:
            letters.append(loose)
            spans.append((offset, offset + 1))
    return "".join(letters), spans


def composed(text):
    """`text` in normalisation form C, and each result's span."""
    letters, spans = [], []
    for start, end in clusters(text):
        for char in unicodedata.normalize("NFC", text[start:end]):
            letters.append(char)
            spans.append((start, end))
    return "".join(letters), spans


def keyed(text):
    """The search key of `text`, and each result's span."""
    return search_key(text), search_key_spans(text)


LOOSER = [
    (loosened, "It differs only in white space or quotation marks from"),
    (composed, "It differs only in how its accents are encoded from"),
    (keyed, "It differs only in capitals, accents, vowel signs, joiners or punctuation from"),
]


def near_miss(text, quote, *, begins=0):
    """The passage of `text` nearest to `quote`, which does not itself stand there, and what differs.

    Where `text` is a stretch of a longer one, `begins` is its offset there: the message counts from the beginning of that.
    """
    for reading, difference in LOOSER:
        loose_quote, _quote_spans = reading(quote)
        loose_text, spans = reading(text)
        at = loose_text.find(loose_quote) if loose_quote.strip() else -1
        if at >= 0:
            start, end = whole(text, spans[at][0], spans[at + len(loose_quote) - 1][1])
            return NearMiss(
                start, end, f"{difference} “{excerpt(text[start:end])}” at character {begins + start + 1:,}."
            )
    return nearest(text, quote, begins)


def whole(text, start, end):
    """The offsets `start` and `end`, moved outwards to where characters of `text` begin and end."""
    return boundary_until(text, start), boundary_from(text, end)


def plain(word):
    """`word` without case and without what clings to its ends."""
    return word.casefold().strip(QUOTATION_MARKS + ".,;:!?()[]،؛؟…") or word


def nearest(text, quote, begins):
    """The passage of `text` whose words and letters are most like those of `quote`, as a NearMiss."""
    spans = [match.span() for match in WORD.finditer(text)]
    words = [plain(text[start:end]) for start, end in spans]
    sought = [plain(word) for word in quote.split()[:JUDGED_WORDS]]
    best, best_ratio = None, ALIKE
    for first in likely_windows(words, with_misspellings_mended(sought, words)):
        window = words[first : first + len(sought)]
        ratio = SequenceMatcher(None, " ".join(window), " ".join(sought), autojunk=False).ratio()
        if ratio > best_ratio:
            best, best_ratio = first, ratio
    if best is None:
        return NOTHING_NEAR
    first, last = aligned(words, sought, best)
    start, end = whole(text, spans[first][0], spans[last - 1][1])
    difference = first_difference(words[first:last], sought)
    place = f"{begins + start + 1:,}"
    return NearMiss(
        start, end, f"The nearest passage, at character {place}, is “{excerpt(text[start:end])}”. {difference}"
    )


def with_misspellings_mended(sought, words):
    """`sought` with each word that `words` lacks replaced by the word of `words` most like it, if any is."""
    known = set(words)
    strangers = [word for word in dict.fromkeys(sought) if word not in known][:TRIED_WORDS]
    mended = {word: get_close_matches(word, known, n=1, cutoff=ALIKE_WORD) for word in strangers}
    return [mended[word][0] if mended.get(word) else word for word in sought]


def likely_windows(words, sought):
    """Where in `words` the runs as long as `sought` begin that share most words with it, at most COMPARED of them."""
    wanted, held, shared, scores = Counter(sought), Counter(), 0, []
    for offset, word in enumerate(words):
        held[word] += 1
        shared += held[word] <= wanted[word]
        leaving = offset - len(sought)
        if leaving >= 0:
            shared -= held[words[leaving]] <= wanted[words[leaving]]
            held[words[leaving]] -= 1
        if shared:
            scores.append((shared, -max(0, leaving + 1)))
    return dict.fromkeys(-start for _shared, start in nlargest(COMPARED, scores))


def aligned(words, sought, near):
    """The (first, last) of the run in `words` that matches `sought` word for word best, `last` not included.

    `near` is where a run as long as `sought` comes close; words left out or put in shift the true one a little.
    """
    first, last = max(0, near - SLACK), min(len(words), near + len(sought) + SLACK)
    blocks = SequenceMatcher(None, words[first:last], sought, autojunk=False).get_matching_blocks()[:-1]
    if not blocks:
        return near, min(len(words), near + len(sought))
    # Words of the quote before its first and after its last match stand for as many of the text.
    missing_before = blocks[0].b
    missing_after = len(sought) - blocks[-1].b - blocks[-1].size
    start = first + blocks[0].a - missing_before
    end = first + blocks[-1].a + blocks[-1].size + missing_after
    return max(0, start), min(len(words), end)


def first_difference(words, sought):
    """The first words in which a passage and a quote differ, in a sentence."""
    for kind, i, j, k, m in SequenceMatcher(None, words, sought, autojunk=False).get_opcodes():
        has, wants = excerpt(" ".join(words[i:j])), excerpt(" ".join(sought[k:m]))
        if kind == "replace":
            return f"There the text has “{has}”, the quote “{wants}”."
        if kind == "insert":
            return f"There the text lacks “{wants}”."
        if kind == "delete":
            return f"There the text also has “{has}”."
    return "It differs further on."
