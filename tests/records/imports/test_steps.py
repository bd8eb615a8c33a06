"""What a person decides about an import: begun, confirmed, gone on with, given up; each only when its time is."""

import datetime as dt
import subprocess
import sys

import pytest
from django.core.exceptions import ValidationError

from records.imports import apart
from records.imports.releases import release_named
from records.imports.steps import begin, confirm, give_up, go_on, is_at_work
from records.imports.uploads import KeptUpload, folder, note_beside
from records.levels import Level
from records.models import Dataset, ImportRun, Release
from tests.factories.records import AnalystFactory, ImportRunFactory, ReleaseFactory

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
LONG_AGO = NOW - dt.timedelta(hours=1)
State = ImportRun.State


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


@pytest.fixture
def analyst():
    return AnalystFactory()


def kept_run(**values):
    """A run whose file is here."""
    run = ImportRunFactory(kept_as=f"kept{ImportRun.objects.count()}", **values)
    (folder() / run.kept_as).write_text("id\n1\n")
    return run


def upload():
    (folder() / "abc").write_text("id\n1\n")
    return KeptUpload("ged.csv", 5, "abc", "0" * 64)


def begun(analyst, release=None, **values):
    release = release or release_named(Dataset.PAX, "7", analyst)
    return begin(upload(), release, person=analyst, **{"skips_bad": False, "extent": "release", "now": NOW, **values})


def test_a_new_release_is_entered_restricted_with_its_licence_and_line(analyst, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as waiting:
        run = begun(analyst)

    assert (run.state, run.level, run.created_by, run.kept_as) == (State.WAITING, Level.RESTRICTED, analyst, "abc")
    assert (run.release.level, run.release.created_by) == (Level.RESTRICTED, analyst)
    assert run.release.attribution == "PA-X Peace Agreements Database, 7, University of Edinburgh"
    assert len(waiting) == 1


def test_a_release_on_record_is_taken(analyst):
    known = ReleaseFactory(dataset=Dataset.PAX, name="7")

    assert begun(analyst).release == known


def test_a_hidden_release_of_the_name_is_not_told_of(analyst):
    hidden = ReleaseFactory(dataset=Dataset.PAX, name="7", level=Level.CONFIDENTIAL)

    run = begun(analyst)

    assert run.release != hidden
    assert (run.release.name, run.release.beside) == ("7", 1)


def test_a_name_that_cannot_be_is_refused_and_nothing_begun(analyst):
    with pytest.raises(ValidationError):
        begun(analyst, release_named(Dataset.PAX, "x" * 61, analyst))

    assert not Release.objects.exists()
    assert not ImportRun.objects.exists()


def test_what_is_checked_is_stored_once_somebody_says_so(analyst, django_capture_on_commit_callbacks):
    run = kept_run(state=State.CHECKED)

    with django_capture_on_commit_callbacks() as waiting:
        run = confirm(run, analyst, NOW)

    assert (run.state, run.changed_by, run.seen_at_work_at) == (State.LOADING, analyst, NOW)
    assert len(waiting) == 1
    with pytest.raises(ValidationError, match="being stored"):
        confirm(run, analyst, NOW)


@pytest.mark.parametrize("state", [state for state in State if state != State.CHECKED])
def test_only_what_is_checked_is_confirmed(analyst, state):
    run = kept_run(state=state)

    with pytest.raises(ValidationError, match="does not wait to be confirmed"):
        confirm(run, analyst, NOW)


def test_a_run_whose_file_is_gone_is_not_confirmed(analyst):
    with pytest.raises(ValidationError):
        confirm(ImportRunFactory(state=State.CHECKED), analyst, NOW)


def test_two_imports_of_one_dataset_are_not_stored_at_once(analyst):
    kept_run(state=State.LOADING, seen_at_work_at=NOW)
    other = kept_run(state=State.LOADING, seen_at_work_at=NOW, release__dataset=Dataset.PAX)
    run = kept_run(state=State.CHECKED, release__dataset=Dataset.ACLED, release__level=1)

    assert confirm(run, analyst, NOW).state == State.LOADING
    with pytest.raises(ValidationError, match="Another import of PA-X"):
        confirm(kept_run(state=State.CHECKED, release=other.release), analyst, NOW)


@pytest.mark.parametrize(
    ("state", "done", "goes_on_as"),
    [
        (State.STOPPED, 4000, State.LOADING),
        (State.STOPPED, 0, State.WAITING),
        (State.LOADING, 0, State.LOADING),
        (State.CHECKING, 0, State.WAITING),
        (State.CHECKING, 4000, State.LOADING),
    ],
)
def test_what_stopped_goes_on_where_it_was(analyst, state, done, goes_on_as):
    run = kept_run(state=state, rows_done=done, seen_at_work_at=LONG_AGO)

    assert go_on(run, analyst, NOW).state == goes_on_as


def test_what_is_at_work_neither_goes_on_nor_is_given_up(analyst):
    run = kept_run(state=State.LOADING, seen_at_work_at=NOW)

    with pytest.raises(ValidationError, match="cannot go on"):
        go_on(run, analyst, NOW)
    with pytest.raises(ValidationError, match="cannot be given up"):
        give_up(run, analyst, NOW)


def test_a_note_beside_the_file_is_a_sign_of_work():
    run = kept_run(state=State.CHECKING, seen_at_work_at=LONG_AGO)
    silent = is_at_work(run, dt.datetime.now(dt.UTC))

    note_beside(run, {"done": 1, "share": 0.1})

    assert (silent, is_at_work(run, dt.datetime.now(dt.UTC))) == (False, True)


@pytest.mark.parametrize(("done", "words"), [(0, "before anything was stored"), (4000, "after row 4000")])
def test_what_is_given_up_says_what_stays_and_its_file_goes(analyst, done, words):
    run = kept_run(state=State.STOPPED, rows_done=done)
    kept_as = run.kept_as

    run = give_up(run, analyst, NOW)

    assert (run.state, run.ended_at, run.kept_as) == (State.REFUSED, NOW, "")
    assert words in run.refusal
    assert not (folder() / kept_as).exists()


def test_the_work_is_done_by_a_process_of_its_own():
    process = apart.launch([sys.executable, "-c", "import os, sys; sys.exit(os.getsid(0) == os.getpid())"])

    assert process.wait(timeout=30) == 1


def test_the_command_that_works_on_a_run_is_there():
    run = ImportRun(pk=70_000_000)

    done = subprocess.run(
        [*apart.command_for(run)[:2], "run_import", "--help"], capture_output=True, text=True, check=True
    )

    assert apart.command_for(run)[2:] == ["run_import", "70000000"]
    assert "The number of the import." in done.stdout
