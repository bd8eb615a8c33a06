"""What is on record before names had a look gets one when the site is brought up to date."""

from importlib import import_module

import pytest
from django.apps import apps

from records.look_alikes import kept_key
from records.models import Publisher
from talks.models import Party, PartyName
from tests.factories.records import PublisherFactory
from tests.factories.talks import PartyFactory, PartyNameFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("migration", ["talks.migrations.0002_look_alikes", "records.migrations.0004_look_alikes"])
def test_names_that_are_stored_get_their_look(migration):
    named = [PartyFactory(name="Rоssiya"), PartyNameFactory(name="Taliban"), PublisherFactory(name="Reuters")]
    filled = {Party, PartyName} if migration.startswith("talks") else {Publisher}
    for row in named:
        type(row)._base_manager.filter(pk=row.pk).update(look="")

    import_module(migration).fill_in(apps, None)

    for row in named:
        row.refresh_from_db()
        assert row.look == (kept_key(row.name) if type(row) in filled else "")
