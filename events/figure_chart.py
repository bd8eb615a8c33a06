"""Figures over time as SVG text: one shape and one letter for each claimant, ranges as bars, open ends as arrows.

A figure for a period stands at its last day, at the end of a broken line from the first.

Colour says nothing in it. Letters in it are Latin only: who is meant by A stands in the table beside it.
"""

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from math import ceil, floor

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from events.models import Figure
from records.day_ticks import ticks

WIDTH, HEIGHT = 680, 300  # user units; the chart is drawn to the width of the text
LEFT, RIGHT, TOP, BOTTOM = 76, 650, 34, 262  # where the lines of the axes run
ARROW = 30  # user units that an open end reaches beyond its value
APART = 36  # user units between two figures of the same day

# Each is the corners of a shape around 0, 0; a circle has none.
SHAPES = {
    "circle": "",
    "square": "-5,-5 5,-5 5,5 -5,5",
    "diamond": "0,-7 7,0 0,7 -7,0",
    "triangle": "0,-7 6.5,5 -6.5,5",
    "cross": "-2,-6 2,-6 2,-2 6,-2 6,2 2,2 2,6 -2,6 -2,2 -6,2 -6,-2 -2,-2",
    "hourglass": "-6,-6 6,-6 -6,6 6,6",
    "pointing down": "0,7 6.5,-5 -6.5,-5",
    "hexagon": "-6,0 -3,-5.2 3,-5.2 6,0 3,5.2 -3,5.2",
}
NAMES = tuple(SHAPES)

UPWARDS = (Figure.Bound.MORE_THAN, Figure.Bound.AT_LEAST)
DOWNWARDS = (Figure.Bound.LESS_THAN, Figure.Bound.AT_MOST)


@dataclass(frozen=True)
class Sign:
    """By what the figures of one claimant are told: a letter, and the name of a shape."""

    letter: str
    shape: str

    @property
    def swatch(self):
        """The shape by itself, hidden from screen readers: its letter always stands beside it."""
        return mark_safe(  # noqa: S308 - numbers of ours
            '<svg class="figure-sign" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true" focusable="false">'
            f"{shape(self.shape, 0, 0)}</svg>"
        )


def chart(figures):
    """The dated `figures`, each with its `sign`, over time, as safe HTML; empty text when there are none."""
    if not figures:
        return ""
    first = min(begins(figure) for figure in figures)
    last = max(figure.stated_on.ordering_day for figure in figures)
    ends = [float(end) for figure in figures for end in (figure.value, figure.upper_value) if end is not None]
    low, high, step = scale(min(0, *ends), max(0, *ends))

    def across(day):
        if first == last:
            return (LEFT + RIGHT) / 2
        return LEFT + 40 + (RIGHT - LEFT - 80) * (day - first).days / (last - first).days

    def up(value):
        return BOTTOM - (BOTTOM - TOP - ARROW) * (float(value) - low) / (high - low)

    body = [values_axis(low, high, step, up), days_axis(first, last, across)]
    for figure, x in placed(figures, across):
        if begins(figure) < figure.stated_on.ordering_day:
            y = middle(figure, up)
            body.append(line(across(begins(figure)), y, x, y, 1, dashes="6 3"))
        body.append(mark(figure, x, up))
    title = _("The figures over time")
    return mark_safe(  # noqa: S308 - every text in it went through escape
        f'<svg class="figure-chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-label="{escape(f"{title}. {description(figures)}")}">{"".join(body)}</svg>'
    )


def begins(figure):
    """The first day of the period that a figure is for; of one without, the day that it stands at."""
    return figure.stated_on.earliest or figure.stated_on.ordering_day


def middle(figure, up):
    """How high the shape of a figure stands: at its value, or in the middle of its range."""
    ends = [up(end) for end in (figure.value, figure.upper_value) if end is not None]
    return sum(ends) / len(ends)


def description(figures):
    """All that the chart shows, in words."""
    return " ".join(f"{figure.sign.letter}: {figure.in_words}, {figure.stated_on}." for figure in figures)


def scale(low, high):
    """(lowest, highest, step) of an axis with about five even steps that holds `low` and `high`."""
    reach = (high - low) or 1
    power = 10.0 ** (len(str(int(reach))) - 1)
    step = next(power * factor for factor in (0.2, 0.5, 1, 2, 5, 10) if reach / (power * factor) <= 6)
    lowest = step * floor(low / step)
    return lowest, max(step * ceil(high / step), lowest + step), step


def placed(figures, across):
    """Pairs (figure, x); figures of the same day stand beside each other around it."""
    by_day = defaultdict(list)
    for figure in figures:
        by_day[figure.stated_on.ordering_day].append(figure)
    for day, together in by_day.items():
        room = min(APART, (RIGHT - LEFT) / len(together))
        for place, figure in enumerate(together):
            yield figure, across(day) + room * (place - (len(together) - 1) / 2)


def mark(figure, x, up):
    """The shape at the value, with the bar of a range or the arrow of an open end, and the letter beside it."""
    y = up(figure.value)
    parts = []
    if figure.upper_value is not None:
        top = up(figure.upper_value)
        parts += [line(x, y, x, top, 2), line(x - 6, top, x + 6, top, 2), line(x - 6, y, x + 6, y, 2)]
        y = middle(figure, up)
    elif figure.bound in (*UPWARDS, *DOWNWARDS):
        end = y - ARROW if figure.bound in UPWARDS else y + ARROW
        barb = 6 if figure.bound in UPWARDS else -6
        parts += [line(x, y, x, end, 2), line(x - 5, end + barb, x, end, 2), line(x + 5, end + barb, x, end, 2)]
    elif figure.bound == Figure.Bound.ABOUT:
        parts.append(
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="11" fill="none" stroke="currentColor" stroke-dasharray="3 3"/>'
        )
    parts.append(shape(figure.sign.shape, x, y))
    parts.append(
        f'<text x="{x + 14:.1f}" y="{y + 4:.1f}" font-size="12" font-weight="700" fill="currentColor">'
        f"{escape(figure.sign.letter)}</text>"
    )
    return f"<g>{''.join(parts)}</g>"


def shape(name, x, y):
    """The shape called `name` around a point."""
    if not SHAPES[name]:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5.5" fill="currentColor"/>'
    return f'<polygon points="{SHAPES[name]}" transform="translate({x:.1f} {y:.1f})" fill="currentColor"/>'


def line(x, y, x2, y2, width, dashes=""):
    """A line of `width` from one point to another; `dashes` as in the attribute of SVG."""
    broken = f' stroke-dasharray="{dashes}"' if dashes else ""
    ends = f'x1="{x:.1f}" y1="{y:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"'
    return f'<line {ends} stroke="currentColor" stroke-width="{width}"{broken}/>'


def values_axis(low, high, step, up):
    """The line of values with its steps, each across the whole chart."""
    parts = [line(LEFT, TOP, LEFT, BOTTOM, 1)]
    for count in range(round((high - low) / step) + 1):
        value = low + step * count
        y = up(value)
        written = f"{value:,.1f}" if step < 1 else f"{value:,.0f}"
        parts.append(f'<g class="grid">{line(LEFT, y, RIGHT, y, 0.5)}</g>')
        parts.append(
            f'<text x="{LEFT - 8}" y="{y + 4:.1f}" font-size="11" text-anchor="end" fill="currentColor">{written}</text>'
        )
    return "".join(parts)


def days_axis(first, last, across):
    """The line of days with its ticks."""
    parts = [line(LEFT, BOTTOM, RIGHT, BOTTOM, 1)]
    for day, label in ticks(first, last):
        x = across(day)
        parts.append(line(x, BOTTOM, x, BOTTOM + 5, 1))
        parts.append(
            f'<text x="{x:.1f}" y="{BOTTOM + 20}" font-size="11" text-anchor="middle" fill="currentColor">{label}</text>'
        )
    return "".join(parts)
