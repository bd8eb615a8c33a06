"""Events over time: how many in each day, week, month or year, by the last day of each event."""

import datetime as dt
from dataclasses import dataclass

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events.window import counted_by, rows_in
from records.capped import capped, counted
from records.pages import CountedOnce, kept_once

# The chart in SVG units.
WIDTH, HEIGHT = 1_000, 240
# Beyond so many bars, times without an event are left out.
MOST_BARS = 150


class Unit(models.TextChoices):
    """The stretch of time that a bar stands for."""

    DAY = "day", gettext_lazy("day")
    WEEK = "week", gettext_lazy("week")
    MONTH = "month", gettext_lazy("month")
    YEAR = "year", gettext_lazy("year")


def unit_for(first, last):
    """The Unit in which the days from `first` to `last` make neither one bar nor hundreds."""
    days = (last - first).days + 1
    if days <= 45:
        return Unit.DAY
    if days <= 200:
        return Unit.WEEK
    return Unit.MONTH if days <= 6 * 366 else Unit.YEAR


def start_of(day, unit):
    """The first day of the stretch that `day` lies in; weeks begin on Monday (ISO 8601)."""
    if unit == Unit.WEEK:
        return day - dt.timedelta(days=day.weekday())
    if unit == Unit.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == Unit.YEAR else day


def end_of(start, unit):
    """The last day of the stretch that begins on `start`."""
    if unit == Unit.DAY:
        return start
    if unit == Unit.WEEK:
        after = start + dt.timedelta(days=7)
    elif unit == Unit.MONTH:
        after = (start + dt.timedelta(days=31)).replace(day=1)
    else:
        after = start.replace(year=start.year + 1)
    return after - dt.timedelta(days=1)


@dataclass(frozen=True)
class Bar:
    """A stretch of time, from `first` to `last`, with its number of events, and where it is drawn."""

    unit: Unit
    first: dt.date
    last: dt.date
    number: int
    x: float
    width: float
    height: float

    @property
    def y(self):
        return round(HEIGHT - self.height, 1)

    @property
    def label(self):
        formats = {Unit.DAY: "j F Y", Unit.MONTH: "F Y", Unit.YEAR: "Y"}
        if self.unit == Unit.WEEK:
            return _("week of %s") % date_format(self.first, "j F Y")
        return date_format(self.first, formats[self.unit])

    @property
    def short(self):
        return date_format(self.first, {Unit.YEAR: "Y", Unit.MONTH: "M Y"}.get(self.unit, "j M"))


class Timeline:
    """The events `found`, a Led, in a DayWindow. What it counts is in `bars`, `longer` and `undated`."""

    width, height = WIDTH, HEIGHT

    def __init__(self, found, window):
        _ended, *lasting, undated = rows_in(found, window)
        days = counted_by_day(found, window)
        self.number = sum(days.values())
        # They began in the window or before, and end after it.
        self.longer = capped(counted(lasting[0])) if lasting else 0
        self.undated = capped(counted(undated))
        self.unit, self.bars = Unit.YEAR, []
        if days:
            first, last = window.since or min(days), window.until or max(days)
            self.unit = unit_for(first, last)
            self.bars = bars(days, self.unit, first, last)

    @property
    def most(self):
        return max((bar.number for bar in self.bars), default=0)

    @property
    def ticks(self):
        """The bars whose time is written under the chart."""
        every = max(1, -(-len(self.bars) // 8))
        return self.bars[::every]


def bars(days, unit, first, last):
    """The Bars of {day: number}, from the stretch of `first` to that of `last`."""
    numbers = {}
    for day, number in days.items():
        numbers[start_of(day, unit)] = numbers.get(start_of(day, unit), 0) + number
    starts = every_start(start_of(first, unit), last, unit)
    if starts is None:
        starts = sorted(numbers)
    most, wide = max(numbers.values()), WIDTH / len(starts)
    return [
        Bar(
            unit,
            start,
            end_of(start, unit),
            numbers.get(start, 0),
            round(place * wide, 1),
            round(wide * 0.85, 1),
            round(HEIGHT * numbers.get(start, 0) / most, 1),
        )
        for place, start in enumerate(starts)
    ]


def every_start(start, last, unit):
    """The first days of all stretches from `start` to `last`; None where they are too many to draw."""
    starts = []
    while start <= last:
        starts.append(start)
        if len(starts) > MOST_BARS:
            return None
        start = end_of(start, unit) + dt.timedelta(days=1)
    return starts


def counted_by_day(found, window):
    """{last day: number of events} of the rows of `found`, a Led, that ended in `window`."""
    ended = found.under(found.leader or found.nearly).filter(window.by_day()[0])

    def count():
        return counted_by("happened_on_latest", [ended], is_all=not found.conditions)[0]

    return kept_once("days", [ended], count, lambda days: sum(days.values()) > CountedOnce.LARGE)
