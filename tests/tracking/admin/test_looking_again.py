"""The whole record looked through from the list of all suggestions that wait."""

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.records import AnalystFactory
from tracking.models import SuggestionRun

pytestmark = pytest.mark.django_db

WAITING = "admin:tracking_evidence_waiting"


@pytest.fixture
def browser(client):
    client.force_login(AnalystFactory())
    return client


def test_the_whole_record_is_looked_through_in_the_background(browser, monkeypatch, django_capture_on_commit_callbacks):
    begun = []
    monkeypatch.setattr("tracking.suggestions.apart.launch", begun.append)

    with django_capture_on_commit_callbacks(execute=True):
        page = browser.post(reverse(WAITING), follow=True)

    assertContains(page, "The search has begun.")
    assertContains(page, "Nobody has looked yet.")
    assert [command[-3] for command in begun] == ["suggest_evidence"]


def test_the_list_says_how_far_a_search_is_without_numbers(browser):
    run = SuggestionRun.objects.create(
        extent=SuggestionRun.Extent.ALL, started_at=timezone.now(), commitments_total=7919, commitments_done=3959
    )

    page = browser.get(reverse(WAITING))

    assertContains(page, "has done 49 %")
    assertNotContains(page, "7919")
    run.ended_at = timezone.now()
    run.save()
    assertContains(browser.get(reverse(WAITING)), "every commitment.")
