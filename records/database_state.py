"""Whether the database can be used: reachable, writable, and written by this version of the code or an older one."""

import functools
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import DatabaseError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

DATABASE, MIGRATIONS = "database", "migrations"


@dataclass(frozen=True)
class Problem:
    """Why the database cannot serve: which part fails, for whoever asks (no path, no host), and for the operator."""

    part: str
    summary: str
    sentence: str


@dataclass(frozen=True)
class Migrations:
    """The migrations the code brings for our own apps, as (app label, name): all it has known, and the last ones."""

    known: frozenset
    last: frozenset


@functools.cache
def migrations_of_the_code():
    """The Migrations on disk. Migrations that a squashed one replaces are known too, though their files are gone."""
    loader = MigrationLoader(None, ignore_no_migrations=True)
    ours = {config.label for config in apps.get_app_configs() if Path(config.path).parent == settings.BASE_DIR}
    known = {key for key in loader.disk_migrations if key[0] in ours}
    replaced = {key for own in known for key in loader.disk_migrations[own].replaces}
    last = {key for key in loader.graph.leaf_nodes() if key[0] in ours}
    return Migrations(known=frozenset(known | replaced), last=frozenset(last))


def problem_of(connection, *, code=None):
    """The Problem that keeps Parley from writing to this database, or None. Pending migrations are none: see below.

    `code` is the Migrations to compare with, those on disk unless given.
    """
    code = code or migrations_of_the_code()
    try:
        with connection.cursor() as cursor:
            TRY_TO_WRITE[connection.vendor](cursor)
        applied = MigrationRecorder(connection).applied_migrations()
    except DatabaseError as error:
        return (
            _sqlite_problem(connection, error) if connection.vendor == "sqlite" else _server_problem(connection, error)
        )
    labels = {label for label, _ in code.known}
    unknown = sorted(key for key in applied if key[0] in labels and key not in code.known)
    if not unknown:
        return None
    named = ".".join(unknown[0]) + (f" and {len(unknown) - 1} more" if unknown[1:] else "")
    return Problem(
        MIGRATIONS,
        "The database was written by a newer Parley.",
        f"This database was written by a newer Parley ({named}: unknown here): "
        "update the code, or restore an older backup.",
    )


def problem_in_service(connection, *, code=None):
    """As `problem_of`, and also the Problem of a database that is older than the code and was not migrated yet."""
    code = code or migrations_of_the_code()
    problem = problem_of(connection, code=code)
    if problem:
        return problem
    missing = sorted(code.last - set(MigrationRecorder(connection).applied_migrations()))
    if not missing:
        return None
    return Problem(
        MIGRATIONS,
        "The database waits to be brought up to date.",
        f"This database is older than the code (it lacks {'.'.join(missing[0])}): "
        "back it up, then run `python manage.py migrate` or `make run`.",
    )


def write_to_server(cursor):
    """DatabaseError when a PostgreSQL server accepts reading only, as a standby does."""
    cursor.execute("SHOW transaction_read_only")
    if cursor.fetchone()[0] == "on":
        raise DatabaseError("the server accepts reading only")


def write_to_file(cursor):
    """A write that is taken back. DatabaseError when it cannot be done; another writer at work is no error."""
    cursor.execute("PRAGMA user_version")
    version = cursor.fetchone()[0]
    # Released, even an emptied savepoint counts as a change of the file; only a transaction of our own leaves no trace.
    begin, take_back = (
        ("SAVEPOINT parley_can_write", ["ROLLBACK TO parley_can_write", "RELEASE parley_can_write"])
        if cursor.connection.in_transaction
        else ("BEGIN", ["ROLLBACK"])
    )
    with _without_waiting(cursor):
        cursor.execute(begin)
        try:
            cursor.execute(f"PRAGMA user_version = {version}")
        except DatabaseError as error:
            if _sqlite_code(error) not in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise
        finally:
            for command in take_back:
                cursor.execute(command)


@contextmanager
def _without_waiting(cursor):
    cursor.execute("PRAGMA busy_timeout")
    patience = cursor.fetchone()[0]
    cursor.execute("PRAGMA busy_timeout = 0")
    try:
        yield
    finally:
        cursor.execute(f"PRAGMA busy_timeout = {patience}")


def _sqlite_code(error):
    """SQLite's primary result code: the low byte of the extended one."""
    return getattr(error.__cause__, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF


def _sqlite_problem(connection, error):
    path = Path(str(connection.settings_dict["NAME"]).removeprefix("file:").partition("?")[0])
    code = _sqlite_code(error)
    if code == sqlite3.SQLITE_NOTADB:
        return Problem(
            DATABASE,
            "The database file is not a database.",
            f"The file {path} is not a SQLite database: move it away, restore a backup, or set DATABASE_URL.",
        )
    if code == sqlite3.SQLITE_CANTOPEN and not path.parent.is_dir():
        return Problem(
            DATABASE,
            "The database file cannot be opened.",
            f"The folder {path.parent} does not exist: make it, or set DATABASE_URL.",
        )
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN):
        return Problem(
            DATABASE,
            "The database cannot be written.",
            f"The database file {path} cannot be written: make the file and its folder writable for the user who runs "
            "Parley, or set DATABASE_URL.",
        )
    return Problem(
        DATABASE,
        "The database cannot be used.",
        f"The database file {path} cannot be used ({error}): check the disk, or restore a backup.",
    )


def _server_problem(connection, error):
    where = connection.settings_dict
    # The driver writes one line per address it tried; the first says what is wrong.
    reason = str(error).strip().partition("\n")[0]
    return Problem(
        DATABASE,
        "The database server cannot be used.",
        f"The PostgreSQL database {where['NAME']} at {where['HOST'] or 'localhost'}:{where['PORT'] or 5432} cannot be "
        f"used ({reason}): start the server, or correct DATABASE_URL.",
    )


TRY_TO_WRITE = {"sqlite": write_to_file, "postgresql": write_to_server}
