"""Who stands behind an anonymous label: found by keepers of informants alone, and told by nothing else."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Informant, InformantReport, Report
from records.levels import Level
from records.roles import Role
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import EditorFactory, UserFactory
from tests.records.admin.pages import address, sent, with_row

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    client.force_login(UserFactory(roles=[Role.KEEPER, Role.ANALYST], clearance=Level.RESTRICTED))
    return client


def test_a_keeper_enters_an_informant_with_the_reports_they_stand_behind(keeper):
    report = ReportFactory(claimant_label="a senior security official")
    data = with_row(sent(keeper.get(address("add", Informant)), name="Real Name"), "said", report=report.pk)

    response = keeper.post(address("add", Informant), data)

    assert response.status_code == 302
    assert InformantReport.objects.get().report == report
    assertContains(keeper.get(address("changelist", Informant)), "Real Name")


@pytest.mark.parametrize("roles", [[Role.ANALYST], [Role.REVIEWER], [Role.ADMINISTRATOR], []])
def test_nobody_else_finds_informants(client, roles):
    informant = Informant.objects.create(name="Real Name")
    client.force_login(UserFactory(roles=roles, clearance=Level.CONFIDENTIAL))

    for page in (address("changelist", Informant), address("change", informant), address("add", Informant)):
        response = client.get(page, follow=True)
        assert response.status_code == 403
        assertNotContains(response, "Real Name", status_code=403)


def test_a_report_above_the_keepers_level_is_neither_shown_nor_lost(keeper):
    informant = Informant.objects.create(name="Real Name")
    hidden = ReportFactory(claimant_label="a hidden label", level=Level.CONFIDENTIAL)
    InformantReport.objects.create(informant=informant, report=hidden)
    page = keeper.get(address("change", informant))

    keeper.post(address("change", informant), sent(page, note="May be quoted."))

    assertNotContains(page, "a hidden label")
    assert Informant.objects.get().note == "May be quoted."
    assert InformantReport.objects.get().report == hidden


def test_who_deletes_a_report_is_not_told_that_somebody_stands_behind_it(client):
    report = ReportFactory()
    InformantReport.objects.create(informant=Informant.objects.create(name="Real Name"), report=report)
    client.force_login(EditorFactory(is_superuser=False, roles=[Role.ANALYST]))
    page = client.get(address("delete", report))

    client.post(address("delete", report), {"post": "yes", "opened_revision": page.context["opened_revision"]})

    assertNotContains(page, "nformant")
    assert not Report.objects.exists()


def test_an_informant_is_named_by_kind_alone_where_pages_ask_nobody():
    link = InformantReport(informant=Informant(name="Real Name"), report=Report(claimant_label="a label"))

    assert (str(link), str(link.informant)) == ("a report", "Real Name")


def test_merging_events_keeps_who_stands_behind_a_report_and_tells_nobody(client):
    goes, stays = EventFactory(), EventFactory()
    link = InformantReport.objects.create(
        informant=Informant.objects.create(name="Real Name"), report=ReportFactory(event=goes)
    )
    client.force_login(EditorFactory(is_superuser=False, roles=[Role.ANALYST]))
    merging = reverse("admin:events_event_merge", args=[goes.pk])
    page = client.get(merging, {"other": stays.pk})

    answer = client.post(merging, sent(page, stays=stays.pk), follow=True)

    assertContains(answer, "1 entry was moved here.")
    assertNotContains(answer, "Real Name")
    assert InformantReport.objects.get().report == link.report == stays.reports.get()
