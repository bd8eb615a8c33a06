"""Datasets as they arrive: kept under names nobody can guess, and gone unless an import takes them."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadhandler import StopFutureHandlers, StopUpload

from records.imports import uploads
from records.imports.uploads import DatasetUpload, folder, forget, note_beside, noted_beside, path_of
from records.models import ImportRun


class Request:
    """What a handler knows of the request."""


@pytest.fixture(autouse=True)
def var(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return tmp_path


def arrive(*chunks, box="file", name="ged.csv"):
    handler = DatasetUpload(Request())
    with pytest.raises(StopFutureHandlers):
        handler.new_file(box, name, "text/csv", None)
    for chunk in chunks:
        assert handler.receive_data_chunk(chunk, 0) is None
    return handler, handler.file_complete(sum(map(len, chunks)))


def test_a_file_is_written_while_it_arrives_under_a_name_of_its_own_with_its_hash():
    _handler, kept = arrive(b"id\n", b"1\n")

    assert (folder() / kept.kept_as).read_bytes() == b"id\n1\n"
    assert kept.sha256 == hashlib.sha256(b"id\n1\n").hexdigest()
    assert (len(kept.kept_as), kept.name, kept.size) == (32, "ged.csv", 5)


def test_only_the_account_of_the_site_reads_it():
    _handler, kept = arrive(b"id\n")

    assert folder().stat().st_mode & 0o777 == 0o700
    assert (folder() / kept.kept_as).stat().st_mode & 0o777 == 0o600


def test_what_no_import_takes_is_gone_with_its_request():
    _handler, kept = arrive(b"id\n")

    kept.close()

    assert list(folder().iterdir()) == []


def test_what_an_import_takes_stays():
    _handler, kept = arrive(b"id\n")

    kept.take()
    kept.close()

    assert path_of(ImportRun(kept_as=kept.kept_as)).read_bytes() == b"id\n"


def test_an_upload_that_breaks_off_leaves_nothing():
    handler, _kept = arrive(b"id\n")

    handler.upload_interrupted()

    assert list(folder().iterdir()) == []


def test_a_file_in_another_box_is_left_to_others():
    handler = DatasetUpload(Request())

    handler.new_file("other", "a.txt", "text/plain", None)

    assert handler.receive_data_chunk(b"x", 0) == b"x"
    assert handler.file_complete(1) is None
    assert list(folder().iterdir()) == []


def test_a_full_disk_is_told_and_nothing_more_is_read():
    handler = DatasetUpload(Request())
    with pytest.raises(StopFutureHandlers):
        handler.new_file("file", "ged.csv", "text/csv", None)
    # As when no room is left: the file takes no more.
    handler.out.close()

    with Path("/dev/full").open("wb", buffering=0) as handler.out, pytest.raises(StopUpload):
        handler.receive_data_chunk(b"id\n", 0)

    assert "No space left on device" in handler.request.upload_trouble
    assert list(folder().iterdir()) == []


def test_what_is_noted_beside_a_file_is_read_again_and_goes_with_it():
    _handler, kept = arrive(b"id\n")
    run = ImportRun(kept_as=kept.kept_as)

    note_beside(run, {"done": 4, "share": 0.5})

    assert noted_beside(run) == {"done": 4, "share": 0.5}
    assert uploads.heard_at(run) is not None
    forget(kept.kept_as)
    assert (noted_beside(run), uploads.heard_at(run), path_of(run)) == ({}, None, None)


def test_a_run_of_the_shell_has_no_file_here():
    run = ImportRun()

    assert (path_of(run), noted_beside(run), uploads.heard_at(run)) == (None, {}, None)
    forget(run.kept_as)


def test_a_disk_that_is_full_at_the_end_is_told():
    handler = DatasetUpload(Request())
    with pytest.raises(StopFutureHandlers):
        handler.new_file("file", "ged.csv", "text/csv", None)
    handler.out.close()
    handler.out = Path("/dev/full").open("wb")  # noqa: SIM115 - the handler closes it
    handler.receive_data_chunk(b"id\n", 0)

    with pytest.raises(StopUpload):
        handler.file_complete(3)

    assert "Make room on its disk" in handler.request.upload_trouble
