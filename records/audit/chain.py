"""The chain: entries numbered 1, 2, 3 … without a gap, each holding the hash of the one before it.

The hash of an entry is SHA-256, in hexadecimal, over its canonical form: a JSON array, in ASCII without white space, of

    number, moment (2021-07-08T09:30:00.000005Z), action, person, name of the person, kind, key, kind of the record,
    public id of the record (32 hexadecimal digits), level, names of the fields, facts, hash of the entry before

in this order, numbers as numbers, what is not known as null, everything else as text. The first entry follows sixty-four
zeros. It is written by one INSERT that the database itself checks (migration 0007_audit).
"""

import datetime as dt
import hashlib
import json
import uuid
from contextlib import contextmanager

from django.db import connection, transaction

from records.audit import head

COLUMNS = (
    *("number", "at", "action", "person", "person_name", "kind", "key", "record_kind", "record", "level", "fields"),
    *("facts", "previous"),
)
AT, RECORD = COLUMNS.index("at"), COLUMNS.index("record")
CANONICAL = json.JSONEncoder(separators=(",", ":"))
# Any number, as long as every writer locks the same: the bytes of "Parley".
LOCK = 0x5061726C6579

APPEND = (
    f"INSERT INTO records_auditentry ({', '.join(COLUMNS)}, hash) "  # noqa: S608 - no value stands in it
    f"VALUES ({', '.join(['%s'] * (len(COLUMNS) + 1))})"
)


def digest(values):
    """The hash of an entry. `values` are those of COLUMNS, in that order.

    `at` is a datetime, in UTC if it has no zone, and `record` a UUID, its hexadecimal digits, or None.
    """
    canonical = list(values)
    at, record = canonical[AT], canonical[RECORD]
    if at.tzinfo is not None:
        at = at.astimezone(dt.UTC).replace(tzinfo=None)
    canonical[AT] = at.isoformat("T", "microseconds") + "Z"
    if isinstance(record, uuid.UUID):
        canonical[RECORD] = record.hex
    return hashlib.sha256(CANONICAL.encode(canonical).encode()).hexdigest()


def take_turn():
    """Wait until no other transaction writes, so that there is one chain. Only in a transaction, until its end.

    On SQLite a transaction that writes is alone from its start. On PostgreSQL a lock sees to it, and whoever locks rows
    takes it before them: of two that wait for each other the database would end one.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


@contextmanager
def writing():
    """A transaction whose writes enter the audit: both are stored, or neither."""
    with transaction.atomic():
        take_turn()
        yield


def append(at, *values):
    """Add one entry at the moment `at`. `values` are those of COLUMNS from `action` to `facts`."""
    # Without a savepoint: what cannot be entered in the audit is not done, whoever catches the error.
    with transaction.atomic(savepoint=False):
        take_turn()
        last = head.last_entry()
        entry = (last.number + 1, at, *values, last.hash)
        with connection.cursor() as cursor:
            cursor.execute(APPEND, as_stored(entry, digest(entry)))
        head.follow(is_first=last.number == 0)


def as_stored(entry, hashed):
    """The values of an INSERT, as the database takes them."""
    number, at, *others, record, level, fields, facts, previous = entry
    moment = connection.ops.adapt_datetimefield_value(at)
    if record is not None and not connection.features.has_native_uuid_field:
        record = record.hex
    return [number, moment, *others, record, level, fields, facts, previous, hashed]
