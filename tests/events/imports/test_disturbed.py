"""Imports that are killed, run out of room, meet another one, or are read from meanwhile."""

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

from events.models import Event
from records.imports.alone import alone
from records.imports.running import begin, load
from records.models import Dataset, ImportRun
from tests.events.imports.content import content_hash
from tests.events.imports.files import GED_COLUMNS, GED_ROW, text_of
from tests.template_database import begin_site

State = ImportRun.State
ROWS, AT_ONCE, KILLED = 600, 20, 20
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


@pytest.fixture
def ged_file(tmp_path):
    """A file of ROWS events at 40 places between 30 parties."""
    rows = [
        {
            **GED_ROW,
            "id": str(number),
            "where_coordinates": f"Rami {number % 40}",
            "side_b": f"Front {number % 30}",
            "side_b_new_id": str(number % 30),
            "source_original": "police; elders" if number % 3 else "",
        }
        for number in range(1, ROWS + 1)
    ]
    path = tmp_path / "ged.csv"
    path.write_text(text_of(GED_COLUMNS, rows), encoding="utf-8")
    return path


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


@pytest.fixture
def begun(settings, tmp_path, ged_file, monkeypatch):
    """A run of the file in the database of the tests, which is stored in batches of AT_ONCE."""
    settings.VAR_DIR = tmp_path / "var"
    monkeypatch.setattr("records.imports.spool.BATCH", AT_ONCE)
    return begin(ged_file, dataset=Dataset.GED, release_name="24.1", file_name=ged_file.name)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has no limit of pages to set")
def test_a_full_disk_says_what_was_saved_and_the_next_attempt_goes_on(begun, ged_file):
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        most = cursor.execute("PRAGMA max_page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 160}")
    try:
        stopped = load(begun, ged_file)
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA max_page_count = {most}")
    saved = Event.objects.count()

    assert stopped.state == State.STOPPED
    assert stopped.refusal == (
        "It was stopped: no room is left on the disk (database or disk is full). Make room. "
        f"The first {saved} rows were saved and nothing after them. Run it again: it goes on from there."
    )
    assert 0 < saved < ROWS
    assert saved % AT_ONCE == 0

    again = begin(ged_file, dataset=Dataset.GED, release_name="24.1", file_name=ged_file.name)
    finished = load(again, ged_file)

    assert finished.pk == begun.pk
    assert (finished.state, finished.rows_new, Event.objects.count()) == (State.FINISHED, ROWS, ROWS)


@pytest.mark.django_db(transaction=True)
def test_what_went_on_after_a_stop_has_the_content_of_what_never_stopped(begun, ged_file, settings, tmp_path):
    def stop_half_way(rows, share):
        if rows >= ROWS // 2 and begun.rows_done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load(begun, ged_file, stop_half_way)
    half = Event.objects.count()
    load(begin(ged_file, dataset=Dataset.GED, release_name="24.1", file_name=ged_file.name), ged_file)
    gone_on = content_hash()
    again = begin(ged_file, dataset=Dataset.GED, release_name="24.1", file_name=ged_file.name)

    assert 0 < half < ROWS
    assert again.pk != begun.pk
    assert load(again, ged_file).rows_same == ROWS
    assert content_hash() == gone_on


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL's lock belongs to a connection, and here is one")
def test_a_second_import_of_a_dataset_is_refused_by_name_while_the_first_is_at_work(begun, ged_file):
    refused = []

    def meanwhile(rows, share):
        if not refused and begun.rows_done:
            other = begin(ged_file, dataset=Dataset.GED, release_name="25.1", file_name="other.csv")
            refused.append(load(other, ged_file))

    load(begun, ged_file, meanwhile)

    (other,) = refused
    assert other.state == State.REFUSED
    assert other.refusal.startswith("Another import of UCDP GED is at work.")
    assert Event.objects.filter(release__name="25.1").count() == 0


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
