import pytest
from django.core.exceptions import ValidationError

from records.circles import circle
from tests.factories.talks import PartyFactory, PartyLinkFactory, PlaceFactory

ABOVE = {"a": ["b"], "b": ["c", "d"], "c": ["a"], "d": [], "e": ["b"]}


def test_circle_is_told_from_its_start_back_to_it():
    assert circle("a", ABOVE.__getitem__) == ["a", "b", "c", "a"]


@pytest.mark.parametrize("start", ["d", "e"])
def test_a_chain_that_does_not_come_back_is_no_circle(start):
    assert circle(start, ABOVE.__getitem__) == []


@pytest.mark.django_db
def test_a_place_cannot_lie_within_its_own_part():
    province = PlaceFactory(name="Herat province")
    town = PlaceFactory(name="Herat", within=province)
    province.within = town

    with pytest.raises(ValidationError, match="“Herat” leads back to “Herat province”"):
        province.full_clean()


@pytest.mark.django_db
def test_a_circular_parent_party_is_refused_with_the_whole_chain():
    ministry, government, coalition = (PartyFactory(name=name) for name in ("Ministry", "Government", "Coalition"))
    PartyLinkFactory(party=ministry, other=government)
    PartyLinkFactory(party=government, other=coalition)

    with pytest.raises(ValidationError, match="“Ministry” leads back to “Coalition”"):
        PartyLinkFactory.build(party=coalition, other=ministry).full_clean()


@pytest.mark.django_db
def test_an_alliance_has_no_direction_and_so_no_circle():
    one, other = PartyFactory(), PartyFactory()
    PartyLinkFactory(party=one, other=other, kind="alliance")

    PartyLinkFactory.build(party=other, other=one, kind="alliance").full_clean()


@pytest.mark.django_db
def test_party_is_not_linked_to_itself():
    party = PartyFactory()

    with pytest.raises(ValidationError, match="A party cannot be linked to itself"):
        PartyLinkFactory.build(party=party, other=party).full_clean()


@pytest.mark.django_db
def test_a_place_lies_in_the_country_of_what_it_lies_within():
    country = PlaceFactory(name="Iran", kind="country", country="IR")

    with pytest.raises(ValidationError, match="“Iran” lies in another country"):
        PlaceFactory.build(within=country, country="AF").full_clean()
