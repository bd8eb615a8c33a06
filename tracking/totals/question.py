"""What is counted: whose view, of which process, as of when, as known when."""

import datetime as dt
from dataclasses import dataclass

from talks.models import Process


@dataclass(frozen=True)
class Question:
    """What totals are asked for.

    reader: whose view: a user, a Level, or None for anyone.
    process: that one alone; None for all.
    as_of: a moment (UTC). Only statements issued on its day or before, and only what was judged as of it or before. A
        statement without a date is left out then. None: all that is on record.
    known_at: a moment (UTC). Only what had been entered by then (tracking/totals/known.py). None: as it stands now.
    at: the moment at which an embargo counts; None: the clock of the database.
    """

    reader: object
    process: Process | None = None
    as_of: dt.datetime | None = None
    known_at: dt.datetime | None = None
    at: dt.datetime | None = None
