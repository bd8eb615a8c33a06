"""Asking to show a record more widely, and deciding on it, in the admin."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.db.models.signals import pre_save
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from records.lowering import ask
from records.models import Lowering
from records.roles import Role
from statements.models import Clause
from talks.models import Process
from tests.factories.briefs import EditionFactory
from tests.factories.records import AnalystFactory, ReviewerFactory, UserFactory
from tests.factories.statements import ClauseFactory, PassageFactory, StatementFactory
from tests.factories.talks import ProcessFactory
from tests.records.admin.pages import address, sent

pytestmark = pytest.mark.django_db

LIST = "/admin/records/lowering/"


def browser_of(person):
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def analyst():
    return browser_of(AnalystFactory(username="karim"))


@pytest.fixture
def reviewer():
    return browser_of(ReviewerFactory(username="amina"))


def ask_address(record):
    return reverse(f"admin:{record._meta.app_label}_{record._meta.model_name}_lowering", args=[record.pk])


def decide(browser, action, *requests, **data):
    chosen = {"action": action, "_selected_action": [request.pk for request in requests]}
    page = browser.post(LIST, chosen)
    if page.status_code != 200:
        return page
    return browser.post(LIST, {**sent_decision(page), **data}, follow=True)


def sent_decision(page):
    rows = page.context["rows"]
    return {
        "action": page.context["action"],
        "is-confirmed": "yes",
        "_selected_action": [row["lowering"].pk for row in rows],
        **{f"revision-{row['lowering'].pk}": row["revision"] for row in rows},
    }


def test_an_analyst_asks_and_a_reviewer_agrees_and_everyone_sees_it(analyst, reviewer, client):
    process = ProcessFactory(name="Quiet talks", level=Level.RESTRICTED)
    before = client.get(process.get_absolute_url()).status_code
    change = analyst.get(address("change", process)).content.decode()

    asked = analyst.post(ask_address(process), {"to_level": "0", "reason": "The host announced it."}, follow=True)
    decided = decide(reviewer, "approve", Lowering.objects.get(), note="Read.")

    assert f'href="{ask_address(process)}"' in change
    assertContains(asked, "1 request waits for a second person.")
    assertContains(decided, "“Quiet talks”: approved.")
    assert (before, client.get(process.get_absolute_url()).status_code) == (404, 200)
    assert Lowering.objects.get().note == "Read."


def test_what_hangs_on_a_record_is_asked_for_in_one_go(analyst):
    statement = StatementFactory(level=Level.RESTRICTED)
    shown, hidden = ClauseFactory(statement=statement, level=1), ClauseFactory(statement=statement, level=2)
    PassageFactory(clause=shown, version__statement=statement, level=Level.RESTRICTED)
    page = analyst.get(ask_address(statement))
    keys = [key for key, _label in page.context["form"].fields["together"].choices]

    analyst.post(ask_address(statement), {"to_level": "0", "reason": "It is out.", "together": keys})

    asked = [request.record for request in Lowering.objects.order_by("pk")]
    assert asked[:2] == [statement, shown]
    assert hidden not in asked
    # Passages have no page of their own.
    assertContains(analyst.get(LIST), "Passage")


def test_a_level_above_the_present_one_and_no_reason_are_refused(analyst):
    process = ProcessFactory(level=Level.RESTRICTED)

    response = analyst.post(ask_address(process), {"to_level": "2", "reason": ""})

    assertContains(response, "Select a valid choice")
    assertContains(response, "This field is required")
    assert not Lowering.objects.exists()


def test_ending_an_embargo_is_asked_for_too(analyst, reviewer):
    until = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
    process = ProcessFactory(embargo_until=until, level=Level.PUBLIC)

    nothing = analyst.post(ask_address(process), {"to_level": "0", "reason": "Why not."})
    analyst.post(ask_address(process), {"to_level": "0", "lifts_embargo": "on", "reason": "It is out."})
    decide(reviewer, "approve", Lowering.objects.get())

    assert nothing.status_code == 200
    assert Process.objects.get().embargo_until is None


def test_a_record_that_is_asked_for_already_says_so(analyst):
    process = ProcessFactory(level=Level.RESTRICTED)
    analyst.post(ask_address(process), {"to_level": "0", "reason": "Announced."})

    assertContains(analyst.get(ask_address(process), follow=True), "It is asked for already")
    assertContains(analyst.get(address("change", process)), "Waits for a second person")


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_hidden_record_cannot_be_asked_for(analyst, method):
    hidden = ProcessFactory(level=Level.CONFIDENTIAL)

    assert getattr(analyst, method)(ask_address(hidden)).status_code == 404


def test_an_analyst_decides_nothing_but_takes_back_their_own(analyst, reviewer):
    process = ProcessFactory(name="Quiet talks", level=Level.RESTRICTED)
    analyst.post(ask_address(process), {"to_level": "0", "reason": "Announced."})
    request = Lowering.objects.get()

    decide(analyst, "approve", request)
    still = Lowering.objects.get().outcome
    declined = decide(reviewer, "withdraw", request)
    taken = decide(analyst, "withdraw", request)

    assert still == "waiting"
    assertContains(declined, "Only who asked can take a request back")
    assertContains(taken, "“Quiet talks”: taken back.")
    assert decide(analyst, "withdraw", request).status_code == 302


def test_nobody_agrees_with_themselves(reviewer):
    process = ProcessFactory(level=Level.RESTRICTED)
    reviewer.post(ask_address(process), {"to_level": "0", "reason": "Announced."})

    assertContains(decide(reviewer, "approve", Lowering.objects.get()), "Nobody decides on their own request")

    assert Process.objects.get().level == Level.RESTRICTED


def test_a_text_that_changed_under_the_reviewers_eyes_is_not_shown(analyst, reviewer):
    process = ProcessFactory(name="Quiet talks", level=Level.RESTRICTED)
    analyst.post(ask_address(process), {"to_level": "0", "reason": "Announced."})
    page = reviewer.post(LIST, {"action": "approve", "_selected_action": [Lowering.objects.get().pk]})
    process.save()

    response = reviewer.post(LIST, sent_decision(page), follow=True)

    assertContains(response, "was changed after you opened the page")
    assert Process.objects.get().level == Level.RESTRICTED


def test_a_forged_decision_on_a_hidden_request_finds_nothing(analyst):
    hidden = ProcessFactory(name="Hidden talks", level=Level.CONFIDENTIAL)
    request = ask(hidden, person=ReviewerFactory(), to_level=Level.PUBLIC, reason="Announced.")

    response = decide(analyst, "decline", request)

    assert response.status_code in (200, 302)
    assertNotContains(analyst.get(LIST), "Hidden talks")
    assert Lowering.objects.get().outcome == "waiting"


@pytest.mark.parametrize(("level", "sentence"), [("0", "is not offered for a new record"), ("2", "is not offered for")])
def test_an_analyst_gives_a_new_record_no_level_but_their_own(analyst, level, sentence):
    page = analyst.get(address("add", Process))

    response = analyst.post(address("add", Process), sent(page, name="Talks", slug="talks", level=level))

    assertContains(response, sentence)
    assert not Process.objects.exists()


def test_a_level_is_not_lowered_on_the_page_of_the_record(admin_client):
    process = ProcessFactory(level=Level.CONFIDENTIAL)
    page = admin_client.get(address("change", process))

    response = admin_client.post(address("change", process), sent(page, level="0"))

    assertContains(response, "To show it to more people takes a second person")
    assert Process.objects.get().level == Level.CONFIDENTIAL


def test_an_embargo_is_not_shortened_on_the_page_of_the_record(admin_client):
    process = ProcessFactory(embargo_until=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))
    page = admin_client.get(address("change", process))

    response = admin_client.post(
        address("change", process), sent(page, embargo_until_0="2030-01-01", embargo_until_1="00:00:00")
    )

    assertContains(response, "It is embargoed until 2999-01-01 00:00 UTC")


def test_a_record_is_not_moved_to_where_more_people_see_it(admin_client):
    hidden = StatementFactory(title="Draft", level=Level.CONFIDENTIAL)
    clause = ClauseFactory(statement=hidden, level=Level.PUBLIC)
    page = admin_client.get(address("change", clause))

    response = admin_client.post(address("change", clause), sent(page, statement=StatementFactory().pk))

    assertContains(response, "would show this point to more people than the confidential readers")
    assert Clause.objects.get().statement == hidden


def test_a_record_that_must_keep_its_audience_says_why(analyst):
    brief = EditionFactory(level=Level.RESTRICTED, brief__level=Level.RESTRICTED).brief

    response = analyst.post(ask_address(brief), {"to_level": "0", "reason": "Many ask."})

    assertContains(response, "Its editions were made for one audience.")
    assert not Lowering.objects.exists()


def test_who_only_looks_asks_for_nothing():
    person = UserFactory(roles=[Role.ADMINISTRATOR], clearance=Level.RESTRICTED)
    person.user_permissions.add(Permission.objects.get(codename="view_process"))
    process = ProcessFactory(level=Level.RESTRICTED)

    assert browser_of(person).get(ask_address(process)).status_code == 403


def test_two_who_ask_at_the_same_moment_are_told_so(analyst):
    process = ProcessFactory(level=Level.RESTRICTED)
    other = AnalystFactory()

    def ask_just_before(sender, instance, **kwargs):
        pre_save.disconnect(ask_just_before, sender=Lowering)
        theirs = {"kind": instance.kind, "key": instance.key, "from_level": 1, "to_level": 0, "asked_by": other}
        Lowering.objects.bulk_create([Lowering(**theirs, reason="The same.")])

    pre_save.connect(ask_just_before, sender=Lowering)
    response = analyst.post(ask_address(process), {"to_level": "0", "reason": "The host announced it."})

    assertContains(response, "There is a request for this record already, and nobody has decided it.")
    assertContains(response, "The host announced it.")
