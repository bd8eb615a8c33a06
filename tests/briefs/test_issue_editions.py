"""The worker that issues editions, as processes of its own on a database of the test's own."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest
from django.conf import settings

from config.databases import SQLITE_OPTIONS
from tests.template_database import begin_site

LONG_AGO = "2020-01-01 00:00:00"
# Talks with one round, and orders for editions as of so many days of August 2021.
ENTER = """
import datetime as dt, django; django.setup()
from briefs.keeping import kept_brief
from briefs.ordering import order_edition
from briefs.scope import scope_on
from records.levels import Level
from tests.factories.talks import RoundFactory
brief = kept_brief(scope_on(RoundFactory(opened_on="2021-07-07").process, Level.PUBLIC))
for day in range(1, {days} + 1):
    order_edition(brief, dt.datetime(2021, 8, day, tzinfo=dt.UTC), user=None)
"""
# Eight who ask for the same at the same moment.
ASK_TOGETHER = """
import datetime as dt, threading, django; django.setup()
from briefs.ordering import order_edition
from django.db import connection
from tests.factories.briefs import BriefFactory
brief, ready, found = BriefFactory(), threading.Barrier(8), []
def ask():
    ready.wait()
    found.append(order_edition(brief, dt.datetime(2021, 8, 1, tzinfo=dt.UTC), user=None).pk)
    connection.close()
threads = [threading.Thread(target=ask) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(len(found), len(set(found)))
"""


@dataclass
class Site:
    """A database of its own, and processes that work on it."""

    folder: Path
    environment: dict

    @property
    def database(self):
        return self.folder / "parley.sqlite3"

    def run(self, program):
        """What `program` prints."""
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def worker(self, *options, **environment):
        """A worker at work."""
        return subprocess.Popen(
            [sys.executable, "manage.py", "issue_editions", *options],
            cwd=settings.BASE_DIR,
            env={**self.environment, **environment},
            stderr=subprocess.PIPE,
            text=True,
        )

    def ask(self, query, *values):
        with closing(sqlite3.connect(self.database, timeout=20)) as connection, connection:
            return connection.execute(query, values).fetchall()

    def orders(self):
        return self.ask("SELECT state, attempts, edition_id IS NOT NULL, said FROM briefs_editionorder ORDER BY id")

    def numbers(self):
        return [number for (number,) in self.ask("SELECT number FROM briefs_edition ORDER BY number")]


@pytest.fixture
def site(tmp_path):
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    environment = {**inherited, **begin_site(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    return Site(tmp_path, environment)


def ended(worker):
    """What a worker complained of before it ended."""
    return worker.communicate(timeout=120)[1]


def wait_until(is_so):
    """Return once `is_so()`; AssertionError after a minute."""
    for _ in range(1200):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("It never came to that.")


def test_what_a_killed_worker_drew_is_taken_up_by_another_and_stands_once(site):
    site.run(ENTER.format(days=1))
    killed = site.worker()
    wait_until(lambda: site.orders()[0][0] == "drawing")
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert (site.orders(), site.numbers()) == ([("drawing", 1, 0, "")], [])
    # As though the minute of its lease had passed.
    site.ask("UPDATE briefs_editionorder SET leased_until = ?", LONG_AGO)

    other = site.worker("--once")

    assert ended(other) == ""
    assert (site.orders(), site.numbers()) == ([("issued", 2, 1, "")], [1])


def test_two_workers_number_editions_one_after_the_other(site):
    site.run(ENTER.format(days=4))

    workers = [site.worker("--once") for _ in range(2)]

    assert [ended(worker) for worker in workers] == ["", ""]
    assert site.orders() == [("issued", 1, 1, "")] * 4
    assert site.numbers() == [1, 2, 3, 4]


def test_of_eight_who_ask_at_the_same_moment_one_makes_the_order(site):
    assert site.run(ASK_TOGETHER) == "8 1\n"

    assert site.ask("SELECT COUNT(*) FROM django_tasks_database_dbtaskresult") == [(1,)]


def test_a_database_without_room_ends_an_order_with_a_sentence_and_shows_nothing_half(site):
    site.run(ENTER.format(days=1))
    with closing(sqlite3.connect(site.database)) as connection:
        connection.execute("VACUUM")
        ((pages,),) = connection.execute("PRAGMA page_count").fetchall()
    limited = f"{SQLITE_OPTIONS['init_command']} PRAGMA max_page_count={pages + 2};"

    worker = site.worker("--once", DATABASE_URL=f"sqlite:///{site.database}?init_command={quote(limited)}")

    ended(worker)
    ((state, _attempts, has_edition, said),) = site.orders()
    assert (state, has_edition, site.numbers()) == ("failed", 0, [])
    assert said.startswith("There is no room left on the server to draw or to store it.")


def test_a_worker_ends_when_told_to_and_when_whoever_started_it_is_gone(site):
    told, orphan = site.worker(), site.worker("--parent", "1")
    assert ended(orphan) == ""
    assert orphan.returncode == 0
    # It has left its note, so it is at work.
    wait_until(lambda: site.ask("SELECT COUNT(*) FROM parley_cache") == [(1,)])

    told.send_signal(signal.SIGTERM)

    assert ended(told) == ""
    assert told.returncode == 0


def test_a_worker_that_is_told_to_end_ends_after_what_it_draws(site):
    site.run(ENTER.format(days=2))
    worker = site.worker()
    wait_until(lambda: site.orders()[0][0] == "drawing")

    worker.send_signal(signal.SIGTERM)

    assert ended(worker) == ""
    assert [state for state, *_rest in site.orders()] == ["issued", "waiting"]


def test_old_tasks_are_forgotten_those_of_killed_workers_too(site):
    site.run(ENTER.format(days=2))
    site.ask("UPDATE django_tasks_database_dbtaskresult SET status = 'RUNNING', started_at = ?", LONG_AGO)
    site.ask("UPDATE briefs_editionorder SET state = 'failed'")
    site.ask(
        "UPDATE django_tasks_database_dbtaskresult SET status = 'SUCCESSFUL', finished_at = started_at "
        "WHERE id = (SELECT min(id) FROM django_tasks_database_dbtaskresult)"
    )

    ended(site.worker("--once"))

    assert site.ask("SELECT COUNT(*) FROM django_tasks_database_dbtaskresult") == [(0,)]
