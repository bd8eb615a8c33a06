"""Figures of several claimants on one scale: a dot for one number, a bar for a range, an arrow for an open end.

There is one picture for each figure, so that the claimant stands beside it in the page's own letters.
"""

from briefs.document.charts import svg
from briefs.document.charts_strips import LETTER

WIDTH, HEIGHT = 330, 16
LEFT, RIGHT = 12, 318  # where the scale runs
OPEN = 22  # user units that an open end reaches beyond its number
INK, QUIET, GRID = "#16202b", "#5d6873", "#dde2e7"


def ranges(question):
    """Pairs (FigurePart, its picture as safe HTML) of a QuestionPart, and the scale below them as a picture.

    ([], "") where no figure is known as a number. A figure that is not known as one has an empty picture.
    """
    ends = [end for figure in question.figures for end in (figure.low, figure.high) if end is not None]
    if not ends:
        return [], ""
    steps = scale(min(0, *ends), max(0, *ends))

    def at(value):
        return LEFT + (RIGHT - LEFT) * (value - steps[0]) / (steps[-1] - steps[0])

    return [(figure, span(figure, question.unit, steps, at)) for figure in question.figures], axis(
        steps, question.unit, at
    )


def scale(low, high):
    """The values of about five even steps that hold `low` and `high`, with room for an open end beyond each."""
    room = (high - low or 1) * OPEN / (RIGHT - LEFT)
    low, high = (low - room if low < 0 else low), high + room
    power = 10.0 ** (len(str(int(high - low))) - 1)
    step = next(power * factor for factor in (0.1, 0.2, 0.5, 1, 2, 5, 10) if (high - low) / (power * factor) <= 6)
    first = step * (low // step)
    count = -(-(high - first) // step)
    return [first + step * place for place in range(int(count) + 1)]


def written(value):
    """A number of the scale: “1,000”, “0.5”."""
    return f"{value:,.0f}" if value == int(value) else f"{value:,.1f}"


def span(figure, unit, steps, at):
    """The picture of one figure on the scale."""
    y = HEIGHT / 2
    grid = "".join(f"M{at(value):.1f} 0V{HEIGHT}" for value in steps)
    body = [f'<path d="{grid}" stroke="{GRID}" stroke-width="0.7" fill="none"/>']
    low, high = figure.low, figure.high
    if low is not None and low == high:
        body.append(dot(at(low), y))
    elif low is not None and high is not None:
        body += [line(at(low), at(high), y), stop(at(low), y), stop(at(high), y)]
    elif low is not None:
        body += [arrow(at(low), at(low) + OPEN, y), stop(at(low), y)]
    elif high is not None:
        body += [arrow(at(high), at(high) - OPEN, y), stop(at(high), y)]
    else:
        return ""
    return svg(WIDTH, HEIGHT, f"{figure.value} {unit}", "".join(body))


def dot(x, y):
    return f'<circle cx="{x:.1f}" cy="{y}" r="4" fill="{INK}"/>'


def line(start, end, y):
    return f'<line x1="{start:.1f}" x2="{end:.1f}" y1="{y}" y2="{y}" stroke="{INK}" stroke-width="2"/>'


def stop(x, y):
    """The end of a range that is known."""
    return f'<line x1="{x:.1f}" x2="{x:.1f}" y1="{y - 5}" y2="{y + 5}" stroke="{INK}" stroke-width="2"/>'


def arrow(start, end, y):
    """A range without an end on one side."""
    back = 5 if end < start else -5
    head = f"{end:.1f},{y} {end + back:.1f},{y - 4} {end + back:.1f},{y + 4}"
    return f'{line(start, end + back / 2, y)}<polygon points="{head}" fill="{INK}"/>'


def axis(steps, unit, at):
    """The scale with its numbers; those that would touch the one before are left out."""
    body = [
        f'<line x1="{at(steps[0]):.1f}" x2="{at(steps[-1]):.1f}" y1="1" y2="1" stroke="{QUIET}" stroke-width="0.8"/>'
    ]
    ends = -WIDTH
    for value in steps:
        x, wide = at(value), LETTER * len(written(value))
        body.append(f'<line x1="{x:.1f}" x2="{x:.1f}" y1="1" y2="4" stroke="{QUIET}" stroke-width="0.8"/>')
        if x - wide / 2 > ends + 4:
            anchor, ends = min(max(x, wide / 2), WIDTH - wide / 2), x + wide / 2
            body.append(
                f'<text x="{anchor:.1f}" y="13" font-size="9" text-anchor="middle" fill="{QUIET}">{written(value)}</text>'
            )
    return svg(WIDTH, HEIGHT, f"{written(steps[0])} – {written(steps[-1])} {unit}", "".join(body))
