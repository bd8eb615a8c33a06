"""What every answer tells the browser to keep, to forget, and not to do."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.events import EventFactory
from tests.factories.records import AnalystFactory, UserFactory
from tests.records.sign_in.people import PASSWORD, with_password

pytestmark = pytest.mark.django_db


def test_a_page_tells_no_address_to_others_and_asks_for_nothing_but_passkeys(client):
    headers = client.get("/").headers

    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    assert "publickey-credentials-get=(self)" in headers["Permissions-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert "default-src 'self'" in headers["Content-Security-Policy"]


@pytest.mark.parametrize("page", ["/", "/events/", "/events/?format=csv", "/nothing/", "/admin/"])
def test_what_is_shown_to_someone_who_signed_in_is_kept_nowhere(client, page):
    client.force_login(AnalystFactory())

    headers = client.get(page).headers

    assert headers["Cache-Control"] == "no-store, private"
    assert "Cookie" in headers["Vary"]


def test_what_anyone_may_read_is_asked_for_anew_each_time(client):
    event = EventFactory()

    headers = client.get(event.get_absolute_url()).headers

    assert headers["Cache-Control"] == "no-cache, private"
    assert "Cookie" in headers["Vary"]


@pytest.mark.parametrize("door", ["account_logout", "admin:logout"])
def test_signing_out_clears_what_the_browser_kept(client, door):
    client.force_login(AnalystFactory())

    response = client.post(reverse(door))

    assert response.headers["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert "Clear-Site-Data" not in client.get("/").headers


@pytest.mark.parametrize(
    ("origin", "site", "status"),
    [
        ("null", "same-origin", 302),
        ("null", "cross-site", 403),
        ("null", None, 403),
        ("https://elsewhere.example", "same-origin", 403),
        ("http://testserver", None, 302),
    ],
)
def test_a_form_is_taken_from_our_own_pages_alone(origin, site, status):
    browser = Client(enforce_csrf_checks=True)
    with_password(UserFactory(username="noor"))
    token = browser.get(reverse("account_login")).context["csrf_token"]
    headers = {"Origin": origin, **({"Sec-Fetch-Site": site} if site else {})}

    response = browser.post(
        reverse("account_login"),
        {"login": "noor", "password": PASSWORD, "csrfmiddlewaretoken": str(token)},
        headers=headers,
    )

    assert response.status_code == status
