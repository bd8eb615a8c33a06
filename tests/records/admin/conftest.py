import pytest
from django.test import Client

from tests.factories.records import AnalystFactory, EditorFactory


@pytest.fixture
def other(db):
    """The browser of a second editor."""
    browser = Client()
    browser.force_login(EditorFactory(username="basir"))
    return browser


@pytest.fixture
def analyst(db):
    """The browser of an editor who is cleared for restricted records."""
    browser = Client()
    browser.force_login(AnalystFactory(username="analyst"))
    return browser
