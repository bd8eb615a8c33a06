"""Dates told to a reader, in the language that is being written."""

from django.utils.translation import pgettext, pgettext_lazy

from records.dates.calendars import Calendar, day_in, month_length, month_name
from records.dates.edtf import Precision, Span
from records.dates.refusal import in_quotation_marks
from records.numerals import in_digits

CALENDAR_REMARKS = {
    Calendar.SOLAR_HIJRI: "printed in the solar Hijri calendar",
    Calendar.LUNAR_HIJRI: "printed in the lunar Hijri calendar, where the moon decides: it may be a day off",
}
QUARTERS = (
    pgettext_lazy("date", "first quarter of %s"),
    pgettext_lazy("date", "second quarter of %s"),
    pgettext_lazy("date", "third quarter of %s"),
    pgettext_lazy("date", "fourth quarter of %s"),
)


def day_words(day, calendar=Calendar.GREGORIAN):
    """A day (a datetime.date or datetime.datetime) as “8 July 2021”, or as it is called in another calendar."""
    year, month, number = day_in(calendar, day)
    return f"{in_digits(number)} {named(calendar, month, year)}"


def month_words(day):
    return named(Calendar.GREGORIAN, day.month, day.year)


def named(calendar, month, year):
    return f"{month_in_words(calendar, month)} {in_digits(year)}"


def month_in_words(calendar, month):
    return pgettext("month", month_name(calendar, month))


def part_words(part):
    """One stated day, month, quarter or year."""
    if part.precision == Precision.DAY:
        return day_words(part.first)
    if part.precision == Precision.MONTH:
        return month_words(part.first)
    if part.precision == Precision.QUARTER:
        return str(QUARTERS[part.first.month // 3]) % in_digits(part.first.year)
    return in_digits(part.first.year)


def about(part):
    return about_words(part_words(part)) if part.approximate else part_words(part)


def about_words(told):
    return pgettext("date", "about %s") % told


def from_words(told):
    return pgettext("date", "from %s") % told


def until_words(told):
    return pgettext("date", "until %s") % told


def joined(first, last):
    """A range whose ends share what follows them, as in “7–8 July 2021”."""
    return pgettext("date", "%(first)s–%(last)s") % {"first": first, "last": last}


def apart(first, last):
    """A range of two whole dates."""
    return pgettext("date", "%(first)s – %(last)s") % {"first": first, "last": last}


def range_words(start, end):
    """A range, without repeating the month or year that both ends share."""
    if start.precision == end.precision == Precision.DAY:
        return days_apart(start.first, end.first, Calendar.GREGORIAN)
    if start.precision == end.precision == Precision.MONTH and start.first.year == end.first.year:
        return joined(month_in_words(Calendar.GREGORIAN, start.first.month), month_words(end.first))
    if start.precision == end.precision == Precision.YEAR:
        return joined(in_digits(start.first.year), in_digits(end.first.year))
    return apart(part_words(start), part_words(end))


def days_apart(first, last, calendar):
    """From one day to another, without repeating the month or year that both have in the calendar."""
    year, month, number = day_in(calendar, first)
    last_year, last_month, _last_number = day_in(calendar, last)
    if (year, month) == (last_year, last_month):
        return joined(in_digits(number), day_words(last, calendar))
    if year == last_year:
        return apart(f"{in_digits(number)} {month_in_words(calendar, month)}", day_words(last, calendar))
    return apart(day_words(first, calendar), day_words(last, calendar))


def span_words(span: Span):
    """A span as a reader is told it: “7–8 July 2021”, “about July 2021”, “from 8 July 2021”."""
    if span.end is None:
        return from_words(about(span.start))
    if span.start is None:
        if span.end.precision == Precision.DAY:
            return until_words(about(span.end))
        return pgettext("date", "until the end of %s") % about(span.end)
    if span.start == span.end:
        return about(span.start)
    if span.start.approximate != span.end.approximate:
        return pgettext("date", "from %(first)s to %(last)s") % {"first": about(span.start), "last": about(span.end)}
    if span.precision == Precision.WEEK:
        told = pgettext("date", "week of %s") % day_words(span.start.first)
    else:
        told = range_words(span.start, span.end)
    return about_words(told) if span.approximate else told


def printed_words(span, calendar):
    """A span in the Hijri calendar that its source printed: “29 Hamal 1400”, “Saratan 1400”, “from 17 Saratan 1400”."""
    if span.end is None:
        return from_words(day_words(span.earliest, calendar))
    if span.start is None:
        return until_words(day_words(span.latest, calendar))
    if span.earliest == span.latest:
        return day_words(span.earliest, calendar)
    (year, month, day), last = day_in(calendar, span.earliest), day_in(calendar, span.latest)
    if (day, last) == (1, (year, month, month_length(calendar, year, month))):
        return named(calendar, month, year)
    if (month, day, last) == (1, 1, (year, 12, month_length(calendar, year, 12))):
        return str(HIJRI_YEARS[calendar]) % in_digits(year)
    return days_apart(span.earliest, span.latest, calendar)


HIJRI_YEARS = {
    Calendar.SOLAR_HIJRI: pgettext_lazy("date", "the solar year %s"),
    Calendar.LUNAR_HIJRI: pgettext_lazy("date", "the lunar year %s"),
}


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
