"""Rows that a page sends otherwise than Parley printed them: a clear refusal, never an error page, and nothing stored."""

import pytest
from django.http import QueryDict

from records.admin.sent_rows import renumbered, rows_of
from talks.models import Participation
from tests.factories.talks import ParticipationFactory, PartyFactory, PlaceFactory
from tests.records.admin.pages import address, opened, sent, with_row

pytestmark = pytest.mark.django_db

MANY = "9" * 5000


def stored():
    return list(Participation.objects.order_by("pk").values_list("pk", "round", "named_as_written"))


@pytest.mark.parametrize(
    "forged",
    [
        {"participations-TOTAL_FORMS": "1000000000"},
        {"participations-TOTAL_FORMS": "0"},
        {"participations-TOTAL_FORMS": "-1"},
        {"participations-TOTAL_FORMS": MANY},
        {"participations-TOTAL_FORMS": ""},
        {"participations-TOTAL_FORMS": "many"},
        {"participations-INITIAL_FORMS": "1000000000"},
        {"participations-INITIAL_FORMS": "-1"},
        {"participations-INITIAL_FORMS": MANY},
        {"participations-INITIAL_FORMS": ""},
        {"participations-INITIAL_FORMS": "0"},
        {"participations-INITIAL_FORMS": "٣"},
        {"participations-7-named_as_written": "politicians"},
        {"participations-999999999-named_as_written": "politicians"},
        {"participations-1-id": "1", "participations-TOTAL_FORMS": "2"},
    ],
    ids=lambda forged: "&".join(f"{name}={value[:12]}" for name, value in forged.items()),
)
def test_rows_counted_otherwise_than_they_came_are_refused_and_the_typing_stays(admin_client, forged):
    round_ = ParticipationFactory(named_as_written="").round
    page = sent(opened(admin_client, round_), participations__0__named_as_written="a delegation", agenda="Peace")
    before = stored()

    response = admin_client.post(address("change", round_), {**page, **forged})

    assert response.status_code == 200
    assert "Nothing was saved" in str(response.context["errors"]) or "nothing was saved" in str(
        response.context["errors"]
    )
    assert "a delegation" in response.content.decode()
    assert "Peace" in response.content.decode()
    assert stored() == before


@pytest.mark.parametrize(
    "forged",
    [
        {"participations-0-id": MANY},
        {"participations-0-id": "²"},
        {"participations-0-id": "-1"},
        {"participations-0-id": ""},
        {f"participations-{MANY[:400]}-id": "1"},
        {"participations-٣-id": "1"},
        {"participations-0-opened_revision": MANY},
        {"opened_revision": MANY},
    ],
    ids=lambda forged: "&".join(f"{name[:20]}={value[:12]}" for name, value in forged.items()),
)
def test_keys_that_no_row_can_have_are_answered_without_an_error_page(admin_client, forged):
    round_ = ParticipationFactory(named_as_written="").round
    page = sent(opened(admin_client, round_), participations__0__named_as_written="a delegation")

    response = admin_client.post(address("change", round_), {**page, **forged})

    assert response.status_code in (200, 302, 409)


@pytest.mark.parametrize("key", ["9" * 5000, "²", "٣", "1e9"])
def test_a_page_of_a_record_that_cannot_be_is_not_found(admin_client, key):
    page = sent(opened(admin_client, PlaceFactory()))

    assert admin_client.post(f"/admin/talks/place/{key}/change/", page).status_code == 404


def test_a_new_row_without_a_stored_one_before_it_is_added(admin_client):
    participation = ParticipationFactory()
    page = sent(opened(admin_client, participation.round))
    row = {"party": PartyFactory().pk, "role": "host", "level": ""}

    response = admin_client.post(address("change", participation.round), with_row(page, "participations", **row))

    assert response.status_code == 302, response.context["errors"]
    assert Participation.objects.count() == 2


def test_rows_of_a_numbered_prefix_are_not_those_of_the_first():
    data = QueryDict("names-0-id=1&names-2-TOTAL_FORMS=1&names-2-0-id=5&names-__prefix__-id=&names-10-id=7")

    assert rows_of(data, "names") == [0, 10]
    assert rows_of(data, "names-2") == [0]


def test_rows_are_put_in_another_order_with_all_that_they_hold():
    data = QueryDict("a=1&r-0-x=first&r-1-x=second&r-1-id=4&r-2-x=third&r-2-x=and+more&r-TOTAL_FORMS=3", mutable=True)

    found = renumbered(data, "r", [2, 1], {1}, 1)

    assert dict(found.lists()) == {
        "a": ["1"],
        "r-0-x": ["third", "and more"],
        "r-1-x": ["second"],
        "r-1-id": [""],
        "r-TOTAL_FORMS": ["2"],
        "r-INITIAL_FORMS": ["1"],
    }
