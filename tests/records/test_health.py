"""What a watcher, and an editor in the middle of work, hear when the database stops serving."""

import pytest
from django.db import DatabaseError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.database_guard import DatabaseGuard

pytestmark = pytest.mark.django_db

needs_sqlite = pytest.mark.skipif("connection.vendor != 'sqlite'", reason="SQLite's own switch")


@pytest.fixture
def read_only():
    """The database refuses every write, as a file without write permission does."""
    connection.ensure_connection()
    connection.connection.execute("PRAGMA query_only = ON")
    yield
    connection.connection.execute("PRAGMA query_only = OFF")


def test_a_sound_site_says_so_to_anyone(client):
    response = client.get("/health/")

    assert response.status_code == 200
    assert response.json() == {"status": "ok", "database": "ok", "migrations": "ok"}
    assert "no-store" in response["Cache-Control"]


def test_health_is_only_read(client):
    assert client.post("/health/").status_code == 405


def test_a_newer_database_is_unhealthy(client):
    MigrationRecorder(connection).record_applied("talks", "0009_x")

    response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == {
        "status": "unusable",
        "database": "ok",
        "migrations": "The database was written by a newer Parley.",
    }


@needs_sqlite
def test_a_read_only_database_is_unhealthy_and_its_path_stays_private(client, read_only):
    response = client.get(reverse("health"))

    assert response.status_code == 503
    assert response.json() == {
        "status": "unusable",
        "database": "The database cannot be written.",
        "migrations": "unknown",
    }


@needs_sqlite
def test_someone_whose_work_cannot_be_written_is_told_that_nothing_was_saved(rf, read_only):
    response = DatabaseGuard(None).process_exception(rf.post("/"), DatabaseError("attempt to write"))

    assertContains(response, "The database cannot be written.", status_code=503)
    assertContains(response, "What you sent was not saved.", status_code=503)
    assert response["Retry-After"] == "60"


@needs_sqlite
def test_someone_who_only_reads_is_not_told_about_saving(rf, read_only):
    response = DatabaseGuard(None).process_exception(rf.get("/"), DatabaseError("no such column"))

    assertContains(response, "The database cannot be written.", status_code=503)
    assertNotContains(response, "What you sent", status_code=503)


def test_a_fault_of_the_code_on_a_sound_database_stays_a_fault(rf):
    assert DatabaseGuard(None).process_exception(rf.get("/"), DatabaseError("syntax error")) is None


def test_other_errors_are_left_alone(rf):
    assert DatabaseGuard(None).process_exception(rf.get("/"), ValueError("a fault of ours")) is None
