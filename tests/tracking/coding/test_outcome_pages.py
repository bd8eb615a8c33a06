"""How a double coding stands once both are done, on its page and in its file."""

import csv
import io
from urllib.parse import parse_qs, urlsplit

import pytest
from pytest_django.asserts import assertContains

from records.models import AuditEntry
from tests.records.admin.pages import address
from tests.tracking.coding.conftest import ended, rate
from tracking.models import DoubleCoding, Settlement

pytestmark = pytest.mark.django_db


def test_the_outcome_shows_both_kappas_and_what_each_gave(browser, coders, coding, reviewer, commitments):
    coding = ended(coding, ["minimal", "full", "full"], ["full", "full", "minimal"])

    page = browser(coders[0]).get(address("outcome", coding))

    assertContains(page, "Of 3 that both rated, they agree on 1.")
    assertContains(page, "Because zohra read so.")
    assertContains(page, "Because yusuf read so.")
    assertContains(page, "Cohen&#x27;s kappa, weighted linearly")
    assertContains(page, "They differ. A reviewer settles it.")
    assertContains(page, "-0.50")


def test_where_kappa_is_undefined_the_page_says_why(browser, coders, coding):
    coding = ended(coding, ["contested"] * 3, ["contested"] * 3)

    page = browser(coders[0]).get(address("outcome", coding))

    assertContains(page, "Both gave one and the same rating throughout")
    assertContains(page, "No commitment has a rating from both that the PAM scale can score.")


def test_a_reviewer_settles_and_starts_an_assessment_from_it(browser, coding, reviewer, commitments):
    coding = ended(coding, ["minimal", "full", "full"], ["full", "full", "full"])
    boxes = {"commitment": commitments[0].pk, "rating": "minimal", "note": "One meeting is a first step."}

    page = browser(reviewer).post(address("outcome", coding), boxes, follow=True)

    assertContains(page, "It is settled.")
    assertContains(page, "Differences: 1, settled: 1.")
    assert Settlement.objects.get().settled_by == reviewer
    link = next(row["assess"] for row in page.context["rows"] if row["coded"].commitment == commitments[0])
    given = {name: value for name, (value,) in parse_qs(urlsplit(link).query).items()}
    assert (given["commitment"], given["rating"]) == (str(commitments[0].pk), "minimal")
    assert given["reasoning"] == "One meeting is a first step."
    form = browser(reviewer).get(link)
    assert (form.status_code, form.context["adminform"].form["rating"].value()) == (200, "minimal")


def test_a_reasoning_too_long_for_an_address_is_left_to_be_copied(browser, coding, reviewer, commitments):
    coding = ended(coding, ["minimal", "full", "full"], ["full", "full", "full"])
    boxes = {"commitment": commitments[0].pk, "rating": "minimal", "note": "چرا " * 900}

    page = browser(reviewer).post(address("outcome", coding), boxes, follow=True)

    link = page.context["rows"][0]["assess"]
    assert "reasoning" not in link
    assert "rating=minimal" in link


def test_a_settlement_without_a_note_keeps_its_rating_and_says_so(browser, coding, reviewer, commitments):
    coding = ended(coding, ["minimal", "full", "full"], ["full", "full", "full"])

    page = browser(reviewer).post(
        address("outcome", coding), {"commitment": commitments[0].pk, "rating": "minimal", "note": " "}
    )

    assertContains(page, "Nothing was settled.")
    assertContains(page, '<option value="minimal" selected>')
    assert not Settlement.objects.exists()


def test_bad_words_in_a_note_are_named(browser, coding, reviewer, commitments):
    coding = ended(coding, ["minimal", "full", "full"], ["full", "full", "full"])
    boxes = {"commitment": commitments[0].pk, "rating": "minimal", "note": "a\u202eb"}

    page = browser(reviewer).post(address("outcome", coding), boxes)

    assert [list(row["form"].errors) for row in page.context["rows"] if row["form"]] == [["note"]]


def test_two_who_settle_at_once_do_not_write_over_each_other(browser, coding, reviewer, editor, commitments):
    coding = ended(coding, ["minimal", "full", "full"], ["full", "full", "full"])
    boxes = {"commitment": commitments[0].pk, "rating": "minimal", "note": "First."}
    browser(reviewer).post(address("outcome", coding), boxes)

    page = browser(editor).post(address("outcome", coding), {**boxes, "rating": "full", "note": "Second."}, follow=True)

    assertContains(page, "It was settled meanwhile by rahima: minimal")
    assert Settlement.objects.get().note == "First."


@pytest.mark.parametrize("key", ["", "x", "999999"])
def test_what_is_not_in_the_list_is_not_settled(browser, coding, reviewer, key):
    coding = ended(coding, ["minimal"] * 3, ["full"] * 3)

    page = browser(reviewer).post(address("outcome", coding), {"commitment": key, "rating": "full"}, follow=True)

    assertContains(page, "Choose a difference from the list")


def test_who_may_not_settle_is_refused(browser, coding, coders, commitments):
    coding = ended(coding, ["minimal"] * 3, ["full"] * 3)

    answer = browser(coders[0]).post(address("outcome", coding), {"commitment": commitments[0].pk})

    assert answer.status_code == 403


def test_what_only_one_could_rate_is_no_pair(browser, coders, coding, commitments, reviewer):
    rate(coding, coders[0], ["full"] * 3)
    rate(coding, coders[1], ["full"] * 2)
    DoubleCoding.objects.update(
        first_done_at="2021-09-05T00:00Z", second_done_at="2021-09-05T00:00Z", ended_at="2021-09-05T00:00Z"
    )

    page = browser(reviewer).get(address("outcome", coding))

    assertContains(page, "Of 2 that both rated, they agree on 2.")
    assertContains(page, "Not rated by both")


def test_the_file_has_codes_and_settlements_and_enters_the_audit(browser, coding, reviewer, commitments):
    coding = ended(coding, ["minimal", "full", "full"], ["full", "full", "full"])
    settled = {"commitment": commitments[0].pk, "rating": "minimal", "note": "=1+1"}
    browser(reviewer).post(address("outcome", coding), settled)

    response = browser(reviewer).get(address("codes", coding))

    lines = list(csv.DictReader(io.StringIO(b"".join(response.streaming_content).decode())))
    assert [(line["summary"], line["first_rating"], line["second_rating"], line["agreed"]) for line in lines] == [
        ("Talks go on", "minimal", "full", "no"),
        ("War is no solution", "full", "full", "yes"),
        ("Attacks are condemned", "full", "full", "yes"),
    ]
    assert (lines[0]["settled_rating"], lines[0]["note"], lines[0]["settled_by"]) == ("minimal", "'=1+1", "rahima")
    entry = AuditEntry.objects.order_by("-number").first()
    assert (entry.action, entry.record) == ("exported", coding.public_id)
