"""A site that was set up before roles, second factors and the audit is brought up to date with all that it holds."""

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# The last migrations of the version before.
BEFORE = {
    "records": "0001_record",
    "talks": "0001_record",
    "statements": "0003_texts_stay",
    "events": "0001_record",
    "tracking": "0002_assessments_stay",
    "briefs": "0002_editions_stay",
}
STAFF = (
    "INSERT INTO records_user (username, password, is_superuser, is_staff, is_active, first_name, last_name, email, "
    "date_joined, clearance) VALUES (?, '', ?, ?, 1, '', '', '', '2021-07-08', ?)"
)


RUN = """
import sys
import django
from django.core.management import call_command
django.setup()
for command in sys.argv[1:]:
    call_command(*command.split())
"""


def manage(folder, *commands):
    """Run commands of manage.py in one process, on the site in `folder`; what they print."""
    inherited = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
    done = subprocess.run(
        [sys.executable, "-c", RUN, *commands],
        cwd=ROOT,
        env={**inherited, "VAR_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def rows(folder, query):
    with closing(sqlite3.connect(folder / "parley.sqlite3")) as connection:
        return connection.execute(query).fetchall()


@pytest.fixture(scope="module")
def upgraded(tmp_path_factory):
    """The folder of a site of the version before, with three accounts, brought up to date."""
    folder = tmp_path_factory.mktemp("before")
    manage(folder, *(f"migrate {app} {name} --verbosity 0" for app, name in BEFORE.items()))
    with closing(sqlite3.connect(folder / "parley.sqlite3")) as connection:
        connection.executemany(STAFF, [("chief", 1, 1, 0), ("staffer", 0, 1, 1), ("reader", 0, 0, 1)])
        connection.commit()
    manage(folder, "migrate --verbosity 0")
    return folder


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    """The folder of a site that begins with this version."""
    folder = tmp_path_factory.mktemp("fresh")
    manage(folder, "migrate --verbosity 0")
    return folder


def test_whoever_entered_the_record_enters_it_still_and_owners_see_all(upgraded):
    held = rows(
        upgraded,
        "SELECT username, clearance, auth_group.name FROM records_user LEFT JOIN records_user_groups ON user_id = "
        "records_user.id LEFT JOIN auth_group ON auth_group.id = group_id ORDER BY records_user.id",
    )

    assert held == [("chief", 2, None), ("staffer", 1, "analyst"), ("reader", 1, None)]


@pytest.mark.parametrize("kind", ["trigger", "index"])
def test_every_rule_that_the_database_keeps_is_there(upgraded, fresh, kind):
    named = f"SELECT name, tbl_name, sql FROM sqlite_master WHERE type = '{kind}' ORDER BY name"  # noqa: S608

    assert rows(upgraded, named) == rows(fresh, named)


def test_every_table_has_the_same_columns(upgraded, fresh):
    columns = (
        'SELECT t.name, c.name, c.type, c."notnull" FROM sqlite_master t, pragma_table_info(t.name) c '
        "WHERE t.type = 'table' ORDER BY t.name, c.name"
    )

    assert rows(upgraded, columns) == rows(fresh, columns)


def test_the_audit_of_an_upgraded_site_is_whole(upgraded):
    assert "entries verified" in manage(upgraded, "verify_audit")
