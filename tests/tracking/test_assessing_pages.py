"""The page on which a commitment is assessed: what stands beside the form, and what it refuses."""

import datetime as dt

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from records.levels import Level
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import AnalystFactory
from tests.factories.statements import (
    CommitmentFactory,
    DeadlineFactory,
    PassageFactory,
    StatementFactory,
    StatementLinkFactory,
)
from tests.factories.tracking import AssessmentFactory, EvidenceFactory
from tests.records.admin.pages import address, sent
from tracking.codebook import CODEBOOK, VERSION
from tracking.models import Assessment

pytestmark = pytest.mark.django_db

ADD = address("add", Assessment)
# What an analyst types, beside what the page starts with.
TYPED = {"as_of_0": "2021-07-20", "as_of_1": "00:00:00", "rating": "minimal", "reasoning": "The sides met again."}


def opened(browser, commitment, **asked):
    return browser.get(ADD, {"commitment": commitment.pk, **asked})


def send(browser, commitment, **typed):
    """Open the page, type, and press “Save as draft”, or another `button`."""
    button = typed.pop("button", "_save")
    form = sent(opened(browser, commitment)) | TYPED | typed
    return browser.post(f"{ADD}?commitment={commitment.pk}", {**form, button: "pressed"})


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
