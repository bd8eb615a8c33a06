"""The sentences that say how a commitment stands to its deadline. They take what tracking/deadlines.py found out."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.dates import PartialDate
from tracking.codebook import Rating


def printed(day):
    """A day as dates of the record are printed."""
    return str(PartialDate.on(day))


def rated(judged):
    """What an assessment found and for which day it speaks; empty for None."""
    if judged is None:
        return ""
    return _("Rated “%(rating)s” as of %(day)s.") % {"rating": judged.rating.label, "day": printed(judged.day)}


def sentences(*parts):
    return " ".join(part for part in parts if part)


def none_stated():
    return _("No deadline is stated.")


def undated(deadline):
    if not deadline.words:
        return _("No date is stated, so it never becomes overdue by itself.")
    return _("No date is stated (“%s”), so it never becomes overdue by itself.") % deadline.words


def overdue(deadline, days, judged):
    passed = ngettext(
        "Overdue: its day, %(due)s, passed %(days)d day ago.",
        "Overdue: its day, %(due)s, passed %(days)d days ago.",
        days,
    )
    return sentences(passed % {"due": deadline.due_on, "days": days}, rated(judged) or _("Nobody has judged it."))


def due(deadline, days, on, judged):
    """`days` are those left until the last day that the date can mean, from the day `on`."""
    stated = {"due": deadline.due_on, "days": days}
    if deadline.due_on.latest < on:
        told = _("Due %(due)s. That is approximate: whether it has passed cannot be told yet.") % stated
    elif days == 0:
        told = _("Due %(due)s: this is its last day.") % stated
    else:
        left = ngettext("Due %(due)s: %(days)d day is left.", "Due %(due)s: %(days)d days are left.", days)
        told = left % stated
    return sentences(told, rated(judged))


def closed(judged, deadline, *, is_in_time):
    """`is_in_time` says whether an assessment found all of it done by the day."""
    found, stated = rated(judged), {"due": deadline.due_on}
    if judged.rating == Rating.PARTLY_CLOSED:
        return sentences(found, _("The rest is no longer expected."))
    if deadline.due_on is None:
        return found
    if is_in_time:
        return sentences(found, _("It was found done in time; it was due %(due)s.") % stated)
    return sentences(found, _("It was due %(due)s; whether it was done by then is not on record.") % stated)


def kept(judged, deadline):
    """As `closed`, of what is kept day by day until the last one."""
    if judged.rating == Rating.PARTLY_CLOSED or deadline.due_on is None:
        return closed(judged, deadline, is_in_time=False)
    return sentences(rated(judged), _("It was found kept until its last day, %s.") % deadline.due_on)


def conditional(awaited, judged, text):
    """`awaited` is the other commitment, if the reader may see it, and `judged` what was found of it; `text` the words."""
    if awaited and judged and judged.rating == Rating.FULL:
        return _("What it waits for, “%(other)s”, was rated full on %(day)s.") % {
            "other": awaited,
            "day": printed(judged.day),
        }
    if awaited:
        rating = _("rated “%s”") % judged.rating.label if judged else _("not assessed")
        return _("Not yet due: waits for “%(other)s” (%(rating)s).") % {"other": awaited, "rating": rating}
    if text:
        return _("Not yet due: waits for “%s”.") % text
    return _("Not yet due: waits for its condition.")


def amended(deadline, original):
    """By which statement the deadline in force was set, and what the first one said."""
    by = _("Amended by “%s”.") % deadline.amended_by.title
    return sentences(by, original and _("First stated: %s.") % (original.due_on or original))
