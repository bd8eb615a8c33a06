import pytest

from tests.factories.records import AnalystFactory


@pytest.fixture
def analyst(client, db):
    """Someone who enters the record, signed in."""
    person = AnalystFactory()
    client.force_login(person)
    return person
