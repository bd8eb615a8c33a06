"""The pages on which suggestions are decided: with scripts, without, and by whom."""

import json

import pytest
from django.urls import reverse
from lxml import html
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from events.models import Event
from records.admin.next_steps import steps_after
from records.levels import Level
from records.roles import Role
from statements.models import Commitment
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import AnalystFactory, ReviewerFactory, UserFactory
from tests.factories.statements import CommitmentFactory, DeadlineFactory
from tests.factories.tracking import DismissalFactory, EvidenceFactory, SuggestionFactory
from tests.records.admin.pages import address as admin_address
from tracking import deciding
from tracking.models import Dismissal, Evidence, Suggestion

pytestmark = pytest.mark.django_db

WAITING = "admin:tracking_evidence_waiting"
SIDES = ("commitment", "event")
QUERIES = {"commitment": 13, "event": 12}


@pytest.fixture
def analyst():
    return AnalystFactory(username="basira")


@pytest.fixture
def browser(client, analyst):
    client.force_login(analyst)
    return client


@pytest.fixture
def suggestion():
    return SuggestionFactory(
        commitment__summary="Continue talks",
        event__title="Envoys meet",
        bearing=Evidence.Bearing.HONOURS,
        score=7.25,
        reasons=[["days", 21, 7.25]],
    )


def page_of(side, suggestion):
    return reverse(f"admin:tracking_evidence_for_{side}", args=[getattr(suggestion, f"{side}_id")])


def other_of(side, suggestion):
    return suggestion.event_id if side == "commitment" else suggestion.commitment_id


def names_on(page):
    """The names of the rows that wait, in order."""
    document = html.document_fromstring(page.content.decode())
    return [one.text_content().strip() for one in document.xpath("//ol[@id='rows']//h3")]


def decide(browser, side, suggestion, decision, *, htmx=False, **sent):
    headers = {"HX-Request": "true"} if htmx else {}
    data = {"other": other_of(side, suggestion), "decision": decision, **sent}
    return browser.post(page_of(side, suggestion), data, headers=headers)


@pytest.mark.parametrize("side", SIDES)
def test_a_row_says_what_there_is_to_decide_about(browser, suggestion, side):
    ReportFactory(event=suggestion.event, stance="affirms")
    ReportFactory(event=suggestion.event, stance="denies")

    page = browser.get(page_of(side, suggestion))

    assert names_on(page) == ["Envoys meet" if side == "commitment" else "Continue talks"]
    for words in (
        "contested",
        "7.25",
        "3 weeks after the statement",
        "Confirm: honours",
        "Not relevant",
        str(suggestion.event.place),
    ):
        assertContains(page, words)
    assertContains(page, "8 July 2021")


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("side", SIDES)
def test_a_page_asks_the_same_number_of_queries_however_many_rows(
    browser, side, count, django_assert_num_queries, suggestion
):
    given = {side: getattr(suggestion, side)}
    for one in SuggestionFactory.create_batch(count, **given):
        ReportFactory(event=one.event)
        EvidenceFactory(**given, status="rejected")
        DismissalFactory(**given)
    browser.get(page_of(side, suggestion))

    with django_assert_num_queries(QUERIES[side]):
        browser.get(page_of(side, suggestion))


def test_the_likeliest_comes_first_and_each_page_has_fifty(browser, suggestion):
    rows = [SuggestionFactory(commitment=suggestion.commitment, score=number / 4) for number in range(52)]

    first = browser.get(page_of("commitment", suggestion))
    second = browser.get(page_of("commitment", suggestion), {"page": 2})

    assert len(names_on(first)) == 50
    assert names_on(first)[0] == rows[-1].event.title
    assert len(names_on(second)) == 3
    assertContains(first, '<strong id="number-waiting">53</strong>')


def test_the_page_of_a_commitment_tells_what_it_binds_to_and_by_when(browser, suggestion):
    DeadlineFactory(commitment=suggestion.commitment, words="before the snow")
    suggestion.commitment.obligors_as_written = "both sides"
    suggestion.commitment.save()

    page = browser.get(page_of("commitment", suggestion))

    assertContains(page, "before the snow")
    assertContains(page, "“<bdi>both sides</bdi>”")


@pytest.mark.parametrize("side", SIDES)
def test_an_empty_page_says_what_to_do_next(browser, side):
    subject = CommitmentFactory() if side == "commitment" else EventFactory()

    page = browser.get(reverse(f"admin:tracking_evidence_for_{side}", args=[subject.pk]))

    assert names_on(page) == []
    assertContains(page, "Nothing is waiting")
    assertContains(page, "Look again")


@pytest.mark.parametrize("side", SIDES)
@pytest.mark.parametrize("bearing", Evidence.Bearing.values)
def test_confirming_without_scripts_comes_back_with_the_sentence_and_a_way_to_undo(browser, suggestion, side, bearing):
    answer = decide(browser, side, suggestion, bearing, reasoning="They met.")

    page = browser.get(answer["Location"])
    kept = Evidence.objects.get()
    assert (answer.status_code, kept.status, kept.bearing, kept.reasoning) == (302, "confirmed", bearing, "They met.")
    assert names_on(page) == []
    assertContains(page, f"Confirmed as “{kept.get_bearing_display()}”")
    document = html.document_fromstring(page.content.decode())
    (text,) = document.xpath("//div[@id='said']//input[@name='token']/@value")
    undone = browser.post(page_of(side, suggestion), {"decision": "undo", "token": text}, follow=True)
    assertContains(undone, "Undone: “")
    assert len(names_on(undone)) == 1
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("side", SIDES)
def test_confirming_with_scripts_takes_the_row_off_and_says_so(browser, suggestion, side):
    answer = decide(browser, side, suggestion, "honours", htmx=True)

    assert answer.status_code == 200
    assertContains(answer, "Confirmed as “honours”: “Envoys meet”.")
    assertContains(answer, '<strong id="number-waiting" hx-swap-oob="innerHTML">0</strong>')
    assertNotContains(answer, "data-row")
    assert json.loads(answer["HX-Trigger-After-Settle"]) == {"decided": {"back": []}}


@pytest.mark.parametrize("side", SIDES)
def test_undoing_with_scripts_brings_the_row_back(browser, analyst, suggestion, side):
    kept = deciding.dismiss(suggestion.commitment_id, suggestion.event_id, analyst)

    answer = browser.post(
        page_of(side, suggestion),
        {"decision": "undo", "token": deciding.token(kept, analyst)},
        headers={"HX-Request": "true"},
    )

    assertContains(answer, f'id="row-{other_of(side, suggestion)}"')
    assert json.loads(answer["HX-Trigger-After-Settle"]) == {"decided": {"back": [other_of(side, suggestion)]}}
    assert not Dismissal.objects.exists()


@pytest.mark.parametrize(("htmx", "status"), [(True, 409), (False, 302)])
def test_what_cannot_be_undone_any_more_is_said(browser, suggestion, htmx, status):
    headers = {"HX-Request": "true"} if htmx else {}

    answer = browser.post(page_of("event", suggestion), {"decision": "undo", "token": "made up"}, headers=headers)

    assert (answer.status_code, answer.get("HX-Reswap")) == (status, "none" if htmx else None)
    told = answer if htmx else browser.get(answer["Location"])
    assertContains(told, "cannot be undone any more", status_code=409 if htmx else 200)


@pytest.mark.parametrize(
    ("decision", "words"), [("reject", "Rejected: “Envoys meet”"), ("dismiss", "Not to be shown again: “Envoys meet”")]
)
def test_what_was_decided_against_is_listed_below_and_taken_back(browser, suggestion, decision, words):
    answer = decide(browser, "commitment", suggestion, decision, htmx=True)
    assertContains(answer, words)
    assertContains(answer, '<span id="number-aside" hx-swap-oob="innerHTML">1</span>')
    assertContains(answer, "by basira")
    kept = Evidence.objects.first() or Dismissal.objects.first()

    sent = {"decision": "take_back", "evidence" if decision == "reject" else "dismissal": kept.pk}
    taken = browser.post(page_of("commitment", suggestion), sent, follow=True)

    assertContains(taken, "Taken back: “Envoys meet” can be suggested again.")
    assert names_on(taken) == ["Envoys meet"]


@pytest.mark.parametrize("sent", [{"evidence": "7000001"}, {"dismissal": "x"}, {}])
def test_what_is_not_there_to_be_taken_back_is_said(browser, suggestion, sent):
    answer = browser.post(page_of("commitment", suggestion), {"decision": "take_back", **sent}, follow=True)

    assertContains(answer, "cannot be taken back here")


@pytest.mark.parametrize("htmx", [True, False])
def test_whoever_comes_second_reads_who_was_first(browser, suggestion, htmx):
    reviewer = ReviewerFactory(username="parwin")
    deciding.confirm(suggestion.commitment_id, suggestion.event_id, reviewer, None, bearing="breaches")

    answer = decide(browser, "commitment", suggestion, "honours", htmx=htmx)

    told = answer if htmx else browser.get(answer["Location"])
    sentence = "was decided meanwhile by parwin: confirmed, “breaches”"
    assertContains(told, sentence, status_code=409 if htmx else 200)
    # The row goes from the page, and nothing is in its place.
    assert "HX-Reswap" not in answer
    assert Evidence.objects.get().bearing == "breaches"


def test_two_posts_of_one_press_make_one_row(browser, suggestion):
    answers = [decide(browser, "commitment", suggestion, "honours", htmx=True) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 409]
    assert Evidence.objects.count() == 1


@pytest.mark.parametrize("htmx", [True, False])
def test_what_may_not_be_is_said_and_the_typing_stays(browser, htmx):
    suggestion = SuggestionFactory(
        commitment__clause__statement__issued_on="2021-07-08", event__happened_on="2021-07-01"
    )

    answer = decide(browser, "commitment", suggestion, "breaches", htmx=htmx, reasoning="Read twice.")

    assertContains(answer, "it can only be context", status_code=422)
    if htmx:
        assert answer["HX-Reswap"] == "none"
    else:
        assertContains(answer, "Read twice.</textarea>", status_code=422)
        assertContains(answer, "<details open>", status_code=422)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("decision", ["", "confirm", "suggested"])
def test_a_form_that_does_not_say_what_to_do_is_refused(browser, suggestion, decision):
    answer = decide(browser, "event", suggestion, decision, htmx=True)

    assertContains(answer, "the page did not say what to do", status_code=422)
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("other", ["", "x", "7000001", "9" * 40])
def test_a_row_that_there_is_not_is_answered_like_one_that_went(browser, suggestion, other):
    answer = decide(browser, "event", suggestion, "honours", htmx=True, other=other)

    assertContains(answer, "not suggested any more", status_code=409)


@pytest.mark.parametrize("side", SIDES)
def test_looking_again_searches_for_this_record_and_says_what_it_found(browser, suggestion, side):
    answer = browser.post(page_of(side, suggestion), {"decision": "look_again"}, follow=True)

    assertRedirects(answer, page_of(side, suggestion))
    assertContains(answer, "Looked again: ")


def test_every_commitment_with_suggestions_is_listed_the_best_first(browser):
    weak, strong = SuggestionFactory(score=1.5), SuggestionFactory(score=9.0)
    SuggestionFactory(commitment=weak.commitment, score=2.5)
    decided = SuggestionFactory(score=20)
    DismissalFactory(commitment=decided.commitment, event=decided.event)

    page = browser.get(reverse(WAITING))

    rows = html.document_fromstring(page.content.decode()).xpath("//tbody/tr")
    told = [[cell.text_content().strip() for cell in row.xpath("./th|./td")] for row in rows]
    assert [(row[0], row[3], row[4]) for row in told] == [
        (strong.commitment.summary, "1", "9.0"),
        (weak.commitment.summary, "2", "2.5"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_all_asks_the_same_number_of_queries_however_long(browser, count, django_assert_num_queries):
    SuggestionFactory.create_batch(count)

    with django_assert_num_queries(9):
        browser.get(reverse(WAITING))


def test_an_empty_list_of_all_says_where_suggestions_come_from(browser):
    assertContains(browser.get(reverse(WAITING)), "Suggestions come after an import")


def test_what_is_hidden_is_not_listed_counted_or_decided(browser, suggestion):
    hidden = SuggestionFactory(commitment=suggestion.commitment, event__level=Level.CONFIDENTIAL, event__title="Secret")
    alone = SuggestionFactory(commitment__level=Level.CONFIDENTIAL, commitment__summary="Secret promise", score=50)
    EvidenceFactory(
        commitment=suggestion.commitment, event=suggestion.event, level=Level.CONFIDENTIAL, reasoning="Secret reasons."
    )
    for bearing in (Evidence, Dismissal):
        factory = EvidenceFactory if bearing is Evidence else DismissalFactory
        given = {"status": "rejected"} if bearing is Evidence else {}
        factory(commitment=suggestion.commitment, event__level=Level.CONFIDENTIAL, event__title="Secret", **given)

    page = browser.get(page_of("commitment", suggestion))
    answer = decide(browser, "commitment", hidden, "honours", htmx=True)

    assert names_on(page) == ["Envoys meet"]
    assertContains(page, '<strong id="number-waiting">1</strong>')
    assertNotContains(page, "Secret")
    assertContains(page, '<span id="number-aside">0</span>')
    assertNotContains(browser.get(reverse(WAITING)), "Secret")
    assertContains(answer, "not suggested any more", status_code=409)
    assertNotContains(answer, "Secret", status_code=409)
    for side in SIDES:
        assert browser.get(page_of(side, alone if side == "commitment" else hidden)).status_code == 404


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.KEEPER])
def test_whoever_enters_no_evidence_decides_about_none(client, suggestion, role):
    client.force_login(UserFactory(roles=[role], clearance=Level.CONFIDENTIAL))

    for side in SIDES:
        assert client.get(page_of(side, suggestion)).status_code == 403
        assert decide(client, side, suggestion, "honours").status_code == 403
    assert client.get(reverse(WAITING)).status_code == 403
    assert not Evidence.objects.exists()


def test_readers_are_sent_to_sign_in(client, suggestion):
    client.force_login(UserFactory(clearance=Level.CONFIDENTIAL))

    assert {client.get(page_of(side, suggestion)).status_code for side in SIDES} == {302}
    assert decide(client, "event", suggestion, "honours").status_code == 302
    assert not Evidence.objects.exists()


@pytest.mark.parametrize(
    ("side", "some", "none"),
    [
        ("commitment", "2 events may bear on it", "Look for events that may bear on it: nothing waits"),
        ("event", "It may bear on 2 commitments", "Look for commitments that it may bear on: nothing waits"),
    ],
)
def test_the_pages_of_both_lead_there_with_the_number_that_waits(browser, suggestion, side, some, none):
    record = getattr(suggestion, side)
    SuggestionFactory(**{side: record})
    SuggestionFactory(**{side: record}, **hidden_other(side))

    assertContains(browser.get(admin_address("change", record)), some)
    Suggestion.objects.all().delete()
    assertContains(browser.get(admin_address("change", record)), none)


def hidden_other(side):
    return {f"{'event' if side == 'commitment' else 'commitment'}__level": Level.CONFIDENTIAL}


def test_whoever_enters_no_evidence_is_not_led_there(client, suggestion):
    keeper = UserFactory(roles=[Role.KEEPER], clearance=Level.CONFIDENTIAL)

    for record in (Commitment.objects.get(), Event.objects.get()):
        assert not [label for label, _address in steps_after(record, keeper) if "bear" in str(label)]
