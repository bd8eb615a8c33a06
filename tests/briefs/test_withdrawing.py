"""Withdrawing an edition: who may, once, and what is said and handed out afterwards."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from briefs.models import Withdrawal
from briefs.withdrawing import withdraw
from records.levels import Level
from records.models import AuditEntry
from tests.factories.briefs import EditionFactory, WithdrawalFactory
from tests.factories.records import AnalystFactory, ReviewerFactory

pytestmark = pytest.mark.django_db

REASON = "It names a place that was mistaken for another."


@pytest.fixture
def edition():
    return EditionFactory(number=2)


@pytest.fixture
def reviewer():
    return ReviewerFactory(username="bashir")


def address(name, edition):
    return reverse(f"briefs:{name}", args=[edition.brief.public_id, edition.number])


def test_a_reviewer_withdraws_an_edition_and_the_audit_has_it(edition, reviewer):
    withdrawal = withdraw(edition, person=reviewer, reason=REASON)

    assert Withdrawal.objects.get() == withdrawal
    assert (withdrawal.reason, withdrawal.withdrawn_by) == (REASON, reviewer)
    entry = AuditEntry.objects.latest("pk")
    assert (entry.action, entry.kind) == ("added", "briefs.withdrawal")
    assert entry.record == edition.public_id


def test_an_analyst_withdraws_nothing(edition):
    with pytest.raises(ValidationError, match="Only a reviewer withdraws an edition"):
        withdraw(edition, person=AnalystFactory(), reason=REASON)

    assert not Withdrawal.objects.exists()


def test_an_edition_is_withdrawn_once(edition, reviewer):
    withdraw(edition, person=reviewer, reason=REASON)

    with pytest.raises(
        ValidationError, match=r"Edition 2 was withdrawn already, by bashir on .* issue another edition"
    ):
        withdraw(edition, person=reviewer, reason="Again")

    assert Withdrawal.objects.get().reason == REASON


def test_edition_is_withdrawn_once_in_the_database_as_well(edition):
    WithdrawalFactory(edition=edition)

    with pytest.raises(ValidationError, match="This edition was withdrawn already"):
        Withdrawal(edition=edition, reason=REASON).validate_constraints()


def test_a_reason_is_needed(edition, reviewer):
    with pytest.raises(ValidationError, match="reason"):
        withdraw(edition, person=reviewer, reason="")


@pytest.mark.parametrize(
    "change", [lambda row: row.delete(), lambda row: Withdrawal.objects.filter(pk=row.pk).update(reason="Another")]
)
def test_a_withdrawal_is_never_changed_or_taken_back(edition, change):
    row = WithdrawalFactory(edition=edition)

    with pytest.raises(DatabaseError), transaction.atomic():
        change(row)


def test_the_page_withdraws_and_says_so(client, edition, reviewer):
    client.force_login(reviewer)

    assertContains(client.get(edition.get_absolute_url()), address("withdraw", edition))
    assertContains(client.get(address("withdraw", edition)), "Withdraw this edition")
    response = client.post(address("withdraw", edition), {"reason": REASON}, follow=True)

    assertRedirects(response, edition.get_absolute_url())
    assertContains(response, "Edition 2 is withdrawn.")
    assertContains(response, REASON)
    assertContains(response, "By bashir.")
    assertNotContains(response, address("withdraw", edition))


def test_the_page_asks_for_a_reason(client, edition, reviewer):
    client.force_login(reviewer)

    response = client.post(address("withdraw", edition), {"reason": " "})

    assert response.context["form"].errors == {"reason": ["This field is required."]}
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("method", ["get", "post"])
def test_the_page_says_that_it_was_withdrawn_already(client, edition, reviewer, method):
    WithdrawalFactory(edition=edition, withdrawn_by=reviewer)
    client.force_login(reviewer)

    response = getattr(client, method)(address("withdraw", edition), {"reason": REASON})

    assertContains(response, "Edition 2 was withdrawn already, by bashir")
    assertNotContains(response, "Withdraw this edition")
    assert Withdrawal.objects.count() == 1


def test_only_who_may_withdraws_on_the_page(client, edition):
    assert client.get(address("withdraw", edition)).status_code == 302
    client.force_login(AnalystFactory())
    assert client.post(address("withdraw", edition), {"reason": REASON}).status_code == 403
    assert not Withdrawal.objects.exists()


def test_an_edition_above_the_level_of_a_reviewer_is_not_withdrawn_by_them(client):
    hidden = EditionFactory(level=Level.CONFIDENTIAL)
    client.force_login(ReviewerFactory(clearance=Level.RESTRICTED))

    assert client.post(address("withdraw", hidden), {"reason": REASON}).status_code == 404
    assert not Withdrawal.objects.exists()


@pytest.mark.parametrize("name", ["edition-file", "edition-content"])
def test_nothing_of_a_withdrawn_edition_is_handed_out_but_why_and_what_to_use_instead(client, edition, name):
    WithdrawalFactory(edition=edition, reason=REASON)
    WithdrawalFactory(edition=EditionFactory(brief=edition.brief, number=3))
    EditionFactory(brief=edition.brief, number=1)
    standing = EditionFactory(brief=edition.brief, number=4, as_of=dt.datetime(2021, 8, 1, tzinfo=dt.UTC))

    response = client.get(address(name, edition))

    assert response.status_code == 410
    assert "Content-Disposition" not in response.headers
    assertContains(response, REASON, status_code=410)
    assertContains(response, standing.get_absolute_url(), status_code=410)
    assertContains(response, "edition 4, as of 1 August 2021", status_code=410)


def test_where_no_later_edition_stands_that_the_reader_may_see_it_says_so(client, edition):
    WithdrawalFactory(edition=edition)
    hidden = EditionFactory(brief=edition.brief, number=3, level=Level.RESTRICTED)

    response = client.get(address("edition-file", edition))

    assertContains(response, "No later edition stands.", status_code=410)
    assertNotContains(response, hidden.get_absolute_url(), status_code=410)


@pytest.mark.parametrize("name", ["edition-file", "edition-content"])
def test_who_enters_the_record_may_look_at_what_was_withdrawn(client, edition, name):
    WithdrawalFactory(edition=edition)
    client.force_login(AnalystFactory())

    assert client.get(address(name, edition)).status_code == 200


def test_edition_page_says_that_it_was_withdrawn_and_hands_out_nothing(client, edition):
    WithdrawalFactory(edition=edition, reason=REASON, withdrawn_by=ReviewerFactory(username="bashir"))

    response = client.get(edition.get_absolute_url())

    assertContains(response, REASON)
    assertContains(response, "It was withdrawn: do not rely on it.")
    assertContains(response, edition.pdf_sha256)
    assertNotContains(response, address("edition-file", edition))
    assertNotContains(response, "bashir")
