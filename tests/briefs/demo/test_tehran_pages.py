"""The Tehran record on the pages of events: contested as of 9 July, what stands as of 11 July, and two figures."""

import pytest
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains

from events.models import Event, Question
from events.standing import Standing

pytestmark = pytest.mark.django_db

OFFICIALS = "two senior Afghan security officials, not named"
ARIAN = "Tariq Arian, spokesman of the interior ministry"
MUJAHID = "Zabihullah Mujahid, spokesman of the Taliban"
GOVERNOR = "spokesman of the governor of Herat"
# By day: who stands for it and against it.
ISLAM_QALA = {
    "2021-07-07": ([], []),
    "2021-07-08": ([OFFICIALS, "Al Alam TV"], [ARIAN]),
    "2021-07-09": ([OFFICIALS, "Al Alam TV", MUJAHID], [ARIAN]),
    "2021-07-11": ([OFFICIALS, "Al Alam TV", MUJAHID, GOVERNOR], [ARIAN]),
}


@pytest.fixture
def event(record):
    return Event.objects.get(title__startswith="Islam Qala")


@pytest.mark.parametrize("page", ["reading", "admin"])
@pytest.mark.parametrize(("day", "stands"), ISLAM_QALA.items())
def test_every_report_on_islam_qala_stands_on_its_side_as_of_each_day(admin_client, event, page, day, stands):
    addresses = {"reading": event.get_absolute_url(), "admin": reverse("admin:events_event_change", args=[event.pk])}

    response = admin_client.get(addresses[page], {"as_of": day})

    sides = response.context["sides"] if page == "reading" else response.context["desk"]["sides"]
    assert ([one.claimant for one in sides.affirming], [one.claimant for one in sides.denying]) == stands
    assert all(report.is_standing for report in sides.reports)
    contested = any(stands)
    assert sides.standing == (Standing.CONTESTED if contested else Standing.UNCONFIRMED)
    assertContains(response, f"standing-{sides.standing}")
    printed = " ".join(html.document_fromstring(response.content.decode()).text_content().split())
    assert all(claimant in printed for side in stands for claimant in side)


def test_a_denial_that_is_taken_back_leaves_the_fall_affirmed_as_of_that_day(admin_client, event):
    denial = event.reports.get(stance="denies")
    page = reverse("admin:events_event_change", args=[event.pk])
    event.reports.create(
        stance="retracts",
        claimant_person=denial.claimant_person,
        claimant_office=denial.claimant_office,
        made_on="2021-07-11",
        supersedes=denial,
        level=0,
    )

    as_of = {
        day: admin_client.get(page, {"as_of": day}).context["desk"]["sides"] for day in ("2021-07-10", "2021-07-11")
    }

    assert as_of["2021-07-10"].standing == Standing.CONTESTED
    assert as_of["2021-07-11"].standing == Standing.AFFIRMED
    assert [report.is_standing for report in as_of["2021-07-11"].denying] == [False]


def test_the_question_of_the_districts_has_two_answers_out_of_nothing_stated_and_no_average(client, record):
    question = Question.objects.get(text="How many districts do the Taliban hold?")

    page = html.document_fromstring(client.get(question.get_absolute_url()).content.decode())

    rows = [[" ".join(cell.text_content().split()) for cell in row] for row in page.xpath("//tbody/tr")]
    assert [row[:6] for row in rows] == [
        ["A Western security officials", "more than 100", "districts", "not stated", "captured", "8 July 2021"],
        ["B Taliban", "more than 200", "districts", "not stated", "held", "8 July 2021"],
    ]
    (chart,) = page.xpath("//svg[@class='figure-chart']")
    assert "A: more than 100, 8 July 2021. B: more than 200, 8 July 2021." in chart.get("aria-label")
    assert len(chart.xpath("./g[not(@class)]")) == 2
    assert "150" not in " ".join(cell for row in rows for cell in row)
