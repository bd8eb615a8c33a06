"""A window of days, and the events in it in parts that an index gives in order."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from events.models.event import LASTING


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
        return [ended, LASTING & begun & Q(happened_on_latest__gt=self.until) & had_begun]

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
