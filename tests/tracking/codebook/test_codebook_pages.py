"""The codebook as a page and as data."""

import csv
import io

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.tracking import AssessmentFactory
from tracking.codebook import CODEBOOK, VERSIONS, version_named

pytestmark = pytest.mark.django_db


def page(client, name, *version):
    return client.get(reverse(f"tracking:{name}", args=version))


def test_the_page_without_a_version_shows_the_one_in_force(client):
    response = page(client, "codebook")

    assertContains(response, "Codebook of ratings, version 1.1")
    assertContains(response, "In force since 26 November 2026.")
    for entry in CODEBOOK:
        assertContains(response, entry.test)


def test_each_version_has_a_page_that_says_what_it_changed(client):
    response = page(client, "codebook-version", "1.1")

    assertContains(response, "Version 1.0 beside version 1.1")
    assertContains(response, "needs at least one piece of evidence")
    assertContains(response, reverse("tracking:codebook-version", args=["1.0"]))


def test_the_first_version_says_when_it_was_retired_and_changed_nothing(client):
    response = page(client, "codebook-version", "1.0")

    assertContains(response, "In force from 23 November 2026, retired on 26 November 2026.")
    assertContains(response, "not said")
    assertNotContains(response, "beside version")


@pytest.mark.parametrize("name", ["codebook-version", "codebook-json", "codebook-csv"])
@pytest.mark.parametrize("version", ["0.9", "1", "..", "<b>"])
def test_a_version_that_there_is_not_is_not_found(client, name, version):
    assert page(client, name, version).status_code == 404


@pytest.mark.parametrize("version", VERSIONS, ids=str)
def test_json_says_all_that_the_version_says(client, version):
    data = page(client, "codebook-json", version.name).json()

    assert (data["version"], data["changes"]) == (version.name, version.changes)
    assert data["in_force_from"] == version.in_force_from.isoformat()
    assert data["retired_on"] == (version.retired_on and version.retired_on.isoformat())
    for row, entry in zip(data["ratings"], version.entries, strict=True):
        assert (row["rating"], row["label"], row["test"]) == (entry.rating.value, entry.label, entry.test)
        assert tuple(row["crosswalk"].values()) == (entry.pam, entry.politifact, entry.ogp)
        assert (row["needs_evidence"] and row["needs_evidence"]["pieces"]) == (entry.needs and entry.needs.pieces)


def test_csv_has_a_line_for_each_rating(client):
    response = page(client, "codebook-csv", "1.1")

    first, *rest = csv.DictReader(io.StringIO(response.content.decode()))
    assert response["Content-Disposition"] == 'attachment; filename="codebook-1.1.csv"'
    assert first == {
        "codebook": "1.1",
        "rating": "no_evidence",
        "label": "no evidence found",
        "test": version_named("1.1").entries[0].test,
        "evidence_pieces": "0",
        "or_one_on_a_contested_event": "no",
        "pam": "",
        "politifact": "",
        "ogp": "",
    }
    assert len(rest) == 8
    assert [row["or_one_on_a_contested_event"] for row in rest if row["rating"] == "contested"] == ["yes"]


def test_csv_of_a_version_that_says_nothing_of_evidence_leaves_it_empty(client):
    rows = csv.DictReader(io.StringIO(page(client, "codebook-csv", "1.0").content.decode()))

    assert {(row["evidence_pieces"], row["or_one_on_a_contested_event"]) for row in rows} == {("", "")}


@pytest.mark.parametrize("name", ["codebook-version", "codebook-json", "codebook-csv"])
def test_the_pages_are_for_reading(client, name):
    assert client.post(reverse(f"tracking:{name}", args=["1.1"])).status_code == 405


def test_every_page_leads_to_it(client):
    assertContains(client.get("/"), reverse("tracking:codebook"))


def test_an_assessment_leads_to_the_version_it_was_made_with(client):
    assessment = AssessmentFactory(codebook_version="1.0")

    response = client.get(assessment.commitment.get_absolute_url())

    assertContains(response, f'href="{reverse("tracking:codebook-version", args=["1.0"])}"')


def test_one_by_a_version_that_is_not_kept_is_shown_without_an_explanation(client):
    assessment = AssessmentFactory(codebook_version="0.9")

    response = client.get(assessment.commitment.get_absolute_url())

    assertContains(response, "codebook 0.9")
    assertNotContains(response, "/codebook/0.9/")
