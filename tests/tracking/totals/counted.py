"""What tests of totals share: a question, and the numbers found as a dict of those that are not 0."""

import datetime as dt

from records.levels import Level
from tracking.totals.counting import KEYS, totals
from tracking.totals.grouping import GROUPINGS
from tracking.totals.question import Question

MOMENT = dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC)
BEFORE = MOMENT - dt.timedelta(microseconds=1)


def numbers(count):
    """{key of a rating: number} of a Count, without those that are 0."""
    return {str(key): number for key, number in zip(KEYS, count.numbers, strict=True) if number}


def whole(reader=Level.PUBLIC, by="process", **asked):
    """The numbers of all that are counted."""
    return numbers(totals(Question(reader, **asked), GROUPINGS[by]).whole)


def by(name, reader=Level.PUBLIC, **asked):
    """{key of a group: numbers}."""
    return {key: numbers(count) for key, count in totals(Question(reader, **asked), GROUPINGS[name]).groups}
