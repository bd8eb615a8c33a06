"""What a party or place that an import brought may be: offered with reasons, among what the reader sees."""

import pytest

from records.levels import Level
from talks.matching import likely_parties, likely_places
from tests.factories.records import AnalystFactory, ReleaseFactory
from tests.factories.talks import PartyFactory, PartyNameFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst():
    return AnalystFactory()


def names(likely):
    return [(one.record.name, *one.reasons) for one in likely]


def test_a_party_of_the_same_name_comes_first_and_one_of_a_like_name_after_it(analyst):
    row = PartyFactory(name="Taleban", brought_by=ReleaseFactory(), country="AF")
    PartyFactory(name="Taliban", kind="political_party")
    PartyFactory(name="taleban", country="AF")
    PartyFactory(name="Government of Nepal")

    likely = likely_parties([row], analyst)[row.pk]

    assert names(likely) == [
        ("taleban", "the same name", "the same country", "armed group"),
        ("Taliban", "a name like it (85 %)"),
    ]


def test_a_party_is_found_by_another_of_its_names(analyst):
    row = PartyFactory(name="Islamic Emirate", brought_by=ReleaseFactory())
    known = PartyNameFactory(party__name="Taliban", name="The Islamic Emirate").party

    (likely,) = likely_parties([row], analyst)[row.pk]

    assert likely.record == known


def test_hidden_and_merged_parties_are_not_offered(analyst):
    row = PartyFactory(name="Taleban", brought_by=ReleaseFactory())
    shown = PartyFactory(name="Taleban")
    PartyFactory(name="Taleban", level=Level.CONFIDENTIAL)
    PartyFactory(name="Taleban", merged_into=shown)

    likely = likely_parties([row], analyst)[row.pk]

    assert [one.record for one in likely] == [shown]


def test_a_hidden_name_of_a_party_offers_it_to_nobody_who_does_not_see_the_party(analyst):
    row = PartyFactory(name="Taleban", brought_by=ReleaseFactory())
    PartyNameFactory(party__level=Level.CONFIDENTIAL, name="Taleban")

    assert likely_parties([row], analyst)[row.pk] == []


def test_a_place_near_by_in_its_country_is_offered_with_its_distance(analyst):
    row = PlaceFactory(
        name="Islam Qala", country="AF", latitude="34.66", longitude="61.07", brought_by=ReleaseFactory()
    )
    PlaceFactory(name="Border post", country="AF", latitude="34.70", longitude="61.07", kind="crossing")
    PlaceFactory(name="Over the border", country="IR", latitude="34.66", longitude="61.06")
    PlaceFactory(name="Far away", country="AF", latitude="35.66", longitude="61.07")

    likely = likely_places([row], analyst)[row.pk]

    assert names(likely) == [("Border post", "4 km away", "the same country", "border crossing")]


def test_a_place_of_the_same_name_is_offered_unless_it_lies_elsewhere(analyst):
    row = PlaceFactory(name="Sirte", country="LY", latitude="31.2", longitude="16.6", brought_by=ReleaseFactory())
    PlaceFactory(name="Sirte", country="LY")
    PlaceFactory(name="Sirte", country="GR")
    PlaceFactory(name="Sirte", country="LY", latitude="25.0", longitude="16.6")
    PlaceFactory(name="Sirte", country="LY", level=Level.CONFIDENTIAL)

    likely = likely_places([row], analyst)[row.pk]

    assert names(likely) == [("Sirte", "the same name", "the same country", "city, town or village")]


def test_a_place_near_by_with_a_like_name_or_without_a_country_says_why(analyst):
    spot = {"latitude": "34.66", "longitude": "61.07"}
    row = PlaceFactory(name="Islam Qala", country="AF", brought_by=ReleaseFactory(), **spot)
    PlaceFactory(name="Islam Qalah", country="AF", **spot)
    PlaceFactory(name="Islam Qala", country="", **spot)

    likely = likely_places([row], analyst)[row.pk]

    assert names(likely) == [
        ("Islam Qala", "the same name", "at the same spot", "city, town or village"),
        ("Islam Qalah", "a name like it (95 %)", "at the same spot", "the same country", "city, town or village"),
    ]


def test_many_are_matched_in_as_many_queries_as_one(analyst, django_assert_num_queries):
    PartyFactory(name="Front")
    PlaceFactory(name="Town", country="AF", latitude="34.66", longitude="61.07")
    parties = PartyFactory.create_batch(3, name="Front", brought_by=ReleaseFactory())
    places = PlaceFactory.create_batch(3, name="Town", country="AF", latitude="34.66", longitude="61.07")

    for number in (1, 3):
        with django_assert_num_queries(3):
            likely_parties(parties[:number], analyst)
        with django_assert_num_queries(1):
            likely_places(places[:number], analyst)
