"""Few tries for anyone, counted before a password is hashed, and nobody shut out by another."""

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.urls import reverse

from tests.factories.records import ReviewerFactory, UserFactory
from tests.records.sign_in.people import sign_in, with_password

pytestmark = pytest.mark.django_db

HERE, ELSEWHERE = "192.0.2.1", "198.51.100.7"


@pytest.fixture(autouse=True)
def _no_tries_yet(db):
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def hashed(monkeypatch):
    """The passwords that were hashed."""
    seen, encode = [], PBKDF2PasswordHasher.encode

    def watched(self, password, *args, **kwargs):
        seen.append(password)
        return encode(self, password, *args, **kwargs)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", watched)
    return seen


def try_in(client, name, password="wrong", address=HERE):  # noqa: S107
    return client.post(reverse("account_login"), {"login": name, "password": password}, REMOTE_ADDR=address)


def test_after_five_wrong_tries_no_password_is_hashed_any_more(client, hashed):
    with_password(UserFactory(username="noor"))
    hashed.clear()

    answers = [try_in(client, "noor") for _ in range(8)]

    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 3
    assert answers[-1].headers["Retry-After"] == "300"
    assert hashed == ["wrong"] * 5


def test_a_throttled_account_is_open_from_elsewhere_and_other_accounts_from_here(client):
    with_password(UserFactory(username="noor"))
    with_password(UserFactory(username="karim"))
    for _ in range(6):
        try_in(client, "noor")

    assert try_in(client, "noor", "a password of the tests").status_code == 429
    assert try_in(client, "noor", "a password of the tests", ELSEWHERE).status_code == 302
    client.logout()
    assert try_in(client, "karim", "a password of the tests").status_code == 302


def test_an_address_that_tries_many_names_is_throttled(client):
    answers = [try_in(client, f"name{number}").status_code for number in range(32)]

    assert answers == [200] * 30 + [429] * 2
    assert try_in(client, "name", address=ELSEWHERE).status_code == 200


def test_an_unknown_name_takes_as_many_hashes_as_a_known_one(client, hashed):
    with_password(UserFactory(username="noor"))
    hashed.clear()

    try_in(client, "noor")
    known = len(hashed)
    try_in(client, "nobody")

    assert (known, len(hashed)) == (1, 2)


def test_codes_are_throttled_too(client):
    with_password(ReviewerFactory(username="amina"))
    sign_in(client, "amina")

    answers = [client.post(reverse("mfa_authenticate"), {"code": "000000"}).status_code for _ in range(7)]

    assert answers == [200] * 5 + [429] * 2


def test_the_page_of_too_many_tries_says_when_to_come_again_and_names_nobody(client):
    for _ in range(6):
        answer = try_in(client, "noor")

    page = answer.content.decode()
    assert "Wait 5 minutes" in page
    assert "noor" not in page
