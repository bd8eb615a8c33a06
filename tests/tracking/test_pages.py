import datetime as dt
import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains

from events.models import Report
from records.levels import Level
from statements.models import Commitment, Deadline
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.records import SourceFactory
from tests.factories.statements import (
    CommitmentFactory,
    DeadlineFactory,
    PassageFactory,
    StatementFactory,
    ThemeFactory,
    VersionFactory,
)
from tests.factories.talks import PartyFactory
from tests.factories.tracking import AssessmentFactory, EvidenceFactory
from tests.listed import csv_lines, listed
from tracking.codebook import ENTRY_FOR, Rating, version_named
from tracking.models import Assessment, Evidence
from tracking.templatetags.tracking_pages import rating_badge

pytestmark = pytest.mark.django_db

COMMITMENTS = "tracking:commitment-list"
LATER = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


@pytest.mark.parametrize("count", [1, 3])
def test_commitment_list_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    for commitment in CommitmentFactory.create_batch(count, obligors=PartyFactory.create_batch(2)):
        AssessmentFactory.create_batch(count, commitment=commitment)

    with django_assert_num_queries(12):
        client.get(reverse(COMMITMENTS))


@pytest.mark.parametrize("count", [1, 3])
def test_commitment_page_asks_the_same_number_of_queries_however_long(client, count, django_assert_num_queries):
    commitment = CommitmentFactory(obligors=PartyFactory.create_batch(count), themes=ThemeFactory.create_batch(count))
    for _number in range(count):
        version = VersionFactory(statement=commitment.statement, source=SourceFactory())
        PassageFactory(clause=commitment.clause, commitment=commitment, version=version)
        DeadlineFactory(commitment=commitment, amended_by=StatementFactory())
        evidence = EvidenceFactory(commitment=commitment, conduct_of=PartyFactory())
        ReportFactory.create_batch(count, event=evidence.event)
        AssessmentFactory(commitment=commitment, evidence=[evidence])
        CommitmentFactory(depends_on=commitment)
        CommitmentFactory(repeats=commitment)

    with django_assert_num_queries(18):
        client.get(commitment.get_absolute_url())


def test_commitments_are_found_by_words(client):
    found = {
        CommitmentFactory(summary="Zeta"),
        CommitmentFactory(conditions="zeta first"),
        CommitmentFactory(obligors_as_written="the Zeta side"),
        CommitmentFactory(clause__summary="zeta"),
        CommitmentFactory(clause__statement__title="Zeta accord"),
        quoted := CommitmentFactory(),
    }
    hidden = CommitmentFactory()
    for commitment, level in ((quoted, Level.PUBLIC), (hidden, Level.RESTRICTED)):
        version = VersionFactory(statement=commitment.statement, text="On Zeta")
        PassageFactory(clause=commitment.clause, commitment=commitment, version=version, exact="Zeta", level=level)

    assert listed(client, COMMITMENTS, q="zeta") == found


def test_commitments_are_found_by_process_kind_wording_and_theme(client):
    theme = ThemeFactory()
    kept = CommitmentFactory(kind=Commitment.Kind.CONDEMN, specificity="specific", themes=[theme])
    CommitmentFactory(themes=[ThemeFactory()])

    assert listed(client, COMMITMENTS, process=kept.statement.process) == {kept}
    assert listed(client, COMMITMENTS, kind="condemn") == {kept}
    assert listed(client, COMMITMENTS, specificity="specific") == {kept}
    assert listed(client, COMMITMENTS, theme=theme) == {kept}


def test_commitments_are_found_by_who_is_bound_and_who_is_to_benefit(client):
    party = PartyFactory()
    bound, favoured = CommitmentFactory(obligors=[party]), CommitmentFactory(beneficiaries=[party])

    assert listed(client, COMMITMENTS, obligor=party) == {bound}
    assert listed(client, COMMITMENTS, beneficiary=party) == {favoured}


def test_commitments_are_found_by_the_rating_in_force_for_the_reader(client):
    fallen = AssessmentFactory(rating=Rating.FULL).commitment
    AssessmentFactory(commitment=fallen, rating=Rating.BREACHED, as_of=LATER)
    full = AssessmentFactory(rating=Rating.FULL).commitment
    AssessmentFactory(commitment=full, rating=Rating.BREACHED, as_of=LATER, level=Level.RESTRICTED)
    drafted = AssessmentFactory(rating=Rating.FULL, status=Assessment.Status.DRAFT).commitment

    assert listed(client, COMMITMENTS, rating="full") == {full}
    assert listed(client, COMMITMENTS, rating="breached") == {fallen}
    assert listed(client, COMMITMENTS, rating="not_assessed") == {drafted}


def test_commitments_are_found_by_deadline_and_none_on_record_is_none_stated(client):
    soon = DeadlineFactory().commitment
    none = DeadlineFactory(terms=Deadline.Terms.NONE, words="").commitment
    unstated = CommitmentFactory()

    assert listed(client, COMMITMENTS, deadline="soon") == {soon}
    assert listed(client, COMMITMENTS, deadline="none") == {none, unstated}


def test_commitments_are_found_by_confirmed_evidence_the_reader_may_see(client):
    kept = EvidenceFactory(bearing=Evidence.Bearing.BREACHES).commitment
    EvidenceFactory(bearing=Evidence.Bearing.BREACHES, status=Evidence.Status.SUGGESTED)
    EvidenceFactory(bearing=Evidence.Bearing.BREACHES, event__level=Level.RESTRICTED)
    EvidenceFactory(bearing=Evidence.Bearing.HONOURS)

    assert listed(client, COMMITMENTS, bearing="breaches") == {kept}


def test_commitments_are_found_by_when_the_statement_was_issued(client):
    kept = CommitmentFactory(clause__statement__issued_on="2021-07-08")
    CommitmentFactory(clause__statement__issued_on="2021-07-07")
    CommitmentFactory(clause__statement__issued_on="2021-07-09")

    assert listed(client, COMMITMENTS, since="2021-07-08", until="2021-07-08") == {kept}


def test_commitments_come_in_the_order_asked_for(client):
    old = CommitmentFactory(summary="A", clause__statement__issued_on="2020")
    second = CommitmentFactory(summary="C", clause__statement__issued_on="2021", clause__position=2)
    first = CommitmentFactory(summary="B", clause__statement=second.statement, clause__position=1)

    def order(**asked):
        return list(client.get(reverse(COMMITMENTS), asked).context["object_list"])

    assert order() == [first, second, old]
    assert order(sort="oldest") == [old, first, second]
    assert order(sort="entered") == [first, second, old]
    assert order(sort="summary") == [old, first, second]


def test_commitment_list_names_only_obligors_the_reader_may_see(client):
    CommitmentFactory(
        obligors_as_written="both sides",
        obligors=[PartyFactory(name="Seen side"), PartyFactory(name="Hidden side", level=Level.RESTRICTED)],
    )

    response = client.get(reverse(COMMITMENTS))

    assertContains(response, "“<bdi>both sides</bdi>”: <bdi>Seen side</bdi>")
    assertNotContains(response, "Hidden side")
    assert "Hidden side" not in "".join(csv_lines(client, COMMITMENTS))


def test_commitment_file_gives_the_rating_in_force(client):
    rated = AssessmentFactory(rating=Rating.MINIMAL, commitment__clause__statement__issued_on="2021-07-08").commitment
    unrated = CommitmentFactory(is_verifiable=False)

    lines = csv_lines(client, COMMITMENTS, sort="oldest")

    assert {line.split(",")[0]: line.split(",")[-1] for line in lines[1:]} == {
        str(rated.public_id): "minimal",
        str(unrated.public_id): "not_assessed",
    }
    assert any(",2021-07-08," in line and ",yes," in line for line in lines)
    assert any(",no," in line for line in lines)


def test_commitment_page_sets_the_words_beside_what_was_reported_later(client):
    bound = CommitmentFactory(clause__statement__issued_on="2021-07-08")
    version = VersionFactory(statement=bound.statement, language="prs", text="جنگ راه حل نیست", source=SourceFactory())
    PassageFactory(
        clause=bound.clause,
        commitment=bound,
        version=version,
        exact="راه حل",
        is_disputed=True,
        dispute_reason="Heard otherwise",
        proposed_wording="راه",
        disputed_by="the host",
    )
    late = EvidenceFactory(commitment=bound, event=EventFactory(title="The later", happened_on="2021-08-15"))
    early = EvidenceFactory(
        commitment=bound,
        event=EventFactory(title="The earlier", happened_on="2021-07-17"),
        conduct_of=PartyFactory(name="One"),
    )
    ReportFactory(event=early.event)
    ReportFactory(event=early.event, stance=Report.Stance.DENIES)
    ReportFactory(event=early.event, stance=Report.Stance.DENIES, level=Level.RESTRICTED)

    response = client.get(bound.get_absolute_url())

    assert response.context["evidence"] == [early, late]
    assertContains(response, '<blockquote lang="prs" dir="rtl" class="contested">راه حل</blockquote>')
    assertContains(response, "Heard otherwise")
    assertContains(response, '<q lang="prs" dir="rtl">راه</q>')
    assertContains(response, '<q lang="prs" dir="rtl">راه حل</q>')
    assertContains(response, "<bdi>the host</bdi>")
    assertContains(response, "standing-contested")
    assertContains(response, "1 affirms, 1 denies")
    assertContains(response, "Conduct of One")
    assertContains(response, "No report on it is on record")


def test_commitment_page_tells_all_that_is_on_record(client):
    first = CommitmentFactory(summary="Release the list")
    bound = CommitmentFactory(
        obligors_as_written="both sides",
        obligors=[PartyFactory(name="North"), PartyFactory(name="South")],
        beneficiaries=[PartyFactory(name="The people")],
        beneficiaries_as_written="the nation",
        conditions="Once the list is out",
        depends_on=first,
        is_verifiable=False,
        verifiability_note="No deed is named",
        themes=[ThemeFactory(label="Ceasefire")],
    )
    DeadlineFactory(commitment=bound)
    amending = StatementFactory(title="The sequel", issued_on="2021-07-18")
    DeadlineFactory(commitment=bound, terms=Deadline.Terms.DATED, due_on="2021-08-01", words="", amended_by=amending)

    response = client.get(bound.get_absolute_url())

    for text in ("both sides", "North", "South", "The people", "the nation", "Once the list is out", "Release the list",
                 "cannot be verified as worded", "No deed is named", "Ceasefire (our own)", "as soon as possible",
                 "1 August 2021", "The sequel"):  # fmt: skip
        assertContains(response, text)
    assertContains(client.get(first.get_absolute_url()), bound.summary)


def test_commitment_page_hides_what_is_above_the_readers_level(client):
    bound = CommitmentFactory(
        depends_on=CommitmentFactory(summary="Hidden condition", level=Level.RESTRICTED),
        obligors=[PartyFactory(name="Hidden obligor", level=Level.RESTRICTED)],
        beneficiaries=[PartyFactory(name="Hidden beneficiary", level=Level.RESTRICTED)],
    )
    CommitmentFactory(summary="Hidden dependant", depends_on=bound, level=Level.RESTRICTED)
    EvidenceFactory(commitment=bound, reasoning="Seen evidence")
    hidden = EvidenceFactory(commitment=bound, event__title="Hidden evidence", level=Level.RESTRICTED)
    EvidenceFactory(commitment=bound, reasoning="Hidden suggestion", status=Evidence.Status.SUGGESTED)
    AssessmentFactory(commitment=bound, reasoning="Seen judgement", evidence=[hidden])
    AssessmentFactory(commitment=bound, reasoning="Hidden judgement", level=Level.RESTRICTED)
    AssessmentFactory(commitment=bound, reasoning="Hidden draft", status=Assessment.Status.DRAFT)
    DeadlineFactory(commitment=bound, words="Hidden deadline", amended_by=StatementFactory(level=Level.RESTRICTED))

    response = client.get(bound.get_absolute_url())

    assertContains(response, "Seen evidence")
    assertContains(response, "Seen judgement")
    assertNotContains(response, "Hidden")


def test_commitment_page_gives_every_judgement_the_newest_first_with_what_it_relied_on(client):
    evidence = EvidenceFactory(event__title="The deciding event")
    bound = evidence.commitment
    AssessmentFactory(commitment=bound, rating=Rating.FULL)
    AssessmentFactory(
        commitment=bound, rating=Rating.BREACHED, as_of=LATER, evidence=[evidence], assessor_label="A desk"
    )

    response = client.get(bound.get_absolute_url())

    assert [judged.rating for judged in response.context["judgements"]] == [Rating.BREACHED, Rating.FULL]
    assertContains(response, "as of 31 August 2021")
    assertContains(response, "The deciding event", count=2)
    assertContains(response, "A desk")
    assertContains(response, ENTRY_FOR[Rating.BREACHED].test, count=2)


def test_the_rating_in_force_is_flagged_for_those_who_see_what_moved(client):
    seen, hidden = (EvidenceFactory(event__title=title) for title in ("Doha meeting", "Vienna meeting"))
    for evidence in (seen, hidden):
        AssessmentFactory(commitment=evidence.commitment, evidence=[evidence])
    ReportFactory(event=seen.event, stance="denies", claimant_label="a spokesman")
    ReportFactory(event=hidden.event, stance="denies", claimant_label="a spokesman", level=Level.CONFIDENTIAL)

    shown, kept_back = (client.get(evidence.commitment.get_absolute_url()) for evidence in (seen, hidden))

    assertContains(shown, "To be looked at again")
    assertContains(shown, "a spokesman denies “Doha meeting”.")
    assertNotContains(kept_back, "To be looked at again")
    assertNotContains(kept_back, "a spokesman")


def test_an_earlier_rating_is_not_flagged(client):
    evidence = EvidenceFactory()
    AssessmentFactory(commitment=evidence.commitment, evidence=[evidence])
    AssessmentFactory(commitment=evidence.commitment, as_of=LATER)
    ReportFactory(event=evidence.event, stance="denies")

    assertNotContains(client.get(evidence.commitment.get_absolute_url()), "To be looked at again")


def test_each_rating_says_when_it_was_published_and_is_explained_by_its_own_codebook(client):
    published = dt.datetime(2026, 1, 5, tzinfo=dt.UTC)
    assessment = AssessmentFactory(codebook_version="1.0", published_at=published)

    page = client.get(assessment.commitment.get_absolute_url())

    assertContains(page, "published on 5 January 2026")
    assertContains(page, "codebook 1.0")
    assertContains(page, version_named("1.0").entry_for[assessment.rating].test, count=2)


def test_commitment_page_without_anything_says_so(client):
    response = client.get(CommitmentFactory().get_absolute_url())

    assertContains(response, "Its words are not marked in any version")
    assertContains(response, "No confirmed evidence bears on it yet")
    assertContains(response, "Nobody has judged this commitment yet")
    assertContains(response, "none stated")
    assertContains(response, "rating-not_assessed")


@pytest.mark.parametrize("rating", [*Rating, None])
def test_every_rating_has_a_sign_of_its_own_on_every_page(client, rating):
    sign = re.search(r'href="#(mark-\w+)"', rating_badge(rating)).group(1)

    page = client.get("/").content.decode()

    assert f'id="{sign}"' in page
