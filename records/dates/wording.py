"""Dates told to a reader, in English."""

from records.dates.calendars import Calendar, month_name
from records.dates.edtf import Precision, Span
from records.dates.refusal import in_quotation_marks

CALENDAR_REMARKS = {
    Calendar.SOLAR_HIJRI: "printed in the solar Hijri calendar",
    Calendar.LUNAR_HIJRI: "printed in the lunar Hijri calendar, where the moon decides: it may be a day off",
}
QUARTERS = ("first", "second", "third", "fourth")


def day_words(day):
    return f"{day.day} {month_words(day)}"


def month_words(day):
    return f"{month_name(Calendar.GREGORIAN, day.month)} {day.year}"


def part_words(part):
    """One stated day, month, quarter or year."""
    if part.precision == Precision.DAY:
        return day_words(part.first)
    if part.precision == Precision.MONTH:
        return month_words(part.first)
    if part.precision == Precision.QUARTER:
        return f"{QUARTERS[part.first.month // 3]} quarter of {part.first.year}"
    return str(part.first.year)


def about(part):
    return f"about {part_words(part)}" if part.approximate else part_words(part)


def range_words(start, end):
    """A range, without repeating the month or year that both ends share."""
    if start.precision == end.precision == Precision.DAY and start.first.year == end.first.year:
        if start.first.month == end.first.month:
            return f"{start.first.day}–{day_words(end.first)}"
        return f"{start.first.day} {month_name(Calendar.GREGORIAN, start.first.month)} – {day_words(end.first)}"
    if start.precision == end.precision == Precision.MONTH and start.first.year == end.first.year:
        return f"{month_name(Calendar.GREGORIAN, start.first.month)}–{month_words(end.first)}"
    if start.precision == end.precision == Precision.YEAR:
        return f"{start.first.year}–{end.first.year}"
    return f"{part_words(start)} – {part_words(end)}"


def span_words(span: Span):
    """A span as a reader is told it: “7–8 July 2021”, “about July 2021”, “from 8 July 2021”."""
    if span.end is None:
        return f"from {about(span.start)}"
    if span.start is None:
        return (
            f"until {about(span.end)}" if span.end.precision == Precision.DAY else f"until the end of {about(span.end)}"
        )
    if span.start == span.end:
        return about(span.start)
    if span.start.approximate != span.end.approximate:
        return f"from {about(span.start)} to {about(span.end)}"
    told = f"week of {day_words(span.start.first)}"
    if span.precision != Precision.WEEK:
        told = range_words(span.start, span.end)
    return f"about {told}" if span.approximate else told


def reading(span, words, calendar):
    """One sentence that tells an editor how a date was understood."""
    if span is None:
        printed = "" if calendar == Calendar.GREGORIAN else f" (printed in the {calendar.label} calendar)"
        return f"Kept as words: no day is stated{printed}."
    remarks = []
    if span.precision == Precision.OPEN:
        remarks.append("the end is open" if span.end is None else "the start is open")
    elif span.precision == Precision.RANGE:
        remarks.append("a range")
    elif span.precision != Precision.DAY:
        remarks.append(f"a {span.precision.label}, {days_words(span)}")
    if calendar != Calendar.GREGORIAN:
        remarks.append(CALENDAR_REMARKS[calendar])
    if words:
        remarks.append(f"the words {in_quotation_marks(words)} are kept")
    told = days_words(span) if span.precision == Precision.RANGE and not span.approximate else span_words(span)
    return f"Understood as {told} ({'; '.join(remarks)})." if remarks else f"Understood as {told}."


def days_words(span):
    return f"{day_words(span.earliest)} to {day_words(span.latest)}"
