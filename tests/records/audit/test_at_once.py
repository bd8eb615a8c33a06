"""Two processes that write at once make one chain, and one head."""

import os
import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from tests.template_database import begin_site

WRITE = """
import django; django.setup()
import sys
from records.models import Publisher
for number in range(40):
    Publisher.objects.create(name=f"{sys.argv[1]} {number}", kind="agency")
"""


@pytest.fixture
def site(tmp_path, django_db_blocker):
    """The environment of a site with a migrated database of its own, of the same kind as the tests'."""
    environment = {**os.environ, "VAR_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings"}
    environment |= {"AUDIT_HEAD": str(tmp_path / "head")}
    if connection.vendor == "sqlite":
        environment |= begin_site(tmp_path)
        run(environment, "manage.py", "migrate", "--verbosity=0")
        yield environment
        return
    name = f"parley_at_once_{os.getpid()}"
    environment["DATABASE_URL"] = urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    run(environment, "manage.py", "migrate", "--verbosity=0")
    yield environment
    with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE {name}")


def started(environment, *command):
    return subprocess.Popen(
        [sys.executable, *command],
        cwd=settings.BASE_DIR,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def run(environment, *command):
    """What the command printed, once it ended well."""
    process = started(environment, *command)
    printed, _none = process.communicate(timeout=120)
    assert process.returncode == 0, printed
    return printed


def test_two_processes_make_one_chain_and_one_head(site):
    writers = [started(site, "-c", WRITE, name) for name in ("Reuters", "Tolo")]
    printed = [writer.communicate(timeout=120)[0] for writer in writers]

    verified = run(site, "manage.py", "verify_audit")

    assert printed == ["", ""]
    assert "Entries after the head" not in verified
    count = int(verified.split()[0].replace(",", ""))
    assert count >= 80
    added = "from records.models import AuditEntry as E; print(E.objects.filter(kind='records.publisher').count())"
    assert run(site, "-c", f"import django; django.setup(); {added}") == "80\n"
