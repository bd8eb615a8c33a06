"""Many rows on their way into one table: by the statement that each database takes most quickly."""

import gc
import os
import time
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from records.levels import ALWAYS, Level

# What every record has beside its public id and its first revision.
KEPT = ("level", "shown_level", "shown_from", "created_at", "changed_at", "created_by_id", "changed_by_id")
LEVEL = int(Level.RESTRICTED)

# Pages that an import comes back to all the time, those of the indexes, in KiB; and how many may be written anew before
# SQLite puts them in their place: with each batch it would be nearly all of them.
CACHE, CHECKPOINT = 40_960, 20_000


@contextmanager
def in_bulk():
    """Room for an import: SQLite keeps more pages in memory, and Python does not look for cycles among millions of tuples."""
    collects, usual = gc.isenabled(), {}
    gc.disable()
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for name, value in (("cache_size", -CACHE), ("wal_autocheckpoint", CHECKPOINT)):
                (usual[name],) = cursor.execute(f"PRAGMA {name}").fetchone()
                cursor.execute(f"PRAGMA {name} = {value}")
        try:
            yield
        finally:
            for name, value in usual.items():
                cursor.execute(f"PRAGMA {name} = {value}")
            if collects:
                gc.enable()


def tidy():
    """Between two batches: let go of the few cycles that questions to the database leave behind."""
    gc.collect(0)


def public_ids(count):
    """`count` new public ids as 32 hexadecimal digits, in order of time (version 7 of RFC 9562).

    Nobody guesses one from another, and an index takes them in at its end, not in as many places as there are rows.
    """
    moment, drawn = time.time_ns() // 1_000_000, os.urandom(10 * count).hex()
    return [
        f"{moment:012x}7{drawn[at + 1 : at + 4]}{VARIANT[drawn[at + 4]]}{drawn[at + 5 : at + 20]}"
        for at in range(0, 20 * count, 20)
    ]


# The two highest bits of this digit say which kind of UUID it is.
VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}


class Restricted:
    """The columns of KEPT for records that an import of `person` (None: of a command) enters, all at one moment.

    Nothing that is imported is public by itself: each has the level LEVEL of its own.
    """

    def __init__(self, person):
        now = stored_moment(timezone.now())
        self.rest = (now, now, person and person.pk, person and person.pk)

    def below(self, above):
        """Their values for a row that hangs on rows with these pairs (level, moment) in effect."""
        level = max([LEVEL, *(shown[0] for shown in above)])
        moment = max([ALWAYS, *(shown[1] for shown in above)])
        return (LEVEL, level, stored_moment(moment), *self.rest)


def stored_moment(moment):
    """A moment as the database takes it."""
    return connection.ops.adapt_datetimefield_value(moment)


class Insert:
    """Stores rows of `model` given as tuples: the primary key, then the columns `names` in their order.

    Every other column has its default. Values are those the database takes: texts, numbers, bytes, None; days as
    ISO 8601, UUIDs as 32 hexadecimal digits, dates of the record as JSON. Nothing is validated, no signal is sent and no
    history written: whoever stores rows so has made them from checked values, and enters them in the audit.
    """

    def __init__(self, model, names):
        self.table = model._meta.db_table
        fields = {field.attname: field for field in model._meta.concrete_fields}
        self.columns = [model._meta.pk.column, *(fields[name].column for name in names)]
        rest = [field for name, field in fields.items() if name not in names and not field.primary_key]
        self.columns += [field.column for field in rest]
        self.defaults = tuple(field.get_db_prep_save(field.get_default(), connection) for field in rest)

    def run(self, rows):
        """Store `rows`, a list. In the transaction that is open."""
        if not rows:
            return
        quote = connection.ops.quote_name
        into = f"{quote(self.table)} ({', '.join(map(quote, self.columns))})"
        # Past Django's cursor, which would rewrite the statement and look at the rows; its errors are Django's all the same.
        with connection.cursor() as cursor, connection.wrap_database_errors:
            if connection.vendor == "postgresql":
                with cursor.copy(f"COPY {into} FROM STDIN") as copy:
                    for row in rows:
                        copy.write_row(row + self.defaults)
                return
            given = len(self.columns) - len(self.defaults)
            marks = [*("?" * given), *map(literal, self.defaults)]
            connection.connection.executemany(
                f"INSERT INTO {into} VALUES ({', '.join(marks)})",  # noqa: S608 - names and defaults of our own
                rows,
            )


def literal(value):
    """A default as SQLite reads it in a statement."""
    if value is None:
        return "NULL"
    if isinstance(value, (bool, int)):
        return str(int(value))
    return "'{}'".format(str(value).replace("'", "''"))


def new_keys(model, count):
    """`count` primary keys of `model` that no row has or will have, in order. In the transaction that writes them."""
    if not count:
        return range(0)
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)", [table, column, count]
            )
            return [key for (key,) in cursor.fetchall()]
        # Whoever writes on SQLite is alone, and a key given explicitly moves the sequence on.
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
        last = row[0] if row else 0
        return range(last + 1, last + 1 + count)
