"""Proposing the numbered points of a statement, for a person to confirm."""

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from statements.text.markers import marker_at

LINE_START = re.compile(r"^[ \t\u00a0]*(?=\S)", re.MULTILINE)
BLANK_LINE = re.compile(r"\n[ \t\u00a0]*\n")


@dataclass(frozen=True)
class Point:
    """A numbered point: text[start:end] with its number, text[body:end] without (offsets, code points).

    `label` is the number as printed ("3", "الف", "Article 3"), `number` what it counts in its list, `level` how deep it
    stands (1 is outermost). A point reaches over the points below it.
    """

    start: int
    end: int
    label: str
    level: int
    number: int
    body: int


def propose_points(text):
    """The Points of `text` by position, outer before inner: a proposal, as a line may merely look numbered.

    A point ends before the next of its level or above. The last one ends at the text's end, or at the first blank line
    where no other point holds one, so that a closing formula stays outside.
    """
    placed = with_levels(without_initials(markers_of(text)))
    blank_lines_part = not any(
        BLANK_LINE.search(text[body_of(text, marker) : after.start].rstrip())
        for (marker, _level), (after, _its_level) in pairwise(placed)
    )
    points = []
    for place, (marker, level) in enumerate(placed):
        following = next((after for after, its_level in placed[place + 1 :] if its_level <= level), None)
        end = following.start if following else end_of_last(text, placed[-1][0], blank_lines_part)
        end = marker.start + len(text[marker.start : end].rstrip())
        body = min(body_of(text, marker), end)
        points.append(Point(marker.start, end, marker.label, level, marker.numbers[-1], body))
    return points


def body_of(text, marker):
    """Where the words after `marker` begin."""
    return len(text) - len(text[marker.end :].lstrip())


def end_of_last(text, marker, blank_lines_part):
    """Where the point of the last `marker` ends."""
    blank = BLANK_LINE.search(text, body_of(text, marker)) if blank_lines_part else None
    return blank.start() if blank else len(text)


def markers_of(text):
    """The Markers of `text` in order."""
    last, found = {}, []
    for line in LINE_START.finditer(text):
        marker = marker_at(text, line.end(), last)
        if marker:
            if marker.rank is not None:
                # Under a new heading, lists begin anew.
                last = {style: kept for style, kept in last.items() if kept.rank is not None}
            last[marker.style] = marker
            found.append(marker)
    return found


def without_initials(markers):
    """`markers` less those that are alone of their style and could be a person's initial: "A. Ghani"."""
    counts = Counter(marker.style for marker in markers)
    return [m for m in markers if m.style[0] != "letter" or m.style[-1] == ")" or counts[m.style] > 1]


def with_levels(markers):
    """Each Marker with its level: a style that is not open opens a level below the styles that are."""
    open_styles, placed = [], []
    for marker in markers:
        if marker.style in open_styles:
            del open_styles[open_styles.index(marker.style) + 1 :]
        else:
            open_styles = [style for style in open_styles if may_hold(style, marker)] + [marker.style]
        placed.append((marker, len(open_styles)))
    return placed


def may_hold(style, marker):
    """Whether points of `style` may have `marker` below them."""
    if marker.rank is not None:
        return style[0] == "head" and style[1] < marker.rank
    if marker.style[0] == "decimal" and marker.style[1] > 1:
        # 1.1 stands under 1, not under the (a) or the 1.1.1 before it.
        return style[0] == "head" or (style[0] == "decimal" and style[1] < marker.style[1])
    return True
