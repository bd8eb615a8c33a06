"""Imports that stop half way or meet another one. Every test here empties the tables in the end."""

import pytest
from django.db import connection

from events.models import Event
from records.imports.running import begin, load
from records.models import Dataset, ImportRun
from tests.events.imports.content import content_hash
from tests.events.imports.files import ROWS

State, AT_ONCE = ImportRun.State, 20


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
