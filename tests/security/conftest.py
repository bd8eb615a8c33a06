"""The corpus: made once for a module and taken back at its end, as it takes seconds to make."""

import pytest
from django.contrib import admin
from django.db import transaction
from django.template.base import Template
from django.test.utils import _TestState, override_settings

from tests.security.corpus import whole_corpus
from tests.security.readers import EVERYONE, reader_called


@pytest.fixture(scope="module")
def corpus(request, tmp_path_factory, django_db_setup, django_db_blocker):
    """The Corpus; drawn editions are in it for a module that says `DRAWS_EDITIONS`, as that takes the longest."""
    uploads = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("uploads"))
    with django_db_blocker.unblock(), uploads, transaction.atomic():
        yield whole_corpus(draws_editions=getattr(request.module, "DRAWS_EDITIONS", False))
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def people(corpus, django_db_blocker):
    """{name: Reader} of everyone."""
    with django_db_blocker.unblock():
        return {name: reader_called(name) for name in EVERYONE}


@pytest.fixture
def pages_without_watchers(monkeypatch, settings):
    """Thousands of pages are drawn: none copies its context for the test, or lists every country and kind of record."""
    monkeypatch.setattr(Template, "_render", _TestState.saved_data.template_render)
    monkeypatch.setattr(admin.site, "enable_nav_sidebar", False)
    settings.COUNTRIES_ONLY = ["AF", "IR"]
