import pytest
from django.db import transaction

from briefs.demo.load import load
from briefs.demo.rows import read


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The Tehran record, loaded once for all tests of a module that only read it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(read())
        transaction.set_rollback(True)


@pytest.fixture
def record(loaded, db):
    """The Tehran record; what a test changes in it is undone after the test."""
    return loaded
