"""The page on which a commitment is assessed: what stands beside the form, and what comes of it."""

import pytest
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from records.levels import Level
from tests.factories.events import ReportFactory
from tests.factories.records import AnalystFactory
from tests.factories.statements import CommitmentFactory, DeadlineFactory, PassageFactory
from tests.factories.tracking import AssessmentFactory, EvidenceFactory
from tests.records.admin.pages import address, sent
from tests.tracking.assessing import ADD, opened, send
from tracking.codebook import CODEBOOK, VERSION
from tracking.models import Assessment

pytestmark = pytest.mark.django_db


def test_without_a_commitment_the_page_asks_for_one_first(admin_client):
    found = CommitmentFactory(summary="Release prisoners")
    CommitmentFactory(summary="Open the road")

    page = admin_client.get(ADD, {"q": "prisoners", "level": "2"})

    assertContains(page, f'href="?commitment={found.pk}&amp;level=2"')
    assertNotContains(page, "Open the road")


def test_commitments_are_found_by_words_of_the_statement_too(admin_client):
    commitment = CommitmentFactory(summary="Release prisoners", clause__statement__title="River accord")

    assertContains(admin_client.get(ADD, {"q": "accord release"}), f"?commitment={commitment.pk}")
    assertContains(admin_client.get(ADD, {"q": "accord lake"}), "No commitment has all these words")


def test_with_no_commitment_on_record_the_page_says_what_to_enter_first(admin_client):
    assertContains(admin_client.get(ADD), "Enter a statement and its commitments first")


def test_the_choice_offers_only_commitments_that_the_reader_sees(client):
    CommitmentFactory(summary="Shown promise")
    hidden = CommitmentFactory(summary="Hidden promise", level=Level.CONFIDENTIAL)
    client.force_login(AnalystFactory())

    page = client.get(ADD)

    assertContains(page, "Shown promise")
    assertNotContains(page, "Hidden promise")
    assertContains(client.get(ADD, {"commitment": hidden.pk}), "Which commitment is assessed?")


@pytest.mark.parametrize("key", ["", "river", "-1", "9" * 40, "٣", "424242"])
def test_what_is_no_commitment_leads_to_the_choice(admin_client, key):
    assertContains(admin_client.get(ADD, {"commitment": key}), "Which commitment is assessed?")


def test_what_is_judged_stands_beside_the_form(admin_client, editor):
    commitment = CommitmentFactory(obligors_as_written="both sides", conditions="once the ceasefire holds")
    PassageFactory(commitment=commitment, clause=commitment.clause, version__statement=commitment.clause.statement)
    DeadlineFactory(commitment=commitment, terms="soon", words="as soon as possible")
    AssessmentFactory(commitment=commitment, rating="full", assessor=editor)

    page = opened(admin_client, commitment)

    desk = page.context["assessing"]
    assertContains(page, desk.wordings[0].exact)
    for words in ("both sides", "once the ceasefire holds", "as soon as possible", "Earlier ratings", "amina"):
        assertContains(page, words)
    for entry in CODEBOOK:
        assertContains(page, entry.test)
        assertContains(page, str(entry.needs))


def test_evidence_stands_for_against_and_beside(admin_client):
    commitment = CommitmentFactory()
    for bearing in ("honours", "in_part", "breaches", "hinders", "context"):
        EvidenceFactory(commitment=commitment, bearing=bearing, event__title=f"What {bearing}")
    EvidenceFactory(commitment=commitment, event__title="Only suggested", status="suggested")
    EvidenceFactory(event__title="Elsewhere")

    page = opened(admin_client, commitment)

    desk = page.context["assessing"]
    columns = [[piece.bearing for piece in column.pieces] for column in (*desk.sides, desk.context)]
    assert [sorted(column) for column in columns] == [["honours", "in_part"], ["breaches", "hinders"], ["context"]]
    assertNotContains(page, "Only suggested")
    assertNotContains(page, "Elsewhere")


def test_a_contested_event_is_marked_with_its_standing_reports_counted(admin_client):
    evidence = EvidenceFactory()
    ReportFactory(event=evidence.event, stance="affirms")
    ReportFactory(event=evidence.event, stance="denies")

    page = opened(admin_client, evidence.commitment)

    assertContains(page, "standing-contested")
    assertContains(page, "1 affirms, 1 denies")


def test_what_is_hidden_from_the_analyst_stands_nowhere_beside_the_form(client):
    commitment = CommitmentFactory()
    hidden = {"commitment": commitment, "level": Level.CONFIDENTIAL}
    EvidenceFactory(commitment=commitment, event__title="Shown event")
    EvidenceFactory(**hidden, event__title="Hidden event")
    AssessmentFactory(**hidden, rating="full")
    client.force_login(AnalystFactory())

    page = opened(client, commitment)

    assertContains(page, "Shown event")
    assertNotContains(page, "Hidden event")
    assertContains(page, "Nobody has judged this commitment yet")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_queries_however_much_stands_on_it(
    admin_client, count, django_assert_num_queries
):
    commitment = CommitmentFactory()
    for _ in range(count):
        evidence = EvidenceFactory(commitment=commitment)
        ReportFactory.create_batch(count, event=evidence.event)
        AssessmentFactory(commitment=commitment, evidence=[evidence])

    with django_assert_num_queries(17):
        opened(admin_client, commitment)


def test_a_draft_is_added_by_its_assessor_and_its_page_is_shown(admin_client, editor):
    evidence = EvidenceFactory()

    response = send(admin_client, evidence.commitment, evidence=[evidence.pk])

    added = Assessment.objects.get()
    assertRedirects(response, address("change", added))
    assert (added.status, added.assessor, added.created_by) == ("draft", editor, editor)
    assert (added.rating, added.codebook_version, list(added.evidence.all())) == ("minimal", VERSION, [evidence])
    assert (added.supersedes, added.published_by, added.published_at) == (None, None, None)


def test_it_can_be_sent_to_review_in_the_same_step(admin_client):
    evidence = EvidenceFactory()

    response = send(admin_client, evidence.commitment, evidence=[evidence.pk], button="_review")

    assert Assessment.objects.get().status == "in_review"
    assertContains(admin_client.get(response.url), "waits for review")


@pytest.mark.parametrize("status", ["published", "in_review"])
def test_a_forged_status_is_not_heard(admin_client, status):
    evidence = EvidenceFactory()

    send(admin_client, evidence.commitment, evidence=[evidence.pk], status=status, published_by="1")

    added = Assessment.objects.get()
    assert (added.status, added.published_by) == ("draft", None)


def test_amending_starts_from_what_is_there(admin_client):
    evidence = EvidenceFactory()
    rejected = EvidenceFactory(commitment=evidence.commitment, status="rejected")
    last = AssessmentFactory(
        commitment=evidence.commitment, rating="full", reasoning="All was done.", evidence=[evidence, rejected]
    )

    form = sent(opened(admin_client, evidence.commitment, amends=last.pk))

    assert (form["rating"], form["reasoning"], form["evidence"]) == (["full"], ["All was done."], [str(evidence.pk)])


@pytest.mark.parametrize("key", ["", "river", "9" * 40, "424242"])
def test_amending_what_is_not_there_starts_empty(admin_client, key):
    form = sent(opened(admin_client, CommitmentFactory(), amends=key))

    assert form["reasoning"] == [""]


def test_amending_what_is_hidden_starts_empty(client):
    hidden = AssessmentFactory(reasoning="For few eyes.", level=Level.CONFIDENTIAL)
    client.force_login(AnalystFactory())

    assertNotContains(opened(client, hidden.commitment, amends=hidden.pk), "For few eyes.")
