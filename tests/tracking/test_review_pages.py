"""The page of an assessment that is there: its review, and what a form sent to it cannot do."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from records.admin.revision import signed_revision
from records.levels import Level
from records.roles import Role
from tests.factories.events import ReportFactory
from tests.factories.records import AnalystFactory, ReviewerFactory, UserFactory
from tests.factories.tracking import AssessmentFactory, DeclineFactory, EvidenceFactory, RecheckFactory
from tests.records.admin.pages import address, opened, sent
from tracking.models import Assessment, Recheck

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer_client(client):
    client.force_login(ReviewerFactory(username="bashir"))
    return client


def assessment_of(author=None, **kwargs):
    evidence = EvidenceFactory(event__title="Doha meeting")
    given = {"status": "in_review", "assessor": author, "created_by": author, **kwargs}
    return AssessmentFactory(commitment=evidence.commitment, evidence=[evidence], **given)


def decide(browser, assessment, decision, **typed):
    where = reverse("admin:tracking_assessment_decide", args=[assessment.pk])
    form = {"decision": decision, "opened_revision": signed_revision(assessment), **typed}
    return browser.post(where, form)


def test_the_page_shows_the_judgement_what_it_rests_on_and_the_test_of_its_rating(reviewer_client):
    assessment = assessment_of(AnalystFactory(username="amina"), reasoning="One meeting is reported.")

    page = opened(reviewer_client, assessment)

    for words in (
        "One meeting is reported.",
        "Doha meeting",
        "amina",
        "A first step is reported",
        "first rating in force",
    ):
        assertContains(page, words)


def test_the_page_shows_what_changes_against_the_rating_in_force(reviewer_client):
    assessment = assessment_of(rating="minimal", reasoning="One meeting is reported.")
    other = EvidenceFactory(commitment=assessment.commitment, event__title="Vienna meeting")
    AssessmentFactory(
        commitment=assessment.commitment, rating="full", reasoning="Two meetings are reported.", evidence=[other]
    )

    page = opened(reviewer_client, assessment)

    assertContains(page, "Against the rating in force")
    assertContains(page, "<del>Two meetings are</del>")
    assertContains(page, "not relied on by the one in force")
    assert page.context["review"]["changes"]["rating_moves"] is True
    assert [piece.event.title for piece in page.context["review"]["changes"]["dropped"]] == ["Vienna meeting"]


def test_a_hidden_rating_in_force_is_not_compared_with(client):
    assessment = assessment_of()
    AssessmentFactory(commitment=assessment.commitment, reasoning="For few eyes.", level=Level.CONFIDENTIAL)
    client.force_login(AnalystFactory())

    page = opened(client, assessment)

    assertContains(page, "first rating in force")
    assertNotContains(page, "For few eyes.")


def test_evidence_hidden_from_whoever_reviews_is_not_shown(client):
    assessment = assessment_of()
    hidden = {"commitment": assessment.commitment, "level": Level.CONFIDENTIAL}
    assessment.evidence.add(
        EvidenceFactory(**hidden, event__title="Zebra crossing"),
        EvidenceFactory(**hidden, event__title="Zebra rejected", status="rejected"),
    )
    client.force_login(AnalystFactory())

    page = opened(client, assessment)

    assertContains(page, "Doha meeting")
    assertNotContains(page, "Zebra")


def test_evidence_that_is_no_longer_confirmed_says_so(reviewer_client):
    assessment = assessment_of()
    assessment.evidence.update(status="rejected")

    assertContains(opened(reviewer_client, assessment), "no longer confirmed")


def test_a_draft_goes_from_its_page_to_review_and_is_published_by_a_second_person(client):
    author = AnalystFactory()
    draft = assessment_of(author, status="draft")
    client.force_login(author)
    assertContains(opened(client, draft), "Send to review")
    assertRedirects(decide(client, draft, "submit"), address("change", draft))
    reviewer = ReviewerFactory()
    client.force_login(reviewer)

    assertContains(opened(client, draft), 'value="publish"')
    draft.refresh_from_db()
    assertRedirects(decide(client, draft, "publish"), address("change", draft))

    assert (Assessment.objects.get().status, Assessment.objects.get().published_by) == ("published", reviewer)


def test_the_author_is_offered_no_way_to_publish_and_a_forged_one_is_refused(client):
    author = ReviewerFactory()
    assessment = assessment_of(author)
    client.force_login(author)
    page = opened(client, assessment)
    assertNotContains(page, 'value="publish"')
    assertContains(page, "another reviewer publishes it")

    answer = decide(client, assessment, "publish")

    assert answer.status_code == 409
    assertContains(answer, "Nobody decides on an assessment that they wrote or entered", status_code=409)
    assert Assessment.objects.get().status == "in_review"


def test_an_analyst_is_told_that_a_reviewer_publishes(client):
    assessment = assessment_of()
    client.force_login(AnalystFactory())
    page = opened(client, assessment)
    assertContains(page, "a reviewer publishes it")

    answer = decide(client, assessment, "publish")

    assertContains(answer, "Only a reviewer publishes or declines", status_code=409)


def test_a_forged_status_on_the_form_is_not_heard(admin_client):
    assessment = assessment_of(status="draft")
    form = sent(opened(admin_client, assessment)) | {"status": "published", "rating": "full", "reasoning": "Forged."}

    admin_client.post(address("change", assessment), {**form, "level": "2"})

    kept = Assessment.objects.get()
    assert (kept.status, kept.rating, kept.reasoning) == ("draft", assessment.rating, assessment.reasoning)
    assert kept.level == Level.CONFIDENTIAL


def test_no_action_on_the_list_publishes(admin_client):
    assessment_of()

    page = admin_client.get(address("changelist", Assessment))

    assert page.context["cl"].result_count == 1
    assert not page.context["action_form"]


def test_a_declined_one_shows_the_note_and_the_way_on(reviewer_client):
    assessment = assessment_of()

    response = decide(reviewer_client, assessment, "decline", note="The meeting is left out.")

    page = reviewer_client.get(response.url)
    assertContains(page, "The meeting is left out.")
    assertContains(page, f"amends={assessment.pk}")
    assertNotContains(page, 'value="publish"')


def test_a_decline_without_a_note_is_refused(reviewer_client):
    assertContains(decide(reviewer_client, assessment_of(), "decline"), "cannot be blank", status_code=409)


def test_a_note_that_was_typed_for_nothing_is_kept(reviewer_client):
    assessment = assessment_of()
    stale = signed_revision(assessment, assessment.revision - 1)

    answer = decide(reviewer_client, assessment, "decline", note="Typed with care.", opened_revision=stale)

    assertContains(answer, "was changed after you opened the page", status_code=409)
    assertContains(answer, "Typed with care.</textarea>", status_code=409)


def test_a_note_on_what_was_declined_meanwhile_is_told_who_did(reviewer_client):
    declined = DeclineFactory(declined_by=ReviewerFactory(username="zahra"))

    answer = decide(reviewer_client, declined.assessment, "decline", note="Mine.")

    assertContains(answer, "It was declined, by zahra", status_code=409)


def test_a_page_that_does_not_say_its_revision_decides_nothing(reviewer_client):
    assessment = assessment_of()

    answer = decide(reviewer_client, assessment, "publish", opened_revision="made up")

    assertContains(answer, "does not say which revision", status_code=409)
    assert Assessment.objects.get().status == "in_review"


@pytest.mark.parametrize("decision", ["", "retract"])
def test_a_decision_that_there_is_not_is_refused(reviewer_client, decision):
    assertContains(decide(reviewer_client, assessment_of(), decision), "press one of the buttons", status_code=409)


def test_the_address_of_decisions_is_for_sending_alone(reviewer_client):
    where = reverse("admin:tracking_assessment_decide", args=[assessment_of().pk])

    assert reviewer_client.get(where).status_code == 405


@pytest.mark.parametrize("level", [Level.CONFIDENTIAL, None])
def test_what_is_hidden_and_what_is_not_there_are_decided_alike(client, level):
    hidden = assessment_of(level=Level.CONFIDENTIAL)
    if level is None:
        hidden.delete()
        hidden.pk = 424242
    client.force_login(AnalystFactory())

    assert decide(client, hidden, "submit").status_code == 404


def test_who_does_not_enter_the_record_decides_nothing(client):
    client.force_login(UserFactory(clearance=Level.CONFIDENTIAL, roles=[Role.KEEPER]))

    assert decide(client, assessment_of(), "publish").status_code == 403


def test_a_flag_says_what_moved_and_ends_with_a_note(reviewer_client):
    assessment = assessment_of(status="published")
    ReportFactory(event=assessment.evidence.get().event, stance="denies", claimant_label="a spokesman")
    assertContains(opened(reviewer_client, assessment), "a spokesman denies “Doha meeting”.")

    response = decide(reviewer_client, assessment, "stands", note="It speaks of another day.")

    page = reviewer_client.get(response.url)
    assert Recheck.objects.get().note == "It speaks of another day."
    assertNotContains(page, "Flagged")
    assertContains(page, "It speaks of another day.")


def test_a_hidden_report_does_not_flag_the_page(client):
    assessment = assessment_of(status="published")
    ReportFactory(event=assessment.evidence.get().event, stance="denies", level=Level.CONFIDENTIAL)
    client.force_login(AnalystFactory())

    assertNotContains(opened(client, assessment), "Flagged")


def test_a_superseded_one_is_flagged_no_more(reviewer_client):
    assessment = assessment_of(status="published")
    ReportFactory(event=assessment.evidence.get().event, stance="denies")
    AssessmentFactory(commitment=assessment.commitment, as_of=assessment.as_of)

    assertNotContains(opened(reviewer_client, assessment), "Flagged")


def test_an_older_moment_than_the_one_in_force_says_that_it_stays_in_force(reviewer_client):
    last = AssessmentFactory()
    assessment = AssessmentFactory(
        commitment=last.commitment, status="in_review", as_of=last.as_of.replace(year=2020), rating=last.rating
    )

    page = opened(reviewer_client, assessment)

    assertContains(page, "speaks for a later moment, and stays in force")
    assertContains(page, "The rating stays.")


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_the_same_number_of_queries_however_much_stands_on_it(
    reviewer_client, count, django_assert_num_queries
):
    assessment = assessment_of(status="published")
    for _ in range(count):
        evidence = EvidenceFactory(commitment=assessment.commitment)
        assessment.evidence.add(evidence)
        ReportFactory.create_batch(count, event=evidence.event, stance="denies")
        RecheckFactory(assessment=assessment)
    ReportFactory(event=evidence.event, stance="denies")

    opened(reviewer_client, assessment)

    with django_assert_num_queries(20):
        opened(reviewer_client, assessment)
