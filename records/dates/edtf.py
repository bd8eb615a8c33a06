"""Dates as EDTF (ISO 8601-2) levels 0 and 1, with its quarters: text in, days out, canonical text back.

A week has no EDTF form at these levels, so it is the interval from its Monday to its Sunday.
"""

import calendar
import datetime
import re
from dataclasses import dataclass, replace

from django.db import models

from records.dates.calendars import YEARS, Calendar, check_year, gregorian_day
from records.dates.refusal import Mismatch


class Precision(models.TextChoices):
    DAY = "day", "day"
    WEEK = "week", "week"
    MONTH = "month", "month"
    QUARTER = "quarter", "quarter"
    YEAR = "year", "year"
    RANGE = "range", "range"
    OPEN = "open", "open"


@dataclass(frozen=True)
class Part:
    """One stated day, month, quarter or year."""

    first: datetime.date
    last: datetime.date
    precision: Precision
    approximate: bool = False

    @property
    def edtf(self):
        year = f"{self.first.year:04}"
        text = {
            Precision.DAY: self.first.isoformat(),
            Precision.MONTH: f"{year}-{self.first.month:02}",
            Precision.QUARTER: f"{year}-{33 + self.first.month // 3}",
            Precision.YEAR: year,
        }[self.precision]
        return f"{text}~" if self.approximate else text


@dataclass(frozen=True)
class Span:
    """From one part to another; the same part twice when only one is stated, None where an end is open."""

    start: Part | None
    end: Part | None

    @property
    def edtf(self):
        if self.start == self.end:
            return self.start.edtf
        return f"{self.start.edtf if self.start else '..'}/{self.end.edtf if self.end else '..'}"

    @property
    def earliest(self):
        return self.start and self.start.first

    @property
    def latest(self):
        return self.end and self.end.last

    @property
    def approximate(self):
        return any(part.approximate for part in (self.start, self.end) if part)

    @property
    def precision(self):
        if self.start is None or self.end is None:
            return Precision.OPEN
        if self.start == self.end:
            return self.start.precision
        if (
            self.start.precision == self.end.precision == Precision.DAY
            and self.start.approximate == self.end.approximate
            and self.start.first.weekday() == 0
            and self.end.first - self.start.first == datetime.timedelta(days=6)
        ):
            return Precision.WEEK
        return Precision.RANGE


def day(value, approximate=False):
    check_year(Calendar.GREGORIAN, value.year)
    return Part(value, value, Precision.DAY, approximate)


def month(year, number, approximate=False):
    first = gregorian_day(Calendar.GREGORIAN, year, number, 1)
    last = first.replace(day=calendar.monthrange(year, number)[1])
    return Part(first, last, Precision.MONTH, approximate)


def quarter(year, number, approximate=False):
    first, last = month(year, 3 * number - 2), month(year, 3 * number)
    return Part(first.first, last.last, Precision.QUARTER, approximate)


def year(number, approximate=False):
    check_year(Calendar.GREGORIAN, number)
    return Part(datetime.date(number, 1, 1), datetime.date(number, 12, 31), Precision.YEAR, approximate)


def one(part):
    return Span(part, part)


def between(start, end):
    """The span from part `start` to part `end`; Mismatch when it would end before it starts."""
    if start and end and end.last < start.first:
        raise Mismatch("its end comes before its start.", "Write the earlier date first.")
    if start is None and end is None:
        raise Mismatch("it has neither a start nor an end.", "Leave the box empty when nothing is known.")
    if start and end and replace(start, approximate=True) == replace(end, approximate=True):
        return one(replace(start, approximate=start.approximate or end.approximate))
    return Span(start, end)


def week_of(value, approximate=False):
    """The Monday-to-Sunday week that holds the day `value`."""
    monday = value - datetime.timedelta(days=value.weekday())
    return between(day(monday, approximate), day(monday + datetime.timedelta(days=6), approximate))


def iso_week(year_number, number):
    check_year(Calendar.GREGORIAN, year_number)
    try:
        return week_of(datetime.date.fromisocalendar(year_number, number, 1))
    except ValueError as error:
        raise Mismatch(
            f"{year_number} has no week {number}.", "Weeks run from W01 to W52, in some years W53."
        ) from error


PART = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d|XX))?(?:-(?P<day>\d\d|XX))?(?P<mark>[?~%]?)", re.ASCII | re.I)
WEEK = re.compile(r"(?P<year>\d{4})-?W(?P<week>\d\d)", re.ASCII | re.I)
CENTURY_OR_DECADE = re.compile(r"\d\d[\dX]X", re.ASCII | re.I)
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-][\d:]+)?", re.ASCII | re.I)
EIGHT_DIGITS = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
OTHER_YEAR = re.compile(r"-\d{4,}|Y-?\d{4,}|\d{5,}", re.ASCII | re.I)


def read(text):
    """The Span that an EDTF text states, None when it is not written as EDTF; Mismatch when it cannot be."""
    if "/" in text:
        ends = text.split("/")
        if len(ends) != 2:
            return None
        parts = [None if end in ("", "..") else part(end) for end in ends]
        if any(found is None and end not in ("", "..") for found, end in zip(parts, ends, strict=True)):
            return None
        return between(*parts)
    if match := WEEK.fullmatch(text):
        return iso_week(int(match["year"]), int(match["week"]))
    if CENTURY_OR_DECADE.fullmatch(text):
        return decades(text.upper())
    if MOMENT.fullmatch(text):
        raise Mismatch("it names a time of day.", "Leave the time out, as in 2021-07-08.")
    found = part(text)
    return found and one(found)


def decades(text):
    return between(year(int(text.replace("X", "0"))), year(int(text.replace("X", "9"))))


def part(text):
    """The Part that one end of an EDTF text states, or None."""
    match = PART.fullmatch(text)
    if match is None:
        if match := EIGHT_DIGITS.fullmatch(text):
            raise Mismatch("its year, month and day are not parted.", f"Write {'-'.join(match.groups())} with hyphens.")
        if OTHER_YEAR.fullmatch(text):
            raise Mismatch(f"the year lies outside the years {YEARS[0]} to {YEARS[-1]}.")
        return None
    number, approximate = int(match["year"]), bool(match["mark"])
    if match["month"] is None or match["month"].upper() == "XX":
        return year(number, approximate)
    second = int(match["month"])
    if match["day"] is None:
        return sub_year(number, second, approximate)
    if match["day"].upper() == "XX":
        return month(number, second, approximate)
    return day(gregorian_day(Calendar.GREGORIAN, number, second, int(match["day"])), approximate)


def sub_year(number, second, approximate):
    if second in range(33, 37):
        return quarter(number, second - 32, approximate)
    if second in range(21, 25):
        raise Mismatch(
            "a season begins and ends on different days in different countries.",
            f"Write its months, as in {number}-03/{number}-05.",
        )
    return month(number, second, approximate)
