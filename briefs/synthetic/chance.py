"""Seeded choices: the same seed and name give the same stream on every machine."""

import datetime as dt
import random
import uuid
from functools import lru_cache

from records.dates import PartialDate
from records.levels import Level

OPENS, CLOSES = dt.date(2004, 1, 1), dt.date(2025, 12, 31)
# An embargo far enough ahead that the record under it stays hidden while anybody measures.
EMBARGO = dt.datetime(2100, 1, 1, tzinfo=dt.UTC)
LEVELS = (Level.PUBLIC, Level.RESTRICTED, Level.CONFIDENTIAL)


@lru_cache(maxsize=100_000)
def dated(text):
    """The PartialDate of an EDTF text; read once, because thousands of rows share a day."""
    return PartialDate(text)


def midnight(day):
    """The first moment (UTC) of `day`."""
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)


class Chance:
    """One stream of choices. `seed` is an int; `name` keeps the streams of one seed apart."""

    def __init__(self, seed, name):
        self.stream = random.Random(f"parley:{seed}:{name}")  # noqa: S311 - repeatable, not secret
        self.random, self.between, self.pick = self.stream.random, self.stream.randint, self.stream.choice
        self.sample, self.mix = self.stream.sample, self.stream.shuffle

    def happens(self, share):
        """True in `share` (0 to 1) of the calls."""
        return self.random() < share

    def weighted(self, choices):
        """One key of `choices`, a dict of key to weight."""
        return self.stream.choices(list(choices), list(choices.values()))[0]

    def public_id(self):
        return uuid.UUID(int=self.stream.getrandbits(128), version=4)

    def shown(self, restricted=0.08, confidential=0.02, embargoed=0.0):
        """The public id, level and embargo of a record: mostly public, and now and then under an embargo."""
        drawn = self.random()
        level = LEVELS[(drawn < restricted + confidential) + (drawn < confidential)]
        return {
            "public_id": self.public_id(),
            "level": level,
            "embargo_until": EMBARGO if embargoed and self.happens(embargoed) else None,
            "revision": 1,
        }

    def day(self, first=OPENS, last=CLOSES):
        """A day from `first` to `last`, both included."""
        return first + dt.timedelta(days=self.between(0, max(0, (last - first).days)))

    def after(self, day, least, most):
        """A day `least` to `most` days after `day`."""
        return day + dt.timedelta(days=self.between(least, most))

    def known_of(self, day):
        """What a source may tell of something on `day`: a PartialDate of any precision that holds it, or None."""
        drawn = self.random()
        if drawn < 0.72:
            return dated(f"{day}")
        if drawn < 0.77:
            return dated(f"{day}~")
        if drawn < 0.83:
            return dated(f"{day - dt.timedelta(days=self.between(1, 3))}/{day}")
        if drawn < 0.92:
            return dated(f"{day:%Y-%m}")
        if drawn < 0.94:
            return dated(f"{day.year}-{33 + (day.month - 1) // 3}")
        if drawn < 0.96:
            return dated(f"{day.year}")
        if drawn < 0.98:
            return dated(f"{day}/..")
        return PartialDate(words="some time ago") if drawn < 0.99 else None
