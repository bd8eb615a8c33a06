"""Pictures of a brief as SVG text, each with a title. What they show stands in a table beside them as well.

Letters in a picture are Latin only (numbers, dates, “E3”): the PDF renderer prints Arabic-script letters in SVG in the
wrong order, so names stand in the table, and what the marks mean below the picture.
"""

from html import escape

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_bidi, gettext_lazy
from django.utils.translation import gettext as _

from records.dates import day_words
from records.day_ticks import ticks

WIDTH = 680  # user units; a picture is drawn to the width of the text
ROW = 17  # user units from one mark on the timeline to the one below it

FILLS = {
    "full": "#14532d",
    "intermediate": "#3f7d58",
    "minimal": "#8fb89c",
    "partly_closed": "#e3c98d",
    "not_started": "#efe6cc",
    "breached": "#8a2b26",
    "contested": "#f1ecf6",
    "no_evidence": "#c3c8cf",
    "unverifiable": "#eceef1",
    "not_assessed": "#ffffff",
}
# In a grey copy some fills look alike, and “breached” must never pass for “full”: these carry a texture as well.
# Each is the colour, then the stripes as pairs (share of the height where it starts, share that it takes).
BANDS = {
    "breached": ("#ffffff", ((0.24, 0.12), (0.64, 0.12))),
    "partly_closed": ("#8a6414", ((0.5, 0.5),)),
    "unverifiable": ("#4a5460", ((0.44, 0.12),)),
}
STRIPES = {"contested": "#5b3f7a"}

LANES = {"round": 0, "statement": 1, "event": 2}
LANE_NAMES = {
    "round": gettext_lazy("Rounds"),
    "statement": gettext_lazy("Statements"),
    "event": gettext_lazy("Events"),
}
MARKS = {"round": "#1f3a5f", "statement": "#9a6b1f", "event": "#8a2b26"}


def svg(width, height, title, body):
    """A picture with its title, as safe HTML."""
    return mark_safe(  # noqa: S308 - every text in it went through escape
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-label="{escape(title)}"><title>{escape(title)}</title>{body}</svg>'
    )


def rating_bar(counts, title):
    """One bar of WIDTH x 24 that is shared out by `counts` (RatingCounts); empty text when there is nothing to share.

    Each share bears its number, so that the bar can be read without colours; one too narrow for it goes without.
    """
    total = sum(part.count for part in counts)
    if not total:
        return ""
    pieces, left = [], 0.0
    for part in counts:
        width = WIDTH * part.count / total
        pieces.append(box(part.key, left + 0.5, width - 1, 23))
        room = 10 + 6 * len(str(part.count))
        if width > room + 4:
            middle = left + width / 2
            pieces.append(
                f'<rect x="{middle - room / 2:.1f}" y="4.5" width="{room}" height="15" rx="7.5" fill="#ffffff"/>'
                f'<text x="{middle:.1f}" y="15.8" font-size="10.5" font-weight="700" text-anchor="middle" '
                f'fill="#16202b">{part.count}</text>'
            )
        left += width
    return svg(WIDTH, 24, title, "".join(pieces))


def bar_of_ratings(counts):
    """The `rating_bar` of the commitments of a whole brief, with its title."""
    return rating_bar(
        counts, _("Commitments by rating: %s") % "; ".join(f"{part.label} {part.count}" for part in counts)
    )


def rating_swatch(key):
    """The small square that stands for a rating, hidden from screen readers: its label always stands beside it."""
    return small(f"<title>{key.replace('_', ' ')}</title>{box(key, 0.5, 11, 11)}")


def box(key, left, width, height):
    """A rectangle in the fill and texture of the rating `key`, its upper edge at 0.5."""
    place = f'x="{left:.1f}" y="0.5" width="{width:.1f}" height="{height}"'
    parts = [f'<rect {place} fill="{FILLS[key]}"/>']
    if key in STRIPES:
        parts += [
            f'<rect x="{x}" y="0.5" width="2" height="{height}" fill="{STRIPES[key]}"/>'
            for x in range(int(left) + 2, int(left + width) - 1, 5)
        ]
    colour, bands = BANDS.get(key, ("", ()))
    parts += [
        f'<rect x="{left:.1f}" y="{0.5 + height * top:.2f}" width="{width:.1f}" height="{height * share:.2f}" '
        f'fill="{colour}"/>'
        for top, share in bands
    ]
    parts.append(f'<rect {place} fill="none" stroke="#333333" stroke-width="0.8"/>')
    return "".join(parts)


def timeline(items, as_of, title):
    """Rounds, statements and events on one axis of days up to the day `as_of`; empty text when there are none.

    One lane for each kind, in the order of `timeline_key`, which says what the marks mean. Time runs as the language does.
    """
    if not items:
        return ""
    first = min(item.earliest for item in items)
    last = max(as_of, *(item.latest for item in items))
    days = max((last - first).days, 1)
    left, right = 14, WIDTH - 30

    def at(day):
        return left + (right - left) * (day - first).days / days

    def turned(x):
        return WIDTH - x if get_language_bidi() else x

    placed, depth = rows_of(items, at)
    tops, height = [], 8
    for lane in range(len(LANES)):
        tops.append(height)
        height += ROW * max(depth[lane], 1) + 9
    body = [axis(first, last, lambda day: turned(at(day)), height), as_of_line(turned(at(as_of)), height)]
    body += [f'<line x1="0" x2="{WIDTH}" y1="{top - 5}" y2="{top - 5}" stroke="#ddd"/>' for top in tops[1:]]
    for item, row in placed:
        y = tops[LANES[item.kind]] + ROW * row + 8
        start, end = sorted((turned(at(item.earliest)), turned(at(item.latest))))
        body.append(mark(item.kind, start, end, y))
        body.append(
            f'<text x="{turned(at(item.latest) + 7):.1f}" y="{y + 3.5}" font-size="9.5" fill="#222" '
            f'text-anchor="{"end" if get_language_bidi() else "start"}">{escape(item.number)}</text>'
        )
    return svg(WIDTH, height + 24, title, "".join(body))


def timeline_key(as_of):
    """What the lanes of a timeline hold, from above, and what its broken line is, as safe HTML."""
    return format_html(
        '<p class="small key">{} {} {}</p>',
        format_html_join("", "{} {} · ", ((small(mark(kind, 6, 6, 6)), name) for kind, name in LANE_NAMES.items())),
        small(as_of_line(6, -8)),
        _("as of %(day)s") % {"day": day_words(as_of)},
    )


def small(body):
    """A picture of 12 x 12 that stands in a line of text, hidden from screen readers."""
    return mark_safe(  # noqa: S308 - numbers and colours of ours
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{body}</svg>'
    )


def mark(kind, start, end, y):
    """A bar for a period; for a day a square (round), a diamond (statement) or a disc (event)."""
    colour, x = MARKS[kind], (start + end) / 2
    if end - start > 6:
        corner = 4 if kind == "event" else 0
        return f'<rect x="{start:.1f}" y="{y - 4}" width="{end - start:.1f}" height="8" rx="{corner}" fill="{colour}"/>'
    if kind == "round":
        return f'<rect x="{x - 4:.1f}" y="{y - 4}" width="8" height="8" fill="{colour}"/>'
    if kind == "statement":
        corners = f"{x:.1f},{y - 5} {x + 5:.1f},{y} {x:.1f},{y + 5} {x - 5:.1f},{y}"
        return f'<polygon points="{corners}" fill="{colour}"/>'
    return f'<circle cx="{x:.1f}" cy="{y}" r="4.5" fill="{colour}"/>'


def rows_of(items, at):
    """Pairs (item, row in its lane) so that no two marks touch, and how many rows each lane takes."""
    ends, placed = {lane: [] for lane in LANES.values()}, []
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
    parts = [f'<line x1="{at(first):.1f}" x2="{at(last):.1f}" y1="{height}" y2="{height}" stroke="#555"/>']
    for day, label in ticks(first, last, in_numbers=get_language_bidi()):
        x = at(day)
        parts.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="4" y2="{height + 3}" stroke="#e4e4e4"/>')
        # A label stands where time goes on from its tick, but for one that would not fit there.
        is_left = x > WIDTH - 60 or (get_language_bidi() and x > 60)
        anchor = "end" if is_left else "start"
        parts.append(
            f'<text x="{x:.1f}" y="{height + 15}" font-size="9.5" fill="#444" text-anchor="{anchor}">{label}</text>'
        )
    return "".join(parts)


def as_of_line(x, height):
    """The broken line where the record ends."""
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="0" y2="{height + 20}" stroke="#1f3a5f" stroke-dasharray="3 2"/>'
