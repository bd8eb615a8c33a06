from pathlib import Path

from config.audit_head import head_beside

VAR = Path("/srv/parley/var")


def test_the_head_of_a_sqlite_file_stands_beside_it():
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/data/talks.sqlite3"}

    assert head_beside(database, VAR) == Path("/srv/data/talks.sqlite3.audit-head")


def test_the_head_of_each_postgresql_database_has_its_own_file():
    database = {"ENGINE": "django.db.backends.postgresql", "HOST": "db.parley.example", "PORT": 5432, "NAME": "talks"}

    assert head_beside(database, VAR) == VAR / "audit-head-dbparleyexample-5432-talks"
    assert head_beside({**database, "NAME": "other"}, VAR) != head_beside(database, VAR)


def test_the_head_is_kept_where_the_operator_says():
    database = {"ENGINE": "django.db.backends.sqlite3", "NAME": "/srv/data/talks.sqlite3"}

    assert head_beside(database, VAR, "/mnt/other/head") == Path("/mnt/other/head")
