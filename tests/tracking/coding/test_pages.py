"""The pages of a double coding: set up, and the coder's sheet."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from records.levels import Level
from records.roles import Role
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import UserFactory
from tests.factories.statements import CommitmentFactory, PassageFactory
from tests.factories.talks import ProcessFactory
from tests.factories.tracking import AssessmentFactory, CodedRatingFactory, DoubleCodingFactory, EvidenceFactory
from tests.records.admin.pages import address, sent
from tests.tracking.coding.conftest import ended, rate
from tracking.models import CodedRating, DoubleCoding

pytestmark = pytest.mark.django_db

SET_UP = "/admin/tracking/doublecoding/set-up/"


def set_up(process):
    return f"{SET_UP}?process={process.pk}"


def filled_in(page, coders, **boxes):
    values = {
        "title": "All points",
        "as_of": "2021-08-31T18:00",
        "first_coder": coders[0].pk,
        "second_coder": coders[1].pk,
        "level": Level.RESTRICTED.value,
    }
    return sent(page, **(values | boxes))


def test_a_coding_is_set_up_from_its_process_with_a_whole_statement(browser, coders, commitments, reviewer):
    page_of_process = browser(reviewer).get(address("change", commitments[0].statement.process))
    assertContains(page_of_process, f"{SET_UP}?process=")
    opened = set_up(commitments[0].statement.process)
    page = browser(reviewer).get(opened)

    done = browser(reviewer).post(opened, filled_in(page, coders, statement=commitments[0].statement.pk))

    coding = DoubleCoding.objects.get()
    assertRedirects(done, address("outcome", coding))
    assert list(coding.commitments.order_by("pk")) == commitments
    assert (coding.created_by, f"{coding.as_of:%Y-%m-%d %H:%M}") == (reviewer, "2021-08-31 18:00")


def test_what_was_ticked_and_typed_is_kept_when_it_is_refused(browser, coders, commitments, reviewer):
    hidden = CommitmentFactory(summary="Kept apart", clause=commitments[0].clause, level=Level.CONFIDENTIAL)
    opened = set_up(commitments[0].statement.process)
    page = browser(reviewer).get(opened)

    refused = browser(reviewer).post(
        opened, filled_in(page, coders, title="Ours", commitment=[hidden.pk, commitments[1].pk])
    )

    assertContains(refused, "zohra may not see “Kept apart”")
    assertContains(refused, 'value="Ours"')
    assertContains(refused, f'name="commitment" value="{commitments[1].pk}" checked')
    assert not DoubleCoding.objects.exists()


def test_boxes_that_are_wrong_are_named(browser, coders, commitments, reviewer):
    opened = set_up(commitments[0].statement.process)
    page = browser(reviewer).get(opened)

    refused = browser(reviewer).post(opened, filled_in(page, coders, as_of="soon", title=""))

    assert set(refused.context["form"].errors) == {"as_of", "title"}


def test_two_different_people_are_chosen(browser, coders, commitments, reviewer):
    opened = set_up(commitments[0].statement.process)
    page = browser(reviewer).get(opened)

    refused = browser(reviewer).post(
        opened, filled_in(page, (coders[0], coders[0]), statement=commitments[0].statement.pk)
    )

    assertContains(refused, "Choose two different people")


def test_a_commitment_that_whoever_sets_up_does_not_see_is_not_offered_and_not_taken(browser, coders, commitments):
    hidden = CommitmentFactory(summary="Kept apart", clause=commitments[0].clause, level=Level.CONFIDENTIAL)
    opened = set_up(commitments[0].statement.process)
    page = browser(coders[0]).get(opened)
    assertNotContains(page, "Kept apart")
    assertContains(page, "All 3 of it")

    answers = [
        browser(coders[0]).post(opened, filled_in(page, coders, commitment=key)).content.decode().split("csrf")[0]
        for key in (hidden.pk, 999_999)
    ]

    assert answers[0] == answers[1]
    browser(coders[0]).post(opened, filled_in(page, coders, statement=commitments[0].statement.pk))
    assert list(DoubleCoding.objects.get().commitments.order_by("pk")) == commitments


def test_a_hidden_process_is_answered_like_one_that_never_was(browser, coders):
    hidden = ProcessFactory(level=Level.CONFIDENTIAL, name="Back channel")

    answers = [browser(coders[0]).get(SET_UP, {"process": key}) for key in (hidden.pk, 999_999, "x")]

    assert {answer.status_code for answer in answers} == {200}
    assert all("Back channel" not in answer.content.decode() for answer in answers)
    assertContains(answers[0], "No process is on record that you may see")


def test_without_commitments_the_page_says_where_to_go(browser, reviewer):
    page = browser(reviewer).get(set_up(ProcessFactory()))

    assertContains(page, "Mark them in the text of its statements first")


def test_the_list_leads_to_the_set_up(browser, coders, coding):
    page = browser(coders[0]).get(address("changelist", DoubleCoding))

    assertContains(page, SET_UP)
    assertContains(page, "All points")


def test_the_page_of_a_coding_leads_on(browser, coders, coding, reviewer):
    page, other = (browser(person).get(address("change", coding)).content.decode() for person in (coders[0], reviewer))

    assert address("code", coding) in page
    assert address("outcome", coding) in page
    assert address("code", coding) not in other


def test_the_sheet_sets_words_and_evidence_of_the_moment_before_the_coder(browser, coders, coding, commitments):
    passage = PassageFactory(
        commitment=commitments[0], clause=commitments[0].clause, is_disputed=True, dispute_reason="Elsewhere: directed."
    )
    known = EventFactory(title="Doha meeting", happened_on="2021-07-17")
    ReportFactory(event=known, claimant_label="two officials", made_on="2021-07-18")
    EvidenceFactory(commitment=commitments[0], event=known)
    EvidenceFactory(commitment=commitments[0], event=EventFactory(title="A later one", happened_on="2021-09-01"))
    told_later = EventFactory(title="Told later", happened_on="2021-07-20")
    ReportFactory(event=told_later, made_on="2021-09-02")
    EvidenceFactory(commitment=commitments[0], event=told_later)
    EvidenceFactory(commitment=commitments[0], event=EventFactory(title="Hidden event", level=Level.CONFIDENTIAL))

    page = browser(coders[0]).get(address("code", coding))

    assertContains(page, passage.exact)
    assertContains(page, "Elsewhere: directed.")
    assertContains(page, "Doha meeting")
    assertContains(page, "two officials")
    for word in ("A later one", "Told later", "Hidden event"):
        assertNotContains(page, word)
    assertContains(page, "0 of 3 rated")


def test_the_sheet_shows_no_rating_that_anybody_gave_before(browser, coders, coding, commitments):
    AssessmentFactory(commitment=commitments[0], rating="contested", reasoning="An earlier judgement.")
    AssessmentFactory(commitment=commitments[0], rating="full", reasoning="A draft.", status="draft")
    rate(coding, coders[1], ["breached"] * 3, reasoning="What the other thinks.")

    page = browser(coders[0]).get(address("code", coding))

    for words in ("An earlier judgement", "A draft", "What the other thinks", "checked"):
        assertNotContains(page, words)


def test_each_rating_leads_to_the_next_commitment_without_one(browser, coders, coding, commitments):
    page = browser(coders[0]).get(address("code", coding), {"commitment": commitments[1].pk})
    assertContains(page, "War is no solution")

    there = f"{address('code', coding)}?commitment={{}}"
    after = browser(coders[0]).post(there.format(commitments[1].pk), sent(page, rating="breached", reasoning="Zaranj."))

    kept = CodedRating.objects.get()
    assert (kept.commitment, kept.coder, kept.rating) == (commitments[1], coders[0], "breached")
    assertRedirects(after, there.format(commitments[2].pk))
    page = browser(coders[0]).get(there.format(commitments[2].pk))
    after = browser(coders[0]).post(there.format(commitments[2].pk), sent(page, rating="no_evidence"))
    assertRedirects(after, there.format(commitments[0].pk))
    page = browser(coders[0]).get(there.format(commitments[0].pk))
    assertNotContains(page, "I am done")
    after = browser(coders[0]).post(there.format(commitments[0].pk), sent(page, rating="minimal"))
    assertRedirects(after, there.format(commitments[0].pk))
    assertContains(browser(coders[0]).get(there.format(commitments[0].pk)), "I am done")


def test_a_rating_can_be_changed_from_the_overview(browser, coders, coding, commitments):
    rate(coding, coders[0], ["full"])
    there = f"{address('code', coding)}?commitment={commitments[0].pk}"
    page = browser(coders[0]).get(there)
    assertContains(page, 'value="full" required checked')

    browser(coders[0]).post(there, sent(page, rating="minimal"))

    assert CodedRating.objects.get().rating == "minimal"


def test_without_a_rating_nothing_is_saved_and_the_typing_stays(browser, coders, coding):
    page = browser(coders[0]).get(address("code", coding))
    boxes = {name: value for name, value in sent(page, reasoning="Typed at length.").items() if name != "rating"}

    refused = browser(coders[0]).post(address("code", coding), boxes)

    assertContains(refused, "Nothing was saved")
    assertContains(refused, "Typed at length.")
    assert not CodedRating.objects.exists()


def test_a_page_from_before_another_windows_save_is_shown_again_with_its_typing(browser, coders, coding, commitments):
    there = f"{address('code', coding)}?commitment={commitments[0].pk}"
    page = browser(coders[0]).get(there)
    rate(coding, coders[0], ["full"])

    refused = browser(coders[0]).post(there, sent(page, rating="minimal", reasoning="Typed here."))

    assertContains(refused, "You gave it “full” in another window", status_code=409)
    assertContains(refused, "Typed here.", status_code=409)
    assert CodedRating.objects.get().rating == "full"
    browser(coders[0]).post(there, sent(refused))
    assert (CodedRating.objects.get().rating, CodedRating.objects.get().reasoning) == ("minimal", "Typed here.")


@pytest.mark.parametrize("is_rated", [True, False])
def test_a_page_that_does_not_say_what_it_was_opened_on_is_refused(browser, coders, coding, commitments, is_rated):
    there = f"{address('code', coding)}?commitment={commitments[0].pk}"
    if is_rated:
        rate(coding, coders[0], ["full"])

    refused = browser(coders[0]).post(there, {"rating": "minimal", "reasoning": "", "opened_revision": "made:up"})

    assert refused.status_code == 409
    assert list(CodedRating.objects.values_list("rating", flat=True)) == (["full"] if is_rated else [])


def test_bad_words_are_named_at_their_box(browser, coders, coding):
    page = browser(coders[0]).get(address("code", coding))

    refused = browser(coders[0]).post(address("code", coding), sent(page, rating="full", reasoning="a\u202eb"))

    assert refused.context["form"].errors.keys() == {"reasoning"}


def test_done_too_early_says_how_many_are_left(browser, coders, coding):
    answer = browser(coders[0]).post(address("code", coding), {"action": "done"}, follow=True)

    assertContains(answer, "You have rated 0 of 3")


def test_whoever_is_done_first_waits_and_the_second_sees_both(browser, coders, coding):
    rate(coding, coders[0], ["full"] * 3, reasoning="Of the first.")
    rate(coding, coders[1], ["minimal"] * 3, reasoning="Of the second.")

    first = browser(coders[0]).post(address("code", coding), {"action": "done"}, follow=True)
    again = browser(coders[0]).get(address("code", coding), follow=True)
    assertContains(first, "What the other gives is shown once they are done too")
    assertContains(again, "You said that you were done")
    assertNotContains(again, "Of the second.")
    second = browser(coders[1]).post(address("code", coding), {"action": "done"}, follow=True)

    assertContains(second, "you can see now what each of you gave")
    assertContains(second, "Of the first.")


def test_a_set_of_which_nothing_is_seen_any_longer_says_so(browser, coders, coding, commitments):
    for row in commitments:
        row.level = Level.CONFIDENTIAL
        row.save()

    page = browser(coders[0]).get(address("code", coding))

    assertContains(page, "Ask whoever opened the coding")
    assert browser(coders[0]).post(address("code", coding), {"rating": "full"}).status_code == 200


@pytest.mark.parametrize("page", ["code", "outcome"])
def test_pages_ask_the_same_number_of_queries_however_many_commitments(
    client, browser, coders, commitments, page, django_assert_max_num_queries
):
    counts = []
    browser(coders[0]).get("/admin/")
    for number in (1, 3):
        coding = DoubleCodingFactory(
            process=commitments[0].statement.process,
            first_coder=coders[0],
            second_coder=coders[1],
            chosen=commitments[:number],
        )
        if page == "outcome":
            coding = ended(coding, ["full"] * number, ["minimal"] * number)
        with django_assert_max_num_queries(100) as asked:
            client.get(address(page, coding))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_a_hidden_coding_is_answered_like_one_that_never_was(browser, coders):
    hidden = DoubleCodingFactory(level=Level.CONFIDENTIAL, first_coder=coders[0])

    for page in ("code", "outcome", "codes", "change"):
        answers = [
            browser(coders[0]).get(reverse(f"admin:tracking_doublecoding_{page}", args=[key])).status_code
            for key in (hidden.pk, 999_999)
        ]
        assert answers == [404, 404] or (page == "change" and answers[0] == answers[1])


def test_who_enters_nothing_sees_no_coding(browser, coding):
    administrator = UserFactory(roles=[Role.ADMINISTRATOR])

    assert browser(administrator).get(address("outcome", coding)).status_code == 403
    assert browser(administrator).get(SET_UP).status_code == 403


def test_a_coding_is_neither_added_by_one_form_nor_deleted(browser, editor, coding):
    CodedRatingFactory(coding=coding)

    assert browser(editor).get(address("add", DoubleCoding)).status_code == 403
    assert browser(editor).get(address("delete", coding)).status_code == 403
