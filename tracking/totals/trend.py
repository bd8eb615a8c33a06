"""How ratings moved: how many commitments had which rating at the end of each month, quarter or year."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tracking.filters import NOT_ASSESSED
from tracking.totals.counting import KEYS, Count
from tracking.totals.standing import tables_for

# Beyond so many, periods are longer.
MOST_MONTHS, MOST_QUARTERS, MOST_YEARS = 24, 60, 120

# Months as text, “2021-07”, which both databases write and compare alike. A commitment enters the stock with its statement,
# and leaves it where it repeats one whose statement came out later; then the two count once.
COUNTED = """
SELECT * FROM (
    SELECT extent.id, extent.repeats_id, SUBSTR(CAST(extent.issued AS TEXT), 1, 7) AS entered,
        SUBSTR(CAST(its.issued AS TEXT), 1, 7) AS leaves
    FROM extent LEFT JOIN extent AS its ON its.id = extent.repeats_id
) AS span WHERE leaves IS NULL OR leaves > entered
"""
# What was not judged itself has the rating of what it repeats, until it is.
TOLD = """
SELECT counted.id, judged.rating, judged.as_of, judged.id
FROM counted JOIN judged ON judged.commitment_id = counted.id
UNION ALL
SELECT counted.id, judged.rating, judged.as_of, judged.id
FROM counted JOIN judged ON judged.commitment_id = counted.repeats_id
WHERE NOT EXISTS (
    SELECT 1 FROM judged AS own WHERE own.commitment_id = counted.id AND own.as_of <= judged.as_of
)
"""
RATED = """
SELECT id, rating, month, LEAD(month) OVER (PARTITION BY id ORDER BY as_of, judgement) FROM (
    SELECT id, rating, as_of, judgement, SUBSTR(CAST(as_of AS TEXT), 1, 7) AS month FROM told
) AS dated
"""
# From one month to another, not included, or without an end. A month counts as it ended.
STOOD = """
SELECT rated.rating, CASE WHEN rated.since < counted.entered THEN counted.entered ELSE rated.since END,
    CASE WHEN rated.until IS NULL OR counted.leaves < rated.until THEN counted.leaves ELSE rated.until END
FROM rated JOIN counted ON counted.id = rated.id
UNION ALL
SELECT %s, counted.entered,
    CASE WHEN began.since IS NULL OR counted.leaves < began.since THEN counted.leaves ELSE began.since END
FROM counted LEFT JOIN (SELECT id, MIN(since) AS since FROM rated GROUP BY id) AS began ON began.id = counted.id
"""
MOVES = """
SELECT since, rating, COUNT(*) FROM stood WHERE until IS NULL OR since < until GROUP BY since, rating
UNION ALL
SELECT until, rating, -COUNT(*) FROM stood WHERE since < until GROUP BY until, rating
"""


class Unit(models.TextChoices):
    """The stretch of time between two points of a trend."""

    MONTH = "month", gettext_lazy("month")
    QUARTER = "quarter", gettext_lazy("quarter")
    YEAR = "year", gettext_lazy("year")

    @property
    def months(self):
        return {"month": 1, "quarter": 3, "year": 12}[self.value]


@dataclass(frozen=True)
class Period:
    """A stretch of time from the day `first` to `last`, and the Count at its end."""

    unit: Unit
    first: dt.date
    last: dt.date
    count: Count

    @property
    def label(self):
        if self.unit == Unit.MONTH:
            return date_format(self.first, "F Y")
        if self.unit == Unit.YEAR:
            return str(self.first.year)
        return _("quarter %(number)d of %(year)d") % {"number": (self.first.month + 2) // 3, "year": self.first.year}

    @property
    def short(self):
        if self.unit == Unit.MONTH:
            return date_format(self.first, "M Y")
        return str(self.first.year) if self.unit == Unit.YEAR else f"{self.first.year} Q{(self.first.month + 2) // 3}"


def trend(question, unit=None):
    """The Periods from the first statement to the moment `as_of` of a Question, which must have one; one query.

    The last Period ends on the day of `as_of`, which may be the middle of a month. With no `unit` it is that by which a
    chart stays readable; a `unit` too short for the time is made longer. Statements without a date are left out.
    """
    tables = tables_for(question)
    tables.add("counted (id, repeats_id, entered, leaves)", COUNTED)
    tables.add("told (id, rating, as_of, judgement)", TOLD)
    tables.add("rated (id, rating, since, until)", RATED)
    tables.add("stood (rating, since, until)", STOOD, [NOT_ASSESSED])
    moves = {}
    for month, rating, number in tables.ask(MOVES):
        moves.setdefault(number_of(month), Counter())[rating] += number
    if not moves:
        return []
    return periods(moves, question.as_of.date(), unit)


def number_of(month):
    """The months that “2021-07” is after the beginning of the calendar."""
    year, number = month.split("-")
    return int(year) * 12 + int(number) - 1


def first_day(number):
    return dt.date(number // 12, number % 12 + 1, 1)


def unit_for(months, asked):
    """The Unit for a time of so many months; the one `asked` for, or the next longer that does not make too many."""
    if months <= MOST_MONTHS and asked in (None, Unit.MONTH):
        return Unit.MONTH
    return Unit.QUARTER if months <= 3 * MOST_QUARTERS and asked != Unit.YEAR else Unit.YEAR


def periods(moves, last_day, asked):
    """The Periods until `last_day` of `moves`: {month: Counter of how many more have a rating at its end}."""
    last = last_day.year * 12 + last_day.month - 1
    unit = unit_for(last - min(moves) + 1, asked)
    start = min(moves) // unit.months * unit.months
    stock, found = Counter(), []
    for begins in range(start, last + 1, unit.months):
        for month in range(begins, begins + unit.months):
            stock.update(moves.get(month, {}))
        after = begins + unit.months
        ends = last_day if after > last else first_day(after) - dt.timedelta(days=1)
        found.append(Period(unit, first_day(begins), ends, Count(tuple(stock[str(key)] for key in KEYS))))
    return found[-MOST_YEARS:]
