"""An editor sees, finds and chooses only what they are cleared for, and takes nothing away unseen."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from records.levels import Level
from records.models import Source
from talks.models import Participation, Party, Process, Round
from tests.factories.events import ReportFactory
from tests.factories.records import AnalystFactory, SourceFactory, UserFactory
from tests.factories.statements import ClauseFactory, CommitmentFactory, VersionFactory
from tests.factories.talks import ParticipationFactory, PartyFactory, PersonFactory, ProcessFactory, RoundFactory
from tests.records.admin.pages import address, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def analyst(db):
    """The browser of an editor who is cleared for restricted records."""
    user = AnalystFactory(username="analyst")
    browser = Client()
    browser.force_login(user)
    return browser


def test_list_shows_the_row_below_the_clearance_and_not_the_one_above(analyst):
    PartyFactory(name="Shown party", level=Level.RESTRICTED)
    PartyFactory(name="Hidden party", level=Level.CONFIDENTIAL)

    page = analyst.get(address("changelist", Party)).content.decode()

    assert "Shown party" in page
    assert "Hidden party" not in page


def test_embargoed_record_stays_with_those_who_prepare_it(analyst):
    PartyFactory(name="Soon", embargo_until=dt.datetime(2999, 1, 1, tzinfo=dt.UTC))

    page = analyst.get(address("changelist", Party)).content.decode()

    assert "Soon" in page


@pytest.mark.parametrize("page", ["change", "delete", "history"])
def test_page_of_a_hidden_record_does_not_open(analyst, page):
    hidden = PartyFactory(name="Hidden party", level=Level.CONFIDENTIAL)

    response = analyst.get(address(page, hidden), follow=True)

    assert "Hidden party" not in response.content.decode()


def test_autocomplete_finds_the_shown_and_not_the_hidden(analyst):
    shown = PartyFactory(name="Party of one", level=Level.PUBLIC)
    PartyFactory(name="Party of another", level=Level.CONFIDENTIAL)
    asked = {"app_label": "talks", "model_name": "participation", "field_name": "party", "term": "party"}

    answer = analyst.get(reverse("admin:autocomplete"), asked).json()

    assert answer["results"] == [{"id": str(shown.pk), "text": "Party of one"}]


def test_filter_offers_the_shown_and_not_the_hidden(analyst):
    RoundFactory(process__name="Shown talks")
    RoundFactory(process__name="Other shown talks")
    ProcessFactory(name="Hidden talks", level=Level.CONFIDENTIAL)

    page = analyst.get(address("changelist", Round)).content.decode()

    assert "Shown talks" in page
    assert "Hidden talks" not in page


def test_front_page_lists_the_shown_and_not_the_hidden(analyst):
    PartyFactory(name="Shown party")
    PartyFactory(name="Hidden party", level=Level.CONFIDENTIAL)

    page = analyst.get(reverse("admin:index")).content.decode()

    assert "Shown party" in page
    assert "Hidden party" not in page


def test_hidden_record_cannot_be_chosen_by_its_number(analyst):
    hidden = ProcessFactory(name="Hidden talks", level=Level.CONFIDENTIAL)
    page = analyst.get(address("add", Round))

    response = analyst.post(address("add", Round), sent(page, process=hidden.pk, name="Round", format="direct"))

    assert response.status_code == 200
    assert "Select a valid choice" in response.content.decode()
    assert not Round.objects.exists()


def test_hidden_choices_stay_when_someone_who_does_not_see_them_saves(analyst):
    participation = ParticipationFactory()
    hidden = PersonFactory(name="Hidden delegate", level=Level.CONFIDENTIAL)
    participation.delegates.add(hidden, PersonFactory(name="Shown delegate"))
    page = analyst.get(address("change", participation.round))

    analyst.post(address("change", participation.round), sent(page, participations__0__named_as_written="politicians"))

    assert "Hidden delegate" not in page.content.decode()
    assert "Shown delegate" in page.content.decode()
    assert Participation.objects.get().named_as_written == "politicians"
    assert participation.delegates.count() == 2


def test_an_empty_box_over_a_hidden_link_leaves_it_and_a_filled_one_is_taken(analyst):
    report = ReportFactory(level=Level.RESTRICTED)
    hidden = ReportFactory(event=report.event, level=Level.CONFIDENTIAL)
    report.supersedes = hidden
    report.save()
    shown = ReportFactory(event=report.event, level=Level.RESTRICTED)

    analyst.post(address("change", report), sent(analyst.get(address("change", report)), words="As said."))
    report.refresh_from_db()
    left = report.supersedes
    analyst.post(address("change", report), sent(analyst.get(address("change", report)), supersedes=shown.pk))

    report.refresh_from_db()
    assert (left, report.supersedes, report.words) == (hidden, shown, "As said.")


def test_old_text_of_a_record_that_was_more_secret_is_not_in_its_history(analyst):
    party = PartyFactory(name="Secret name", level=Level.CONFIDENTIAL)
    party.name, party.level = "Open name", Level.PUBLIC
    party.save(is_lowered=True)
    secret, open_ = party.history.order_by("history_id")

    page = analyst.get(address("history", party))
    old = analyst.get(reverse("admin:talks_party_simple_history", args=[party.pk, secret.pk]))
    new = analyst.get(reverse("admin:talks_party_simple_history", args=[party.pk, open_.pk]))

    assert "Secret name" not in page.content.decode()
    assert old.status_code == 404
    assert new.status_code == 200


def test_nothing_is_reverted_from_the_history(admin_client):
    party = PartyFactory(name="First name")
    party.name = "Second name"
    party.save()
    first = party.history.order_by("history_id").first()
    url = reverse("admin:talks_party_simple_history", args=[party.pk, first.pk])

    shown = admin_client.get(url).content.decode()
    response = admin_client.post(url, {"name": "First name"})

    assert "First name" in shown
    assert 'name="name"' not in shown
    assert response.status_code == 403
    assert Party.objects.get().name == "Second name"


def test_typing_in_a_deleted_record_is_not_offered_to_someone_who_did_not_see_it(analyst):
    party = PartyFactory(name="Hidden party", level=Level.CONFIDENTIAL)
    key = party.pk
    party.delete()

    response = analyst.post(f"/admin/talks/party/{key}/change/", {"name": "x"}, follow=True)

    assert response.status_code == 404
    assert "Save to enter it anew" not in response.content.decode()


def test_record_held_back_by_its_parent_says_by_which(admin_client):
    process = ProcessFactory(name="Quiet talks", level=Level.CONFIDENTIAL)
    page = admin_client.get(address("add", Round))

    response = admin_client.post(
        address("add", Round), sent(page, process=process.pk, name="Round", format="direct", level="1"), follow=True
    )

    assert "“Round” is restricted, and is held back to confidential by the process “Quiet talks”." in (
        response.content.decode()
    )
    assert "confidential (held back)" in response.content.decode()


def test_record_held_back_by_an_embargo_says_until_when(admin_client):
    process = ProcessFactory(name="Quiet talks", embargo_until=dt.datetime(2999, 1, 1, 18, tzinfo=dt.UTC))
    page = admin_client.get(address("add", Round))

    response = admin_client.post(
        address("add", Round), sent(page, process=process.pk, name="Round", format="direct", level="1"), follow=True
    )

    assert (
        "held back to restricted until 2999-01-01 18:00 UTC by the process “Quiet talks”" in response.content.decode()
    )


def test_new_record_is_restricted_until_someone_says_otherwise(admin_client, editor):
    page = admin_client.get(address("add", Process))

    admin_client.post(address("add", Process), sent(page, name="Talks", slug="talks"))

    stored = Process.objects.get()
    assert (stored.level, stored.created_by, stored.changed_by) == (Level.RESTRICTED, editor, editor)


@pytest.mark.parametrize(
    ("of_page", "of_row"),
    [
        (Level.PUBLIC, Level.RESTRICTED),
        (Level.RESTRICTED, Level.RESTRICTED),
        (Level.CONFIDENTIAL, Level.CONFIDENTIAL),
    ],
)
def test_new_row_takes_the_level_of_its_page_and_is_restricted_at_least(admin_client, of_page, of_row):
    round_ = RoundFactory(level=of_page)
    first, second = PartyFactory.create_batch(2)
    page = admin_client.get(address("change", round_))
    rows = {"participations-TOTAL_FORMS": "2"}
    for number, (party, level) in enumerate([(first, ""), (second, "2")]):
        row = f"participations-{number}"
        rows |= {f"{row}-party": party.pk, f"{row}-role": "negotiating", f"{row}-level": level}

    response = admin_client.post(address("change", round_), {**sent(page), **rows})

    assert response.status_code == 302
    levels = dict(Participation.objects.values_list("party", "level"))
    assert levels == {first.pk: of_row, second.pk: Level.CONFIDENTIAL}


def test_link_is_narrowed_to_the_statement_of_the_page(admin_client):
    version = VersionFactory()
    own = ClauseFactory(statement=version.statement, summary="Own point")
    ClauseFactory(summary="Point of another")
    asked = {"app_label": "statements", "model_name": "passage", "field_name": "clause", "term": "point"}

    page = admin_client.get(address("change", version)).content.decode()
    narrowed = admin_client.get(reverse("admin:autocomplete"), {**asked, "statement": version.statement_id}).json()
    wrong = admin_client.get(reverse("admin:autocomplete"), {**asked, "statement": "x"}).json()

    assert f"autocomplete/?statement={version.statement_id}" in page
    assert [row["id"] for row in narrowed["results"]] == [str(own.pk)]
    assert len(wrong["results"]) == 2


def test_next_steps_are_offered_to_those_who_may_take_them(admin_client, analyst):
    commitment = CommitmentFactory()
    analyst_user = UserFactory._meta.model.objects.get(username="analyst")
    analyst_user.groups.get().permissions.set(Permission.objects.filter(codename__in=["change_clause", "view_clause"]))

    full = admin_client.get(address("change", commitment.clause)).content.decode()
    few = analyst.get(address("change", commitment.clause)).content.decode()

    assert f"/admin/statements/commitment/add/?clause={commitment.clause_id}&amp;level=1" in full
    assert "/admin/statements/commitment/add/?clause" not in few


def test_next_steps_come_with_the_message_after_a_save(admin_client):
    round_ = RoundFactory(name="Tehran meeting")
    page = admin_client.get(address("change", round_))

    response = admin_client.post(address("change", round_), sent(page, agenda="Peace", _save="Save"), follow=True)

    assert "Next for “Tehran meeting”" in response.content.decode()
    assert f"round={round_.pk}" in response.content.decode()


def test_list_has_no_deletion_of_many_at_once(admin_client):
    source = SourceFactory()

    admin_client.post(
        address("changelist", Source), {"action": "delete_selected", "_selected_action": [source.pk], "post": "yes"}
    )

    assert Source.objects.exists()


def test_page_opens_for_someone_who_may_only_look(client):
    participation = ParticipationFactory(named_as_written="politicians")
    user = AnalystFactory(clearance=Level.PUBLIC)
    user.groups.get().permissions.set(Permission.objects.filter(codename__startswith="view_"))
    client.force_login(user)

    page = client.get(address("change", participation.round)).content.decode()

    assert "politicians" in page
    assert "participations-0-opened_revision" not in page


def test_old_text_of_a_version_is_shown(admin_client):
    version = VersionFactory()
    row = version.history.get()

    page = admin_client.get(reverse("admin:statements_version_simple_history", args=[version.pk, row.pk]))

    assert "War is not the solution" in page.content.decode()


def test_typing_in_a_deleted_record_is_not_offered_to_someone_who_may_not_enter_it(client):
    party = PartyFactory(name="Shown party")
    key = party.pk
    party.delete()
    user = AnalystFactory(clearance=Level.PUBLIC)
    user.groups.get().permissions.set(Permission.objects.filter(codename__in=["change_party", "view_party"]))
    client.force_login(user)

    response = client.post(f"/admin/talks/party/{key}/change/", {"name": "x"}, follow=True)

    assert "Save to enter it anew" not in response.content.decode()
