"""The pages on which deadlines are read: commitments with how they stand, the list of dates, and the calendar."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils.timezone import localdate
from icalendar import Calendar
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from records.models import AuditEntry
from statements.models import Deadline, Version
from tests.factories.records import UserFactory
from tests.factories.statements import (
    CommitmentFactory,
    DeadlineFactory,
    PassageFactory,
    StatementFactory,
    VersionFactory,
)
from tests.factories.talks import PartyFactory, ProcessFactory
from tests.factories.tracking import AssessmentFactory
from tests.listed import csv_lines, listed
from tracking.codebook import Rating
from tracking.deadline_feed import MOST
from tracking.deadlines import Due

pytestmark = pytest.mark.django_db

COMMITMENTS, DEADLINES = "tracking:commitment-list", "tracking:deadline-list"
RESTRICTED = {"level": Level.RESTRICTED}
DARI = "رهایی زندانیان"


def day(days):
    """The day so many days from today."""
    return (localdate() + dt.timedelta(days=days)).isoformat()


def dated(days, terms=Deadline.Terms.DATED, **values):
    """A deadline so many days from today, of a commitment with the values `commitment__…`."""
    values = {"commitment__kind": "act", "words": "", **values}
    return DeadlineFactory(terms=terms, due_on=day(days), **values)


def closed(days):
    deadline = dated(days)
    AssessmentFactory(commitment=deadline.commitment, rating=Rating.FULL)
    return deadline


def test_commitments_are_found_by_how_they_stand_to_their_deadline(client):
    found = {
        Due.OVERDUE: {dated(-1).commitment, judged_late().commitment},
        Due.SOON: {dated(0).commitment},
        Due.LATER: {dated(40).commitment},
        Due.CLOSED: {closed(-1).commitment},
        Due.UNDATED: {DeadlineFactory().commitment},
        Due.CONDITIONAL: {DeadlineFactory(terms=Deadline.Terms.CONDITIONAL).commitment},
        Due.NONE: {CommitmentFactory()},
    }
    dated(-1, commitment__level=Level.RESTRICTED)

    assert {kind: listed(client, COMMITMENTS, due=kind.value) for kind in Due} == found
    assert len(listed(client, COMMITMENTS, due="overdue_unassessed")) == 1


def judged_late():
    deadline = dated(-3)
    as_of = dt.datetime.combine(localdate(), dt.time(), dt.UTC)
    AssessmentFactory(commitment=deadline.commitment, rating=Rating.MINIMAL, as_of=as_of)
    return deadline


def test_list_and_page_of_a_commitment_show_how_it_stands(client):
    commitment = dated(-2).commitment

    page = client.get(commitment.get_absolute_url())

    assertContains(page, "passed 2 days ago")
    assertContains(client.get(reverse(COMMITMENTS)), "due-overdue")
    assert ",overdue," in csv_lines(client, COMMITMENTS)[1]


def test_page_of_a_commitment_says_which_deadline_is_in_force_today(client):
    commitment = dated(5).commitment
    dated(50, commitment=commitment, amended_by=StatementFactory(issued_on=day(0)))
    dated(90, commitment=commitment, amended_by=StatementFactory(issued_on=day(1)))

    page = client.get(commitment.get_absolute_url())

    assertContains(page, "50 days are left")
    assertContains(page, "<strong>in force</strong>", count=1)


def test_deadlines_are_listed_overdue_first_then_the_next_due_then_closed_ones(client):
    rows = [dated(-9), dated(-1), dated(0), dated(99), closed(-20)]
    DeadlineFactory()
    dated(3, commitment__level=Level.RESTRICTED)

    response = client.get(reverse(DEADLINES))

    assert list(response.context["object_list"]) == rows
    assert response.context["paginator"].count == 5


def test_only_the_deadline_in_force_is_listed(client):
    first, hidden = dated(-9), dated(-8)
    amendment = dated(9, commitment=first.commitment, amended_by=StatementFactory(issued_on=day(-1)))
    dated(9, commitment=hidden.commitment, amended_by=StatementFactory(issued_on=day(-1), **RESTRICTED))
    undated = dated(-9)
    DeadlineFactory(commitment=undated.commitment, amended_by=StatementFactory(issued_on=day(-1)))

    assert listed(client, DEADLINES) == {amendment, hidden}


def test_deadlines_are_found_by_process_obligor_words_and_state(client):
    party = PartyFactory()
    kept = dated(-1, commitment__obligors=[party], commitment__summary="Zeta")
    dated(1)

    assert listed(client, DEADLINES, process=kept.commitment.statement.process) == {kept}
    assert listed(client, DEADLINES, obligor=party) == {kept}
    assert listed(client, DEADLINES, q="zeta") == {kept}
    assert listed(client, DEADLINES, due="overdue") == {kept}
    assert listed(client, DEADLINES, until=day(-1)) == {kept}


@pytest.mark.parametrize("sort", ["process", "day", "latest"])
def test_deadlines_are_ordered_as_asked(client, sort):
    later = dated(5, commitment__clause__statement__process__name="Astana")
    sooner = dated(-5, commitment__clause__statement__process__name="Bonn")

    response = client.get(reverse(DEADLINES), {"sort": sort})

    assert (
        list(response.context["object_list"])
        == {
            "process": [later, sooner],
            "day": [sooner, later],
            "latest": [later, sooner],
        }[sort]
    )


def test_deadlines_as_a_file(client):
    deadline = dated(-1, words="=by then")
    amendment = dated(3, commitment=deadline.commitment, amended_by=StatementFactory(title="Annex", issued_on=day(0)))
    dated(3, commitment__level=Level.RESTRICTED)

    lines = csv_lines(client, DEADLINES)

    assert len(lines) == 2
    assert f"{amendment.due_on.edtf},{amendment.due_on.latest},,Annex,soon," in lines[1]


def test_empty_list_of_deadlines_says_what_to_do(client):
    assertContains(client.get(reverse(DEADLINES)), "Deadlines are entered with their commitment.")


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_deadlines_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    for number in range(count):
        deadline = dated(number, commitment__obligors=PartyFactory.create_batch(2))
        AssessmentFactory(commitment=deadline.commitment)
        dated(9, commitment=deadline.commitment, amended_by=StatementFactory(issued_on=day(-1)))

    with django_assert_num_queries(9):
        client.get(reverse(DEADLINES))


def calendar(client, process=None):
    """The events of the calendar of everything, or of `process`, by their uid."""
    address = (
        reverse("tracking:process-deadline-calendar", args=[process.public_id])
        if process
        else reverse("tracking:deadline-calendar")
    )
    response = client.get(address)
    assert response.status_code == 200
    return {str(event["UID"]): event for event in Calendar.from_ical(response.content).walk("VEVENT")}


def test_calendar_says_of_each_deadline_what_a_program_shows(client):
    party = PartyFactory(name="Zeta; party")
    summary = f"Release prisoners; first, {DARI} of all those who are held in the province and in its districts"
    deadline = dated(
        -1, commitment__summary=summary, commitment__obligors=[party], words="by then, at the latest; not later"
    )
    commitment = deadline.commitment
    for kind, exact in ((Version.Kind.OFFICIAL, "War is not"), (Version.Kind.ORIGINAL, "the solution")):
        version = VersionFactory(statement=commitment.statement, kind=kind)
        PassageFactory(clause=commitment.clause, commitment=commitment, version=version, exact=exact)
        PassageFactory(clause=commitment.clause, commitment=commitment, version=version, exact="problem")

    (event,) = calendar(client).values()

    assert str(event["UID"]) == f"deadline-{commitment.public_id}@parley"
    assert str(event["SUMMARY"]) == summary
    assert str(event["DESCRIPTION"]).split("\n") == [
        f"Overdue: its day, {deadline.due_on}, passed 1 day ago. Nobody has judged it.",
        "Who is bound: Zeta; party",
        "In its words: “the solution”",
        "Deadline as worded: “by then, at the latest; not later”",
        f"{commitment.statement.title}, point {commitment.clause.number}",
    ]
    assert event["URL"] == f"http://testserver{commitment.get_absolute_url()}"
    assert event.decoded("DTSTART") == deadline.due_on.latest
    assert (event["SEQUENCE"], event["STATUS"]) == (commitment.revision, "CONFIRMED")
    assert event.decoded("LAST-MODIFIED") == commitment.changed_at.replace(microsecond=0)
    assert event["CATEGORIES"].cats == ["overdue"]


def test_every_line_of_the_calendar_is_short_and_ends_as_the_standard_says(client):
    dated(1, commitment__summary=DARI * 20)

    content = client.get(reverse("tracking:deadline-calendar")).content

    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_calendar_counts_a_period_by_its_last_day_and_marks_what_is_approximate(client):
    DeadlineFactory(terms=Deadline.Terms.DATED, due_on="2021-07~")

    (event,) = calendar(client).values()

    assert (event.decoded("DTSTART"), event["STATUS"]) == (dt.date(2021, 7, 31), "TENTATIVE")


def test_calendar_leaves_out_what_has_no_date_and_what_the_reader_may_not_see(client):
    shown = dated(1)
    DeadlineFactory()
    dated(1, commitment__level=Level.RESTRICTED)
    amended = dated(1)
    dated(9, commitment=amended.commitment, amended_by=StatementFactory(issued_on=day(0), **RESTRICTED))

    events = calendar(client)

    uids = [f"deadline-{one.commitment.public_id}@parley" for one in (shown, amended)]
    assert sorted(events) == sorted(uids)
    assert events[uids[1]].decoded("DTSTART") == amended.due_on.latest


def test_calendar_of_a_process_has_its_own_deadlines(client):
    own = dated(1)
    dated(1)
    process = own.commitment.statement.process

    assert list(calendar(client, process)) == [f"deadline-{own.commitment.public_id}@parley"]


def test_calendar_of_a_hidden_process_is_not_found(client):
    hidden = ProcessFactory(**RESTRICTED)

    assert client.get(reverse("tracking:process-deadline-calendar", args=[hidden.public_id])).status_code == 404


def test_reader_who_signed_in_gets_more_and_the_audit_says_so(client):
    dated(1)
    dated(1, commitment__level=Level.RESTRICTED)
    calendar(client)
    assert not AuditEntry.objects.filter(action="exported").exists()

    client.force_login(UserFactory(clearance=Level.RESTRICTED))

    assert len(calendar(client)) == 2
    assert AuditEntry.objects.get(action="exported").facts == '{"format":"ics","rows":2}'


def test_calendar_is_sent_anew_only_when_it_changed(client):
    deadline = dated(1)
    process = deadline.commitment.statement.process
    address = reverse("tracking:process-deadline-calendar", args=[process.public_id])
    first = client.get(address)
    tag = first.headers["ETag"]

    again = client.get(address, headers={"If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert first.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert first.headers["Content-Disposition"] == f'attachment; filename="{process.slug}-deadlines.ics"'
    AssessmentFactory(commitment=deadline.commitment, rating=Rating.FULL)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 200


def test_calendar_of_very_many_deadlines_has_the_latest(client, monkeypatch):
    rows = [dated(number) for number in range(3)]
    monkeypatch.setattr("tracking.deadline_feed.MOST", 2)

    assert MOST == 500
    assert [event.decoded("DTSTART") for event in calendar(client).values()] == [row.due_on.latest for row in rows[1:]]


@pytest.mark.parametrize("count", [1, 3])
def test_calendar_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    for number in range(count):
        commitment = dated(number, commitment__obligors=PartyFactory.create_batch(2)).commitment
        version = VersionFactory(statement=commitment.statement)
        PassageFactory(clause=commitment.clause, commitment=commitment, version=version)

    with django_assert_num_queries(6):
        client.get(reverse("tracking:deadline-calendar"))


def test_page_of_a_process_leads_to_its_calendar(client):
    process = ProcessFactory()
    address = reverse("tracking:process-deadline-calendar", args=[process.public_id])

    page = client.get(process.get_absolute_url())

    assertContains(page, f'<link rel="alternate" type="text/calendar" title="Deadlines" href="{address}">', html=True)
    assertNotContains(client.get(reverse(DEADLINES)), address)
