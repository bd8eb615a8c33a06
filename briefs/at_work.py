"""Whether anybody draws editions here: a note that each worker leaves, in the cache that all processes share."""

import datetime as dt

from django.core.cache import cache

KEY = "briefs.at-work"
PACE, KEPT_FOR = dt.timedelta(seconds=10), dt.timedelta(seconds=60)


def note_at_work(now):
    """Leave a note, at most once in ten seconds, that somebody is at work at the moment `now`."""
    noted = cache.get(KEY)
    if noted is None or now - noted >= PACE:
        cache.set(KEY, now, KEPT_FOR.total_seconds())


def is_anybody_at_work(now):
    """Whether somebody was at work within the minute before `now`."""
    noted = cache.get(KEY)
    return noted is not None and now - noted < KEPT_FOR
