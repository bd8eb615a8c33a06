"""Offsets as browsers count them, and where a text may be cut."""

import re

from records.clusters import boundary_from, boundary_until, splits_character

__all__ = [
    "boundary_from",
    "boundary_until",
    "code_points_to_utf16",
    "splits_character",
    "utf16_to_code_points",
]

ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def code_points_to_utf16(text, offset):
    """The offset in UTF-16 units, as browsers count, of the code point offset `offset` in `text`.

    Raises ValueError when `offset` lies outside `text`.
    """
    if not 0 <= offset <= len(text):
        raise ValueError(f"Offset {offset:,} lies outside the text, which is {len(text):,} characters long.")
    return offset + sum(1 for _match in ASTRAL.finditer(text, 0, offset))


def utf16_to_code_points(text, offset):
    """The code point offset in `text` of `offset` in UTF-16 units, as browsers count.

    Raises ValueError when `offset` lies outside `text` or between the two halves of one character.
    """
    if offset < 0:
        raise ValueError(f"Offset {offset:,} lies before the text.")
    wider = 0
    for match in ASTRAL.finditer(text):
        units = match.start() + wider
        if offset <= units:
            break
        if offset == units + 1:
            raise ValueError(
                f"Offset {offset:,} (UTF-16 units) lies between the two halves of one character, {match.group()!r}."
            )
        wider += 1
    if offset - wider > len(text):
        raise ValueError(
            f"Offset {offset:,} lies past the end of the text, which is {code_points_to_utf16(text, len(text)):,} "
            "UTF-16 units long."
        )
    return offset - wider
