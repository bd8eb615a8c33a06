"""What the page on which a commitment is assessed refuses: a sentence for each, and nothing typed is lost."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from records.levels import Level
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import AnalystFactory
from tests.factories.statements import CommitmentFactory, StatementFactory, StatementLinkFactory
from tests.factories.tracking import EvidenceFactory
from tests.records.admin.pages import sent
from tests.tracking.assessing import ADD, TYPED, opened, send
from tracking.codebook import VERSION
from tracking.models import Assessment

pytestmark = pytest.mark.django_db


def refused(browser, commitment, sentence, **typed):
    """Send the page; it comes back with the `sentence`, everything typed kept, and nothing stored."""
    before = Assessment.objects.count()

    page = send(browser, commitment, **typed)

    assert page.status_code == 200
    assertContains(page, sentence)
    assert Assessment.objects.count() == before
    return page


def test_a_rating_without_reasoning_is_refused(admin_client):
    evidence = EvidenceFactory()

    page = refused(
        admin_client,
        evidence.commitment,
        "Give the reasoning: a rating without one helps nobody.",
        reasoning="",
        evidence=[evidence.pk],
    )

    form = sent(page)
    assert (form["rating"], form["evidence"], form["as_of_0"]) == (["minimal"], [str(evidence.pk)], ["2021-07-20"])


def test_a_form_without_a_rating_is_refused(admin_client):
    refused(admin_client, CommitmentFactory(), "Choose a rating.", rating="")


def test_a_rating_without_the_evidence_that_the_codebook_asks_for_is_refused(admin_client):
    commitment = EvidenceFactory().commitment

    page = refused(
        admin_client,
        commitment,
        "By codebook 1.1 “minimal” needs at least one piece of evidence. Tick what decided it",
    )

    assert sent(page)["reasoning"] == ["The sides met again."]


@pytest.mark.parametrize("rating", ["no_evidence", "unverifiable"])
def test_a_rating_that_needs_no_evidence_is_added_without(admin_client, rating):
    send(admin_client, CommitmentFactory(), rating=rating)

    assert Assessment.objects.get().rating == rating


def test_contested_needs_two_pieces_of_evidence(admin_client):
    evidence = EvidenceFactory()

    refused(
        admin_client,
        evidence.commitment,
        "“contested” needs 2 pieces of evidence, or one on a contested event",
        rating="contested",
        evidence=[evidence.pk],
    )


@pytest.mark.parametrize(
    ("stances", "pieces"), [(("affirms",), 2), (("affirms", "denies"), 1)], ids=["two pieces", "one contested event"]
)
def test_contested_is_added_with_two_pieces_or_one_contested_event(admin_client, stances, pieces):
    commitment = CommitmentFactory()
    evidence = EvidenceFactory.create_batch(pieces, commitment=commitment)
    for stance in stances:
        ReportFactory(event=evidence[0].event, stance=stance)

    send(admin_client, commitment, rating="contested", evidence=[piece.pk for piece in evidence])

    assert Assessment.objects.get().rating == "contested"


def test_evidence_dated_before_the_statement_is_refused_unless_it_is_context(admin_client):
    commitment = CommitmentFactory(clause__statement__issued_on="2021-07-08")
    event = EventFactory(title="Doha meeting", happened_on="2021-07-01")
    evidence = EvidenceFactory(commitment=commitment, event=event)
    sentence = "“Doha meeting” (1 July 2021) came before the statement (8 July 2021): it can only be context."
    refused(admin_client, commitment, sentence, evidence=[evidence.pk])

    evidence.bearing = "context"
    evidence.save()
    send(admin_client, commitment, evidence=[evidence.pk])

    assert Assessment.objects.count() == 1


def test_evidence_dated_after_the_moment_is_refused(admin_client):
    commitment = CommitmentFactory(clause__statement__issued_on="2021-07-08")
    evidence = EvidenceFactory(commitment=commitment, event__title="Doha meeting", event__happened_on="2021-07-21")

    refused(
        admin_client,
        commitment,
        "“Doha meeting” (21 July 2021) came after the moment that the assessment speaks for.",
        evidence=[evidence.pk],
    )
    send(admin_client, commitment, evidence=[evidence.pk], as_of_0="2021-07-21")

    assert Assessment.objects.count() == 1


def test_evidence_of_another_commitment_is_refused_with_the_reason(admin_client):
    other = EvidenceFactory()

    refused(admin_client, CommitmentFactory(), "about its own commitment only", evidence=[other.pk])


@pytest.mark.parametrize("status", ["suggested", "rejected"])
def test_evidence_that_nobody_confirmed_is_refused(admin_client, status):
    evidence = EvidenceFactory(status=status)

    refused(admin_client, evidence.commitment, "relies on confirmed evidence", evidence=[evidence.pk])


def test_an_assessment_as_of_the_future_is_refused(admin_client):
    evidence = EvidenceFactory()
    tomorrow = timezone.now() + dt.timedelta(days=1)

    refused(
        admin_client,
        evidence.commitment,
        "is yet to come: say as of now or earlier.",
        evidence=[evidence.pk],
        as_of_0=f"{tomorrow:%Y-%m-%d}",
    )


def replacing(commitment, kind="replaces", **statement):
    later = StatementFactory(title="Second accord", **{"issued_on": "2021-07-15", **statement})
    StatementLinkFactory(statement=later, kind=kind, earlier=commitment.clause.statement)


def test_a_commitment_whose_statement_was_replaced_is_refused_with_the_ways_out(admin_client):
    evidence = EvidenceFactory(commitment__clause__statement__title="First accord")
    replacing(evidence.commitment)

    assertContains(opened(admin_client, evidence.commitment), "replaced the statement of this commitment")
    refused(
        admin_client,
        evidence.commitment,
        "“Second accord” (15 July 2021) replaced the statement of this commitment, “First accord”. Assess the commitment "
        "of the new statement, or say as of a moment before that day.",
        evidence=[evidence.pk],
    )


def test_as_of_before_the_replacement_it_is_assessed(admin_client):
    evidence = EvidenceFactory()
    replacing(evidence.commitment)

    send(admin_client, evidence.commitment, evidence=[evidence.pk], as_of_0="2021-07-14")

    assert Assessment.objects.count() == 1


def test_a_hidden_statement_that_replaces_it_refuses_nothing_and_is_not_told(client):
    evidence = EvidenceFactory()
    replacing(evidence.commitment, level=Level.CONFIDENTIAL)
    client.force_login(AnalystFactory())

    assertNotContains(opened(client, evidence.commitment), "Second accord")
    send(client, evidence.commitment, evidence=[evidence.pk])

    assert Assessment.objects.count() == 1


def test_a_statement_that_was_amended_warns_only(admin_client):
    evidence = EvidenceFactory()
    replacing(evidence.commitment, kind="amends")

    assertContains(opened(admin_client, evidence.commitment), "amends the statement of this commitment")
    response = send(admin_client, evidence.commitment, evidence=[evidence.pk])

    assert Assessment.objects.count() == 1
    assertContains(admin_client.get(response.url), "“Second accord” amends the statement of this commitment")


def test_a_form_opened_under_a_retired_codebook_comes_back_with_what_changed(admin_client):
    evidence = EvidenceFactory()

    page = refused(
        admin_client,
        evidence.commitment,
        "version 1.1 took the place of 1.0. Says how much evidence each rating needs.",
        codebook_opened="1.0",
        evidence=[evidence.pk],
    )

    assertContains(page, "evidence: “not said” → “needs at least one piece of evidence”")
    form = sent(page)
    assert (form["reasoning"], form["evidence"]) == (["The sides met again."], [str(evidence.pk)])
    assert form["codebook_opened"] == [VERSION]


@pytest.mark.parametrize("version", ["", "0.1", "river"])
def test_a_form_that_does_not_say_its_codebook_comes_back(admin_client, version):
    evidence = EvidenceFactory()

    refused(
        admin_client,
        evidence.commitment,
        "does not say by which version of the codebook you judged",
        codebook_opened=version,
        evidence=[evidence.pk],
    )


def test_a_commitment_that_went_out_of_sight_meanwhile_keeps_the_typing(client):
    evidence = EvidenceFactory()
    client.force_login(AnalystFactory())
    form = sent(opened(client, evidence.commitment)) | TYPED
    evidence.commitment.level = Level.CONFIDENTIAL
    evidence.commitment.save()

    page = client.post(f"{ADD}?commitment={evidence.commitment_id}", {**form, "_save": "pressed"})

    assertContains(page, "not there for you any more")
    assertContains(page, "The sides met again.")
    assert not Assessment.objects.exists()
