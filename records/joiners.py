"""Where the two joiners may stand: invisible, yet part of correct spelling in the scripts named here."""

import unicodedata

ZWNJ = "\u200c"
ZWJ = "\u200d"
JOINERS = ZWNJ + ZWJ

# Scripts whose spelling uses the joiners: those that join their letters and those that stack them (Unicode Standard,
# section 23.2). Blocks stand for scripts, as Python's own tables carry no script property.
SCRIPTS = {
    "Arabic": [(0x0600, 0x06FF), (0x0750, 0x077F), (0x0870, 0x08FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFE)],
    "Syriac": [(0x0700, 0x074F), (0x0860, 0x086F)],
    "N'Ko": [(0x07C0, 0x07FF)],
    "Mandaic": [(0x0840, 0x085F)],
    "Devanagari": [(0x0900, 0x097F), (0xA8E0, 0xA8FF)],
    "Bengali": [(0x0980, 0x09FF)],
    "Gurmukhi": [(0x0A00, 0x0A7F)],
    "Gujarati": [(0x0A80, 0x0AFF)],
    "Oriya": [(0x0B00, 0x0B7F)],
    "Tamil": [(0x0B80, 0x0BFF)],
    "Telugu": [(0x0C00, 0x0C7F)],
    "Kannada": [(0x0C80, 0x0CFF)],
    "Malayalam": [(0x0D00, 0x0D7F)],
    "Sinhala": [(0x0D80, 0x0DFF)],
    "Tibetan": [(0x0F00, 0x0FFF)],
    "Myanmar": [(0x1000, 0x109F), (0xA9E0, 0xA9FF), (0xAA60, 0xAA7F)],
    "Khmer": [(0x1780, 0x17FF)],
    "Mongolian": [(0x1800, 0x18AF)],
    "Balinese": [(0x1B00, 0x1B7F)],
    "Javanese": [(0xA980, 0xA9DF)],
    "Meetei Mayek": [(0xABC0, 0xABFF)],
    "Hanifi Rohingya": [(0x10D00, 0x10D3F)],
    "Chakma": [(0x11100, 0x1114F)],
    "Adlam": [(0x1E900, 0x1E95F)],
}


def script_of(char):
    """The joiner-using script that `char` belongs to, or None."""
    point = ord(char)
    return next(
        (script for script, blocks in SCRIPTS.items() if any(first <= point <= last for first, last in blocks)), None
    )


def is_mark(char):
    """Whether `char` is a combining mark: a vowel sign, an accent, a virama."""
    return unicodedata.category(char).startswith("M")


def beside(text, position, step):
    """The first character before (`step` -1) or after (`step` 1) `position` that is no combining mark, or ""."""
    position += step
    while 0 <= position < len(text) and is_mark(text[position]):
        position += step
    return text[position] if 0 <= position < len(text) else ""


def misplacement(text, position):
    """Why the joiner at `position` may not stand there, in words, or "" where it may.

    It may stand between two letters of one script that uses joiners, with combining marks in between. A digit of that
    script may come before it, as in "۲۰‌ساله".
    """
    before, after = beside(text, position, -1), beside(text, position, 1)
    if not before:
        return "it is the first character"
    if not after:
        return "it is the last character"
    if before in JOINERS or after in JOINERS:
        return "it stands beside another joiner"
    if unicodedata.category(before)[0] != "L" and unicodedata.category(before) != "Nd":
        return f"it follows {named(before)}, which is no letter"
    if unicodedata.category(after)[0] != "L":
        return f"it comes before {named(after)}, which is no letter"
    if script_of(before) is None or script_of(before) != script_of(after):
        return f"it stands between {named(before)} and {named(after)}, whose spelling does not use it"
    return ""


# Unicode gives control characters no names; these are their usual ones.
CONTROL_NAMES = {
    "\0": "NULL",
    "\b": "BACKSPACE",
    "\t": "TABULATION",
    "\n": "LINE FEED",
    "\v": "LINE TABULATION",
    "\f": "FORM FEED",
    "\r": "CARRIAGE RETURN",
    "\x1b": "ESCAPE",
    "\x7f": "DELETE",
    "\x85": "NEXT LINE",
}
KIND_NAMES = {"Cc": "CONTROL CHARACTER", "Cs": "LONE SURROGATE", "Co": "PRIVATE USE CHARACTER"}


def named(char):
    """`char` by number and name: U+202E RIGHT-TO-LEFT OVERRIDE."""
    name = unicodedata.name(char, "") or CONTROL_NAMES.get(char) or KIND_NAMES.get(unicodedata.category(char))
    if name is None:
        name = "NONCHARACTER" if is_noncharacter(char) else "UNASSIGNED CHARACTER"
    return f"U+{ord(char):04X} {name}"


def is_noncharacter(char):
    """Whether Unicode promises never to assign `char` (U+FDD0..FDEF and the last two of each plane)."""
    return 0xFDD0 <= ord(char) <= 0xFDEF or ord(char) & 0xFFFE == 0xFFFE
