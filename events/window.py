"""A window of days, and the events in it in parts that an index gives in order."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count, F, Q

from events.models.event import LASTING
from records.capped import MOST, capped, counted_together
from records.keyset import Part
from records.leading import MOST_LED, Aside


@dataclass(frozen=True)
class DayWindow:
    """From the day `since` to the day `until`, both included; None where it is open.

    An event is in it if its period reaches into it, as the filters of every list have it (records/filters.py).
    """

    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def is_open(self):
        return self.since is None and self.until is None

    def by_day(self):
        """The conditions on dated events in the window, the earlier part first; parted by the last day, without overlap.

        Those that began in it or before and last beyond its end come after all that ended in it.
        """
        begun = Q(happened_on_latest__isnull=False)
        if self.since:
            begun = Q(happened_on_latest__gte=self.since)
        if self.until is None:
            return [begun]
        ended = begun & Q(happened_on_latest__lte=self.until)
        had_begun = Q(happened_on_earliest__lte=self.until) | Q(happened_on_earliest__isnull=True)
        return [ended, LASTING & had_begun & Q(happened_on_latest__gt=self.until)]

    def without_last_day(self):
        """The condition on events in the window whose last day is not stated: those that go on, and in an open window all."""
        undated = Q(happened_on_latest__isnull=True)
        if self.until:
            return undated & Q(happened_on_earliest__lte=self.until)
        return undated & Q(happened_on_earliest__isnull=False) if self.since else undated

    def of_last_days(self):
        """The condition that the last day lies in the window: about as many rows as are in it."""
        condition = Q()
        if self.since:
            condition &= Q(happened_on_latest__gte=self.since)
        return condition & Q(happened_on_latest__lte=self.until) if self.until else condition

    @property
    def parts(self):
        """The conditions on all events in the window, without overlap."""
        return [*self.by_day(), self.without_last_day()]

    @property
    def condition(self):
        """The condition that an event is in the window."""
        if self.is_open:
            return Q()
        first, *others = self.parts
        for part in others:
            first |= part
        return first


# A filter that leads to no more rows than this leads to those that last, too; else their own index does.
FEW = 5_000


def leads_to_lasting(found):
    """Whether the leader of `found` leads to few rows whatever their date; that of places counts those in the window."""
    return found.leader is not None and found.leader.lead is None and found.leads_to <= FEW


def rows_in(found, window):
    """The rows of `found`, a Led of events, in the DayWindow `window`: as querysets without a row in common.

    They come in the order of `window.by_day`; those whose last day is not stated are the last.
    """
    ended, *lasting = window.by_day()
    apart = found.rows if leads_to_lasting(found) else found.unled
    return [
        found.rows.filter(ended),
        *(apart.filter(part) for part in lasting),
        found.rows.filter(window.without_last_day()),
    ]


def parts_of(found, window, *, newest_first=True):
    """The same as Parts of a list by the last day."""
    *by_day, undated = rows_in(found, window)
    # Those that last beyond the window are led to by their own index, which is in the order of the list.
    parts = [
        Part(rows, "happened_on_latest", is_led=leads_to_lasting(found) if place else found.leader is not None)
        for place, rows in enumerate(by_day)
    ]
    return [*(parts[::-1] if newest_first else parts), Part(undated, None)]


def number_in(found, window):
    """How many rows `found` has in `window`, counted up to 10,000."""
    if found.nearly:
        # As a rule the first rows of one filter are enough already, and the whole table need not be walked.
        first = found.under(found.nearly, MOST_LED)
        number = counted_together([first.filter(part) for part in window.parts])
        if number > MOST:
            return capped(number)
    rows = [found.rows] if window.is_open else rows_in(found, window)
    return capped(counted_together(rows))


def gathered_in(found, window):
    """All rows of `found` in `window`, as `rows_in`, to be counted one by one and in no order: so a filter always leads."""
    rows = found.under(found.leader or found.nearly)
    return [rows] if window.is_open else [rows.filter(part) for part in window.parts]


def counted_by(column, querysets, *, is_all):
    """{value of `column`: number} of each of `querysets`; `is_all`: no filter is in force.

    Of all rows an index by `column` is read from end to end. Where some are left out it would lead to the others one by
    one, all over the table, so it is kept aside.
    """
    by = F(column) if is_all else Aside(column)
    return [dict(rows.order_by().annotate(by=by).values_list("by").annotate(number=Count("pk"))) for rows in querysets]
