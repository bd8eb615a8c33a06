"""How the rating of a commitment moved, as a strip along a line of days: SVG text, with events as small marks.

Above the strip stand the marks of what honours a commitment, below it those of what speaks against it. Where the brief
runs from right to left, so does time. Letters are Latin only, as in all pictures of a brief.
"""

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from html import escape

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from briefs.document.charts import BANDS, FILLS, STRIPES, svg
from records.day_ticks import ticks

WIDTH = 680  # user units of a strip by itself; it is drawn to the width of the text
TAIL = 84  # user units of the rating in force, which goes on beyond the last day that is known
LONG = 5 * 366  # days from which on an axis is marked by years alone
LETTER = 5.2  # user units that a letter of a date takes at most
INK, QUIET = "#16202b", "#5d6873"

HEIGHT = 20  # user units of a strip with its marks
THICK = 8.4  # user units of the strip alone
LEAST = 5  # user units of a rating that was in force for hardly a day

# Corners of each mark around 0, 0, and whether it is full. Up is for, down is against, hollow is in part or not quite.
UP, DOWN = ((0, -2.7), (2.9, 2.2), (-2.9, 2.2)), ((0, 2.7), (2.9, -2.2), (-2.9, -2.2))
SIGNS = {
    "honours": (UP, True),
    "in_part": (UP, False),
    "breaches": (DOWN, True),
    "hinders": (DOWN, False),
    "context": (((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)), True),
}
BELOW = ("breaches", "hinders")


@dataclass(frozen=True)
class Segment:
    """A time in which one rating was in force: the days `start` to `end`, and the rating's code and label."""

    key: str
    label: str
    start: dt.date
    end: dt.date


@dataclass(frozen=True)
class Span:
    """The days `first` to `last`, drawn from the unit `left` to the unit `right` of a picture."""

    first: dt.date
    last: dt.date
    left: float
    right: float
    is_mirrored: bool = False

    def named(self, day):
        """A day as it is written in the picture: in numbers alone where no month can be named."""
        return day.isoformat() if self.is_mirrored else f"{day:%-d %b %Y}"

    @property
    def width(self):
        """How wide a picture is that keeps as much room on the right as on the left."""
        return round(self.left + self.right)

    @cached_property
    def ticks(self):
        """Pairs (day, label) where the axis is marked: of a long time the first days of years."""
        if (self.last - self.first).days < LONG:
            return ticks(self.first, self.last, in_numbers=self.is_mirrored)
        years = range(self.first.year + 1, self.last.year + 1)
        step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if len(years) / step <= 9)
        return [(dt.date(year, 1, 1), str(year)) for year in years if year % step == 0]

    def at(self, day):
        """Where a day is drawn, in user units; a day outside the span at its nearer end."""
        days = max((self.last - self.first).days, 1)
        share = min(max((day - self.first).days / days, 0), 1)
        width = self.right - self.left
        return self.right - width * share if self.is_mirrored else self.left + width * share


def segments(part, until):
    """The Segments of a Comparison from the issue of its statement to the day `until`; none where no day is known."""
    given = [rating for rating in (*part.earlier_ratings, part.rating) if rating.on]
    days = [dt.date.fromisoformat(rating.on) for rating in given]
    if not days and not part.issued_on:
        return []
    begins = dt.date.fromisoformat(part.issued_on) if part.issued_on else days[0]
    steps = [("not_assessed", part.unrated, begins)]
    for rating, day in zip(given, days, strict=True):
        if rating.key != steps[-1][0]:
            steps.append((rating.key, rating.label, max(day, begins)))
    ends = [*(start for _key, _label, start in steps[1:]), max(until, steps[-1][2])]
    found = [Segment(key, label, start, end) for (key, label, start), end in zip(steps, ends, strict=True)]
    return [one for one in found[:-1] if one.start < one.end] + found[-1:]


def history(part, is_mirrored=False):
    """The strip of a Comparison by itself, as safe HTML: from its statement to its last rating, which goes on.

    It depends on the comparison alone. Empty text where the rating never moved: there is nothing to see.
    """
    known = segments(part, dt.date.min)
    if len(known) < 2:
        return ""
    first, last = known[0].start, known[-1].start
    span = Span(first, last, 1, WIDTH - TAIL, is_mirrored)
    if is_mirrored:
        span = Span(first, last, TAIL, WIDTH - 1, is_mirrored)
    body = drawn(known[:-1], span, 1, 13)
    x, tip = (span.left, 4) if is_mirrored else (span.right, WIDTH - 4)
    body.append(fill(known[-1].key, min(x, tip), 1, abs(tip - x), 13))
    body.append(arrow(tip, 7.5, is_mirrored))
    body += labels([(one.start, span.named(one.start)) for one in known], span, 26, WIDTH)
    return svg(WIDTH, 30, in_words(part), "".join(body))


def strip(part, span, marks=(), *, height=HEIGHT):
    """The strip of a Comparison in `span`, as safe HTML; `marks` are pairs (bearing, day) of the events beside it.

    The picture is as high as `height` user units, with faint lines where the axis has its ticks.
    """
    middle = height / 2
    body = [f'<path d="{"".join(f"M{span.at(day):.1f} 0V{height}" for day, _label in span.ticks)}" stroke="#dde2e7"/>']
    body += drawn(segments(part, span.last), span, middle - THICK / 2, THICK)
    body += signs([(bearing, x, middle + (7.2 if bearing in BELOW else -7.2)) for bearing, x in placed(marks, span)])
    return svg(span.width, height, in_words(part), "".join(body))


def placed(marks, span):
    """Pairs (bearing, x) in order, one for all marks that would cover each other; none for a day before the span."""
    found = {}
    for bearing, day in marks:
        if day >= span.first:
            x = span.at(day)
            found.setdefault((bearing, round(x / 2)), x)
    return sorted(((bearing, x) for (bearing, _place), x in found.items()), key=lambda pair: (pair[1], pair[0]))


def scale_of_days(span, title):
    """The axis of `span` as a picture of its own: its ticks with their days."""
    ends = "".join(f"M{span.at(day):.1f} 12.5V18" for day, _label in span.ticks)
    line = f'<path d="M{span.left:.1f} 15.5H{span.right:.1f}{ends}" stroke="{QUIET}" stroke-width="0.8" fill="none"/>'
    return svg(span.width, 18, title, line + "".join(labels(span.ticks, span, 9, span.width)))


def drawn(found, span, top, height):
    """Segments where they stand in `span`, one that lasted hardly a day as wide as can be seen."""
    parts = []
    for segment in found:
        left, right = sorted((span.at(segment.start), span.at(segment.end)))
        width = max(right - left, LEAST)
        parts.append(fill(segment.key, min(left, span.right - width), top, width, height))
    return parts


def fill(key, left, top, width, height):
    """A rectangle in the fill and texture of the rating `key`."""
    place = f'x="{left:.1f}" y="{top:.1f}" width="{width:.1f}" height="{height:.1f}"'
    parts = [f'<rect {place} fill="{FILLS[key]}"/>']
    if key in STRIPES:
        lines = "".join(f"M{x} {top:.1f}v{height:.1f}" for x in range(int(left) + 2, int(left + width), 5))
        parts.append(f'<path d="{lines or "M0 0"}" stroke="{STRIPES[key]}" stroke-width="1.8" fill="none"/>')
    colour, bands = BANDS.get(key, ("", ()))
    parts += [
        f'<rect x="{left:.1f}" y="{top + height * start:.2f}" width="{width:.1f}" height="{height * share:.2f}" '
        f'fill="{colour}"/>'
        for start, share in bands
    ]
    parts.append(f'<rect {place} fill="none" stroke="#333333" stroke-width="0.7"/>')
    return "".join(parts)


def signs(marks):
    """Marks, triples (bearing, x, y), those that look alike in one path."""
    paths = {}
    for bearing, x, y in marks:
        corners, is_full = SIGNS[bearing]
        lines = "L".join(f"{x + across:.1f} {y + down:.1f}" for across, down in corners)
        paths.setdefault(is_full, []).append(f"M{lines}Z")
    return [
        f'<path d="{"".join(some)}" fill="{INK if is_full else "#ffffff"}" stroke="{INK}" stroke-width="0.8"/>'
        for is_full, some in paths.items()
    ]


def swatch(bearing):
    """The mark of `bearing` by itself, hidden from screen readers: what it means always stands beside it."""
    return mark_safe(  # noqa: S308 - numbers and colours of ours
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8" width="8" height="8" aria-hidden="true">'
        f"<title>{escape(bearing.replace('_', ' '))}</title>{''.join(signs([(bearing, 4, 4)]))}</svg>"
    )


def arrow(tip, middle, is_mirrored):
    """The point of a bar that goes on: white over its end, so that it has no edge there."""
    way = -1 if is_mirrored else 1
    back, beyond = tip - 9 * way, tip + 4 * way
    corners = [(back, -8), (beyond, -8), (beyond, 8), (back, 8), (tip, 0)]
    return f'<polygon points="{" ".join(f"{x},{middle + y}" for x, y in corners)}" fill="#ffffff"/>'


def labels(named, span, y, whole):
    """Pairs (day, text) as texts in a picture `whole` user units wide; one that would touch the text before it is left out."""
    found, taken = [], []
    for day, text in named:
        wide = LETTER * len(text)
        middle = min(max(span.at(day), wide / 2), whole - wide / 2)
        if all(abs(middle - other) > (wide + width) / 2 + 4 for other, width in taken):
            taken.append((middle, wide))
            found.append(
                f'<text x="{middle:.1f}" y="{y}" font-size="9" text-anchor="middle" fill="{QUIET}">{text}</text>'
            )
    return found


def in_words(part):
    """What the strip of a Comparison shows, in words: “C2: not assessed; then minimal (20 July 2021)”."""
    told = [part.unrated] if part.issued_on and part.rating.on else []
    told += [f"{one.label} ({one.as_of})" if one.as_of else one.label for one in (*part.earlier_ratings, part.rating)]
    arrow = f" {_('→')} "
    return f"{part.label}: {arrow.join(told)}"
