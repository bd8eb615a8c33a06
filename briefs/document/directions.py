"""Which way a text of the record runs, what language it is read out in, and how it stands inside a sentence of ours."""

import unicodedata

from django.utils.translation import get_language_bidi, pgettext

# The direction of a letter by its class in the Unicode Bidirectional Algorithm (UAX 9).
STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
# An isolate sets the direction of what stands in it. The renderer lays out each line by itself, and the last one knows
# nothing of where the isolate began: a mark before its end keeps the full stop of that line on its side.
OPENS = {"ltr": "\u2066", "rtl": "\u2067"}
ENDS = {"ltr": "\u200e\u2069", "rtl": "\u200f\u2069"}
ISOLATES = {"LRI", "RLI", "FSI"}
# By the first word of a letter's Unicode name. “und” is BCP 47 for a language that nobody has named.
READ_AS = {"LATIN": "en", "ARABIC": "fa", "CYRILLIC": "ru"}
PASHTO_LETTERS = frozenset("ټځڅډړږښګڼېۍ")


def first_strong(text):
    """The first letter of `text` with a direction of its own (UAX 9, rule P2: not inside an isolate); "" for none."""
    depth = 0
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind in ISOLATES:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif kind in STRONG and not depth:
            return letter
    return ""


def direction_of(text):
    """ "ltr" or "rtl" as the first strong letter of `text` says; "ltr" for Latin digits alone, "" where there is neither.

    Latin digits alone are a date such as 2021-07-08 or a share such as 12/34, which a line from right to left would turn
    round. Persian digits alone stand as their line runs.
    """
    if letter := first_strong(text):
        return STRONG[unicodedata.bidirectional(letter)]
    return "ltr" if any(letter.isascii() and letter.isdigit() for letter in text) else ""


def language_of(text):
    """What a text in no named language is read out as (BCP 47), by the script of its first strong letter."""
    letter = first_strong(text)
    if not letter:
        return "en"
    if not PASHTO_LETTERS.isdisjoint(text):
        return "ps"
    return READ_AS.get(unicodedata.name(letter, "").partition(" ")[0], "und")


def isolated(text):
    """A text of the record as it goes into a sentence of ours: closed off where it runs against the active language.

    Without that, the brackets and points around it would be drawn on its far side.
    """
    text = str(text)
    way = direction_of(text)
    ours = "rtl" if get_language_bidi() else "ltr"
    return text if way in ("", ours) else f"{OPENS[way]}{text}{ENDS[way]}"


def listed(texts):
    """Texts of the record one after another in a sentence of ours, parted as the active language parts them: “A; B”."""
    return pgettext("list", "; ").join(map(isolated, texts))


def enumerated(words):
    """Words of ours one after another, parted as the active language parts them: “host, facilitator”."""
    return pgettext("list", ", ").join(map(str, words))
