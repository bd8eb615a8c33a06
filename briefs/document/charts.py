"""Pictures of a brief as SVG text, each with a title. What they show stands in a table beside them as well.

Letters in a picture are Latin only (numbers, dates, “E3”): the PDF renderer prints Arabic-script letters in SVG in the
wrong order, so names stand in the table.
"""

import datetime as dt
from html import escape

from django.utils.html import format_html
from django.utils.safestring import mark_safe

WIDTH = 680  # user units; a picture is drawn to the width of the text

# Dark to light follows good to unknown, so that the order survives a grey copy; hatching sets the contested ones apart.
FILLS = {
    "full": "#14532d",
    "intermediate": "#3f7d58",
    "minimal": "#8fb89c",
    "partly_closed": "#c39a3b",
    "not_started": "#dccfa8",
    "breached": "#8a2b26",
    "contested": "url(#hatched)",
    "no_evidence": "#c3c8cf",
    "unverifiable": "#dde0e4",
    "not_assessed": "#ffffff",
}
HATCHING = (
    '<defs><pattern id="hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#e9e2f0"/><rect width="3" height="6" fill="#5b3f7a"/></pattern></defs>'
)
LANES = {"round": 0, "statement": 1, "event": 2}
LANE_NAMES = ("Rounds", "Statements", "Events")
MARKS = {"round": "#1f3a5f", "statement": "#9a6b1f", "event": "#8a2b26"}


def svg(width, height, title, body):
    """A picture with its title, as safe HTML."""
    return mark_safe(  # noqa: S308 - every text in it went through escape
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(title)}"><title>{escape(title)}</title>{body}</svg>'
    )


def rating_bar(counts, title):
    """One bar of WIDTH x 22 that is shared out by `counts` (RatingCounts); empty text when there is nothing to share."""
    total = sum(part.count for part in counts)
    if not total:
        return ""
    pieces, left = [HATCHING], 0.0
    for part in counts:
        width = WIDTH * part.count / total
        pieces.append(
            f'<rect x="{left + 0.5:.1f}" y="0.5" width="{width - 1:.1f}" height="21" fill="{FILLS[part.key]}" '
            f'stroke="#333" stroke-width="0.8"/>'
        )
        left += width
    return svg(WIDTH, 22, title, "".join(pieces))


def rating_swatch(key):
    """The small square that stands for a rating in a table; it says nothing to a screen reader that the label does not."""
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{}'
        '<rect x="0.5" y="0.5" width="11" height="11" fill="{}" stroke="#333" stroke-width="0.8"/></svg>',
        mark_safe(HATCHING if key == "contested" else ""),
        FILLS[key],
    )


def timeline(items, as_of, title):
    """Rounds, statements and events on one axis of days up to the day `as_of`; empty text when there are none."""
    if not items:
        return ""
    first = min(item.earliest for item in items)
    last = max(as_of, *(item.latest for item in items))
    days = max((last - first).days, 1)
    left, right = 86, WIDTH - 16

    def at(day):
        return left + (right - left) * (day - first).days / days

    rows, depth = rows_of(items, at)
    tops, height = {}, 8
    for lane in range(3):
        tops[lane] = height
        height += 17 * max(depth[lane], 1) + 9
    body = [axis(first, last, at, height)]
    for lane, name in enumerate(LANE_NAMES):
        body.append(f'<text x="0" y="{tops[lane] + 11}" font-size="10.5" fill="#444">{name}</text>')
        if lane:
            body.append(f'<line x1="0" x2="{WIDTH}" y1="{tops[lane] - 5}" y2="{tops[lane] - 5}" stroke="#ddd"/>')
    for item, row in rows:
        y = tops[LANES[item.kind]] + 17 * row + 8
        start, end = at(item.earliest), at(item.latest)
        colour = MARKS[item.kind]
        if end - start > 6:
            body.append(f'<rect x="{start:.1f}" y="{y - 4}" width="{end - start:.1f}" height="8" rx="2" fill="{colour}"/>')
        else:
            body.append(f'<circle cx="{(start + end) / 2:.1f}" cy="{y}" r="4.5" fill="{colour}"/>')
        body.append(f'<text x="{end + 7:.1f}" y="{y + 3.5}" font-size="9.5" fill="#222">{escape(item.number)}</text>')
    return svg(WIDTH, height + 22, title, "".join(body))


def rows_of(items, at):
    """Pairs (item, row in its lane) so that no two marks touch, and how many rows each lane takes."""
    ends, placed = {0: [], 1: [], 2: []}, []
    for item in items:
        lane = ends[LANES[item.kind]]
        start, end = at(item.earliest), at(item.latest) + 12 + 7 * len(item.number)
        row = next((place for place, taken in enumerate(lane) if taken <= start - 6), len(lane))
        if row == len(lane):
            lane.append(end)
        else:
            lane[row] = end
        placed.append((item, row))
    return placed, {lane: len(taken) for lane, taken in ends.items()}


def axis(first, last, at, height):
    """The line of days with its ticks."""
    parts = [f'<line x1="{at(first)}" x2="{at(last):.1f}" y1="{height}" y2="{height}" stroke="#555"/>']
    for day, label in ticks(first, last):
        x = at(day)
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="4" y2="{height + 3}" stroke="#e4e4e4"/>')
        anchor = "end" if x > WIDTH - 50 else "start"
        parts.append(
            f'<text x="{x:.1f}" y="{height + 15}" font-size="9.5" fill="#444" text-anchor="{anchor}">{label}</text>'
        )
    return "".join(parts)


def ticks(first, last):
    """Pairs (day, label): at most nine, at even steps of days, months or years."""
    days = (last - first).days
    if days <= 120:
        step = next(step for step in (1, 2, 3, 7, 14, 28) if days / step <= 8)
        return [
            (day, f"{day:%-d %b}")
            for day in (first + dt.timedelta(days=count) for count in range(0, days + 1, step))
        ]
    months = [dt.date(first.year + count // 12, count % 12 + 1, 1) for count in range(first.month - 1, days // 28 + 13)]
    months = [month for month in months if first <= month <= last]
    step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 240, 600) if len(months) / step <= 9)
    return [(month, f"{month:%b %Y}" if step < 12 else f"{month:%Y}") for month in months[::step]]
