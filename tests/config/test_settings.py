"""What the environment may say, and how a wrong word is answered."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

from config.caches import cache_from
from config.databases import SQLITE_OPTIONS, database_from
from config.secrets import secret_key_from


def manage(*command, **environment):
    """The command line in a process of its own, with these settings in the environment."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=settings.BASE_DIR,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_sqlite_waits_for_writers_and_loses_nothing():
    database = database_from({"ENGINE": "django.db.backends.sqlite3", "NAME": "a.sqlite3"})

    assert database == {"ENGINE": "django.db.backends.sqlite3", "NAME": "a.sqlite3", "OPTIONS": SQLITE_OPTIONS}


def test_an_option_in_the_address_wins():
    database = database_from({"ENGINE": "django.db.backends.sqlite3", "OPTIONS": {"timeout": 5}})

    assert database["OPTIONS"] == {**SQLITE_OPTIONS, "timeout": 5}


def test_postgresql_is_taken_as_given():
    parsed = {"ENGINE": "django.db.backends.postgresql", "NAME": "parley"}

    assert database_from(parsed) == parsed


@pytest.mark.parametrize(("engine", "named"), [("django.db.backends.mysql", "django.db.backends.mysql"), ("", "no da")])
def test_another_kind_of_database_is_named(engine, named):
    with pytest.raises(ValueError, match=f"runs on SQLite and PostgreSQL, not on “{named}"):
        database_from({"ENGINE": engine})


def test_without_redis_all_processes_remember_in_the_database():
    assert cache_from("") == {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "parley_cache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }


@pytest.mark.parametrize("url", ["redis://cache:6379/0", "rediss://user:secret@cache/1", "unix:///run/redis.sock"])
def test_a_redis_server_is_shared(url):
    assert cache_from(url) == {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
        "KEY_PREFIX": "parley",
    }


@pytest.mark.parametrize("url", ["http://user:secret@cache/", "redis://", "cache:6379"])
def test_an_address_that_is_not_redis_is_refused_without_its_password(url):
    with pytest.raises(ValueError, match="is not the address of a Redis server") as refusal:
        cache_from(url)

    assert "secret" not in str(refusal.value)


def test_a_given_key_is_used_and_nothing_is_written(tmp_path):
    given = "a-long-random-text-of-fifty-letters-and-a-few-more-of-them"

    assert secret_key_from(given, tmp_path) == given
    assert list(tmp_path.iterdir()) == []


def test_a_key_is_made_once_for_its_owner_only(tmp_path):
    made = secret_key_from("", tmp_path / "var")

    assert secret_key_from("", tmp_path / "var") == made
    assert len(made) > 50
    assert (tmp_path / "var" / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "value", "advice"),
    [
        ("DATABASE_URL", "garbage", "Use postgres://user:password@host:5432/name or sqlite:////absolute/path.sqlite3."),
        ("DATABASE_URL", "", "Use postgres://user:password@host:5432/name or sqlite:////absolute/path.sqlite3."),
        ("DATABASE_URL", "mysql://user:secret@host/name", "Parley runs on SQLite and PostgreSQL"),
        ("REDIS_URL", "http://:secret@cache", "Use redis://host:6379/0, or leave REDIS_URL out"),
        ("DEBUG", "perhaps", "Set DEBUG to true or false."),
    ],
)
def test_a_wrong_setting_stops_the_start_with_one_line_of_advice(name, value, advice):
    done = manage("check", **{name: value})

    assert done.returncode == 1
    assert done.stderr.startswith(f"Parley cannot start: {name} is not usable (")
    assert advice in done.stderr
    assert "Traceback" not in done.stderr
    assert "secret" not in done.stderr
