"""The desk: what waits for whom, with the right number, the first rows, and one click to the work."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Report
from records.capped import AtLeast
from records.levels import Level
from records.models import User
from records.roles import Role
from statements.models import Deadline
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import AnalystFactory, ReleaseFactory, ReviewerFactory, UserFactory
from tests.factories.statements import CommitmentFactory, DeadlineFactory, StatementFactory
from tests.factories.talks import PartyFactory, PlaceFactory
from tests.factories.tracking import AssessmentFactory, DismissalFactory, EvidenceFactory, SuggestionFactory
from tests.records.admin.pages import address
from tracking import desk
from tracking.admin.work import SECTIONS, numbers_on_the_desk
from tracking.models import Decline, Evidence, SuggestionRun

pytestmark = pytest.mark.django_db

DESK = "admin:desk"
CONFIDENTIAL = {"level": Level.CONFIDENTIAL}
EMBARGO = dt.datetime(2999, 1, 1, tzinfo=dt.UTC)
ON = dt.date(2021, 8, 1)


@pytest.fixture
def analyst():
    """Someone who enters what is restricted, and sees nothing confidential."""
    return AnalystFactory()


@pytest.fixture
def browser(client, analyst):
    client.force_login(analyst)
    return client


def overdue(day="2021-07-31", **values):
    return DeadlineFactory(terms=Deadline.Terms.DATED, due_on=day, words="", **values)


def denied(event):
    """`event`, once a report affirms and another one denies it."""
    ReportFactory(event=event, stance=Report.Stance.AFFIRMS)
    ReportFactory(event=event, stance=Report.Stance.DENIES)
    return event


def drafted(status="draft", **values):
    return AssessmentFactory(status=status, **values)


def shown(browser):
    """{slug: (number, names)} of the sections of the desk."""
    response = browser.get(reverse(DESK))
    assert response.status_code == 200
    return {
        one["section"].slug: (one["number"], [row.name for row in one["rows"]]) for one in response.context["sections"]
    }


def row_of(browser, slug):
    """The one row that the desk shows in a section."""
    sections = browser.get(reverse(DESK)).context["sections"]
    (row,) = next(one["rows"] for one in sections if one["section"].slug == slug)
    return row


def test_overdue_commitments_lead_to_an_assessment_those_that_passed_last_first(browser):
    early, late = overdue("2021-07-01"), overdue("2021-07-31", commitment__embargo_until=EMBARGO)
    overdue(commitment__level=Level.CONFIDENTIAL)
    amendment = StatementFactory(issued_on="2021-07-01", **CONFIDENTIAL)
    overdue("2199-07-01", commitment=early.commitment, amended_by=amendment)
    judged = overdue()
    AssessmentFactory(commitment=judged.commitment, as_of=dt.datetime(2021, 7, 31, tzinfo=dt.UTC))
    overdue("2199-01-01")

    assert shown(browser)["overdue"] == (2, [str(late.commitment), str(early.commitment)])


def test_an_overdue_commitment_opens_an_empty_assessment_of_it(browser):
    commitment = overdue().commitment

    row = row_of(browser, "overdue")

    assert "Overdue: its day, 31 July 2021, passed" in row.about
    assertContains(browser.get(row.address), str(commitment))
    assert row.address == f"{reverse('admin:tracking_assessment_add')}?commitment={commitment.pk}&level=1"


def test_commitments_with_suggestions_are_counted_once_the_likeliest_first(browser, analyst):
    likely, unlikely = CommitmentFactory(), CommitmentFactory(embargo_until=EMBARGO)
    SuggestionFactory(commitment=unlikely, score=2)
    SuggestionFactory.create_batch(2, commitment=likely, score=7)
    SuggestionFactory(commitment=likely, event__level=Level.CONFIDENTIAL)
    SuggestionFactory(commitment__level=Level.CONFIDENTIAL)
    SuggestionFactory(event__level=Level.CONFIDENTIAL, score=9)
    dismissed, confirmed = SuggestionFactory(), SuggestionFactory()
    DismissalFactory(commitment=dismissed.commitment, event=dismissed.event)
    EvidenceFactory(commitment=confirmed.commitment, event=confirmed.event)

    assert shown(browser)["suggested"] == (2, [str(likely), str(unlikely)])
    assert set(desk.suggested_for(analyst)) == {likely, unlikely}


def test_a_commitment_with_suggestions_opens_the_page_on_which_they_are_decided(browser):
    suggestion = SuggestionFactory()
    SuggestionFactory(commitment=suggestion.commitment)

    row = row_of(browser, "suggested")

    assert row.about == "2 suggestions"
    assert row.address == reverse("admin:tracking_evidence_for_commitment", args=[suggestion.commitment_id])
    assertContains(browser.get(row.address), str(suggestion.commitment))


def test_desk_says_when_suggestions_were_searched_last(browser):
    assertContains(browser.get(reverse(DESK)), "Nothing has been searched yet.")

    moment = dt.datetime(2021, 8, 1, 9, 30, tzinfo=dt.UTC)
    SuggestionRun.objects.create(extent="all", started_at=moment, ended_at=moment)
    SuggestionRun.objects.create(extent="changed", started_at=timezone.now())

    assertContains(browser.get(reverse(DESK)), "Last searched 2021-08-01 09:30 (UTC): every commitment.")


def test_contested_events_count_when_confirmed_evidence_sets_them_beside_a_commitment(browser):
    seen = EvidenceFactory(event=denied(EventFactory(title="Zeta")), commitment__summary="Hold fire")
    embargoed = EventFactory(title="Embargoed", embargo_until=EMBARGO)
    EvidenceFactory(event=denied(embargoed))
    EvidenceFactory(event=denied(EventFactory(**CONFIDENTIAL)))
    EvidenceFactory(event=denied(EventFactory()), status=Evidence.Status.SUGGESTED)
    EvidenceFactory(event=denied(EventFactory()), **CONFIDENTIAL)
    EvidenceFactory(event=denied(EventFactory(merged_into=seen.event)))
    denied(EventFactory())
    by_hidden_report = EvidenceFactory().event
    ReportFactory(event=by_hidden_report)
    ReportFactory(event=by_hidden_report, stance=Report.Stance.DENIES, **CONFIDENTIAL)

    number, names = shown(browser)["contested"]

    assert (number, set(names)) == (2, {"Zeta", "Embargoed"})


def test_a_contested_event_opens_its_page_and_names_the_commitments(browser):
    evidence = EvidenceFactory(event=denied(EventFactory()), commitment__summary="Hold fire")
    EvidenceFactory(event=evidence.event, commitment__summary="Secret", **CONFIDENTIAL)

    row = row_of(browser, "contested")

    assert (row.address, row.about) == (address("change", evidence.event), "bears on: Hold fire")


def test_assessments_whose_evidence_moved_say_what_moved(browser):
    evidence = EvidenceFactory(event__title="Zeta")
    assessment = AssessmentFactory(commitment=evidence.commitment, evidence=[evidence])
    ReportFactory(event=evidence.event, stance=Report.Stance.DENIES)
    hidden = EvidenceFactory()
    AssessmentFactory(commitment=hidden.commitment, evidence=[hidden])
    ReportFactory(event=hidden.event, stance=Report.Stance.DENIES, **CONFIDENTIAL)

    row = row_of(browser, "moved")

    assert row.address == address("change", assessment)
    assert "denies “Zeta”" in row.about


def test_drafts_are_listed_ones_own_first(browser, analyst):
    own, entered = drafted(assessor=analyst), drafted(created_by=analyst)
    other = drafted(assessor_label="Another desk")
    drafted(**CONFIDENTIAL)
    drafted(status="in_review")

    assert shown(browser)["drafts"] == (3, [str(entered), str(own), str(other)])


def test_a_draft_opens_its_page_and_says_whose_it_is(browser):
    draft = drafted(assessor_label="Another desk")

    row = row_of(browser, "drafts")

    assert (row.address, row.about) == (address("change", draft), "as of 2021-07-12, by Another desk")


def test_a_reviewer_reviews_what_others_wrote_the_longest_waiting_first(client):
    reviewer = ReviewerFactory(clearance=Level.RESTRICTED)
    client.force_login(reviewer)
    first, second = drafted(status="in_review", assessor=AnalystFactory()), drafted(status="in_review")
    drafted(status="in_review", assessor=reviewer)
    drafted(status="in_review", created_by=reviewer)
    drafted(status="in_review", **CONFIDENTIAL)
    Decline.objects.create(assessment=drafted(status="in_review"), note="Say more.")
    drafted()

    assert shown(client)["review"] == (2, [str(first), str(second)])


def test_in_a_team_of_one_a_reviewer_reviews_their_own(client, settings):
    settings.ONE_PERSON_TEAM = True
    reviewer = ReviewerFactory()
    client.force_login(reviewer)
    own = drafted(status="in_review", assessor=reviewer)

    assert shown(client)["review"] == (1, [str(own)])


@pytest.mark.parametrize(("slug", "factory"), [("parties", PartyFactory), ("places", PlaceFactory)])
def test_what_imports_brought_leads_to_where_it_is_matched(browser, slug, factory):
    release = ReleaseFactory()
    brought = factory(name="Zeta", brought_by=release)
    factory(name="Secret", brought_by=release, **CONFIDENTIAL)
    factory(name="Seen", brought_by=release, reviewed_at=timezone.now())

    row = row_of(browser, slug)

    queue, _part, anchor = row.address.partition("#")
    assertContains(browser.get(queue), f'id="{anchor}"')
    assert (row.name, anchor) == (str(brought), f"name-{brought.pk}")


def test_every_section_is_glad_when_nothing_waits(client):
    client.force_login(ReviewerFactory())

    page = client.get(reverse(DESK))

    assert [number for number, _names in shown(client).values()] == [0] * len(SECTIONS)
    for section in SECTIONS:
        assertContains(page, section.glad)


def test_whoever_lacks_a_permission_sees_the_sections_of_their_own_work(browser, client):
    assert "review" not in shown(browser)
    assert "overdue" in shown(browser)

    client.force_login(UserFactory(roles=[Role.KEEPER]))

    assert shown(client) == {}
    assertContains(client.get(reverse(DESK)), "None of it is yours")
    assertNotContains(client.get(reverse("admin:index")), "What waits for you")


def test_page_of_a_section_has_all_of_them_on_pages(browser):
    for _number in range(51):
        overdue()
    overdue(commitment__level=Level.CONFIDENTIAL)

    front, second = browser.get(reverse(DESK)), browser.get(reverse("admin:desk_overdue"), {"page": 2})

    assertContains(front, reverse("admin:desk_overdue"))
    assert len(front.context["sections"][0]["rows"]) == 10
    assert (second.context["page_obj"].paginator.count, len(second.context["rows"])) == (51, 1)
    assertContains(second, "51–51 of 51")


def test_page_of_a_section_without_rows_is_glad(browser):
    assertContains(browser.get(reverse("admin:desk_moved")), "has not moved")


def test_page_of_a_section_is_refused_to_whoever_cannot_do_its_work(browser):
    assert browser.get(reverse("admin:desk_review")).status_code == 403


def test_only_the_first_10000_are_counted(monkeypatch, analyst):
    monkeypatch.setattr("records.capped.counted.__defaults__", (1,))
    monkeypatch.setattr("records.capped.capped.__defaults__", (1,))
    overdue(), overdue(), drafted()

    total, numbers = numbers_on_the_desk(analyst)

    assert isinstance(total, AtLeast)
    assert str({section.slug: number for section, number in numbers}["overdue"]) == "1+"


def test_front_page_leads_to_the_desk_with_the_numbers(browser):
    overdue()
    overdue(commitment__level=Level.CONFIDENTIAL)
    drafted()

    page = browser.get(reverse("admin:index"))

    assertContains(page, "Open the desk: 2 to do")
    assertContains(page, f'<a href="{reverse(DESK)}#overdue">Overdue and not assessed since</a> <strong>1</strong>')


def test_front_page_says_when_nothing_waits(browser):
    assertContains(browser.get(reverse("admin:index")), "Nothing waits. Well done.")


def fill(count, person):
    """So many rows in each section."""
    release = ReleaseFactory()
    for _number in range(count):
        overdue()
        SuggestionFactory()
        EvidenceFactory(event=denied(EventFactory()))
        evidence = EvidenceFactory()
        AssessmentFactory(commitment=evidence.commitment, evidence=[evidence])
        ReportFactory(event=evidence.event, stance=Report.Stance.DENIES)
        drafted(assessor=User.objects.create(username=f"draft{_number}"))
        drafted(status="in_review")
        PartyFactory(brought_by=release)
        PlaceFactory(brought_by=release)


@pytest.mark.parametrize("count", [1, 3])
def test_desk_asks_the_same_number_of_queries_however_much_waits(client, count, django_assert_num_queries):
    reviewer = ReviewerFactory()
    client.force_login(reviewer)
    client.get(reverse(DESK))
    fill(count, reviewer)

    with django_assert_num_queries(30):
        response = client.get(reverse(DESK))

    assert [one["number"] for one in response.context["sections"]] == [count] * len(SECTIONS)
