"""Characters as a reader sees them, which may take several code points, and where a text may be cut."""

import unicodedata

from records.joiners import JOINERS, ZWJ


def extends(char):
    """Whether `char` belongs to the character before it: a combining mark, a joiner, a skin tone, a jamo, a tag."""
    point = ord(char)
    return (
        unicodedata.category(char)[0] == "M"
        or char in JOINERS
        or 0x1F3FB <= point <= 0x1F3FF
        or 0x1160 <= point <= 0x11FF
        or 0xE0020 <= point <= 0xE007F
    )


def is_flag_letter(char):
    return 0x1F1E6 <= ord(char) <= 0x1F1FF


def splits_character(text, offset):
    """Whether a cut of `text` at `offset` (code points) would part what a reader sees as one character.

    After the main rules of UAX #29: a letter keeps its marks and the joiner after it, a ZWJ keeps what follows it, a
    flag keeps both its letters, and a line break of two code points stays whole.
    """
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if after.isascii() and after != "\n":
        # By far the most frequent.
        return before == ZWJ
    if before == "\r" and after == "\n":
        return True
    if unicodedata.category(before) in ("Cc", "Zl", "Zp"):
        return False
    if extends(after) or before == ZWJ:
        return True
    if is_flag_letter(before) and is_flag_letter(after):
        first = offset
        while first and is_flag_letter(text[first - 1]):
            first -= 1
        return (offset - first) % 2 == 1
    return False


def boundary_from(text, offset):
    """The first offset from `offset` on at which `text` may be cut."""
    while splits_character(text, offset):
        offset += 1
    return offset


def boundary_until(text, offset):
    """The last offset up to `offset` at which `text` may be cut."""
    while splits_character(text, offset):
        offset -= 1
    return offset
