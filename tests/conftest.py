import pytest

from tests.factories.records import EditorFactory


@pytest.fixture(autouse=True)
def _files_without_manifest(settings):
    """Static addresses are taken as they are: tests do not collect files first."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def editor(db):
    """Someone who may enter and change everything."""
    return EditorFactory(username="amina")


@pytest.fixture
def admin_client(client, editor):
    """A browser in which `editor` has signed in to the admin."""
    client.force_login(editor)
    return client
