"""A name that looks like one on record is entered only by an editor who has looked."""

import pytest

from records.levels import Level
from records.look_alikes import look_alikes
from records.models import Publisher
from talks.models import Party, PartyName, Place
from tests.factories.records import PublisherFactory
from tests.factories.talks import PartyFactory, PlaceFactory
from tests.records.admin.pages import address, sent, with_row

pytestmark = pytest.mark.django_db

# With a Cyrillic “а”.
RUSSIA = "Russi\u0430"


def enter(browser, model, **boxes):
    return browser.post(address("add", model), sent(browser.get(address("add", model)), **boxes))


def test_a_party_named_in_letters_of_another_alphabet_is_warned_about_with_the_one_on_record(admin_client):
    russia = PartyFactory(name="Russia")

    response = enter(admin_client, Party, name=RUSSIA, kind="state")

    page = response.content.decode()
    assert response.status_code == 200
    assert f'the party <a href="{address("change", russia)}">“Russia”</a> that is on record' in page
    assert "Cyrillic small letter a" in page
    assert 'name="confirms-look-alikes"' in page
    assert Party.objects.get() == russia


def test_a_look_alike_is_entered_once_the_editor_has_confirmed(admin_client):
    PartyFactory(name="Russia")
    data = sent(enter(admin_client, Party, name=RUSSIA, kind="state"))

    response = admin_client.post(address("add", Party), {**data, "confirms-look-alikes": "yes"})

    assert response.status_code == 302
    assert set(Party.objects.values_list("name", flat=True)) == {"Russia", RUSSIA}


def test_a_further_name_of_a_party_is_compared_with_the_names_of_others(admin_client):
    PartyName.objects.create(party=PartyFactory(name="Islamic Emirate"), name="Taliban")
    other = PartyFactory(name="Students")
    page = admin_client.get(address("change", other))

    response = admin_client.post(address("change", other), with_row(sent(page), "names", name="TALIBAN"))

    assert "the party" in response.content.decode()
    assert "“Islamic Emirate”" in response.content.decode()
    assert not other.names.exists()


def test_a_name_that_did_not_change_is_not_asked_about_again(admin_client):
    PartyFactory(name="Russia")
    second = PartyFactory(name=RUSSIA)

    page = admin_client.get(address("change", second))
    response = admin_client.post(address("change", second), sent(page, note="Kept apart."))

    assert response.status_code == 302


def test_towns_of_one_name_are_usual_and_a_town_in_other_letters_is_not(editor):
    PlaceFactory(name="Balkh")

    assert not look_alikes(Place(name="Balkh"), editor, None)
    assert look_alikes(Place(name="B\u0430lkh"), editor, None)


def test_a_hidden_record_is_not_told_of(client):
    PartyFactory(name="Russia", level=Level.CONFIDENTIAL)
    PartyFactory(name="Prussia", level=Level.PUBLIC)

    assert not look_alikes(Party(name=RUSSIA), None, None)
    assert look_alikes(Party(name="PRUSSIA"), None, None)


def test_publishers_are_told_apart_too(admin_client):
    PublisherFactory(name="Tolo News")

    response = enter(admin_client, Publisher, name="T\u043elo News", kind="agency")

    assert "“Tolo News”" in response.content.decode()


def test_a_very_long_name_is_compared_by_its_beginning(editor):
    long = "x" * 300
    PartyFactory(name=long)

    assert look_alikes(Party(name=long.upper()), editor, None)
