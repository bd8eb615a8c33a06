"""Accounts: kept by administrators, who give no rights to themselves."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from pytest_django.asserts import assertContains

from events.models import Figure
from records.levels import Level
from records.models import User
from records.role_permissions import settle_roles
from records.roles import Role, may_enter, needs_second_factor, roles_of
from tests.factories.events import FigureFactory
from tests.factories.records import AnalystFactory, EditorFactory, UserFactory
from tests.factories.talks import PartyFactory
from tests.records.admin.pages import address, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client):
    person = UserFactory(username="olga", roles=[Role.ADMINISTRATOR])
    client.force_login(person)
    return person


def group(role):
    return Group.objects.get(name=role.value)


def test_an_administrator_gives_a_role_and_a_clearance(client, administrator):
    karim = UserFactory(username="karim")
    page = client.get(address("change", karim))

    client.post(address("change", karim), sent(page, groups=[group(Role.ANALYST).pk], clearance="1"))

    karim = User.objects.get(pk=karim.pk)
    assert (roles_of(karim), karim.clearance) == ({Role.ANALYST}, Level.RESTRICTED)
    assertContains(client.get(address("changelist", User)), "analyst")


def test_an_administrator_adds_an_account_and_what_is_missing_comes_back(client, administrator):
    page = address("add", User)
    name, password = "dunya", "a river in the far north"

    refused = client.post(page, {"username": name, "password1": password, "password2": "", "usable_password": "true"})
    client.post(page, {"username": name, "password1": password, "password2": password, "usable_password": "true"})

    assertContains(refused, 'value="dunya"')
    dunya = User.objects.get(username=name)
    assert dunya.check_password(password)
    assert (roles_of(dunya), dunya.clearance) == (frozenset(), Level.PUBLIC)


def test_nobody_gives_themselves_more(client, administrator):
    page = client.get(address("change", administrator))

    response = client.post(
        address("change", administrator),
        sent(page, groups=[group(Role.ADMINISTRATOR).pk, group(Role.KEEPER).pk], clearance="2"),
    )

    assertContains(response, "Nobody changes their own roles")
    administrator = User.objects.get(pk=administrator.pk)
    assert (roles_of(administrator), administrator.clearance) == ({Role.ADMINISTRATOR}, Level.PUBLIC)


def test_an_administrator_changes_their_own_name(client, administrator):
    page = client.get(address("change", administrator))

    client.post(address("change", administrator), sent(page, first_name="Olga"))

    assert User.objects.get(pk=administrator.pk).first_name == "Olga"


def test_an_administrator_does_not_touch_an_owner_of_the_site(client, administrator):
    owner = EditorFactory()

    page = client.get(address("change", owner))

    assert b'name="_save"' not in page.content
    assert client.post(address("change", owner), {"username": "taken"}).status_code == 403
    assert client.get(f"/admin/records/user/{owner.pk}/password/").status_code == 403


def test_accounts_are_disabled_and_never_deleted(admin_client):
    assert admin_client.get(address("delete", UserFactory())).status_code == 403


def test_a_lost_second_factor_is_removed_by_an_administrator_and_not_ones_own(client, administrator):
    amina, noor, owner = UserFactory(roles=[Role.REVIEWER]), UserFactory(), EditorFactory()

    response = client.post(
        address("changelist", User),
        {"action": "remove_second_factor", "_selected_action": [amina.pk, noor.pk, owner.pk, administrator.pk]},
        follow=True,
    )

    assertContains(response, f"“{amina}” has no second factor now.")
    assertContains(response, f"“{noor}” had no second factor.")
    assertContains(response, f"“{owner}”: not yours to remove.")
    assert set(Authenticator.objects.values_list("user", flat=True)) == {owner.pk, administrator.pk}


def test_the_front_page_offers_each_their_own_work(client, administrator):
    kept = client.get("/admin/").content.decode()
    client.force_login(AnalystFactory())

    entered = client.get("/admin/").content.decode()

    assert ("What you keep" in kept, "What to enter next" in kept, "Changed last" in kept) == (True, False, False)
    assert ("What you keep" in entered, "What to enter next" in entered, "Changed last" in entered) == (
        False,
        True,
        True,
    )


def test_an_administrator_sees_no_record_and_no_informant(client, administrator):
    for page in ("/admin/talks/process/", "/admin/events/informant/", "/admin/records/lowering/"):
        assert client.get(page).status_code == 403


@pytest.mark.parametrize(
    ("person", "enters", "factor"),
    [
        ({}, False, False),
        ({"roles": [Role.ANALYST]}, True, False),
        ({"roles": [Role.REVIEWER]}, True, True),
        ({"roles": [Role.ADMINISTRATOR]}, True, True),
        ({"roles": [Role.KEEPER]}, True, True),
        ({"is_superuser": True}, True, True),
        ({"roles": [Role.ANALYST], "is_active": False}, False, False),
    ],
)
def test_who_enters_and_who_needs_a_second_factor(person, enters, factor):
    user = UserFactory(**person)

    assert (may_enter(user), needs_second_factor(user)) == (enters, factor)


def test_a_role_has_its_own_permissions_and_no_others_after_each_migrate():
    analyst = group(Role.ANALYST)
    before = set(analyst.permissions.values_list("codename", flat=True))
    analyst.permissions.set(group(Role.ADMINISTRATOR).permissions.all())

    settle_roles()

    assert set(analyst.permissions.values_list("codename", flat=True)) == before
    assert {"add_statement", "add_lowering", "change_party"} <= before
    assert not before & {"decide_lowering", "view_informant", "view_user", "change_lowering"}


def test_the_first_account_is_cleared_for_everything():
    owner = User.objects.create_superuser("owner", password="long enough for this")

    assert owner.clearance == Level.CONFIDENTIAL


def test_only_who_sees_all_that_may_hang_on_a_record_deletes_it(client):
    party, figure = PartyFactory(), FigureFactory()
    client.force_login(AnalystFactory())
    by_few = [client.get(address("delete", row)).status_code for row in (party, figure.question)]
    client.force_login(AnalystFactory(clearance=Level.CONFIDENTIAL))

    assert by_few == [403, 403]
    assert client.get(address("delete", party)).status_code == 200


def test_a_row_that_nothing_refers_to_is_deleted_by_any_analyst(client):
    figure = FigureFactory()
    client.force_login(AnalystFactory())
    page = client.get(address("change", figure.question))

    response = client.post(address("change", figure.question), sent(page, figures__0__DELETE="on"))

    assert response.status_code == 302
    assert not Figure.objects.exists()
