from importlib import import_module

import pytest
from django.apps import apps

from records.levels import AFTER_EVERY_EMBARGO, Level
from records.models import Source
from records.same_source import ADDRESS, PRINT, same_sources
from tests.factories.records import PublisherFactory, SourceFactory

pytestmark = pytest.mark.django_db


def found(source, reader=Level.RESTRICTED):
    return same_sources(source, reader, AFTER_EVERY_EMBARGO)


def test_a_source_of_the_same_address_in_another_spelling_is_found():
    known = SourceFactory(url="https://www.example.org/story/")
    SourceFactory(url="https://example.org/other")

    assert found(Source(title="Else", url="http://example.org/story#top")) == [(known, ADDRESS)]


def test_a_source_of_the_same_title_publisher_and_date_is_found():
    agency = PublisherFactory()
    known = SourceFactory(title="Round-up", publisher=agency, published_on="2021-07-08")
    SourceFactory(title="Round-up", publisher=agency, published_on="2021-07-09")
    SourceFactory(title="Round-up", published_on="2021-07-08")

    assert found(Source(title="ROUND-UP", publisher=agency, published_on="2021-07-08")) == [(known, PRINT)]


def test_a_title_alone_tells_nothing():
    SourceFactory(title="Press conference", publisher=None)

    assert found(Source(title="Press conference")) == []


def test_a_hidden_source_is_not_told_of():
    SourceFactory(url="https://example.org/story", level=Level.CONFIDENTIAL)

    assert found(Source(title="Else", url="https://example.org/story")) == []


def test_a_source_is_not_taken_for_itself():
    known = SourceFactory(url="https://example.org/story")

    assert found(known) == []


def test_addresses_that_are_stored_get_their_key():
    source = SourceFactory(url="https://www.example.org/story/")
    Source._base_manager.filter(pk=source.pk).update(address_key="")
    fill_in = import_module("records.migrations.0009_archived_copies").fill_in

    fill_in(apps, None)
    fill_in(apps, None)

    assert Source._base_manager.get(pk=source.pk).address_key == "example.org/story"


def test_a_key_follows_when_the_address_alone_is_saved():
    source = SourceFactory(url="https://example.org/one")
    source.url = "https://example.org/two"

    source.save(update_fields=["url"])

    source.refresh_from_db()
    assert source.address_key == "example.org/two"
