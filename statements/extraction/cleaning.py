"""What cannot stand in the record is taken out of a text that was drawn from a file, and counted by name."""

import re
import unicodedata
from collections import Counter

from records.joiners import JOINERS, is_noncharacter, misplacement, named
from records.text import BLANK_LETTERS, DIRECTION_CONTROLS, NUMBER_SIGNS, PICTURE_SELECTORS, follows_a_picture

# Stands where a file has a letter that cannot be told: a person puts the right one there.
UNREAD = "[?]"
LINE_BREAKS = re.compile("\r\n|[\r\v\x85\u2028\u2029]")
# A hyphen that was drawn only because the line ended; readers of PDF write it as one of these.
HYPHEN_AT_END = re.compile("[\u00ad\u0002\ufffe](?=\n)")
HYPHEN = "\u2010"
# Shapes of letters as fonts draw them, which stand for plain letters: of Latin ligatures and of Arabic letters within
# words. The signs among them, such as those of the rial and of brackets around a verse, are letters of their own.
SHAPES = re.compile("[\ufb00-\ufb06\ufb50-\ufbb1\ufbd3-\ufd3d\ufd50-\ufdf1\ufe70-\ufefc]")


class Cleaning:
    """Cleans texts and counts what it did: `removed` by name, letters `unread`, `shapes` written as plain letters."""

    def __init__(self):
        self.removed = Counter()
        self.unread = 0
        self.shapes = 0

    def clean(self, text):
        """`text` as the text policy takes it (records/text.py)."""
        text = HYPHEN_AT_END.sub(HYPHEN, LINE_BREAKS.sub("\n", text))
        text, number = SHAPES.subn(plain, text)
        self.shapes += number
        text = unicodedata.normalize("NFC", text)
        actions = {char: action for char in set(text) if (action := what_to_do(char)) is not None}
        if actions:
            self.unread += sum(text.count(char) for char, action in actions.items() if action)
            self.removed.update({named(char): text.count(char) for char, action in actions.items() if not action})
            text = text.translate({ord(char): action for char, action in actions.items()})
        # What stood between a letter and its accent may be gone.
        return unicodedata.normalize("NFC", self.without_strays(text))

    def without_strays(self, text):
        """`text` without joiners and picture selectors where they may not stand."""
        if not (set(text) & ({*JOINERS} | PICTURE_SELECTORS)):
            return text
        kept = []
        for place, char in enumerate(text):
            if (char in JOINERS and misplacement(text, place)) or (
                char in PICTURE_SELECTORS and not follows_a_picture(text, place)
            ):
                self.removed[named(char)] += 1
            else:
                kept.append(char)
        cleaned = "".join(kept)
        # Where one of two that stood side by side went, the other may stand; where its neighbour went, no longer.
        return cleaned if len(cleaned) == len(text) else self.without_strays(cleaned)


def plain(match):
    """The plain letters that a shape stands for. A vowel sign that stands alone comes after a space, which is not its own."""
    return unicodedata.normalize("NFKC", match[0]).strip(" ")


def what_to_do(char):
    """What `char` is replaced by: nothing for what is not seen, UNREAD for a lost letter; None for what may stand."""
    category = unicodedata.category(char)
    if char in "\n\t" or char in JOINERS or char in NUMBER_SIGNS or char in PICTURE_SELECTORS:
        return None
    if char == "\ufffd" or category in ("Co", "Cs") or (category == "Cn" and not is_noncharacter(char)):
        return UNREAD
    if char == "\ufffc" or char in DIRECTION_CONTROLS or char in BLANK_LETTERS or category in ("Cc", "Cf", "Cn"):
        return ""
    if 0xE0100 <= ord(char) <= 0xE01EF or 0xFE00 <= ord(char) <= 0xFE0D:
        return ""
    return None
