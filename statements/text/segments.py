"""Cutting a text into the pieces that marks draw: marks may overlap and nest, pieces do neither."""

from dataclasses import dataclass
from itertools import pairwise

from statements.text.anchors import check


@dataclass(frozen=True)
class Segment:
    """A piece of a text (offsets, code points) and which anchors cover it, by their places in the list given."""

    start: int
    end: int
    anchors: tuple[int, ...]


def segments(text, anchors):
    """The Segments that together are `text`, in order, without gap or overlap. Of an empty text there are none.

    Raises AnchorBroken when an anchor does not fit `text`.
    """
    opening, closing = {}, {}
    for index, anchor in enumerate(anchors):
        check(text, anchor)
        opening.setdefault(anchor.start, []).append(index)
        closing.setdefault(anchor.end, []).append(index)
    cuts = sorted({0, len(text), *opening, *closing})
    found, covering = [], set()
    for start, end in pairwise(cuts):
        covering.difference_update(closing.get(start, ()))
        covering.update(opening.get(start, ()))
        found.append(Segment(start, end, tuple(sorted(covering))))
    return found
