"""The worker beside the web workers: started with the server, started anew when it dies, gone when the server is."""

import os
import signal
import time
from pathlib import Path

import pytest

from tests.config.test_gunicorn import database, migrated, serving  # noqa: F401 - fixtures

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="processes are looked up in /proc")


def workers_of(parent=None):
    """The process numbers of workers that issue editions, those of `parent` or those of everyone."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command, state = (folder / "cmdline").read_bytes(), (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if b"issue_editions" in command and (parent is None or f"--parent\0{parent}\0".encode() in command):
            found += [int(folder.name)] if state[0] != "Z" else []
    return found


def wait_until(is_so):
    """Return once `is_so()`; AssertionError after a minute."""
    for _ in range(600):
        if is_so():
            return
        time.sleep(0.1)
    raise AssertionError("It never came to that.")


def test_a_worker_that_dies_is_started_anew_and_ends_with_the_server(database):  # noqa: F811
    _, url = database

    with serving(url) as (server, _address, _line):
        wait_until(lambda: workers_of(server.pid))
        (first,) = workers_of(server.pid)
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: workers_of(server.pid) not in ([], [first]))

    assert workers_of(server.pid) == []
    assert server.returncode == 0


def test_a_worker_ends_by_itself_when_the_server_was_killed(database):  # noqa: F811
    _, url = database

    with serving(url) as (server, _address, _line):
        wait_until(lambda: workers_of(server.pid))
        server.kill()
        wait_until(lambda: not workers_of(server.pid))


def test_a_worker_that_does_not_end_is_ended(database):  # noqa: F811
    _, url = database

    with serving(url) as (server, _address, _line):
        wait_until(lambda: workers_of(server.pid))
        # It hears of nothing any more, as one that waits for a disk that is gone.
        os.kill(workers_of(server.pid)[0], signal.SIGSTOP)

    assert workers_of(server.pid) == []
    assert server.returncode == 0


def test_where_another_place_has_the_worker_none_is_started(database, monkeypatch):  # noqa: F811
    _, url = database
    monkeypatch.setenv("EDITION_WORKER", "false")

    with serving(url) as (server, _address, _line):
        time.sleep(2)
        assert workers_of(server.pid) == []
