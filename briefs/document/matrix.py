"""All commitments beside each other on as few pages as they fit on at a size that can be read."""

import datetime as dt
import math
from dataclasses import dataclass, replace
from itertools import groupby

from briefs.document.charts_strips import HEIGHT, Span, strip
from briefs.document.parts.comparisons import Comparison

# Letters of a line by width: so many millimetres at one point of size take one letter.
LETTER = 0.182
# On so many of the largest PAPERS the parties are named; else each has a number, with its name in a key.
NAMED = 2
CODED = 10  # millimetres of a column that holds two of those numbers
UNITS = 4  # user units of the axis in a millimetre
NOW = 39  # millimetres of the column of the rating now


@dataclass(frozen=True)
class Paper:
    """A size of paper and of letters, as matrix.css has them: its class, points, and millimetres.

    `line` and `padding` are those of a row; `width` is that of the table, `rows` the height that is left for its rows.
    """

    name: str
    points: float
    line: float
    padding: float
    width: float
    summary: float
    bound: float
    rows: float

    @property
    def format(self):
        """ "a4" or "a3"."""
        return self.name.split()[0]


PAPERS = (
    Paper("a4 large", 10, 5.2, 2.4, 269, 86, 56, 118),
    Paper("a4", 8.5, 4.4, 1.4, 269, 86, 52, 122),
    Paper("a4 small", 7.5, 3.8, 1.0, 269, 86, 52, 128),
    Paper("a4 smaller", 6.5, 3.2, 0.6, 269, 86, 52, 130),
    Paper("a3", 8.5, 4.4, 1.4, 392, 116, 74, 208),
    Paper("a3 small", 7.5, 3.8, 1.0, 392, 116, 74, 214),
    Paper("a3 smaller", 6.5, 3.2, 0.6, 392, 116, 74, 218),
)


@dataclass(frozen=True)
class Row:
    """A commitment in the matrix: its Comparison, who is bound as printed, and its strip."""

    part: Comparison
    bound: tuple[str, ...]
    strip: str


@dataclass(frozen=True)
class Matrix:
    """The whole matrix: `groups` are pairs (statement, Rows), `key` pairs (number, party), `pages` an estimate.

    `span` is that of the axis above the strips.
    """

    paper: Paper
    groups: tuple[tuple[str, tuple[Row, ...]], ...]
    key: tuple[tuple[str, str], ...]
    span: Span | None
    pages: int


def matrix(comparisons, as_of, days, *, is_mirrored=False):
    """The Matrix of Comparisons up to the day `as_of`; `days` are those of the events by their numbers."""
    groups = grouped(comparisons)
    names = list(dict.fromkeys(name for part in comparisons for name in part.obligors))
    numbered = {name: f"P{place}" for place, name in enumerate(names, start=1)}
    tried = [*((one, {}) for one in PAPERS[:NAMED]), *((one, numbered) for one in PAPERS)]
    paper, codes = next((pair for pair in tried if height(groups, pair[1], pair[0]) <= pair[0].rows), tried[-1])
    span = span_of(comparisons, as_of, strip_width(paper, codes), is_mirrored)
    return Matrix(
        paper=paper,
        groups=tuple(
            (
                statement,
                tuple(
                    Row(
                        part,
                        tuple(codes.get(name, name) for name in part.obligors),
                        strip(part, span, marks_of(part, days)) if span else "",
                    )
                    for part in parts
                ),
            )
            for statement, parts in groups
        ),
        key=tuple((code, name) for name, code in codes.items()),
        span=span and axis_span(span, paper),
        pages=math.ceil(height(groups, codes, paper) / paper.rows),
    )


def grouped(comparisons):
    """Pairs (statement, its Comparisons) as they follow each other; one pair without a name where they are mixed."""
    groups = [(statement, tuple(parts)) for statement, parts in groupby(comparisons, key=lambda part: part.statement)]
    return groups if len(groups) <= len(comparisons) / 2 else [("", tuple(comparisons))]


def height(groups, codes, paper):
    """About how many millimetres the rows take on a Paper."""
    rows = [lines_of(part, codes, paper) * paper.line + paper.padding for _statement, parts in groups for part in parts]
    return sum(rows) + sum(paper.line + paper.padding for statement, _parts in groups if statement)


def lines_of(part, codes, paper):
    """About how many lines a commitment takes: those of its words, or of who is bound."""
    bound = 1 if codes else sum(lines(name, paper.bound, paper.points) for name in part.obligors)
    return max(lines(f"{part.label}  {part.summary}", paper.summary, paper.points), bound, 1)


def strip_width(paper, codes):
    """The user units of a strip's width, so that it is as high as a row of one line."""
    width = paper.width - paper.summary - NOW - (CODED if codes else paper.bound)
    return round(width * HEIGHT / (paper.line + paper.padding))


def axis_span(span, paper):
    """`span` in units of the same size on every paper, so that the dates can be read."""
    larger = UNITS * (paper.line + paper.padding) / HEIGHT
    return replace(span, left=span.left * larger, right=span.right * larger)


def lines(text, width, points):
    """About how many lines a text takes in a column of `width` millimetres."""
    return math.ceil(len(text) * points * LETTER / width)


def span_of(comparisons, as_of, width, is_mirrored=False, also=()):
    """The Span from the first statement, or a day of `also` before it, to the day `as_of`, `width` user units wide.

    None where no day is known.
    """
    days = [*(day for part in comparisons for day in days_of(part)), *also]
    return Span(min(days), max(as_of, *days), 5, width - 5, is_mirrored) if days else None


def days_of(part):
    """The days that the strip of a Comparison begins or changes on."""
    known = (part.issued_on, part.rating.on, *(rating.on for rating in part.earlier_ratings))
    return [dt.date.fromisoformat(day) for day in known if day]


def marks_of(part, days):
    """Pairs (bearing, day) of the events beside a Comparison whose day is known."""
    return [(event.bearing, days[event.number]) for event in part.events if event.number in days]
