"""Evidence and assessments in the admin."""

import pytest

from tests.factories.tracking import AssessmentFactory, EvidenceFactory
from tests.records.admin.pages import address, sent
from tracking.models import Evidence

pytestmark = pytest.mark.django_db


def test_evidence_says_who_decided_and_when(admin_client, editor):
    evidence = EvidenceFactory(status="suggested")
    page = admin_client.get(address("change", evidence))

    admin_client.post(address("change", evidence), sent(page, status="confirmed"))

    kept = Evidence.objects.get()
    assert (kept.status, kept.decided_by) == ("confirmed", editor)
    assert kept.decided_at


def test_evidence_that_was_decided_before_keeps_who_decided(admin_client):
    evidence = EvidenceFactory()
    page = admin_client.get(address("change", evidence))

    admin_client.post(address("change", evidence), sent(page, reasoning="Worded better."))

    kept = Evidence.objects.get()
    assert (kept.reasoning, kept.decided_by) == ("Worded better.", None)


@pytest.mark.parametrize(("status", "answer"), [("draft", 200), ("published", 403)])
def test_only_what_was_not_published_can_be_deleted(admin_client, status, answer):
    assessment = AssessmentFactory(status=status)

    assert admin_client.get(address("delete", assessment)).status_code == answer
