"""What stands beside what: how many events a comparison in two columns holds beside the words, and which follow below."""

import math
from dataclasses import dataclass

from briefs.document.parts.comparisons import Comparison, EventPart

# Letters to a line of the two columns of the four-page brief, as brief.css sets them.
WORDS_COLUMN, LATER_COLUMN = 42, 78
# Lines of the right column that a page holds below the headings of the section and of the comparison.
PAGE = 48


@dataclass(frozen=True)
class Spread:
    """A comparison as it is laid out: the events that stand beside the words, and those that follow below."""

    part: Comparison
    beside: tuple[EventPart, ...]
    below: tuple[EventPart, ...]


def spread(part):
    """A Spread: beside the words stand as many events as the words are long, so that no column runs on empty.

    They stand on one page with the words, so that there are never more than it holds below the headings. A last one is not
    sent below alone.
    """
    room = words_height(part)
    beside, height = 0, 0
    for event in part.events:
        taken = event_height(event)
        is_last = beside == len(part.events) - 1
        if beside and ((height >= room and not is_last) or height + taken > PAGE):
            break
        height += taken
        beside += 1
    return Spread(part, part.events[:beside], part.events[beside:])


def words_height(part):
    """About how many lines the left column of a comparison takes."""
    return sum(
        lines(wording.text, WORDS_COLUMN)
        + lines(wording.version, WORDS_COLUMN)
        + sum(
            lines(f"{one.printed}{one.proposed}{one.reason}{one.disputed_by:40}", WORDS_COLUMN)
            for one in wording.disputes
        )
        + 1
        for wording in part.wordings
    )


def event_height(event):
    """About how many lines an event takes in the right column of a comparison."""
    told = "" if event.is_told_before else "".join(f"{row.claimant}{row.words:40}" for row in event.reports)
    return (
        2
        + lines(event.title, LATER_COLUMN)
        + lines(f"{event.reasoning}{event.place}{event.when:40}{told}", LATER_COLUMN)
    )


def lines(text, letters):
    """How many lines of so many `letters` a text takes."""
    return math.ceil(len(text) / letters)
