"""Until both are done nobody learns, by any door, what the other gave."""

import pytest
from django.urls import reverse
from lxml import html

from briefs.document.content import brief_content
from briefs.document.shape import to_json
from briefs.scope import scope_on
from records.levels import AFTER_EVERY_EMBARGO, Level
from records.models import AuditEntry
from statements.models import Commitment
from tests.factories.records import EditorFactory, ReviewerFactory
from tests.factories.tracking import DoubleCodingFactory
from tests.records.admin.pages import address
from tests.tracking.coding.conftest import NOW, ended, rate
from tracking.coded import outcome
from tracking.coding import say_done, set_of
from tracking.models import CodedRating, DoubleCoding, Settlement

pytestmark = pytest.mark.django_db

WORDS = "Words of the second coder"
RATING = "breached"


@pytest.fixture
def reviewing(commitments):
    """A double coding whose first coder is a reviewer who sees everything, and whose second has given ratings to two."""
    first, second = EditorFactory(username="aziza"), ReviewerFactory(username="bahar")
    coding = DoubleCodingFactory(
        title="All points",
        process=commitments[0].statement.process,
        first_coder=first,
        second_coder=second,
        created_by=first,
        chosen=commitments,
    )
    rate(coding, second, [RATING] * 2, reasoning=WORDS)
    return coding


def pages(coding):
    """Every page on which a double coding, or something about it, could stand."""
    (commitment, *_others) = coding.commitments.order_by("pk")
    past = coding.history.first()
    yield from (address(page, coding) for page in ("change", "history", "code", "outcome", "codes", "lowering"))
    yield reverse("admin:tracking_doublecoding_simple_history", args=[coding.pk, past.history_id])
    yield from (address("changelist", model) for model in (DoubleCoding, Commitment, AuditEntry))
    yield f"{address('code', coding)}?commitment={commitment.pk}"
    yield f"{address('changelist', AuditEntry)}?q={coding.public_id}"
    yield f"{address('changelist', DoubleCoding)}?q=coder"
    yield from (address(page, commitment) for page in ("change", "history", "delete"))
    yield from (address(page, coding.process) for page in ("change", "history", "delete"))
    yield reverse("admin:index")
    yield reverse("admin:app_list", args=["tracking"])
    yield commitment.get_absolute_url()
    yield f"{reverse('tracking:commitment-list')}?format=csv"
    yield f"{reverse('search')}?q=coder"


def read(browser, page):
    """What a page says: its text, less what it offers to choose."""
    response = browser.get(page)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    text = body.decode()
    if text.strip() and "html" in response.headers["Content-Type"]:
        document = html.document_fromstring(text)
        for offer in document.xpath(
            "//select | //form[@id='code_form']//label | //input | //dl[contains(@class, 'codebook')]"
        ):
            offer.drop_tree()
        text = document.text_content()
    return text


@pytest.mark.parametrize("is_coder", [True, False])
def test_no_page_tells_what_the_other_gave_until_both_are_done(client, reviewing, editor, is_coder):
    client.force_login(reviewing.first_coder if is_coder else editor)

    for page in pages(reviewing):
        said = read(client, page)
        assert WORDS not in said, page
        assert "kappa" not in said.lower(), page
        # The reading page of a commitment prints the codebook.
        if not page.startswith("/commitments/"):
            assert RATING not in said, page


def test_a_coder_is_not_told_how_many_the_other_has_rated_and_a_third_person_only_that(client, reviewing, editor):
    client.force_login(reviewing.first_coder)
    own = read(client, address("outcome", reviewing))
    client.force_login(editor)
    third = read(client, address("outcome", reviewing))

    assert "aziza: 0 of 3 rated" in own
    assert "bahar: " not in own
    assert "aziza: 0 of 3 rated" in third
    assert "bahar: 2 of 3 rated" in third


def test_pages_are_the_same_for_a_coder_whatever_the_other_gives(client, reviewing):
    client.force_login(reviewing.first_coder)
    asked = [page for page in pages(reviewing) if "audit" not in page]
    before = [read(client, page) for page in asked]

    CodedRating.objects.filter(coder=reviewing.second_coder).first().delete()
    rate(reviewing, reviewing.second_coder, ["full"], reasoning="Otherwise.")

    assert [page for page, said in zip(asked, before, strict=True) if read(client, page) != said] == []


def test_being_done_opens_nothing_while_the_other_is_not(client, reviewing):
    rate(reviewing, reviewing.first_coder, ["full"] * 3)
    say_done(reviewing, reviewing.first_coder, NOW)
    client.force_login(reviewing.first_coder)

    assert WORDS not in read(client, address("outcome", reviewing))
    assert client.get(address("codes", reviewing)).status_code == 403


def test_the_door_to_codes_is_shut_until_both_are_done(reviewing, editor, reviewer):
    first, second = reviewing.first_coder, reviewing.second_coder
    readers = (first, second, editor, Level.CONFIDENTIAL, None)

    def seen():
        return [CodedRating.objects.visible_to(one, AFTER_EVERY_EMBARGO).count() for one in readers]

    assert seen() == [0, 2, 0, 0, 0]
    rate(reviewing, first, ["full"] * 3)
    assert seen() == [3, 2, 0, 0, 0]
    CodedRating.objects.filter(coder=second).delete()
    rate(reviewing, second, ["full"] * 3)
    say_done(reviewing, first, NOW)
    assert seen() == [3, 3, 0, 0, 0]
    say_done(reviewing, second, NOW)
    assert seen() == [6, 6, 6, 6, 6]


def test_an_open_coding_has_no_outcome_for_anyone(reviewing, editor):
    rate(reviewing, reviewing.first_coder, ["full"] * 3)

    found = outcome(reviewing, list(set_of(reviewing, editor)), editor)

    assert (found.rows, found.pairs, found.plain.pairs, found.agreed, found.settled) == ((), [], 0, 0, 0)


def test_who_may_not_code_does_not_open_the_sheet(client, reviewing, editor):
    client.force_login(editor)

    assert client.get(address("code", reviewing)).status_code == 403
    assert client.post(address("code", reviewing), {"rating": "full", "action": "done"}).status_code == 403


def test_no_entry_of_the_audit_holds_a_rating_or_a_word(reviewing):
    entries = " ".join(str(row) for row in AuditEntry.objects.filter(kind="tracking.codedrating").values_list())

    assert AuditEntry.objects.filter(kind="tracking.codedrating").count() == 2
    assert WORDS not in entries
    assert RATING not in entries


def test_refusing_to_delete_a_commitment_tells_of_no_code(client, reviewing, commitments):
    client.force_login(reviewing.first_coder)

    coded, uncoded = (
        read(client, address("delete", commitments[place])).replace(commitments[place].summary, "it")
        for place in (0, 2)
    )

    assert coded == uncoded
    assert "Commitment of a double coding" in coded


def test_no_brief_tells_of_an_unfinished_coding(reviewing):
    content = brief_content(scope_on(reviewing.process, Level.CONFIDENTIAL), as_of=NOW)

    assert WORDS not in to_json(content)
    assert "All points" not in to_json(content)


def test_hidden_commitments_of_the_set_are_neither_shown_nor_counted(client, coding, coders, commitments, reviewer):
    coding = ended(coding, ["minimal", "full", "full"], ["full", "full", "full"])
    commitments[0].level = Level.CONFIDENTIAL
    commitments[0].save()
    Settlement.objects.create(
        coding=coding, commitment=commitments[0], rating="full", note="Hidden.", settled_by=reviewer, settled_at=NOW
    )

    client.force_login(coders[0])
    page = read(client, address("outcome", coding))
    file = read(client, address("codes", coding))
    client.force_login(reviewer)
    whole = read(client, address("outcome", coding))

    assert "Talks go on" not in page + file
    assert "Hidden." not in page + file
    assert "Of 2 that both rated, they agree on 2." in page
    assert "zohra: 2 of 2 rated" in page
    assert "Of 3 that both rated, they agree on 2." in whole
    assert "Talks go on" in whole
