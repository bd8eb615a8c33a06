"""A moment as people type it: the one that a brief or a count speaks for."""

import datetime as dt

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from records.dates import day_words
from records.numerals import in_digits


class MomentNotUnderstood(ValueError):
    """The text names no moment; the message says how to write one."""


def moment(text):
    """The moment that `text` names, in UTC: a day (its last second) or a day with a time, UTC unless it says otherwise.

    Takes `2021-07-12`, `2021-07-12T18:00Z`, `2021-07-12 18:00`, `2021-07-12T22:30+04:30`, and a “ UTC” at the end.
    """
    typed = text.strip().removesuffix("UTC").strip()
    try:
        found = parse_datetime(typed) if len(typed) > 10 else None
        day = parse_date(typed) if found is None else None
    except ValueError as error:
        raise MomentNotUnderstood(
            _("“%(text)s” is not on the calendar (%(why)s).") % {"text": text, "why": error}
        ) from error
    if found is None and day is None:
        raise MomentNotUnderstood(
            _("“%s” is not a moment. Write a day (2021-07-12) or a day and time in UTC (2021-07-12T18:00Z).") % text
        )
    if found is None:
        found = dt.datetime.combine(day, dt.time(23, 59, 59))
    try:
        return found.replace(tzinfo=dt.UTC) if found.tzinfo is None else found.astimezone(dt.UTC)
    except OverflowError as error:
        raise MomentNotUnderstood(_("“%s” is outside the years a calendar has.") % text) from error


def moment_words(at):
    """A moment in UTC as “12 July 2021, 18:00 UTC”, in the language that is being written."""
    return pgettext("date", "%(day)s, %(time)s UTC") % {"day": day_words(at), "time": in_digits(f"{at:%H:%M}")}
