"""Whether the chain is whole: every entry from the first to the last, held against the head outside the database."""

from dataclasses import dataclass
from datetime import UTC, datetime

from django.db import DataError, OperationalError, connection

from records.audit.chain import COLUMNS, digest
from records.audit.head import BEFORE_THE_FIRST, HeadUnusable, stored_head

# Entries read at a time: it bounds what is held in memory.
BATCH = 5_000
# Plain SQL: the models would spend most of the time on values that are hashed as they are stored.
WHOLE = f"SELECT {', '.join(COLUMNS)}, hash FROM records_auditentry WHERE number > %s ORDER BY number LIMIT %s"  # noqa: S608
NUMBERS = "SELECT number FROM records_auditentry WHERE number > %s ORDER BY number LIMIT %s"
LEAST = -(2**63)
# What a database driver raises on a value that is none: a moment in letters, a text that is not UTF-8.
UNREADABLE = (ValueError, TypeError, OverflowError, DataError, OperationalError)


class ChainBroken(Exception):
    """The audit is not as it was written. `number` is the first bad entry; the message says what is wrong with it."""

    def __init__(self, number, reason, *, only_head=False):
        self.number = number
        # The entries themselves are whole: it is the head that does not fit them.
        self.only_head = only_head
        super().__init__(reason)


@dataclass(frozen=True)
class Verified:
    """A whole chain: how many entries it has, the moment and the hash of the last, and how many the head is behind."""

    count: int = 0
    at: datetime | None = None
    hash: str = BEFORE_THE_FIRST
    behind: int = 0


def verify(*, after_batch=lambda count: None):
    """Read the whole chain and return what was Verified; ChainBroken at the first bad entry.

    Entries added meanwhile are read too. `after_batch` is called with the number of entries read so far.
    """
    # Before the entries: it may tell of an earlier last one, never of one that is not there yet.
    try:
        head, excuse = stored_head(), "it is not there"
    except HeadUnusable as error:
        head, excuse = None, str(error)
    count, at, hashed, hash_at_head = 0, None, BEFORE_THE_FIRST, BEFORE_THE_FIRST
    for row in rows(after_batch):
        entry, stored = row[:-1], row[-1]
        check(entry, stored, expected=count + 1, previous=hashed)
        count, at, hashed = entry[0], entry[1], stored
        if head and count == head.number:
            hash_at_head = stored
    if head is None and count:
        raise ChainBroken(count, f"the head cannot vouch for the last entry: {excuse}", only_head=True)
    if head and head.number > count:
        raise ChainBroken(
            count + 1, f"it and all after it are missing: by the head, the last entry is {head.number}", only_head=True
        )
    if head and hash_at_head != head.hash:
        raise ChainBroken(head.number, "it is not the entry that the head tells of", only_head=True)
    if at is not None and at.tzinfo is None:
        at = at.replace(tzinfo=UTC)
    return Verified(count, at, hashed, behind=count - head.number if head else 0)


def check(entry, stored, *, expected, previous):
    """ChainBroken unless `entry`, the values of COLUMNS, has the number and the hashes that it must have."""
    number = entry[0]
    if number > expected:
        missing = f"entries {expected} to {number - 1} are" if number - 1 > expected else "it is"
        raise ChainBroken(expected, f"{missing} missing")
    if number < expected:
        raise ChainBroken(number, "it stands before the first entry")
    if stored != hash_of(entry):
        raise ChainBroken(number, "its content was changed: it does not give the hash stored with it")
    if entry[-1] != previous:
        raise ChainBroken(number, "it does not follow the entry before it: one of the two was replaced, or moved")


def hash_of(entry):
    """The hash that `entry` should have; "" when it holds values that no entry was written with."""
    try:
        return digest(entry)
    except (AttributeError, TypeError, ValueError):
        return ""


def rows(after_batch):
    """Yield the values of COLUMNS and the stored hash of each entry, in order."""
    last = LEAST
    while True:
        try:
            batch = read(WHOLE, last, BATCH)
        except UNREADABLE:
            batch = one_by_one(read(NUMBERS, last, BATCH))
        if not batch:
            return
        yield from batch
        last = batch[-1][0]
        after_batch(last)


def read(query, after, most):
    with connection.cursor() as cursor:
        cursor.execute(query, [after, most])
        return cursor.fetchall()


def one_by_one(numbers):
    """The entries with these `numbers`; ChainBroken names the first that cannot be read."""
    found = []
    for (number,) in numbers:
        try:
            found += read(WHOLE, number - 1, 1)
        except UNREADABLE as error:
            # What stands before it is checked first.
            if found:
                break
            raise ChainBroken(number, "it cannot be read: it holds a value that no entry was written with") from error
    return found
