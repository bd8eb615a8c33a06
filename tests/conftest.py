import importlib
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from pytest_django.plugin import blocking_manager_key

from tests.factories.records import EditorFactory
from tests.template_database import begin_with_template


@pytest.fixture(autouse=True)
def _files_without_manifest(settings):
    """Static addresses are taken as they are: tests do not collect files first."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix, tmp_path_factory):
    """As pytest-django's; the audit of the test database keeps its head apart from a site's."""
    settings.AUDIT_HEAD = tmp_path_factory.mktemp("audit") / "head"
    if connection.vendor == "sqlite":
        begin_with_template(connection)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item, nextitem):
    """A test with real transactions empties every table in the end: the audit, which refuses that, lets it happen.

    What the migrations had entered is entered again, for the tests of the same process that follow.
    """
    marker = item.get_closest_marker("django_db")
    is_marked = marker is not None and marker.kwargs.get("transaction")
    if not is_marked and {"transactional_db", "live_server"}.isdisjoint(item.fixturenames):
        return (yield)
    with item.config.stash[blocking_manager_key].unblock(), audit_unguarded(is_guarded_again=nextitem is not None):
        result = yield
        for migration in ("0002_pam_themes", "0011_themes_of_statements"):
            importlib.import_module(f"statements.migrations.{migration}").add_themes(apps, None)
        return result


@contextmanager
def audit_unguarded(*, is_guarded_again=True):
    """The database without the triggers of the audit, as whoever owns it could make it."""
    guards = importlib.import_module("records.migrations.0007_audit").Migration.operations[1:]
    # Not entered, because on SQLite an editor does not work inside a transaction.
    editor = connection.schema_editor()
    for guard in guards:
        guard.reverse_code(None, editor)
    yield
    if is_guarded_again:
        for guard in guards:
            guard.code(None, editor)


@pytest.fixture
def editor(db):
    """Someone who may enter and change everything."""
    return EditorFactory(username="amina")


@pytest.fixture
def admin_client(client, editor):
    """A browser in which `editor` has signed in to the admin."""
    client.force_login(editor)
    return client


@pytest.fixture(autouse=True, scope="session")
def _chapters_of_these_tests_alone(tmp_path_factory):
    """Chapters that were drawn before are kept for this run, and never with those of a site."""
    settings.CACHES["chapters"]["LOCATION"] = str(tmp_path_factory.mktemp("chapters"))
