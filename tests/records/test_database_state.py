"""Real database files in every state a site can meet them."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core import checks
from django.core.checks import Tags
from django.db import DatabaseError, connections
from django.db import connection as default_connection
from django.db.backends.postgresql.base import DatabaseWrapper as PostgreSQL
from django.db.backends.sqlite3.base import DatabaseWrapper as SQLite
from django.db.migrations.recorder import MigrationRecorder

from config.databases import SQLITE_OPTIONS
from records.checks import database_can_be_written_by_this_version
from records.database_state import (
    Migrations,
    Problem,
    migrations_of_the_code,
    problem_in_service,
    problem_of,
    write_to_server,
)

NOBODY = 65534
TRIED = "tried"
CODE = Migrations(
    known=frozenset({("talks", "0001_record"), ("talks", "0002_more"), ("events", "0001_record")}),
    last=frozenset({("talks", "0002_more"), ("events", "0001_record")}),
)


def connection_to(name, wrapper=SQLite, **changes):
    defaults = {key: value for key, value in default_connection.settings_dict.items() if key not in ("NAME", "OPTIONS")}
    options = {"OPTIONS": SQLITE_OPTIONS} if wrapper is SQLite else {"OPTIONS": {"connect_timeout": 2}}
    connections[TRIED] = wrapper({**defaults, **options, "NAME": str(name), **changes}, alias=TRIED)
    return connections[TRIED]


def applied(path, *migrations):
    """A database file in which these migrations are recorded as applied."""
    connection = connection_to(path)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for label, name in migrations:
        recorder.record_applied(label, name)
    connection.close()
    return path


@pytest.fixture(autouse=True)
def no_connection_stays():
    yield
    if hasattr(connections._connections, TRIED):
        connections[TRIED].close()
        del connections[TRIED]


@pytest.fixture
def path(tmp_path, django_db_blocker):
    with django_db_blocker.unblock():
        yield tmp_path / "parley.sqlite3"


@pytest.fixture
def open_folder():
    """A folder that every user of the machine may reach: pytest's own are closed to others."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@contextmanager
def an_ordinary_user():
    """File permissions bind everyone but root; root stops being root for a moment."""
    is_root = os.geteuid() == 0
    if is_root:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        if is_root:
            os.seteuid(0)


def test_a_new_file_can_be_used(path):
    assert problem_of(connection_to(path), code=CODE) is None


def test_the_question_leaves_the_file_as_it_was(path):
    connection = connection_to(applied(path, ("talks", "0001_record")))
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA user_version = 7")

    connection.close()
    before = path.read_bytes()

    problem_of(connection, code=CODE)

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
    assert not connection.connection.in_transaction
    connection.close()
    assert path.read_bytes() == before


def test_a_file_opened_for_reading_only_is_named(path):
    applied(path)
    connection = connection_to(f"file:{path}?mode=ro", OPTIONS={"uri": True})

    problem = problem_of(connection, code=CODE)

    assert problem == Problem(
        "database",
        "The database cannot be written.",
        f"The database file {path} cannot be written: make the file and its folder writable for the user who runs "
        "Parley, or set DATABASE_URL.",
    )


@pytest.mark.parametrize(("file_mode", "folder_mode"), [(0o444, 0o755), (0o666, 0o555), (0o000, 0o755)])
def test_a_file_or_folder_this_user_may_not_write_is_named(open_folder, django_db_blocker, file_mode, folder_mode):
    with django_db_blocker.unblock():
        path = applied(open_folder / "parley.sqlite3")
        path.chmod(file_mode)
        open_folder.chmod(folder_mode)

        with an_ordinary_user():
            problem = problem_of(connection_to(path), code=CODE)

        open_folder.chmod(0o755)
    assert problem.sentence.startswith(f"The database file {path} cannot be written: make the file and its folder")


def test_a_folder_that_does_not_exist_is_named(path):
    problem = problem_of(connection_to(path.parent / "gone" / "parley.sqlite3"), code=CODE)

    assert problem.sentence == f"The folder {path.parent / 'gone'} does not exist: make it, or set DATABASE_URL."


def test_a_file_that_is_no_database_is_named(path):
    path.write_text("Meeting notes, not a database. " * 100)

    problem = problem_of(connection_to(path), code=CODE)

    assert problem.sentence == (
        f"The file {path} is not a SQLite database: move it away, restore a backup, or set DATABASE_URL."
    )
    assert path.read_text().startswith("Meeting notes")


def test_a_damaged_file_is_named_with_what_sqlite_says(path):
    applied(path, ("talks", "0001_record"))
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\x00" * (len(whole) - 4096))

    problem = problem_of(connection_to(path), code=CODE)

    assert problem.summary == "The database cannot be used."
    assert problem.sentence.startswith(f"The database file {path} cannot be used (")
    assert problem.sentence.endswith("): check the disk, or restore a backup.")


def test_another_writer_at_work_is_no_problem_and_is_not_waited_for(path):
    applied(path)
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")

    problem = problem_of(connection_to(path), code=CODE)

    writer.execute("ROLLBACK")
    writer.close()
    assert problem is None


def test_a_newer_database_is_refused_naming_the_migration(path):
    applied(path, ("talks", "0001_record"), ("talks", "0009_x"))

    problem = problem_of(connection_to(path), code=CODE)

    assert problem == Problem(
        "migrations",
        "The database was written by a newer Parley.",
        "This database was written by a newer Parley (talks.0009_x: unknown here): update the code, or restore an "
        "older backup.",
    )


def test_several_unknown_migrations_are_counted(path):
    applied(path, ("talks", "0009_x"), ("talks", "0010_y"), ("events", "0004_z"))

    assert "(events.0004_z and 2 more: unknown here)" in problem_of(connection_to(path), code=CODE).sentence


def test_migrations_of_other_peoples_packages_are_theirs(path):
    applied(path, ("auth", "0099_later"), *CODE.known)

    assert problem_in_service(connection_to(path), code=CODE) is None


def test_an_older_database_may_be_migrated_but_not_served(path):
    applied(path, ("talks", "0001_record"), ("events", "0001_record"))

    assert problem_of(connection_to(path), code=CODE) is None
    assert problem_in_service(connection_to(path), code=CODE) == Problem(
        "migrations",
        "The database waits to be brought up to date.",
        "This database is older than the code (it lacks talks.0002_more): back it up, then run "
        "`python manage.py migrate` or `make run`.",
    )


def test_a_newer_database_is_not_served(path):
    applied(path, ("talks", "0009_x"))

    assert problem_in_service(connection_to(path), code=CODE).summary == "The database was written by a newer Parley."


def test_a_server_out_of_reach_is_named_without_its_password(django_db_blocker):
    connection = connection_to(
        "parley", wrapper=PostgreSQL, HOST="127.0.0.1", PORT=1, USER="analyst", PASSWORD="very-secret"
    )

    with django_db_blocker.unblock():
        problem = problem_of(connection, code=CODE)

    assert problem.summary == "The database server cannot be used."
    assert problem.sentence.startswith("The PostgreSQL database parley at 127.0.0.1:1 cannot be used (")
    assert problem.sentence.endswith("): start the server, or correct DATABASE_URL.")
    assert "very-secret" not in problem.sentence
    assert "\n" not in problem.sentence


class Server:
    """What a PostgreSQL server answers when it is asked whether it is for reading only."""

    def __init__(self, answer):
        self.answer, self.asked = answer, []

    def execute(self, question):
        self.asked.append(question)

    def fetchone(self):
        return (self.answer,)


def test_a_standby_server_is_for_reading_only():
    standby = Server("on")

    with pytest.raises(DatabaseError, match="the server accepts reading only"):
        write_to_server(standby)

    assert standby.asked == ["SHOW transaction_read_only"]


def test_a_server_that_takes_writes_passes():
    assert write_to_server(Server("off")) is None


@pytest.mark.django_db
def test_the_database_of_the_tests_is_fit_for_service():
    assert problem_in_service(default_connection) is None


def test_the_code_knows_its_own_migrations_and_nobody_elses():
    code = migrations_of_the_code()

    assert ("talks", "0001_record") in code.known
    assert {label for label, _ in code.known} == {"records", "talks", "statements", "events", "tracking", "briefs"}
    assert code.last <= code.known


@pytest.mark.django_db
def test_a_database_check_passes_over_a_sound_database():
    assert checks.run_checks(tags=[Tags.database], databases=["default"]) == []


@pytest.mark.django_db
def test_a_database_check_says_the_sentence():
    MigrationRecorder(default_connection).record_applied("talks", "0009_x")

    errors = database_can_be_written_by_this_version(databases=["default"])

    assert [error.msg for error in errors] == [problem_of(default_connection).sentence]
    assert "talks.0009_x" in errors[0].msg


def test_a_check_that_is_not_about_databases_asks_none():
    assert database_can_be_written_by_this_version() == []
