"""Places and parties that a row of a dataset names: found on record, or entered as unreviewed."""

import datetime as dt

import pytest

from records.levels import Level
from talks.models import Party, PartyIdentifier, Place
from talks.named import Parties, PartyNamed, PlaceNamed, Places
from tests.factories.records import AnalystFactory, ReleaseFactory
from tests.factories.talks import PartyFactory, PartyIdentifierFactory, PartyNameFactory, PlaceFactory

pytestmark = pytest.mark.django_db
RAMI = PlaceNamed("Rami", "town", 1, "AF", "Herat", "Kushk", "34.5", "61.25")
HILLS = PartyNamed("side_b", "Free Hills", "armed_group", "", "ucdp", "4456")
DAY = dt.date(2021, 7, 8)


@pytest.fixture
def release():
    return ReleaseFactory()


def place_of(release, named, person=None):
    return Place.objects.get(pk=Places(release, person).keys_of([named])[named])


def party_of(release, named, day=DAY, person=None):
    return Party.objects.get(pk=Parties(release, person).key_of(named, day))


def test_place_is_entered_within_its_district_province_and_country(release):
    place = place_of(release, RAMI)

    assert (place.name, place.within.name, place.within.within.name) == ("Rami", "Kushk", "Herat")
    assert place.within.within.within.kind == Place.Kind.COUNTRY
    assert place.is_unreviewed
    assert place.level == Level.RESTRICTED


def test_place_that_says_the_same_is_found_again(release):
    assert place_of(release, RAMI) == place_of(release, RAMI)


@pytest.mark.parametrize(("latitude", "is_found"), [("34.7", True), ("34.8", False)])
def test_place_that_somebody_entered_is_found_by_its_name_within_25_kilometres(release, latitude, is_found):
    by_hand = PlaceFactory(name="Rami", kind="crossing", country="AF", latitude=latitude, longitude="61.25")

    assert (place_of(release, RAMI) == by_hand) == is_found


def test_of_two_places_of_the_name_the_nearer_is_meant(release):
    PlaceFactory(name="Rami", kind="town", country="AF", latitude="34.6", longitude="61.25")
    nearer = PlaceFactory(name="Rami", kind="town", country="AF", latitude="34.52", longitude="61.25")

    assert place_of(release, RAMI) == nearer


@pytest.mark.parametrize("other", [{"country": "IR"}, {"kind": "admin1"}])
def test_namesake_in_another_country_or_of_another_kind_is_another_place(release, other):
    namesake = PlaceFactory(
        **{"name": "Rami", "kind": "town", "country": "AF", "latitude": "34.5", "longitude": "61.25", **other}
    )

    assert place_of(release, RAMI) != namesake


def test_province_without_coordinates_is_found_by_its_name(release):
    herat = PlaceFactory(name="Herat", kind="admin1", country="AF", latitude=None, longitude=None)

    assert place_of(release, RAMI).within.within == herat


def test_place_that_was_merged_leads_to_the_other(release):
    known = place_of(release, RAMI)
    other = PlaceFactory(name="Ramey")
    Place.objects.filter(pk=known.pk).update(merged_into=other)

    assert place_of(release, RAMI) == other


def test_party_is_found_by_its_identifier_whatever_its_name(release):
    known = PartyIdentifierFactory(scheme="ucdp", value="4456").party

    assert party_of(release, HILLS) == known


def test_party_without_that_identifier_is_found_by_its_name(release):
    known = PartyFactory(name="Free Hills")

    assert party_of(release, HILLS) == known


def test_of_two_of_the_name_the_one_that_somebody_entered_is_meant(release):
    PartyFactory(name="Free Hills", brought_by=release)
    by_hand = PartyFactory(name="Free Hills")

    assert party_of(release, HILLS) == by_hand


def test_party_of_another_country_is_not_meant(release):
    PartyFactory(name="Free Hills", country="IR")

    assert party_of(release, HILLS._replace(country="AF")).is_unreviewed


@pytest.mark.parametrize(("day", "is_found"), [(dt.date(2015, 12, 31), True), (dt.date(2016, 1, 1), False)])
def test_name_counts_for_the_time_it_was_used(release, day, is_found):
    name = PartyNameFactory(name="Free Hills", used_from="2010", used_until="2015")

    assert (party_of(release, HILLS, day) == name.party) == is_found


def test_party_that_is_not_on_record_is_entered_once_with_its_identifier(release):
    parties = Parties(release)

    first, second = parties.key_of(HILLS, DAY), parties.key_of(HILLS, DAY)

    assert first == second
    party = Party.objects.get(pk=first)
    assert party.is_unreviewed
    assert PartyIdentifier.objects.get(party=party).value == "4456"


def test_party_that_was_merged_leads_to_the_other(release):
    known, other = party_of(release, HILLS), PartyFactory()
    Party.objects.filter(pk=known.pk).update(merged_into=other)

    assert party_of(release, HILLS) == other


def test_what_whoever_imports_does_not_see_is_entered_once_more_beside_it(release):
    analyst = AnalystFactory()
    hidden = PartyIdentifierFactory(scheme="ucdp", value="4456", party__level=Level.CONFIDENTIAL).party
    place = PlaceFactory(
        name="Rami", kind="town", country="AF", latitude="34.5", longitude="61.25", level=Level.CONFIDENTIAL
    )

    assert party_of(release, HILLS, person=analyst) != hidden
    assert place_of(release, RAMI, person=analyst) != place
    assert party_of(release, HILLS) == hidden
    assert place_of(release, RAMI._replace(precision=None)) == place
