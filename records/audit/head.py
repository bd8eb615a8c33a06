"""The head: number and hash of the last entry, kept outside the database, so that a chain that was cut is noticed.

One line of fixed length, sealed with the secret key of the site, overwritten in place: whoever ends the process at any
moment leaves the old line or the new one. It is not forced onto the disk each time, as that would double the wait of
every save; after a power cut it may be some seconds behind, which `verify_audit` tells apart from a cut.
"""

import fcntl
import hmac
import logging
import os
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

logger = logging.getLogger(__name__)

BEFORE_THE_FIRST = "0" * 64
BY_NUMBER = "SELECT hash FROM records_auditentry WHERE number = %s"
LAST = "SELECT number, hash, previous FROM records_auditentry ORDER BY number DESC LIMIT 1"


class HeadUnusable(Exception):
    """The head cannot be read, or nobody at this site wrote it; the message says which."""


@dataclass(frozen=True)
class Head:
    """The last entry of a chain: its number and its hash. An empty chain has number 0 and sixty-four zeros."""

    number: int
    hash: str
    previous: str = ""

    @property
    def line(self):
        """The line of the file, in bytes: number, hash, and the seal of the site on both."""
        told = f"{self.number:020d} {self.hash}"
        return f"{told} {seal(told, settings.SECRET_KEY)}\n".encode()

    @classmethod
    def read(cls, line):
        """The head that the bytes `line` tell of; HeadUnusable if this site did not write them."""
        told, _space, sealed = line.decode("ascii", "replace").removesuffix("\n").rpartition(" ")
        keys = settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS
        if not any(compare_digest(sealed.encode(), seal(told, key).encode()) for key in keys):
            raise HeadUnusable("it does not hold a line that this site has sealed")
        number, hashed = told.split()
        return cls(int(number), hashed)


def seal(told, key):
    """What only a holder of the secret `key` of the site can add to `told`: an HMAC-SHA256, in hexadecimal."""
    return hmac.digest(b"records.audit.head" + key.encode(), told.encode(), "sha256").hex()


def stored_head():
    """The Head in the file; None when there is no file. HeadUnusable when there is no telling."""
    try:
        with open(settings.AUDIT_HEAD, "rb") as file:
            fcntl.flock(file, fcntl.LOCK_SH)
            return Head.read(file.read(1000))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise HeadUnusable(f"it cannot be read ({error.strerror})") from error


def follow(*, is_first):
    """Once the transaction is stored, let the head follow the chain. `is_first`: the chain begins in this transaction."""
    # One step for a transaction, however many entries it adds.
    if not any(run in (begin, advance) for _savepoints, run, *_robust in connection.run_on_commit):
        transaction.on_commit(begin if is_first else advance, robust=True)


def begin():
    """Write the head of a chain that has just begun, unless there is one: an earlier chain's must not be lost."""
    path = Path(settings.AUDIT_HEAD)
    try:
        with finished_line(path) as line:
            os.link(line, path)
    except FileExistsError:
        advance()
    except OSError as error:
        say_unwritable(error)


def advance():
    """Move the head on to the last entry, if the chain still continues from it. What does not fit is left as it is."""
    try:
        with open(settings.AUDIT_HEAD, "r+b", buffering=0) as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            known, last = Head.read(file.read(1000)), last_entry()
            is_next = (last.number, last.previous) == (known.number + 1, known.hash)
            if not is_next and entry_hash(known.number) != known.hash:
                raise HeadUnusable(f"the chain does not continue from entry {known.number}")
            if last.number > known.number:
                os.pwrite(file.fileno(), last.line, 0)
    except HeadUnusable as error:
        logger.error("The head of the audit was left as it is: %s. Run manage.py verify_audit.", error)
    except OSError as error:
        say_unwritable(error)


def renew():
    """Write the head anew from the last entry, whatever it said. Only for an operator who knows why it did not fit."""
    with finished_line(Path(settings.AUDIT_HEAD)) as line:
        os.replace(line, settings.AUDIT_HEAD)


@contextmanager
def finished_line(path):
    """A file beside `path` with the line of the last entry, whole and on the disk, to be put in its place."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
        file.write(last_entry().line)
        file.flush()
        os.fsync(file.fileno())
    try:
        yield file.name
    finally:
        Path(file.name).unlink(missing_ok=True)


def say_unwritable(error):
    logger.error(
        "The head of the audit, %s, cannot be written (%s). What was done is stored; until this is mended, entries cut "
        "from the end of the audit would not be noticed.",
        settings.AUDIT_HEAD,
        error.strerror,
    )


def last_entry():
    """The Head that the chain has now."""
    with connection.cursor() as cursor:
        cursor.execute(LAST)
        return Head(*(cursor.fetchone() or (0, BEFORE_THE_FIRST)))


def entry_hash(number):
    """The hash of the entry `number`; None if there is no such entry."""
    with connection.cursor() as cursor:
        cursor.execute(BY_NUMBER, [number])
        found = cursor.fetchone()
    return found and found[0]
