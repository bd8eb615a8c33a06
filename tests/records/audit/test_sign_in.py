"""Who came, who went, and who was refused; exports and views of informants."""

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth import authenticate, logout
from django.contrib.auth.models import AnonymousUser
from django.contrib.auth.signals import user_login_failed
from django.core.management import call_command
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse

from events.models import Informant
from records.audit.receivers import name_digest
from records.levels import Level
from records.models import AuditEntry
from records.roles import Role
from tests.factories.briefs import EditionFactory
from tests.factories.records import UserFactory
from tests.factories.talks import ProcessFactory, RoundFactory
from tests.records.admin.pages import address
from tests.records.audit.entered import entered_by

pytestmark = pytest.mark.django_db


def refuse(**credentials):
    user_login_failed.send(sender=__name__, credentials=credentials, request=None)


def test_a_sign_in_is_entered_once():
    user = UserFactory(username="zohra")

    (entry,) = entered_by(lambda: Client().force_login(user))

    assert (entry.action, entry.kind, entry.key) == ("signed in", "records.user", user.pk)
    assert (entry.person, entry.person_name, entry.level) == (user.pk, "zohra", Level.PUBLIC)


def test_a_sign_out_is_entered():
    user = UserFactory(username="zohra")
    browser = Client()
    browser.force_login(user)

    (entry,) = entered_by(browser.logout)

    assert (entry.action, entry.person) == ("signed out", user.pk)


def test_a_sign_out_of_nobody_is_no_entry():
    request = HttpRequest()
    request.session = Client().session
    request.user = AnonymousUser()

    assert entered_by(lambda: logout(request)) == []


def test_a_refused_sign_in_names_the_account_and_no_password():
    user = UserFactory(username="zohra")
    user.set_password("correct horse")
    user.save()

    (entry,) = entered_by(lambda: authenticate(username="zohra", password="wrong horse"))

    assert (entry.action, entry.kind, entry.key) == ("sign-in refused", "records.user", user.pk)
    assert (entry.person, entry.person_name, entry.facts) == (None, "", "")


@pytest.mark.parametrize(
    "name", ["correct horse", "a\r\nforged", "\u202e", "\x00", "\ud800", "a" * 10_000_000, "", "' OR 1=1 --"]
)
def test_a_name_that_is_no_accounts_is_kept_as_a_digest_alone(name):
    UserFactory(username="zohra")

    (entry,) = entered_by(lambda: refuse(username=name, password="********"))

    assert (entry.key, entry.person_name) == (None, "")
    assert entry.told == {"name": name_digest(name)}
    assert len(entry.facts) < 100


def test_the_digest_tells_one_name_from_another_and_depends_on_the_key(settings):
    known = name_digest("zohra")

    assert name_digest("zohra") == known != name_digest("zohra2")
    settings.SECRET_KEY = "another"
    assert name_digest("zohra") != known


def test_a_sign_in_by_address_is_known_by_its_digest():
    (entry,) = entered_by(lambda: refuse(email="zohra@parley.example"))

    assert entry.told == {"name": name_digest("zohra@parley.example")}


def test_a_list_taken_away_as_a_file_is_entered_with_its_rows_and_filters_but_not_with_what_was_asked(client):
    reader = UserFactory(clearance=Level.RESTRICTED)
    client.force_login(reader)
    shown = RoundFactory(level=Level.RESTRICTED)
    RoundFactory(level=Level.CONFIDENTIAL)
    asked = {"format": "csv", "process": shown.process.public_id, "q": ""}

    (entry,) = entered_by(lambda: client.get(reverse("talks:round-list"), asked).getvalue())

    assert (entry.action, entry.kind, entry.key) == ("exported", "talks.round", None)
    assert entry.told == {"format": "csv", "rows": 1, "filters": ["process"]}
    assert (entry.person, entry.level) == (reader.pk, Level.RESTRICTED)


def test_a_list_taken_away_by_a_visitor_is_entered_for_everyone(client):
    (entry,) = entered_by(lambda: client.get(reverse("talks:process-list"), {"format": "csv"}).getvalue())

    assert (entry.person, entry.level, entry.told["rows"]) == (None, Level.PUBLIC, 0)


def test_a_list_read_as_a_page_is_no_entry(client):
    assert entered_by(lambda: client.get(reverse("talks:process-list"))) == []


def test_a_file_that_is_not_made_is_no_entry(client):
    asked = {"format": "csv", "process": "nonsense"}

    assert entered_by(lambda: client.get(reverse("talks:round-list"), asked)) == []


def test_the_file_of_an_edition_is_entered_and_a_hidden_one_is_not(client):
    edition = EditionFactory(brief__level=Level.PUBLIC, level=Level.PUBLIC)
    hidden = EditionFactory(level=Level.CONFIDENTIAL)

    def take(one):
        client.get(reverse("briefs:edition-file", args=[one.brief.public_id, one.number]))

    (entry,) = entered_by(lambda: (take(edition), take(hidden)))

    assert (entry.action, entry.record, entry.told) == ("exported", edition.public_id, {"format": "pdf"})


def test_a_brief_written_by_a_command_is_issued_and_exported(tmp_path):
    RoundFactory(process=ProcessFactory(slug="tehran", level=Level.PUBLIC), level=Level.PUBLIC, opened_on="2021-07-07")
    asked = {"process": "tehran", "as_of": "2021-08-31", "out": tmp_path / "a.pdf", "json": tmp_path / "a.json"}

    entries = entered_by(lambda: call_command("write_brief", **asked, verbosity=0))

    edition = next(entry for entry in entries if entry.kind == "briefs.edition")
    assert [(entry.action, entry.told) for entry in entries if entry.record == edition.record] == [
        ("added", {}),
        ("issued", {}),
        ("exported", {"format": ["pdf", "json"]}),
    ]


def test_every_look_at_an_informant_is_entered_and_a_refused_one_is_not(client):
    keeper = UserFactory(clearance=Level.CONFIDENTIAL, roles=[Role.KEEPER])
    analyst = UserFactory(clearance=Level.CONFIDENTIAL, roles=[Role.ANALYST])
    informant = Informant.objects.create(name="Zxqv")

    def look(reader):
        client.force_login(reader)
        for page in (address("changelist", Informant), address("change", informant), address("history", informant)):
            client.get(page)

    entries = entered_by(lambda: (look(keeper), look(analyst)))

    views = [entry for entry in entries if entry.action == "viewed"]
    assert [(entry.kind, entry.key, entry.person, entry.level) for entry in views] == [
        ("events.informant", None, keeper.pk, Level.CONFIDENTIAL),
        ("events.informant", informant.pk, keeper.pk, Level.CONFIDENTIAL),
        ("events.informant", informant.pk, keeper.pk, Level.CONFIDENTIAL),
    ]
    assert not AuditEntry.objects.filter(facts__contains="Zxqv").exists()


def test_a_second_factor_is_entered_with_its_account_and_its_use_is_not():
    user = UserFactory()
    factor = Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": "Zxqv"})

    (added,) = entered_by(factor.save)
    used = entered_by(factor.record_usage)
    (removed,) = entered_by(factor.delete)

    assert [(entry.action, entry.kind, entry.told) for entry in (added, removed)] == [
        ("added", "mfa.authenticator", {"account": user.pk}),
        ("deleted", "mfa.authenticator", {"account": user.pk}),
    ]
    assert (added.level, used) == (Level.PUBLIC, [])
    assert not AuditEntry.objects.filter(facts__contains="Zxqv").exists()


def test_a_refused_second_factor_is_entered_for_the_account(client):
    user = UserFactory(username="zohra", roles=[Role.REVIEWER])
    user.set_password("correct horse")
    user.save()
    client.post(reverse("account_login"), {"login": "zohra", "password": "correct horse"})

    entries = entered_by(lambda: client.post(reverse("mfa_authenticate"), {"code": "000000"}))

    refused = [entry for entry in entries if entry.action == "sign-in refused"]
    assert [(entry.key, entry.person, entry.told) for entry in refused] == [(user.pk, None, {"step": "second factor"})]


def test_a_refused_password_on_the_page_is_entered(client):
    user = UserFactory(username="zohra")

    entries = entered_by(lambda: client.post(reverse("account_login"), {"login": "zohra", "password": "wrong"}))

    assert [(entry.action, entry.key, entry.facts) for entry in entries] == [("sign-in refused", user.pk, "")]
