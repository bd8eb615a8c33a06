"""One way in, for everyone: the password, then the second factor for whoever could do much."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.contrib.auth import SESSION_KEY, get_user
from django.test import RequestFactory
from django.urls import reverse
from pytest_django.asserts import assertContains, assertRedirects

from records.models import User
from records.roles import Role
from records.sign_in.adapter import AccountAdapter
from tests.factories.records import SECRET, AnalystFactory, EditorFactory, ReviewerFactory, UserFactory
from tests.records.sign_in.people import PASSWORD, sign_in, with_password

pytestmark = pytest.mark.django_db


def code(secret=SECRET):
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def person(client):
    return get_user(client).username


def test_a_reader_signs_in_with_the_password_and_comes_to_where_they_wanted(client):
    with_password(UserFactory(username="noor"))

    response = sign_in(client, "noor", next="/events/")

    assertRedirects(response, "/events/")
    assert person(client) == "noor"


@pytest.mark.parametrize("wanted", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_nobody_is_led_to_another_site_after_signing_in(client, wanted):
    with_password(UserFactory(username="noor"))

    assert sign_in(client, "noor", next=wanted).headers["Location"] == "/"


@pytest.mark.parametrize("name", ["noor", "nobody", "x\r\nX-Injected: 1"])
def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client, name):
    with_password(UserFactory(username="noor"))

    response = sign_in(client, name, "wrong")

    assertContains(response, "The username and/or password you specified are not correct.")
    assert person(client) == ""


def test_a_reviewer_is_asked_for_the_second_factor_and_is_not_in_before(client):
    with_password(ReviewerFactory(username="amina"))

    asked = sign_in(client, "amina")
    between = client.get("/admin/")
    done = client.post(reverse("mfa_authenticate"), {"code": code()})

    assertRedirects(asked, reverse("mfa_authenticate"), fetch_redirect_response=False)
    assert between.status_code == 302
    assertRedirects(done, "/")
    assert person(client) == "amina"


def test_a_wrong_code_lets_nobody_in(client):
    with_password(ReviewerFactory(username="amina"))
    sign_in(client, "amina")

    assertContains(client.post(reverse("mfa_authenticate"), {"code": "000000"}), "Incorrect code")

    assert person(client) == ""


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.ADMINISTRATOR, Role.KEEPER])
@pytest.mark.parametrize(
    "page", ["/admin/", "/", "/events/", "/briefs/write/", "/account/second-factor/recovery-codes/"]
)
def test_who_needs_a_second_factor_and_has_none_goes_nowhere_before_setting_it_up(client, role, page):
    client.force_login(UserFactory(roles=[role], roles__factor=False))

    response = client.get(page, follow=True)

    assert response.redirect_chain == [("/account/second-factor/", 302)]
    assertContains(response, "Your role needs a second factor")


def test_a_second_factor_is_set_up_and_opens_the_admin(client):
    amina = with_password(ReviewerFactory(username="amina", roles__factor=False))
    sign_in(client, "amina")
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret

    client.post(reverse("mfa_activate_totp"), {"code": code(secret)})

    assert client.get("/admin/").status_code == 200
    kept = Authenticator.objects.get(user=amina, type=Authenticator.Type.TOTP)
    assert secret not in str(kept.data)


def test_whoever_takes_away_their_last_factor_is_held_again(client):
    amina = ReviewerFactory()
    client.force_login(amina)

    amina.authenticator_set.all().delete()

    assertRedirects(client.get("/admin/"), "/account/second-factor/", fetch_redirect_response=False)


def test_an_analyst_comes_in_with_the_password(client):
    with_password(AnalystFactory(username="karim"))
    sign_in(client, "karim")

    assert client.get("/admin/").status_code == 200


def test_the_admin_has_no_way_in_of_its_own(client):
    with_password(ReviewerFactory(username="amina"))

    response = client.post(reverse("admin:login"), {"username": "amina", "password": PASSWORD, "next": "/admin/"})

    assertRedirects(response, "/account/login/?next=%2Fadmin%2F")
    assert person(client) == ""


def test_the_doors_of_the_admin_lead_to_those_of_the_site(client):
    client.force_login(UserFactory())
    reader = client.get(reverse("admin:login"))
    client.force_login(AnalystFactory())

    assert reader.status_code == 403
    assertRedirects(client.get(reverse("admin:login")), reverse("admin:index"))
    assertRedirects(client.get(reverse("admin:password_change")), reverse("account_change_password"))


def test_nobody_makes_an_account_of_their_own(client):
    assert not AccountAdapter().is_open_for_signup(None)
    assert client.get("/account/signup/").status_code == 404


CHANGES = {
    "disabled": lambda user: User.objects.filter(pk=user.pk).update(is_active=False),
    "role removed": lambda user: user.groups.clear(),
    "clearance lowered": lambda user: User.objects.filter(pk=user.pk).update(clearance=0),
    "password changed": lambda user: with_password(User.objects.get(pk=user.pk), "another one of the kind"),
    "no owner any more": lambda user: User.objects.filter(pk=user.pk).update(is_superuser=False),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_session_ends_at_the_next_request_when_rights_are_taken_away(client, change):
    user = EditorFactory(roles=[Role.ANALYST])
    client.force_login(user)
    before = client.get("/admin/").status_code

    CHANGES[change](user)

    assert before == 200
    assertRedirects(client.get("/admin/"), "/admin/login/?next=/admin/", fetch_redirect_response=False)
    assert not client.session.get(SESSION_KEY)


def test_a_session_goes_on_while_nothing_changes(client):
    client.force_login(AnalystFactory())

    assert [client.get("/admin/").status_code for _ in range(2)] == [200, 200]


@pytest.mark.parametrize(
    ("proxies", "told", "address"),
    [
        (0, "6.6.6.6", "127.0.0.1"),
        (1, "6.6.6.6, 9.9.9.9", "9.9.9.9"),
        (2, "6.6.6.6, 9.9.9.9, 10.0.0.1", "9.9.9.9"),
        (2, "9.9.9.9", "127.0.0.1"),
        (1, "", "127.0.0.1"),
    ],
)
def test_only_our_own_proxies_are_believed_about_where_someone_comes_from(settings, proxies, told, address):
    settings.PROXIES = proxies

    assert AccountAdapter().get_client_ip(RequestFactory().get("/", headers={"X-Forwarded-For": told})) == address


@pytest.mark.parametrize("credential", ['"\\ud800"', "{}", "null", "[1]", '{"id": "\\ud800"}', "not json", "9" * 5000])
def test_a_passkey_that_is_none_is_refused_and_lets_nobody_in(client, credential):
    client.get(reverse("mfa_login_webauthn"))

    response = client.post(reverse("mfa_login_webauthn"), {"credential": credential})

    assert response.status_code in (200, 302)
    assert person(client) == ""


@pytest.mark.parametrize(
    "page",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "account_change_password",
        "account_logout",
    ],
)
def test_each_page_of_the_account_opens_after_a_fresh_sign_in(client, page):
    with_password(AnalystFactory(username="karim"))
    sign_in(client, "karim")

    assert client.get(reverse(page)).status_code == 200
