"""Carrying an anchor from one text to its correction, without guessing."""

from dataclasses import dataclass
from enum import Enum

from statements.text.anchors import CONTEXT, Anchor, anchor_at, check, context_share, find
from statements.text.nearness import near_miss


class Outcome(Enum):
    """What became of an anchor in another text."""

    MOVED = "moved"
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True)
class Carried:
    """What became of an anchor: the new anchor when it moved, else the places a person should look at.

    MOVED: `anchor` is the passage in the new text. AMBIGUOUS: `candidates` are the places where its words stand, the
    likeliest first. LOST: the words are gone; `candidates` holds the nearest passage, if any is near. `message` is for
    the person who decides, "" when there is nothing to decide.
    """

    outcome: Outcome
    anchor: Anchor | None = None
    candidates: tuple[Anchor, ...] = ()
    message: str = ""


def carry(old_text, anchor, new_text):
    """The Carried of `anchor`, which fits `old_text`, in `new_text`.

    It moves only when its words stand in one place that can be no other: with surroundings that were unique in the old
    text, or as the only place in either text. Raises AnchorBroken when `anchor` does not fit `old_text`.
    """
    check(old_text, anchor)
    if new_text == old_text:
        return Carried(Outcome.MOVED, anchor)
    told_apart = uniquely_surrounded(old_text, anchor)
    candidates = find(new_text, anchor.exact, prefix=told_apart.prefix, suffix=told_apart.suffix, near=told_apart.start)
    if not candidates:
        return lost(anchor, new_text)
    anchors = tuple(anchor_at(new_text, candidate.start, candidate.end) for candidate in candidates)
    surrounded = [candidate for candidate in candidates if candidate.score == 1]
    was_only_one = len(find(old_text, anchor.exact)) == 1
    if len(surrounded) == 1 or (len(candidates) == 1 and was_only_one):
        return Carried(Outcome.MOVED, anchors[0])
    if len(anchors) > 1:
        message = f"The words stand in the new text {len(anchors):,} times, and what surrounded them has changed."
    else:
        message = "The words stood in the old text several times, in the new one once: this may be another place."
    return Carried(Outcome.AMBIGUOUS, candidates=anchors, message=message)


def uniquely_surrounded(text, anchor):
    """`anchor` with as much context as it takes to tell it from every other place where its words stand in `text`."""
    places = find(text, anchor.exact)
    context = CONTEXT
    while True:
        wider = anchor_at(text, anchor.start, anchor.end, context=context)
        alike = [p for p in places if context_share(text, p.start, p.end, wider.prefix, wider.suffix) == 1]
        if len(alike) == 1:
            return wider
        context *= 2


def lost(anchor, new_text):
    """The Carried of an anchor whose words are not in `new_text`."""
    near = near_miss(new_text, anchor.exact)
    nearest = () if near.start is None else (anchor_at(new_text, near.start, near.end),)
    return Carried(Outcome.LOST, candidates=nearest, message=f"The words are not in the new text. {near.message}")
