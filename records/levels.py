"""Who may see what: levels, embargoes, and the one rule that a record is never shown below what it hangs on."""

import datetime as dt

from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.IntegerChoices):
    """How far a record may travel. The order is the rule: a reader sees their own level and everything below it."""

    PUBLIC = 0, _("public")
    RESTRICTED = 1, _("restricted")
    CONFIDENTIAL = 2, _("confidential")


# The embargo of a record that has none. A real moment instead of NULL keeps the visibility test one comparison.
ALWAYS = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


# An embargo keeps a record from readers, never from the people who prepare it: they are asked about at this moment.
AFTER_EVERY_EMBARGO = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)


def clearance_of(reader):
    """The highest Level that `reader` may see. A reader is a Level (the audience of a brief), a user, or None (anyone)."""
    if isinstance(reader, Level):
        return reader
    if reader is None or not reader.is_authenticated or not reader.is_active:
        return Level.PUBLIC
    return Level(reader.clearance)


def level_beneath(level):
    """The level that a new record starts with on the page of one of `level`: the same, and restricted at least."""
    return max(Level(level), Level.RESTRICTED)


def levels_to_give(person, record=None):
    """The Levels that `person` may give on their own: to a new record, or to `record` as it is stored.

    A new record is restricted at least, and a level is only ever raised: to lower it takes a second person
    (records/lowering.py). Nobody gives a level above their own clearance, or the record would vanish before their eyes.
    """
    lowest = Level.RESTRICTED if record is None else record.level
    return [level for level in Level if lowest <= level <= max(clearance_of(person), lowest)]


def level_named(name):
    """The Level called `name` ("public", "restricted", "confidential"); ValueError names the choices."""
    try:
        return Level[name.strip().upper()]
    except KeyError:
        choices = ", ".join(level.name.lower() for level in Level)
        raise ValueError(f"There is no level “{name}”. Choose one of: {choices}.") from None
