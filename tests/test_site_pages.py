"""The start page, the pages for what went wrong, and the frame around all of them."""

import pytest
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Report
from records.levels import Level
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import AnalystFactory, UserFactory
from tests.factories.statements import CommitmentFactory, StatementFactory
from tests.factories.talks import RoundFactory
from tests.factories.tracking import AssessmentFactory
from tracking.codebook import Rating

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_start_page_asks_the_same_number_of_queries_however_much_there_is(client, count, django_assert_num_queries):
    AssessmentFactory.create_batch(count)
    for event in EventFactory.create_batch(count):
        ReportFactory(event=event)
        ReportFactory(event=event, stance=Report.Stance.DENIES)

    with django_assert_num_queries(12):
        client.get(reverse("home"))


def test_start_page_counts_and_names_only_what_the_reader_may_see(client):
    RoundFactory(name="Seen meeting")
    RoundFactory(name="Hidden meeting", level=Level.RESTRICTED)
    StatementFactory(title="Seen statement", round=None)
    StatementFactory(title="Hidden statement", round=None, level=Level.RESTRICTED)
    for title, level in (("Seen clash", Level.PUBLIC), ("Hidden clash", Level.RESTRICTED)):
        event = EventFactory(title=title, level=level)
        ReportFactory(event=event)
        ReportFactory(event=event, stance=Report.Stance.DENIES)

    response = client.get(reverse("home"))

    for thing in ("meeting", "statement", "clash"):
        assertContains(response, f"Seen {thing}")
        assertNotContains(response, f"Hidden {thing}")
    assertContains(response, "<strong>1</strong> round</a>")
    assertContains(response, "<strong>1</strong> statement</a>")
    assertContains(response, "<strong>1</strong> event</a>")


def test_start_page_shares_the_bar_out_by_rating(client):
    AssessmentFactory.create_batch(3, rating=Rating.FULL)
    CommitmentFactory()

    response = client.get(reverse("home"))

    assertContains(response, '<rect class="fill-full" x="0" y="0" width="3" height="10"/>')
    assertContains(response, '<rect class="fill-not_assessed" x="3" y="0" width="1" height="10"/>')
    assertContains(response, '<td class="number">75 %</td>', html=True)
    assertContains(response, "?rating=not_assessed")


def test_start_page_of_an_empty_record_says_so(client):
    response = client.get(reverse("home"))

    for text in ("No commitment is on record yet", "No round is on record", "No statement is on record",
                 "No event is contested"):  # fmt: skip
        assertContains(response, text)


def test_menu_marks_where_the_reader_is(client):
    event = EventFactory()

    assertContains(client.get(reverse("events:event-list")), '<a href="/events/" aria-current="page">')
    assertContains(client.get(event.get_absolute_url()), '<a href="/events/" aria-current="true">')
    assertContains(client.get("/"), '<a class="house" href="/" aria-current="page">')


def test_a_stranger_is_led_to_sign_in_and_back(client):
    assertContains(
        client.get("/events/?q=a b&kind=attack"), "/account/login/?next=%2Fevents%2F%3Fq%3Da%2520b%26kind%3Dattack"
    )


def test_who_is_signed_in_can_sign_out_and_only_staff_see_the_admin(client):
    client.force_login(UserFactory())
    assertContains(client.get("/"), 'action="/account/logout/"')
    assertNotContains(client.get("/"), "Sign in")
    assertNotContains(client.get("/"), 'href="/admin/"')
    client.force_login(AnalystFactory())
    assertContains(client.get("/"), 'href="/admin/"')


def test_pages_allow_no_script_or_style_but_our_files(client):
    assert "default-src 'self'" in client.get("/").headers["Content-Security-Policy"]


def test_an_absent_page_is_told_plainly(client):
    response = client.get("/nothing/<b>/")

    assertContains(response, "There is nothing here that you may see", status_code=404)
    assertNotContains(response, "<b>", status_code=404)


def test_a_page_for_others_is_refused_plainly(client):
    client.force_login(UserFactory())

    assertContains(client.get(reverse("briefs:write")), "You may not do this", status_code=403)


def test_a_form_without_its_token_is_refused_plainly(editor):
    client = Client(enforce_csrf_checks=True)
    client.force_login(editor)

    response = client.post(reverse("briefs:write"), {})

    assertContains(response, "What you sent was not accepted", status_code=403)


def test_a_request_that_cannot_be_read_is_refused_plainly(client, settings):
    settings.ALLOWED_HOSTS = ["parley.example"]

    response = client.get("/", headers={"host": "elsewhere.example"})

    assertContains(response, "This request was not understood", status_code=400)


def test_the_page_for_our_own_failures_needs_nothing_that_may_have_failed():
    page = render_to_string("500.html")

    assert "Something went wrong on our side" in page
    assert "{%" not in page
