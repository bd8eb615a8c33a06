"""One import of a dataset at a time, held by the operating system or the database, so that a killed one holds nothing."""

import fcntl
import zlib
from contextlib import contextmanager

from django.conf import settings
from django.db import connection

from records.imports.faults import FileRefused
from records.models import Dataset


class Busy(FileRefused):
    """Another import of the dataset is at work."""


def folder():
    """The folder of what imports keep for as long as they run; made when it is first needed."""
    path = settings.VAR_DIR / "imports"
    path.mkdir(parents=True, exist_ok=True)
    return path


@contextmanager
def alone(dataset):
    """Nobody else imports `dataset` meanwhile. Busy, with a sentence that names it, when somebody does."""
    held = lock_of_the_database if connection.vendor == "postgresql" else lock_of_a_file
    with held(dataset) as is_ours:
        if not is_ours:
            raise Busy(
                f"Another import of {Dataset(dataset).label} is at work. Wait until it has ended, then run this again."
            )
        yield


@contextmanager
def lock_of_a_file(dataset):
    with open(folder() / f"{dataset}.lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


@contextmanager
def lock_of_the_database(dataset):
    """A lock of the connection, not of a transaction: an import makes many of these."""
    key = zlib.crc32(f"Parley imports {dataset}".encode())
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [key])
        (is_ours,) = cursor.fetchone()
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [key])
