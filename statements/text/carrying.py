"""Carrying anchors from one text to its correction, without guessing."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from heapq import nsmallest

from statements.text.alignment import Alignment, trimmed
from statements.text.anchors import CONTEXT, Anchor, anchor_at, check, context_share, starts
from statements.text.characters import boundary_from, boundary_until
from statements.text.nearness import NOTHING_NEAR, near_miss

# Words that cannot be told from others within this much context, in code points, are for a person to place.
MOST_CONTEXT = 4_096
# How many of the places where words stand are shown to the person who decides.
SHOWN = 5
# Of words that stand in a text thousands of times, how many places are compared.
WEIGHED = 1_000


class Outcome(Enum):
    """What became of an anchor in another text."""

    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True)
class Carried:
    """What became of an anchor: the new anchor when it moved, else the places a person should look at.

    MOVED: `anchor` is the passage in the new text. AMBIGUOUS: `candidates` are the likeliest places where its words
    stand, the likeliest first. LOST: the words are gone; `candidates` holds the nearest passage, if any is near.
    `message` is for the person who decides, "" when there is nothing to decide.
    """

    outcome: Outcome
    anchor: Anchor | None = None
    candidates: tuple[Anchor, ...] = ()
    message: str = ""


def carry(old_text, anchor, new_text):
    """The Carried of one `anchor`, which fits `old_text`, in `new_text`. See Carrying, which is quick for many."""
    return Carrying(old_text, new_text).carry(anchor)


class Carrying:
    """The way from `old_text` to `new_text`, prepared for any number of anchors. What becomes of one depends on no other."""

    def __init__(self, old_text, new_text):
        self.old, self.new = Quotes(old_text), Quotes(new_text)

    @cached_property
    def alignment(self):
        return Alignment(self.old.text, self.new.text)

    def carry(self, anchor):
        """The Carried of `anchor`, which fits the old text; AnchorBroken when it does not.

        It moves only when its words stand in one place that can be no other: with surroundings that were unique in the
        old text, or as the only place in either text.
        """
        carried = self.moved(anchor)
        return self.lost(anchor) if carried.outcome is Outcome.LOST else carried

    def moved(self, anchor):
        """As `carry`, without looking for what is nearest to words that are gone."""
        check(self.old.text, anchor)
        if self.new.text == self.old.text:
            return Carried(Outcome.MOVED, anchor)
        places = self.new.places(anchor.exact)
        if not places:
            return Carried(Outcome.LOST)
        if len(places) == 1 and len(self.old.places(anchor.exact)) == 1:
            return Carried(Outcome.MOVED, self.new.anchor(places[0], anchor.exact))
        surroundings = self.old.told_apart(anchor.start, anchor.exact)
        surrounded = self.new.surrounded_by(anchor.exact, surroundings) if surroundings else []
        if len(surrounded) == 1:
            return Carried(Outcome.MOVED, self.new.anchor(surrounded[0], anchor.exact))
        return self.ambiguous(anchor, places)

    def ambiguous(self, anchor, places):
        exact = anchor.exact
        around = self.old.around(anchor.start, exact, CONTEXT)

        def unlikely(start):
            share = context_share(self.new.text, start, start + len(exact), around.prefix, around.suffix)
            return -share, abs(start - anchor.start), start

        near = nsmallest(WEIGHED, places, key=lambda start: abs(start - anchor.start))
        likeliest = tuple(self.new.anchor(start, exact) for start in nsmallest(SHOWN, near, key=unlikely))
        if len(places) > 1:
            message = f"The words stand in the new text {len(places):,} times, and what surrounded them has changed."
        else:
            message = "The words stood in the old text several times, in the new one once: this may be another place."
        return Carried(Outcome.AMBIGUOUS, candidates=likeliest, message=message)

    def lost(self, anchor):
        """The Carried of an anchor whose words are not in the new text."""
        near, first = NOTHING_NEAR, 0
        for start, end in self.alignment.windows(anchor.start, anchor.end, anchor.exact):
            first, end = boundary_until(self.new.text, start), boundary_from(self.new.text, end)
            near = near_miss(self.new.text[first:end], anchor.exact, begins=first)
            if near.start is not None:
                break
        nearest = ()
        if near.start is not None:
            # Again in the whole text: where a stretch is cut shows in the first characters of it.
            start, end = trimmed(self.new.text, first + near.start, first + near.end, anchor.exact)
            start, end = boundary_until(self.new.text, start), boundary_from(self.new.text, end)
            nearest = (anchor_at(self.new.text, start, end),)
        return Carried(Outcome.LOST, candidates=nearest, message=f"The words are not in the new text. {near.message}")


@dataclass(frozen=True)
class Surroundings:
    """What stands before and after a place, and whether the text begins or ends with it.

    All are as long on both sides, the edges of the text counted in. So two places that are told apart by theirs in one
    text are never both found at one place of another: the shorter surroundings would have fitted both.
    """

    prefix: str
    suffix: str
    opens: bool
    closes: bool


class Quotes:
    """Where words stand in one text, looked for once."""

    def __init__(self, text):
        self.text, self.known = text, {}

    def places(self, exact):
        """The offsets of every place where `exact` stands as whole characters, in order."""
        if exact not in self.known:
            self.known[exact] = list(starts(self.text, exact))
        return self.known[exact]

    def anchor(self, start, exact):
        return anchor_at(self.text, start, start + len(exact))

    def around(self, start, exact, context):
        """The Surroundings of `exact` at `start`, as far as `context` code points to either side."""
        end = start + len(exact)
        prefix, suffix = self.text[max(0, start - context) : start], self.text[end : end + context]
        return Surroundings(prefix, suffix, len(prefix) < context, len(suffix) < context)

    def surrounded_by(self, exact, surroundings):
        """The places of `exact` with these Surroundings."""
        return [start for start in self.places(exact) if self.fits(start, exact, surroundings)]

    def fits(self, start, exact, around):
        end = start + len(exact)
        return (
            self.text.endswith(around.prefix, 0, start)
            and self.text.startswith(around.suffix, end)
            and (not around.opens or start == len(around.prefix))
            and (not around.closes or end + len(around.suffix) == len(self.text))
        )

    def told_apart(self, start, exact):
        """As much of the Surroundings of `exact` at `start` as tells it from its other places; None if that is too much."""
        context, alike = CONTEXT, self.places(exact)
        while context <= MOST_CONTEXT:
            around = self.around(start, exact, context)
            alike = [place for place in alike if self.fits(place, exact, around)]
            if len(alike) == 1:
                return around
            context *= 2
        return None
