"""The server of `make run`, started for real on a database of its own."""

import json
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings

from tests.config.test_settings import manage
from tests.template_database import begin_site


@pytest.fixture(scope="module")
def migrated(tmp_path_factory):
    """A migrated database that no test touches."""
    folder = tmp_path_factory.mktemp("migrated")
    begin_site(folder)
    return folder / "parley.sqlite3"


@pytest.fixture
def database(migrated, tmp_path):
    """(file, address) of a migrated database of the test's own."""
    path = shutil.copy(migrated, tmp_path / "parley.sqlite3")
    return path, f"sqlite:///{path}"


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return listener.getsockname()[1]


def serve(url, port):
    return subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "config/gunicorn.py"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": url, "PORT": str(port)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def record_a_newer_migration(path):
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('talks', '0999_later', '2031-01-01')"
        )
    connection.close()


@contextmanager
def serving(url):
    """(process, its address, its first line) of a server that answers, stopped at the end."""
    port = free_port()
    server = serve(url, port)
    try:
        yield server, f"http://127.0.0.1:{port}/", server.stdout.readline()
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=40)


def test_the_server_answers_and_stops_when_told(database):
    _, url = database

    with serving(url) as (server, address, line), urlopen(f"{address}health/", timeout=30) as response:
        health = json.load(response)

    assert line == f"Serving {address} (Ctrl-C stops it)\n"
    assert health == {"status": "ok", "database": "ok", "migrations": "ok"}
    assert server.returncode == 0


def test_a_database_upgraded_under_a_running_server_is_named_on_every_page_it_breaks(database):
    path, url = database

    with serving(url) as (_, address, _):
        record_a_newer_migration(path)
        with sqlite3.connect(path) as connection:
            connection.execute("DROP TABLE django_session")
        connection.close()
        with pytest.raises(HTTPError) as answer:
            urlopen(Request(f"{address}admin/", headers={"Cookie": "sessionid=" + 32 * "a"}), timeout=30)

    assert answer.value.code == 503
    assert "The database was written by a newer Parley." in answer.value.read().decode()


def test_the_server_refuses_a_newer_database_with_one_sentence(database):
    path, url = database
    record_a_newer_migration(path)

    server = serve(url, free_port())
    said, complained = server.communicate(timeout=60)

    assert server.returncode == 1
    assert said == ""
    assert complained == (
        "This database was written by a newer Parley (talks.0999_later: unknown here): update the code, or restore an "
        "older backup.\n"
    )


def test_migrating_a_newer_database_is_refused_before_anything_changes(database):
    path, url = database
    record_a_newer_migration(path)
    before = path.read_bytes()

    done = manage("migrate", DATABASE_URL=url)

    assert done.returncode == 1
    assert "This database was written by a newer Parley (talks.0999_later: unknown here)" in done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == before


def test_a_command_that_cannot_write_says_why(database):
    path, _ = database

    done = manage("clearsessions", DATABASE_URL=f"sqlite:///{path}?init_command=PRAGMA%20query_only%3DON")

    assert done.returncode == 1
    assert "cannot be written: make the file and its folder writable" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_command_on_a_file_that_is_no_database_says_so(tmp_path):
    path = tmp_path / "notes.sqlite3"
    path.write_text("Meeting notes, not a database. " * 100)

    done = manage("clearsessions", DATABASE_URL=f"sqlite:///{path}")

    assert done.returncode == 1
    assert done.stderr == (
        f"The file {path} is not a SQLite database: move it away, restore a backup, or set DATABASE_URL.\n"
    )
