"""Imports that are killed, or read from meanwhile, in processes of their own."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing

import pytest
from django.conf import settings
from django.db import connection

from records.imports.alone import alone
from records.models import Dataset
from tests.events.imports.files import ROWS
from tests.template_database import begin_site

AT_ONCE, KILLED = 20, 20
# The content of the database, and an import whose batches are so small that a kill falls between or into them.
IMPORT = f"""
import sys, django; django.setup()
from pathlib import Path
from records.imports import spool
from records.imports.running import begin, load
spool.BATCH = {AT_ONCE}
path = Path(sys.argv[1])
run = begin(path, dataset="ged", release_name="24.1", file_name=path.name)
run = load(run, path, lambda rows, share: print(rows, flush=True))
print(run.state, run.rows_new, run.rows_same, run.refusal, flush=True)
"""
HASH = "import django; django.setup()\nfrom tests.events.imports.content import content_hash\nprint(content_hash())"


def python(environment, script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def ended(process):
    out, err = process.communicate(timeout=120)
    assert process.returncode == 0, err
    return out.strip().splitlines()


@pytest.fixture
def site(tmp_path):
    """Makes the environment of a new site with an empty database of its own."""

    def site(name):
        folder = tmp_path / name
        folder.mkdir()
        return {**os.environ, **begin_site(folder), "DJANGO_SETTINGS_MODULE": "config.settings"}

    return site


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the sites of this test are on SQLite")
def test_an_import_killed_at_twenty_moments_ends_with_the_content_of_one_left_alone(site, ged_file):
    left_alone, killed = site("left alone"), site("killed")
    assert ended(python(left_alone, IMPORT, ged_file))[-1].startswith(f"finished {ROWS}")
    chance, kills, done = random.Random(7), 0, []  # noqa: S311 - repeatable, not secret

    while kills < KILLED:
        process = python(killed, IMPORT, ged_file)
        # A moment after it has stored so many batches more: in the next, at its end, or in the reading of the file.
        for _ in range(chance.choice((0, 1, 1, 1, 2))):
            process.stdout.readline()
        time.sleep(chance.random() / 50)
        process.send_signal(signal.SIGKILL)
        process.communicate()
        kills += process.returncode == -signal.SIGKILL
        with closing(sqlite3.connect(killed["DATABASE_URL"].removeprefix("sqlite:///"))) as database:
            (events,) = database.execute("SELECT count(*) FROM events_event").fetchone()
        # Never half a batch.
        assert events % AT_ONCE == 0
        done.append(events)
        if events == ROWS:
            break
    last = ended(python(killed, IMPORT, ged_file))[-1]

    assert last.startswith("finished")
    assert len(set(done)) > 5
    assert ended(python(killed, HASH)) == ended(python(left_alone, HASH))


@pytest.mark.django_db
def test_the_other_datasets_are_imported_meanwhile(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "var"

    with alone(Dataset.GED), alone(Dataset.ACLED) as nothing:
        assert nothing is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the sites of this test are on SQLite")
def test_eight_readers_meanwhile_see_no_error_and_never_half_a_batch(site, ged_file):
    environment = site("read from")
    reading = (
        "import django; django.setup()\n"
        "import sys, time\n"
        "from events.models import Event\n"
        "from records.levels import Level\n"
        "seen, until = set(), time.time() + 60\n"
        f"while time.time() < until and (not seen or max(seen) < {ROWS}):\n"
        "    seen.add(Event.objects.visible_to(Level.RESTRICTED).count())\n"
        "print(sorted(seen))\n"
    )
    readers = [python(environment, reading) for _ in range(8)]

    ended(python(environment, IMPORT, ged_file))

    seen = [eval(ended(reader)[-1]) for reader in readers]  # noqa: S307 - what the line above prints
    assert all(max(numbers) == ROWS for numbers in seen)
    assert {number % AT_ONCE for numbers in seen for number in numbers} == {0}
    assert any(len(numbers) > 3 for numbers in seen)
