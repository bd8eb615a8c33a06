import pytest
from django.test import Client

from tests.factories.records import EditorFactory


@pytest.fixture
def other(db):
    """The browser of a second editor."""
    browser = Client()
    browser.force_login(EditorFactory(username="basir"))
    return browser
