"""The history of a record tells of changes that its reader may see, and of no other."""

import pytest
from django.test import Client
from django.urls import reverse

from records.levels import Level
from tests.factories.records import AnalystFactory, ReviewerFactory
from tests.factories.statements import CommitmentFactory
from tests.factories.talks import PartyFactory
from tests.records.admin.pages import address

pytestmark = pytest.mark.django_db


def history_of(record, person):
    browser = Client()
    browser.force_login(person)
    return browser.get(address("history", record))


@pytest.fixture
def commitment(db):
    """A commitment that was first tied to a hidden one, then to a shown one, and bound a hidden and a shown party."""
    row = CommitmentFactory(level=Level.RESTRICTED, summary="First summary")
    row.depends_on = CommitmentFactory(clause=row.clause, level=Level.CONFIDENTIAL, summary="Hidden condition")
    row.save()
    row.depends_on = CommitmentFactory(clause=row.clause, level=Level.RESTRICTED, summary="Shown condition")
    row.summary = "Second summary"
    row.save()
    row.obligors.add(PartyFactory(name="Hidden party", level=Level.CONFIDENTIAL))
    row.obligors.add(PartyFactory(name="Shown party"))
    return row


def test_links_to_what_is_hidden_are_left_out_of_the_changes(commitment):
    told = history_of(commitment, AnalystFactory()).content.decode()

    assert "Hidden" not in told
    assert all(words in told for words in ("First summary", "Second summary", "Shown condition", "Shown party"))


def test_who_may_see_all_is_told_all(commitment):
    told = history_of(commitment, ReviewerFactory()).content.decode()

    assert all(words in told for words in ("Hidden condition", "Shown condition", "Hidden party", "Shown party"))


def test_a_link_to_what_was_deleted_since_is_not_told(commitment):
    condition = commitment.depends_on
    commitment.depends_on = None
    commitment.save()
    condition.delete()

    told = history_of(commitment, ReviewerFactory()).content.decode()

    assert "Second summary" in told
    assert "Shown condition" not in told


@pytest.mark.parametrize("version", ["9999999", "abc"])
def test_a_version_that_is_not_there_is_not_found(commitment, version):
    browser = Client()
    browser.force_login(AnalystFactory())

    assert browser.get(f"{address('history', commitment)}{version}/").status_code == 404


def test_the_history_of_a_hidden_record_and_of_none_answer_alike(commitment):
    hidden = CommitmentFactory(level=Level.CONFIDENTIAL)
    browser = Client()
    browser.force_login(AnalystFactory())

    answers = [
        browser.get(reverse("admin:statements_commitment_history", args=[key])) for key in (hidden.pk, 9_999_999)
    ]

    assert [answer.status_code for answer in answers] == [404, 404]
