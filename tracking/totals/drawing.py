"""Bars and charts of ratings: where each part is drawn, in SVG units as text that no locale changes.

Each part has a letter and a texture beside its colour (templates/tracking/_textures.html), and a table says the same.
"""

from dataclasses import dataclass

from tracking.codebook import Rating
from tracking.filters import NOT_ASSESSED

LETTERS = {
    Rating.FULL: "F",
    Rating.INTERMEDIATE: "I",
    Rating.MINIMAL: "M",
    Rating.PARTLY_CLOSED: "P",
    Rating.NOT_STARTED: "N",
    Rating.BREACHED: "B",
    Rating.CONTESTED: "C",
    Rating.NO_EVIDENCE: "E",
    Rating.UNVERIFIABLE: "U",
    NOT_ASSESSED: "A",
}
# The widest letter in its box.
LETTER = 14
CHART_WIDTH, CHART_HEIGHT, LEFT, BELOW = 800, 240, 44, 36
INDEX_HEIGHT = 120


@dataclass(frozen=True)
class Piece:
    """A rectangle of one rating. `words` is what is written on it; empty where there is no room."""

    key: str
    x: str
    y: str
    width: str
    height: str
    words: str = ""
    middle_x: str = ""
    middle_y: str = ""
    box_x: str = ""
    box_width: str = ""


def unit(number):
    return f"{number:.1f}"


def piece(part, x, y, width, height, words):
    """The Piece of a Part, with the `words` on it if they fit."""
    place = (part.key, unit(x), unit(y), unit(width), unit(height))
    room = 7 * len(words) + 5
    if width < room or height < LETTER:
        return Piece(*place)
    middle = x + width / 2
    return Piece(*place, words, unit(middle), unit(y + height / 2), unit(middle - room / 2), unit(room))


def bar(count, width, height, *, with_numbers=False):
    """The Pieces of a Count as one bar; none where nothing is counted."""
    scale = width / count.total if count.total else 0
    return [
        piece(
            part,
            part.start * scale,
            0,
            part.number * scale,
            height,
            f"{LETTERS[part.key]} {part.number}" if with_numbers else LETTERS[part.key],
        )
        for part in count.parts
        if part.number
    ]


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: where it is, and what is written there."""

    place: str
    label: str


@dataclass(frozen=True)
class Column:
    """A Period as drawn: its Pieces, and the place of the index at its end (None where there is none)."""

    period: object
    pieces: list
    middle: str
    index_y: str | None


@dataclass(frozen=True)
class Chart:
    """Periods as columns over one another, and the index as a line under them."""

    columns: list
    across: list
    up: list

    width, height, left = CHART_WIDTH, CHART_HEIGHT, LEFT
    full_height = CHART_HEIGHT + BELOW
    index_height, full_index_height = INDEX_HEIGHT, INDEX_HEIGHT + BELOW
    index_up = tuple(Tick(unit(INDEX_HEIGHT * (1 - value / 100)), str(value)) for value in (0, 50, 100))

    @property
    def lines(self):
        """The points of the index as runs “x,y x,y” without a gap."""
        runs = [[]]
        for column in self.columns:
            if column.index_y is None:
                runs.append([])
            else:
                runs[-1].append(f"{column.middle},{column.index_y}")
        return [" ".join(run) for run in runs if run]


def chart(periods):
    """The Chart of Periods, of which there is one at least."""
    most = top_of(max(period.count.total for period in periods))
    wide = (CHART_WIDTH - LEFT) / len(periods)
    columns = [column(period, LEFT + place * wide, wide, most) for place, period in enumerate(periods)]
    every = -(-len(periods) // 8)
    across = [Tick(one.middle, one.period.short) for one in columns[::every]]
    up = [Tick(unit(CHART_HEIGHT * (1 - step / 4)), grouped(most * step // 4)) for step in (0, 2, 4)]
    return Chart(columns, across, up)


def column(period, x, wide, most):
    pieces, scale, value = [], CHART_HEIGHT / most, period.count.index.value
    for part in period.count.parts:
        if part.number:
            height = part.number * scale
            y = CHART_HEIGHT - part.start * scale - height
            pieces.append(piece(part, x + wide * 0.1, y, wide * 0.8, height, LETTERS[part.key]))
    index_y = None if value is None else unit(INDEX_HEIGHT * (1 - value / 100))
    return Column(period, pieces, unit(x + wide / 2), index_y)


def top_of(number):
    """The end of an axis up to `number`: the next multiple of 4 in one figure and zeros, or in tens of it."""
    step = 4
    while step * 10 < number:
        step *= 10
    return max(4, -(-number // step) * step)


def grouped(number):
    return f"{number:,}"
