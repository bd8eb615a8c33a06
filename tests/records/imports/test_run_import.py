"""The command that a page starts: it checks what arrived, stores what was confirmed, and leaves no file behind."""

import datetime as dt
import hashlib

import pytest
from django.core.management import CommandError, call_command

from records.imports.releases import release_named
from records.imports.steps import begin, confirm
from records.imports.uploads import KeptUpload, folder, noted_beside, path_of
from records.models import Dataset, ImportRun
from statements.models import Statement
from tests.factories.datasets import pax_file
from tests.factories.records import AnalystFactory, ImportRunFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
State = ImportRun.State


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def begun(*rows, **values):
    """A run of PA-X whose file has these rows."""
    data = pax_file(*rows).encode()
    (folder() / "kept").write_bytes(data)
    upload = KeptUpload("pax.csv", len(data), "kept", hashlib.sha256(data).hexdigest())
    person = AnalystFactory()
    release = release_named(Dataset.PAX, "7", person)
    return begin(upload, release, person=person, **{"skips_bad": False, "extent": "release", "now": NOW, **values})


def worked_on(run):
    call_command("run_import", str(run.pk))
    run.refresh_from_db()
    return run


def test_what_arrived_is_checked_and_previewed_and_nothing_is_stored():
    run = worked_on(begun({}, {"AgtId": "865"}))

    assert (run.state, run.rows_read, run.rows_new) == (State.CHECKED, 2, 2)
    assert [line.partition(":")[0] for line in noted_beside(run)["rows"]] == ["2001-12-05", "2001-12-05"]
    assert not Statement.objects.exists()


def test_what_was_confirmed_is_stored_and_its_file_is_gone():
    run = worked_on(begun({}, {"AgtId": "865"}))

    run = worked_on(confirm(run, run.created_by, NOW))

    assert (run.state, run.rows_done, run.rows_new) == (State.FINISHED, 2, 2)
    assert Statement.objects.filter(created_by=run.created_by).count() == 2
    assert (path_of(run), list(folder().iterdir())) == (None, [])


def test_a_file_at_fault_is_refused_with_its_rows_and_is_gone():
    run = worked_on(begun({}, {"AgtId": "865", "Dat": "2001-02-31"}))

    assert run.state == State.REFUSED
    assert list(run.issues.values_list("row", "column", "value")) == [(2, "Dat", "2001-02-31")]
    assert not Statement.objects.exists()
    assert list(folder().iterdir()) == []


def test_rows_at_fault_are_left_out_where_that_was_chosen():
    run = worked_on(begun({}, {"AgtId": "865", "Dat": "2001-02-31"}, skips_bad=True))

    run = worked_on(confirm(run, run.created_by, NOW))

    assert (run.state, run.rows_read, run.rows_new, run.rows_rejected) == (State.FINISHED, 2, 1, 1)


def test_a_run_that_has_ended_is_not_worked_on_again():
    run = ImportRunFactory(state=State.FINISHED, kept_as="kept")
    (folder() / "kept").write_text("id\n1\n")

    with pytest.raises(CommandError, match="Nothing is left to do"):
        worked_on(run)


@pytest.mark.parametrize(("key", "words"), [(70_000_000, "no import"), (None, "kept no longer")])
def test_a_run_that_is_not_there_or_has_no_file_is_told(key, words):
    with pytest.raises(CommandError, match=words):
        call_command("run_import", str(key or ImportRunFactory().pk))
