"""Evidence and assessments in the admin."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains

from tests.factories.statements import CommitmentFactory
from tests.factories.tracking import AssessmentFactory, EvidenceFactory
from tests.records.admin.pages import address, sent
from tracking.models import Assessment, Evidence

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


def test_an_assessment_offers_the_evidence_on_its_commitment_to_tick(admin_client):
    evidence = EvidenceFactory(event__title="Doha meeting")
    EvidenceFactory(event__title="Elsewhere")
    EvidenceFactory(commitment=evidence.commitment, event__title="Only suggested", status="suggested")

    page = admin_client.get(address("add", Assessment), {"commitment": evidence.commitment_id})

    assertContains(page, "Doha meeting")
    assertNotContains(page, "Elsewhere")
    assertNotContains(page, "Only suggested")


def test_an_assessment_is_added_by_its_assessor_in_place_of_the_last(admin_client, editor):
    evidence = EvidenceFactory()
    last = AssessmentFactory(commitment=evidence.commitment)
    opened = f"{address('add', Assessment)}?commitment={evidence.commitment_id}"
    page = admin_client.get(opened)

    admin_client.post(
        opened,
        sent(
            page,
            commitment=evidence.commitment_id,
            as_of_0="2021-07-20",
            as_of_1="00:00:00",
            rating="minimal",
            reasoning="The sides met again.",
            status="draft",
            evidence=[evidence.pk],
        ),
    )

    added = Assessment.objects.exclude(pk=last.pk).get()
    assert (added.assessor, added.supersedes, list(added.evidence.all())) == (editor, last, [evidence])


def test_on_the_page_of_an_assessment_only_its_status_can_move_on(admin_client):
    assessment = AssessmentFactory(status="draft")
    page = admin_client.get(address("change", assessment))
    changed = sent(page, status="published") | {"rating": "full", "reasoning": "Forged."}

    admin_client.post(address("change", assessment), changed)

    kept = Assessment.objects.get()
    assert (kept.status, kept.rating, kept.reasoning) == ("published", assessment.rating, assessment.reasoning)


def test_a_status_that_goes_back_is_refused_on_the_page(admin_client):
    assessment = AssessmentFactory(status="published")
    page = admin_client.get(address("change", assessment))

    response = admin_client.post(address("change", assessment), sent(page, status="draft"))

    assertContains(response, "cannot go back")
    assert Assessment.objects.get().status == "published"


@pytest.mark.parametrize(("status", "answer"), [("draft", 200), ("published", 403)])
def test_only_what_was_not_published_can_be_deleted(admin_client, status, answer):
    assessment = AssessmentFactory(status=status)

    assert admin_client.get(address("delete", assessment)).status_code == answer


def test_evidence_of_another_commitment_is_refused_with_the_reason(admin_client):
    commitment, other = CommitmentFactory(), EvidenceFactory()
    page = admin_client.get(address("add", Assessment))

    response = admin_client.post(
        address("add", Assessment),
        sent(
            page,
            commitment=commitment.pk,
            as_of_0="2021-07-20",
            as_of_1="00:00:00",
            rating="minimal",
            reasoning="The sides met again.",
            status="draft",
            evidence=[other.pk],
        ),
    )

    assertContains(response, "about its own commitment only")
    assert not Assessment.objects.exists()
