"""The page of an event in the admin: how it stands, as of any day, and later reports of the same claimant."""

import pytest
from django.contrib import admin
from django.template.loader import render_to_string
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Event, Report
from events.standing import Standing
from records.levels import Level
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import AnalystFactory, ReleaseFactory
from tests.factories.talks import PartyFactory, PersonFactory
from tests.records.admin.pages import address, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def disputed():
    """An event that was affirmed on 8 July and denied on 9 July."""
    event = EventFactory()
    ReportFactory(event=event, claimant_label="an affirmer", made_on="2021-07-08", words="It fell.")
    ReportFactory(event=event, claimant_label="a denier", made_on="2021-07-09", stance="denies")
    return event


def opened(browser, event, **asked):
    return browser.get(address("change", event), asked)


def test_the_page_sets_standing_reports_side_by_side_with_what_follows(client, analyst, disputed):
    ReportFactory(event=disputed, claimant_label="a doubter", stance="unsure")
    ReportFactory(event=disputed, claimant_label="a hidden voice", stance="retracts", level=Level.CONFIDENTIAL)

    page = opened(client, disputed)

    sides = page.context["desk"]["sides"]
    assert sides.standing == Standing.CONTESTED
    assert [report.claimant for report in (*sides.affirming, *sides.denying, *sides.neither)] == [
        "an affirmer",
        "a denier",
        "a doubter",
    ]
    assertContains(page, "standing-contested")
    assertNotContains(page, "a hidden voice")


def test_the_page_tells_the_event_as_of_the_end_of_any_day(client, analyst, disputed):
    page = opened(client, disputed, as_of="2021-07-08")

    assert page.context["desk"]["sides"].standing == Standing.AFFIRMED
    assertContains(page, "by the reports that stood on 8 July 2021")
    assertContains(page, "One report made later, or without a date, is not shown.")
    assertContains(opened(client, disputed, as_of="2021-07-01"), "No report had been made by that day.")


def test_a_day_that_is_none_gets_a_message_and_all_reports(client, analyst, disputed):
    page = opened(client, disputed, as_of="31 Feb 2021")

    assertContains(page, "All reports are shown.")
    assert len(page.context["desk"]["sides"].reports) == 2


def test_a_superseded_report_is_folded_with_who_took_its_place(client, analyst, disputed):
    denial = disputed.reports.get(stance="denies")
    ReportFactory(event=disputed, claimant_label="the same denier", stance="concedes", supersedes=denial)

    page = opened(client, disputed)

    assertContains(page, "<s><bdi>a denier</bdi> denies</s> · superseded: the same denier concedes", html=False)
    assertNotContains(page, f"later_than={denial.pk}#")


def test_an_event_without_reports_says_what_to_do(client, analyst):
    assertContains(opened(client, EventFactory()), "No report is on record yet: enter the first one below.")


def test_a_later_report_of_the_same_claimant_starts_with_who_it_is(client, analyst):
    report = ReportFactory(
        claimant_label="",
        claimant_person=PersonFactory(name="Tariq Arian"),
        claimant_party=PartyFactory(name="Ministry"),
        claimant_office="spokesman",
        stance="denies",
    )
    assertContains(opened(client, report.event), f'href="?later_than={report.pk}#reports-1"')
    page = opened(client, report.event, later_than=report.pk)
    assertContains(page, 'id="reports-1"')

    data = sent(page, reports__1__stance="retracts", reports__1__made_on="2021-07-10")
    response = client.post(f"{address('change', report.event)}?later_than={report.pk}", data)

    assert response.status_code == 302
    later = Report.objects.exclude(pk=report.pk).get()
    assert (later.supersedes, later.claimant, later.stance) == (report, "Tariq Arian, spokesman", "retracts")
    assert later.claimant_party == report.claimant_party
    assert opened(client, report.event).context["desk"]["sides"].standing == Standing.RETRACTED


def test_a_row_that_was_made_ready_and_left_alone_is_not_saved(client, analyst, disputed):
    report = disputed.reports.first()
    page = opened(client, disputed, later_than=report.pk)

    response = client.post(f"{address('change', disputed)}?later_than={report.pk}", sent(page, account="Told twice."))

    assert response.status_code == 302
    assert disputed.reports.count() == 2
    assert Event.objects.get().account == "Told twice."


@pytest.mark.parametrize("kind", ["hidden", "of another event", "none"])
def test_no_row_is_made_ready_for_what_is_no_report_here(client, analyst, disputed, kind):
    key = {
        "hidden": lambda: ReportFactory(event=disputed, level=Level.CONFIDENTIAL).pk,
        "of another event": lambda: ReportFactory().pk,
        "none": lambda: "x",
    }[kind]()

    page = opened(client, disputed, later_than=key)

    assert page.context["desk"]["earlier"] is None
    assertContains(page, 'name="reports-TOTAL_FORMS" value="2"')


@pytest.mark.parametrize("count", [1, 3])
def test_the_panel_asks_the_same_number_of_queries_however_long(rf, count, django_assert_num_queries):
    event = EventFactory()
    for _number in range(count):
        ReportFactory(event=event, claimant_person=PersonFactory(), claimant_party=PartyFactory())
    request = rf.get("/")
    request.user = AnalystFactory()
    desk = admin.site._registry[Event]
    desk.panel(request, event)

    with django_assert_num_queries(4):
        render_to_string("admin/events/_desk.html", {"desk": desk.panel(request, event), "original": event})


def withdrawn(**levels):
    kept, gone = (
        ReleaseFactory(name=name, attribution=f"Printed for {name}.", level=level)
        for name, level in (("24.1", Level.PUBLIC), ("25.1", levels.get("gone", Level.PUBLIC)))
    )
    return EventFactory(dataset="ged", external_id="300380", release=kept, withdrawn_in=gone)


def test_where_an_event_came_from_and_that_it_was_withdrawn_stands_on_both_its_pages(client, analyst):
    event = withdrawn()
    ReportFactory(event=event, as_cited="Reuters, 8 July\nAFP, 9 July")

    for page in (opened(client, event), client.get(event.get_absolute_url())):
        assertContains(page, "UCDP GED 24.1, row <bdi>300380</bdi>")
        assertContains(page, "Printed for 24.1.")
        assertContains(page, "Its publisher no longer has this row in UCDP GED 25.1.")
        assertContains(page, "withdrawn by its publisher")
        assertContains(page, "Reuters, 8 July<br>AFP, 9 July")


def test_that_a_hidden_release_no_longer_has_it_is_not_told(client, django_assert_num_queries):
    hidden, plain = withdrawn(gone=Level.CONFIDENTIAL), EventFactory()

    page = client.get(hidden.get_absolute_url())

    assertContains(page, "UCDP GED 24.1")
    assertNotContains(page, "withdrawn")
    for event in (hidden, plain):
        with django_assert_num_queries(6):
            client.get(event.get_absolute_url())


def test_the_list_marks_contested_and_withdrawn_events(client, analyst, disputed):
    gone = withdrawn()
    secret = EventFactory(withdrawn_in=ReleaseFactory(level=Level.CONFIDENTIAL))

    listed = client.get(address("changelist", Event)).context["cl"].result_list

    assert {event: (event.is_contested, event.is_gone) for event in listed} == {
        disputed: (True, False),
        gone: (False, True),
        secret: (False, False),
    }
