"""The history of one commitment as a picture: its ratings along a line of days, with each event above or below by number."""

from briefs.document.charts import svg
from briefs.document.charts_strips import BELOW, INK, LETTER, QUIET, drawn, in_words, labels, segments, signs

ROW = 12  # user units from one row of events to the next
DEEPEST = 7  # rows of events on each side; those of more stand on the last one without a number
STRIP = 14


def story(part, span, marks):
    """The picture of a Comparison in `span` as safe HTML; `marks` are triples (bearing, day, number of the event)."""
    above, higher = rows([one for one in marks if one[0] not in BELOW], span)
    below, lower = rows([one for one in marks if one[0] in BELOW], span)
    top = 4 + ROW * higher
    bottom = top + STRIP
    height = bottom + 4 + ROW * lower + 16
    body = [
        f'<path d="{"".join(f"M{span.at(day):.1f} 2V{height - 14}" for day, _label in span.ticks)}" '
        'stroke="#e3e7eb" stroke-width="0.7" fill="none"/>'
    ]
    stems, marked, numbers = "", [], []
    for found, edge, way in ((above, top, -1), (below, bottom, 1)):
        for bearing, x, row, number in found:
            y = edge + way * (8 + ROW * row)
            stems += f"M{x:.1f} {edge}V{y}"
            marked.append((bearing, x, y))
            if number:
                near, wide = beside(x, number, span), LETTER * len(number)
                numbers.append(
                    f'<rect x="{near - wide / 2:.1f}" y="{y - 4}" width="{wide:.1f}" height="8" fill="#ffffff"/>'
                    f'<text x="{near:.1f}" y="{y + 3}" font-size="8.5" text-anchor="middle" fill="{INK}">{number}</text>'
                )
    body += [f'<path d="{stems}" stroke="#9aa5b1" stroke-width="0.7" fill="none"/>'] if stems else []
    body += [*signs(marked), *numbers, *drawn(segments(part, span.last), span, top, STRIP)]
    body.append(
        f'<line x1="{span.left}" x2="{span.right}" y1="{height - 12}" y2="{height - 12}" stroke="{QUIET}" '
        'stroke-width="0.8"/>'
    )
    body += labels(span.ticks, span, height - 2, span.width)
    return svg(span.width, height, in_words(part), "".join(body))


def beside(x, number, span):
    """The middle of the number of a mark at `x`: after it, or before it where the picture ends."""
    half = LETTER * len(number) / 2
    return x + 5 + half if x + 6 + 2 * half < span.width else x - 5 - half


def rows(marks, span):
    """[(bearing, x, row, number)] so that no two marks or numbers touch, and how many rows they take.

    What finds no room in the last row stands there without its number, and covers what it must.
    """
    found, taken = [], []
    for bearing, day, number in sorted(marks, key=lambda one: (span.at(one[1]), int(one[2][1:]))):
        x = span.at(day)
        near = beside(x, number, span)
        half = LETTER * len(number) / 2
        left, right = min(x - 4, near - half), max(x + 4, near + half)
        row = next((row for row, ends in enumerate(taken) if all(right < a or left > b for a, b in ends)), len(taken))
        if row == DEEPEST:
            found.append((bearing, x, row - 1, ""))
            continue
        if row == len(taken):
            taken.append([])
        taken[row].append((left - 2, right + 2))
        found.append((bearing, x, row, number))
    return found, len(taken)
