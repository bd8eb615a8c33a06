"""Before typing is sent, its page asks who is signed in."""

import pytest
from django.urls import reverse

from tests.factories.records import AnalystFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_who_enters_records_is_told_their_name_and_the_token_of_their_forms(client):
    client.force_login(AnalystFactory(username="amina"))

    answer = client.get(reverse("still_here"))

    told = answer.json()
    assert (told["person"], len(told["token"])) == ("amina", 64)
    assert answer["Cache-Control"] == "no-store, private"


def test_that_token_is_taken_with_the_next_form(client):
    client.handler.enforce_csrf_checks = True
    client.force_login(AnalystFactory())
    token = client.get(reverse("still_here")).json()["token"]

    answers = [
        client.post(reverse("account_logout"), {"csrfmiddlewaretoken": sent}).status_code for sent in ("x" * 64, token)
    ]

    assert answers == [403, 302]


def test_nobody_and_readers_are_told_nothing(client):
    unknown = client.get(reverse("still_here"))
    client.force_login(UserFactory())

    reader = client.get(reverse("still_here"))

    assert unknown.json() == reader.json() == {"person": "", "token": ""}


def test_the_page_beside_the_typing_opens_to_who_signed_in(client):
    address = reverse("back_to_typing")
    unknown = client.get(address)
    client.force_login(AnalystFactory())

    answer = client.get(address)

    assert (unknown.status_code, unknown.url) == (302, f"{reverse('account_login')}?next={address}")
    assert "Your typing waits in the other window" in answer.content.decode()


@pytest.mark.parametrize("name", ["still_here", "back_to_typing"])
def test_nothing_is_sent_there(client, name):
    client.force_login(AnalystFactory())

    assert client.post(reverse(name)).status_code == 405
