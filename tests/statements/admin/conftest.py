import pytest

from tests.factories.records import AnalystFactory


@pytest.fixture
def media(settings, tmp_path):
    """The folder of uploads, empty."""
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def analyst(client, db):
    """Someone who enters the record, signed in."""
    person = AnalystFactory(username="amina")
    client.force_login(person)
    return person
