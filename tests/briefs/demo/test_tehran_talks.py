"""The Tehran record: who met whom, where and when.

The tables below state the facts as they were publicly reported: those of 8 July 2021 by one wire round-up of that day
(Reuters and agencies), the later ones by news agencies on the days given. Quoted words are the speakers' own.
"""

import pytest

from records.joiners import ZWNJ
from talks.models import Naming, Participation, Party, Person, Place, Process, Round

pytestmark = pytest.mark.usefixtures("record")

GOVERNMENT = "Government of the Islamic Republic of Afghanistan"


def edtf(date):
    return date.edtf if date else None


def test_the_process_goes_by_its_short_name():
    process = Process.objects.get(slug="intra-afghan-talks")

    assert process.name == "Intra-Afghan talks"
    assert edtf(process.opened_on) == "2020-09"


@pytest.mark.parametrize(
    ("name", "opened", "closed", "place", "whats_next"),
    [
        ("Tehran meeting", "2021-07-07", "2021-07-08", "Tehran", "Its date and place were not given."),
        ("Doha meeting", "2021-07-17", "2021-07-18", "Doha", "No date of the next meeting was given."),
    ],
)
def test_each_round_has_its_days_its_place_and_what_is_next(name, opened, closed, place, whats_next):
    found = Round.objects.get(process__slug="intra-afghan-talks", name=name)

    assert (edtf(found.opened_on), edtf(found.closed_on), found.place.name) == (opened, closed, place)
    assert found.status == Round.Status.HELD
    assert found.whats_next.replace("\n", " ").endswith(whats_next)


IRAN_AS_WRITTEN = "Islamic Republic of Iran (Ministry of Foreign Affairs)"


@pytest.mark.parametrize(
    ("round_name", "expected"),
    [
        (
            "Tehran meeting",
            {
                (GOVERNMENT, "negotiating", "Afghan government delegation", "Mohammad Younus Qanooni"),
                ("Taliban", "negotiating", "Taliban representatives", "Sher Mohammad Abbas Stanikzai"),
                ("Islamic Republic of Iran", "host", IRAN_AS_WRITTEN, "Mohammad Javad Zarif"),
                ("Islamic Republic of Iran", "facilitator", IRAN_AS_WRITTEN, "Mohammad Javad Zarif"),
            },
        ),
        (
            "Doha meeting",
            {
                (GOVERNMENT, "negotiating", "", "Abdullah Abdullah"),
                ("Taliban", "negotiating", "", "Abdul Ghani Baradar"),
                ("State of Qatar", "host", "", None),
            },
        ),
    ],
)
def test_each_round_has_its_delegations_with_their_heads_and_its_host(round_name, expected):
    found = Participation.objects.filter(round__name=round_name)

    assert set(found.values_list("party__name", "role", "named_as_written", "head__name")) == expected


def test_the_delegation_that_outlets_name_in_two_ways_has_both_names_with_their_sources():
    namings = Naming.objects.filter(round__name="Tehran meeting", party__name=GOVERNMENT)

    assert {(naming.named, str(naming.source.publisher)) for naming in namings} == {
        ("Afghan government delegation", "Reuters and agencies"),
        ("Afghan politicians", "News outlets, not named"),
    }


@pytest.mark.parametrize(
    ("name", "spelling"),
    [
        ("Mohammad Younus Qanooni", "Yunus Qanuni"),
        ("Sher Mohammad Abbas Stanikzai", "Sher Mohammad Abbas Stanekzai"),
        ("Sher Mohammad Abbas Stanikzai", "Shir Mohammad Abbas Stanikzai"),
        ("Mohammad Javad Zarif", "محمدجواد ظریف"),
        ("Tariq Arian", "طارق آرین"),
        ("Zabihullah Mujahid", f"ذبیح{ZWNJ}الله مجاهد"),
        ("Abdullah Abdullah", "عبدالله عبدالله"),
        ("Abdul Ghani Baradar", "عبدالغنی برادر"),
        ("Ashraf Ghani", "محمد اشرف غنی"),
    ],
)
def test_each_person_is_known_by_the_other_spellings_too(name, spelling):
    assert Person.objects.get(name=name).names.filter(name=spelling).exists()


@pytest.mark.parametrize(
    ("party", "scheme", "value"),
    [
        (GOVERNMENT, "gw", "700"),
        (GOVERNMENT, "iso3166", "AF"),
        (GOVERNMENT, "ucdp", "130"),
        ("Taliban", "ucdp", "303"),
        ("Islamic Republic of Iran", "gw", "630"),
        ("Islamic Republic of Iran", "iso3166", "IR"),
        ("State of Qatar", "gw", "694"),
        ("State of Qatar", "iso3166", "QA"),
    ],
)
def test_each_party_has_the_identifiers_of_the_datasets(party, scheme, value):
    assert Party.objects.get(name=party).identifiers.get(scheme=scheme).value == value


@pytest.mark.parametrize(
    ("ministry", "parent"),
    [
        ("Ministry of Interior of Afghanistan", GOVERNMENT),
        ("Ministry of Defence of Afghanistan", GOVERNMENT),
        ("Ministry of Foreign Affairs of Iran", "Islamic Republic of Iran"),
    ],
)
def test_each_ministry_belongs_to_its_state(ministry, parent):
    assert Party.objects.get(name=ministry).links.get(kind="parent").other.name == parent


def test_every_place_but_the_border_areas_has_coordinates():
    assert list(Place.objects.filter(latitude=None).values_list("name", flat=True)) == ["Border areas of Afghanistan"]
