"""Names suggested while one types into a filter."""

import pytest
from django.urls import reverse

from records.levels import Level
from tests.factories.talks import PartyFactory, PlaceFactory

pytestmark = pytest.mark.django_db


def names(client, page, typed):
    return client.get(reverse(page), {"q": typed}).json()["names"]


def test_names_that_begin_so_come_first(client):
    for name in ("Northern Front", "Front for Peace", "Brigade"):
        PartyFactory(name=name)

    assert names(client, "talks:party-names", "front") == ["Front for Peace", "Northern Front"]


def test_a_hidden_name_is_suggested_to_nobody_who_may_not_see_it(client):
    PartyFactory(name="Shown Front")
    PartyFactory(name="Hidden Front", level=Level.RESTRICTED)
    PlaceFactory(name="Hidden Valley", level=Level.CONFIDENTIAL)

    assert names(client, "talks:party-names", "front") == ["Shown Front"]
    assert names(client, "talks:place-names", "valley") == []


@pytest.mark.parametrize("typed", ["", "f", "\0", "%%", "x" * 5000])
def test_too_little_or_nothing_known_gets_no_names(client, typed):
    PartyFactory(name="Front")

    assert names(client, "talks:party-names", typed) == []
