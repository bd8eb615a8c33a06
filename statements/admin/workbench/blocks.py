"""A text as the workbench draws it: blocks at line breaks, and in them pieces under the same marks.

The text nodes of the blocks together are the very text: labels are attributes, which the style sheet prints.
"""

from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from statements.marking import marks_in
from statements.text.anchors import Anchor, AnchorBroken, check_offsets
from statements.text.characters import boundary_from
from statements.text.segments import segments

# A line beyond this many code points is cut between words, so that the work on a mark does not grow with the line.
LONGEST = 2_000


@dataclass(frozen=True)
class Mark:
    """A passage as it is drawn: offsets, its key, and what it marks. `is_part` for a disputed part of a point."""

    key: int
    start: int
    end: int
    clause: int
    number: str
    commitment: int | None
    is_disputed: bool
    is_part: bool

    @property
    def is_point(self):
        return self.commitment is None and not self.is_part


def marks_of(version, reader, spans=None):
    """The Marks of `version` that `reader` sees, in the order of the text; those that touch one of `spans` where given."""
    rows = marks_in(version, reader)
    if spans is not None:
        first, last = min(start for start, _end in spans), max(end for _start, end in spans)
        rows = rows.filter(start__lt=last, end__gt=first)
    rows = rows.order_by("start", "-end", "pk").values_list(
        "pk", "start", "end", "is_disputed", "clause_id", "clause__number", "commitment_id"
    )
    found, longest = [], {}
    for key, start, end, is_disputed, clause, number, commitment in rows:
        try:
            check_offsets(version.text, start, end)
        except AnchorBroken:
            # Stored before this check was made; its point's page tells of it.
            continue
        # Outer marks come first: what is disputed within a marked point is a part of it.
        holds = commitment is None and longest.get(clause, (0, 0))[1] >= end
        found.append(Mark(key, start, end, clause, number, commitment, is_disputed, is_disputed and holds))
        if commitment is None and end > longest.get(clause, (0, 0))[1]:
            longest[clause] = (start, end)
    return found


def bounds(text, start=0, end=None):
    """Yield (start, end) of each block that touches text[start:end], in order; of an empty text there are none."""
    end = len(text) if end is None else end
    line = text.rfind("\n", 0, start) + 1
    while line < len(text) and line < max(end, start + 1):
        newline = text.find("\n", line)
        after = len(text) if newline < 0 else newline + 1
        for first, last in cut(text, line, after):
            if last > start and first < max(end, start + 1):
                yield first, last
        line = after


def cut(text, start, end):
    """Yield the parts of the line text[start:end], cut between words where it is longer than LONGEST."""
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        middle = boundary_from(text, space + 1 if space > 0 else start + LONGEST)
        if middle >= end:
            break
        yield start, middle
        start = middle
    yield start, end


def drawn(version, reader, spans=None):
    """The blocks of a version as HTML, with the marks that `reader` sees over them.

    Where `spans`, pairs (start, end), are given: those that touch one of them, each to take the place of the block that is
    on the page.
    """
    text, is_anew = version.text, spans is not None
    wanted = list(bounds(text)) if spans is None else sorted({one for span in spans for one in bounds(text, *span)})
    if not wanted:
        return SafeString("")
    waiting = iter([*marks_of(version, reader, wanted if is_anew else None), None])
    html, over, following = [], [], next(waiting)
    for start, end in wanted:
        while following is not None and following.start < end:
            over.append(following)
            following = next(waiting)
        over = [mark for mark in over if mark.end > start]
        html.append(block(text, start, end, over, is_anew))
    return SafeString("".join(html))


def block(text, start, end, marks, is_anew):
    """One block: its text in spans for the pieces under the same marks."""
    words = text[start:end]
    runs_on = (start > 0 and text[start - 1] != "\n") or (not words.endswith("\n") and end < len(text))
    numbers = dict.fromkeys(mark.number for mark in marks if mark.is_point and mark.start >= start)
    classes = "block" + (" runs-on" if runs_on else "") + (" in-point" if any(mark.is_point for mark in marks) else "")
    attributes = [mark_safe(' hx-swap-oob="true"')] if is_anew else []
    if numbers:
        attributes.append(format_html(' data-numbers="{}"', " ".join(numbers)))
    if not marks:
        inside = format_html("{}", words)
    else:
        anchors = [clipped(mark, words, start, end) for mark in marks]
        inside = SafeString(
            "".join(
                piece(words[part.start : part.end], start + part.start, [marks[index] for index in part.anchors])
                for part in segments(words, anchors)
            )
        )
    return format_html(
        '<div class="{}" id="b{}" data-start="{}"{}>{}</div>',
        classes,
        start,
        start,
        SafeString("".join(attributes)),
        inside,
    )


def clipped(mark, words, start, end):
    """The Anchor of what of `mark` lies in a block."""
    first, last = max(mark.start, start) - start, min(mark.end, end) - start
    return Anchor(first, last, words[first:last])


def piece(words, start, marks):
    """One piece of text under the same marks.

    `data-p` are the whole points over it and `data-m` the other marks, by key; `data-o` those that begin with it, and
    `data-c` the commitments whose words do.
    """
    if not marks:
        return format_html("{}", words)
    quotes = sum(mark.commitment is not None for mark in marks)
    names = ["m", *["c"] * (quotes > 0), *["c2"] * (quotes > 1), *["d"] * any(mark.is_disputed for mark in marks)]
    begun = [mark for mark in marks if mark.start == start]
    told = {
        "class": " ".join(names),
        "data-p": keys(mark for mark in marks if mark.is_point),
        "data-m": keys(mark for mark in marks if not mark.is_point),
        "data-o": keys(begun),
        "data-c": " ".join(str(mark.commitment) for mark in begun if mark.commitment),
    }
    attributes = format_html_join("", ' {}="{}"', ((name, value) for name, value in told.items() if value))
    return format_html("<span{}>{}</span>", attributes, words)


def keys(marks):
    return " ".join(str(mark.key) for mark in marks)
