"""The page of an event and of a question in the admin."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Event, Question, Report
from tests.factories.events import EventFactory, FigureFactory, ReportFactory
from tests.records.admin.pages import address, sent, with_row

pytestmark = pytest.mark.django_db


def test_reports_that_contradict_each_other_are_entered_on_the_page_of_their_event(admin_client):
    event = EventFactory()
    page = admin_client.get(address("change", event))
    data = sent(page)
    for stance, label in (("affirms", "two officials"), ("denies", "the ministry")):
        data = with_row(
            data, "reports", stance=stance, claimant_label=label, made_on="8 July 2021", credibility="6", level="1"
        )

    admin_client.post(address("change", event), data)

    assert [(report.stance, report.claimant) for report in Report.objects.order_by("pk")] == [
        ("affirms", "two officials"),
        ("denies", "the ministry"),
    ]


def test_a_report_without_a_claimant_is_refused_with_all_typing_kept(admin_client):
    event = EventFactory()
    page = admin_client.get(address("change", event))
    data = with_row(
        sent(page), "reports", stance="affirms", words="it fell", made_on="2021-07-08", credibility="6", level="1"
    )

    response = admin_client.post(address("change", event), data)

    assertContains(response, "Say who reports this")
    assertContains(response, "it fell")
    assert not Report.objects.exists()


def test_only_reports_on_the_same_event_can_be_superseded(admin_client):
    report = ReportFactory(claimant_label="the ministry")
    ReportFactory(claimant_label="someone else")

    assertContains(admin_client.get(address("change", report.event)), "the ministry affirms</option>")
    assertNotContains(admin_client.get(address("change", report.event)), "someone else affirms</option>")
    assertNotContains(admin_client.get(address("add", Event)), "the ministry affirms</option>")


@pytest.mark.parametrize(
    ("asked", "found"), [("yes", ["Contested"]), ("no", ["Plain"]), ("maybe", ["Contested", "Plain"])]
)
def test_the_list_tells_contested_events_apart(admin_client, asked, found):
    contested = EventFactory(title="Contested")
    for stance in ("affirms", "denies"):
        ReportFactory(event=contested, stance=stance)
    EventFactory(title="Plain")

    listed = admin_client.get(address("changelist", Event), {"contested": asked}).context["cl"].result_list

    assert sorted(event.title for event in listed) == found


def test_the_list_of_questions_counts_their_figures(admin_client):
    figure = FigureFactory()
    FigureFactory(question=figure.question)

    (listed,) = admin_client.get(address("changelist", Question)).context["cl"].result_list

    assert listed.answers == 2
