"""The migrated, empty database of the tests, made once for as long as no migration changes.

Fifty migrations take half a minute of a processor, and every process of the tests needs what they make. On SQLite it is
kept in a file, named for what it was made of, and copied into memory. `migrate` then runs on the copy as ever: it finds
nothing left to do but to settle permissions and roles. The head of its audit is kept beside it.
"""

import fcntl
import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path

import django
from django.conf import settings

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / ".pytest_cache" / "databases"


def sources():
    """The files that decide what the migrations make: the migrations, and the modules of records that they use."""
    patterns = ("*/migrations/*.py", "records/*.py", "records/word_search/*.py", "statements/data/*.csv")
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern))


def template_path():
    # The key seals the head of the audit.
    digest = hashlib.sha256(f"{django.__version__} {settings.SECRET_KEY}".encode())
    for path in sources():
        digest.update(f"{path.relative_to(ROOT)}\0".encode() + path.read_bytes())
    return KEPT / f"{digest.hexdigest()[:20]}.sqlite3"


@contextmanager
def alone(path):
    """Nobody else makes the template meanwhile."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path.with_suffix(".lock"), "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy(source, target):
    with closing(sqlite3.connect(source, uri=True)) as one, closing(sqlite3.connect(target, uri=True)) as other:
        one.backup(other)


def begin_with_template(connection):
    """Let the test database of an SQLite `connection` be made from the template; the first who needs it makes that too."""
    creation, path = connection.creation, template_path()
    create_empty, create_migrated, held = creation._create_test_db, creation.create_test_db, []

    def create_copied(*args, **kwargs):
        name = create_empty(*args, **kwargs)
        # A database in memory lasts as long as somebody has it open.
        held.append(sqlite3.connect(name, uri=True))
        if path.exists():
            copy(f"file:{path}?mode=ro", name)
            shutil.copy(path.with_suffix(".head"), settings.AUDIT_HEAD)
        return name

    def create(*args, **kwargs):
        with alone(path):
            name = create_migrated(*args, **kwargs)
            if not path.exists():
                shutil.copy(settings.AUDIT_HEAD, path.with_suffix(".head"))
                unfinished = path.with_suffix(f".{os.getpid()}")
                copy(name, f"file:{unfinished}")
                unfinished.replace(path)
        held.pop().close()
        return name

    creation._create_test_db, creation.create_test_db = create_copied, create


def begin_site(folder):
    """What the environment of a site in `folder` needs so that it begins with the template; on SQLite.

    Whoever comes first makes the template.
    """
    database, head, path = folder / "parley.sqlite3", folder / "audit-head", template_path()
    environment = {
        "VAR_DIR": str(folder),
        "DATABASE_URL": f"sqlite:///{database}",
        "AUDIT_HEAD": str(head),
        # The head is sealed with it.
        "SECRET_KEY": settings.SECRET_KEY,
    }
    with alone(path):
        if path.exists():
            copy(f"file:{path}?mode=ro", f"file:{database}")
            with closing(sqlite3.connect(database)) as copied:
                # As the site itself would set it, so that it finds nothing to change.
                copied.execute("PRAGMA journal_mode = WAL")
            shutil.copy(path.with_suffix(".head"), head)
            return environment
        subprocess.run(
            [sys.executable, "manage.py", "migrate", "--verbosity=0"],
            cwd=ROOT,
            env={**os.environ, **environment},
            check=True,
        )
        shutil.copy(head, path.with_suffix(".head"))
        unfinished = path.with_suffix(f".{os.getpid()}")
        copy(f"file:{database}?mode=ro", f"file:{unfinished}")
        unfinished.replace(path)
    return environment
