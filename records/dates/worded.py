"""Dates in words: English, and the month names of the three calendars in Latin and Arabic script."""

import datetime
import re
from dataclasses import dataclass, replace

from records.dates import edtf
from records.dates.calendars import Calendar, gregorian_day, letters_of, month_length, month_name, month_named
from records.dates.edtf import Precision, between, one
from records.dates.refusal import Mismatch
from records.dates.wording import span_words

ONE_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Read:
    """What a worded date states; `is_loose` when the plain form of the span would lose some of its wording."""

    span: edtf.Span
    calendar: Calendar = Calendar.GREGORIAN
    is_loose: bool = False


@dataclass(frozen=True)
class Fields:
    """The pieces of a date that one side of a range states."""

    day: int | None = None
    month: int | None = None
    year: int | None = None
    calendar: Calendar | None = None
    approximate: bool = False

    def filled_from(self, other):
        """With the year, and the month where it is missing too, that the other side of the range states."""
        if self.month is None:
            return replace(self, month=other.month, year=self.year or other.year, calendar=other.calendar)
        return replace(self, year=self.year or other.year)

    def read(self):
        """The Read of fields that make a whole date, else None."""
        if self.year is None or (self.day is not None and self.month is None):
            return None
        calendar = self.calendar or Calendar.GREGORIAN
        # A lunar month begins with the sighting of the moon: the arithmetical day may be off by one.
        approximate = self.approximate or calendar == Calendar.LUNAR_HIJRI
        if self.day is not None:
            found = gregorian_day(calendar, self.year, self.month, self.day)
            return Read(one(edtf.day(found, approximate)), calendar)
        if calendar == Calendar.GREGORIAN:
            if self.month is None:
                return Read(one(edtf.year(self.year, approximate)))
            return Read(one(edtf.month(self.year, self.month, approximate)))
        first = gregorian_day(calendar, self.year, self.month or 1, 1)
        last_month = self.month or 12
        last = gregorian_day(calendar, self.year, last_month, month_length(calendar, self.year, last_month))
        return Read(between(edtf.day(first, approximate), edtf.day(last, approximate)), calendar)


DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
NAME = r"(?P<name>[^\W\d_][^\d/,]*?)"
YEAR = r"(?P<year>\d{4})(?:\s*(?P<era>[^\W\d][^\d]*))?"
FORMS = [
    re.compile(form)
    for form in (
        rf"(?:the )?{DAY}(?: of)?[\s-]*{NAME}[\s,.-]*{YEAR}",
        rf"{NAME}[\s.]*{DAY}[\s,]+{YEAR}",
        rf"(?:the )?(?:month of )?{NAME}[\s,.-]*(?:of )?{YEAR}",
        rf"(?:the )?(?:year )?{YEAR}",
        rf"{DAY}, ?{YEAR}",
        rf"(?:the )?{DAY}(?: of)?[\s-]*{NAME}",
        rf"{NAME}[\s.]*{DAY}",
        rf"{NAME}",
        rf"{DAY}",
    )
]
ERAS = {
    **dict.fromkeys(("sh", "ap", "hs", "solar", "solarhijri", "hijrishamsi", "shamsi"), Calendar.SOLAR_HIJRI),
    **dict.fromkeys(("ش", "هش", "شمسی", "هجریشمسی", "خورشیدی", "هجریخورشیدی"), Calendar.SOLAR_HIJRI),
    **dict.fromkeys(("ah", "hijri", "lunar", "lunarhijri", "qamari", "hijriqamari"), Calendar.LUNAR_HIJRI),
    **dict.fromkeys(("ق", "هق", "قمری", "هجریقمری"), Calendar.LUNAR_HIJRI),
    **dict.fromkeys(("ad", "ce", "م", "میلادی"), Calendar.GREGORIAN),
}
APPROXIMATE = re.compile(
    r"(?:(?:about|around|approximately|approx\.?|circa|ca\.?|c|roughly|on or about|حدود|در حدود) |ca?\. ?)(?P<rest>.+)"
)
SEPARATOR = re.compile(r" (?:to|until|till|through|and|&|تا|الی|و|(?P<either>or|یا)) |\s*-\s*")
BOTH_ENDS = re.compile(r"(?:from|between|از|بین) (?P<rest>.+)")
BOUNDS = [
    (re.compile(rf"(?:{words}) (?P<rest>.+)"), side)
    for words, side in (
        (r"(?:by|before|until|till) (?:the )?end of", "until"),
        (r"from (?:the )?(?:start|beginning) of|since|from|as of|as from|starting(?: on)?|از", "from"),
        (r"no(?:t)? (?:before|earlier than)|not before", "from"),
        (r"until|till|by|up to|no(?:t)? later than|on or before|تا", "until"),
        (r"after|بعد از|پس از", "after"),
        (r"before|prior to|ahead of|قبل از|پیش از", "before"),
    )
]
BOUNDS_AFTER = [
    (re.compile(r"(?P<rest>.+?),? (?:or later|or after|onwards?)"), "from"),
    (re.compile(r"(?P<rest>.+?),? (?:or earlier|or before|at the latest)"), "until"),
]
LEAD = re.compile(r"(?:on|in|during|dated|در|به تاریخ) ")
WEEK_OF = re.compile(r"(?:the )?week (?:of|beginning|starting|commencing|from) (?P<rest>.+)")
QUARTER = re.compile(
    r"(?:q(?P<number>\d)|(?:the )?(?P<word>first|second|third|fourth|1st|2nd|3rd|4th) quarter)"
    r"(?: of)?[\s,/-]*(?P<year>\d{4})|(?P<year_first>\d{4})[\s/-]*q(?P<number_last>\d)"
)
HALF = re.compile(r"(?:the )?(?P<word>first|second) half of (?P<year>\d{4})")
ORDINALS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4}
STAGE = re.compile(
    r"(?:the )?(?:(?P<early>early|(?:beginning|start) of)|(?P<mid>mid|middle of)|(?:late|end of))[\s-]+(?P<rest>.+)"
)
NUMBERS = re.compile(r"(?P<a>\d{1,4})(?P<mark>[/.-])(?P<b>\d{1,2})(?P=mark)(?P<c>\d{1,4})")
YEAR_AND_NUMBER = re.compile(r"(?P<year>\d{4})[/.](?P<month>\d{1,2})")
WITH_BRACKETS = re.compile(r"(?P<outer>[^()]+?) ?\((?P<inner>[^()]+)\)")
WEEKDAYS = {
    **{
        name: number
        for number, names in enumerate(
            (
                "monday mon دوشنبه",
                "tuesday tue tues سهشنبه",
                "wednesday wed چهارشنبه",
                "thursday thu thur thurs پنجشنبه",
                "friday fri جمعه",
                "saturday sat شنبه",
                "sunday sun یکشنبه",
            )
        )
        for name in names.split()
    }
}
WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read(text):
    """The Read of a folded text, None when it states no date; Mismatch when it states one that cannot be."""
    if match := WITH_BRACKETS.fullmatch(text):
        return in_two_calendars(match["outer"], match["inner"])
    return whole(text) or bounded(text) or read_range(text)


def in_two_calendars(outer, inner):
    """A date printed twice, as in “17 Saratan 1400 (8 July 2021)”: both must name the same days."""
    first, second = read(outer), read(inner)
    if first is None or second is None:
        return None
    exact, other = sorted((first, second), key=lambda found: found.calendar == Calendar.LUNAR_HIJRI)
    ends = zip((first.span.earliest, first.span.latest), (second.span.earliest, second.span.latest), strict=True)
    slack = ONE_DAY if other.calendar == Calendar.LUNAR_HIJRI else ONE_DAY * 0
    for one_end, other_end in ends:
        if one_end != other_end and (one_end is None or other_end is None or abs(one_end - other_end) > slack):
            raise Mismatch(
                f"it names {span_words(first.span)} and, in brackets, {span_words(second.span)}.",
                "Correct one of the two, or write the one you trust and the printed words in quotation marks after it.",
            )
    foreign = [found.calendar for found in (first, second) if found.calendar != Calendar.GREGORIAN]
    return Read(exact.span, foreign[0] if foreign else Calendar.GREGORIAN, is_loose=True)


def bounded(text):
    """Dates with one open end, as in “since 8 July 2021”."""
    if (match := BOTH_ENDS.fullmatch(text)) and (found := two_sides(match["rest"])):
        return found
    for pattern, side in (*BOUNDS, *BOUNDS_AFTER):
        if (match := pattern.fullmatch(text)) and (found := whole(match["rest"]) or read_range(match["rest"])):
            return open_ended(found, side)
    return None


def open_ended(found, side):
    start, end = found.span.start, found.span.end
    if start is None or end is None:
        return None
    if side == "from":
        return replace(found, span=between(start, None))
    if side == "until":
        return replace(found, span=between(None, end))
    # The wording is kept: “after 8 July” and “from 9 July” bound the same days, but do not say the same.
    if side == "after":
        return replace(found, span=between(edtf.day(end.last + ONE_DAY, end.approximate), None), is_loose=True)
    return replace(found, span=between(None, edtf.day(start.first - ONE_DAY, start.approximate)), is_loose=True)


def read_range(text):
    """The Read of a range; “about” before it counts for both ends."""
    if match := APPROXIMATE.fullmatch(text):
        found = read_range(match["rest"])
        return found and replace(found, span=approximated(found.span))
    return two_sides(text)


def two_sides(text):
    """The Read of “A to B”, where a side takes from the other the month and year that it leaves out."""
    for separator in SEPARATOR.finditer(text):
        left, right = text[: separator.start()], text[separator.end() :]
        start, end = whole(left), whole(right)
        if start is None or end is None:
            left_fields, right_fields = fields(left), fields(right)
            if left_fields is None or right_fields is None:
                continue
            start = start or left_fields.filled_from(right_fields).read()
            end = end or right_fields.filled_from(left_fields).read()
        if start and end:
            calendar = start.calendar if start.calendar != Calendar.GREGORIAN else end.calendar
            is_loose = start.is_loose or end.is_loose or bool(separator["either"])
            return Read(between(start.span.start, end.span.end), calendar, is_loose)
    return None


def whole(text):
    """A date that needs nothing from its neighbours: a day, week, month, quarter, year, or a stage of one."""
    if match := APPROXIMATE.fullmatch(text):
        found = whole(match["rest"])
        return found and replace(found, span=approximated(found.span))
    weekday, text = split_weekday(LEAD.sub("", text, count=1) if LEAD.match(text) else text)
    found = edtf_read(text) or numbers(text) or quarter(text) or half(text) or week(text) or stage(text)
    if found is None:
        stated = fields(text)
        found = stated and stated.read()
    if found and weekday is not None and found.span.earliest != found.span.latest:
        return None
    if found and weekday is not None and not found.span.approximate and found.span.earliest.weekday() != weekday:
        actual = WEEKDAY_NAMES[found.span.earliest.weekday()]
        raise Mismatch(f"that day was a {actual}, not a {WEEKDAY_NAMES[weekday]}.", "Correct the day or the weekday.")
    return found


def edtf_read(text):
    span = edtf.read(text)
    return span and Read(span)


def split_weekday(text):
    """The number of the weekday the text opens with (Monday is 0) or None, and the rest."""
    words = text.split(" ")
    for count in (1, 2):
        number = WEEKDAYS.get(letters_of("".join(words[:count])))
        if number is not None and len(words) > count:
            return number, " ".join(words[count:])
    return None, text


def approximated(span):
    start = span.start and replace(span.start, approximate=True)
    end = span.end and replace(span.end, approximate=True)
    return between(start, end)


def numbers(text):
    """Year, month and day as numbers: read when the year comes first, refused with advice when it does not."""
    if match := YEAR_AND_NUMBER.fullmatch(text):
        raise Mismatch("a month written as a number follows a hyphen.", f"Write {match['year']}-{match['month']:0>2}.")
    match = NUMBERS.fullmatch(text)
    if match is None:
        return None
    first, second, third = int(match["a"]), int(match["b"]), int(match["c"])
    if len(match["a"]) == 4:
        return Read(one(edtf.day(gregorian_day(Calendar.GREGORIAN, first, second, third))))
    readings = []
    if len(match["c"]) == 4:
        for number, day in ((second, first), (first, second)):
            if number in range(1, 13) and day in range(1, 32) and (number, day) not in readings:
                readings.append((number, day))
    reason = "day and month, written as numbers, may be meant either way round."
    if not readings:
        raise Mismatch(reason)
    written = (
        f"{third}-{number:02}-{day:02} or {day} {month_name(Calendar.GREGORIAN, number)} {third}"
        for number, day in readings
    )
    raise Mismatch(reason, f"Write {', or '.join(written)}.")


def quarter(text):
    match = QUARTER.fullmatch(text)
    if match is None:
        return None
    number = ORDINALS.get(match["word"]) or int(match["number"] or match["number_last"])
    if number not in range(1, 5):
        raise Mismatch(f"there is no quarter {number}.", "Quarters run from Q1 to Q4.")
    return Read(one(edtf.quarter(int(match["year"] or match["year_first"]), number)))


def half(text):
    match = HALF.fullmatch(text)
    if match is None:
        return None
    year, start = int(match["year"]), 6 * ORDINALS[match["word"]] - 5
    return Read(between(edtf.month(year, start), edtf.month(year, start + 5)), is_loose=True)


def week(text):
    match = WEEK_OF.fullmatch(text)
    found = match and whole(match["rest"])
    if found is None or found.span.earliest != found.span.latest:
        return None
    return replace(found, span=edtf.week_of(found.span.earliest, found.span.approximate))


def stage(text):
    """The first, middle or last third of a month or a year, never exact."""
    match = STAGE.fullmatch(text)
    found = match and whole(match["rest"])
    if not found or found.span.precision not in (Precision.MONTH, Precision.YEAR):
        return None
    third = 0 if match["early"] else 1 if match["mid"] else 2
    period = found.span.start
    if period.precision == Precision.YEAR:
        year = period.first.year
        span = between(edtf.month(year, 4 * third + 1, True), edtf.month(year, 4 * third + 4, True))
    else:
        last = period.last if third == 2 else period.first.replace(day=10 * third + 10)
        span = between(edtf.day(period.first.replace(day=10 * third + 1), True), edtf.day(last, True))
    return Read(span, is_loose=True)


def fields(text):
    """The Fields that `text` states, whole or in part, or None."""
    if match := APPROXIMATE.fullmatch(text):
        found = fields(match["rest"])
        return found and replace(found, approximate=True)
    for form in FORMS:
        match = form.fullmatch(text)
        found = match and fields_of(match.groupdict())
        if found:
            return found
    return None


def fields_of(groups):
    calendar = month = None
    if name := groups.get("name"):
        calendar, month = month_named(name) or (None, None)
        if month is None:
            return None
    if era := groups.get("era"):
        era_calendar = ERAS.get(letters_of(era))
        # “1400 AH” is printed for solar years too, so the month's name decides between the Hijri calendars.
        if era_calendar is None or (
            calendar and (calendar == Calendar.GREGORIAN) != (era_calendar == Calendar.GREGORIAN)
        ):
            return None
        calendar = calendar or era_calendar
    day, year = groups.get("day"), groups.get("year")
    return Fields(day and int(day), month, year and int(year), calendar)
