import pytest

from tests.factories.records import AnalystFactory
from tests.factories.statements import VersionFactory


@pytest.fixture
def analyst(db):
    """Someone who enters the record."""
    return AnalystFactory()


@pytest.fixture
def version(db):
    """A text with its points."""
    return VersionFactory()
