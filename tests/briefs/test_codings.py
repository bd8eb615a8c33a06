"""What a brief says of agreement between two coders, and of how each rating moved: who, when, why."""

import datetime as dt

import pytest

from briefs.document.codings import two_places
from briefs.document.content import brief_content
from briefs.document.html import to_html
from briefs.document.parts.comparisons import RatingPart
from briefs.document.shape import content_hash, to_json
from briefs.scope import scope_on
from records.levels import Level
from tests.factories.records import AnalystFactory, ReviewerFactory
from tests.factories.statements import CommitmentFactory
from tests.factories.tracking import AssessmentFactory, CodedRatingFactory, DoubleCodingFactory, SettlementFactory
from tracking.codebook import VERSION
from tracking.models import DoubleCoding

pytestmark = pytest.mark.django_db

ENDED = dt.datetime(2021, 9, 3, 12, tzinfo=dt.UTC)
AFTER = dt.datetime(2021, 9, 30, tzinfo=dt.UTC)


def told(process, as_of=AFTER, level=Level.PUBLIC):
    return brief_content(scope_on(process, level), as_of=as_of)


@pytest.fixture
def commitments(db):
    first = CommitmentFactory(
        clause__statement__issued_on="2021-07-08", clause__statement__process__opened_on="2021-07-01"
    )
    return [first, CommitmentFactory(clause=first.clause), CommitmentFactory(clause=first.clause)]


def coded(commitments, first=("minimal", "full", "contested"), second=("full", "full", "contested"), **values):
    """A double coding of `commitments` that ended, with these ratings."""
    coding = DoubleCodingFactory(
        title="All points",
        process=commitments[0].statement.process,
        chosen=commitments,
        first_coder=AnalystFactory(username="zohra"),
        second_coder=AnalystFactory(username="yusuf"),
        **values,
    )
    for coder, ratings in ((coding.first_coder, first), (coding.second_coder, second)):
        for row, rating in zip(commitments, ratings, strict=True):
            CodedRatingFactory(coding=coding, commitment=row, coder=coder, rating=rating)
    DoubleCoding.objects.update(first_done_at=ENDED, second_done_at=ENDED, ended_at=ENDED)
    return DoubleCoding.objects.get()


def test_the_annex_tells_who_rated_how_many_and_how_far_they_agree(commitments):
    coding = coded(commitments, first_label="The demo desk")
    SettlementFactory(coding=coding, commitment=commitments[0])

    (part,) = told(coding.process).codings

    assert (part.title, part.ended_on, part.as_of, part.codebook_version) == (
        "All points",
        "3 September 2021",
        "31 August 2021",
        VERSION,
    )
    assert part.coders == (("The demo desk", 3), ("second coder", 3))
    assert (part.commitments, part.both, part.agreed, part.differences, part.settled) == (3, 3, 2, 1, 1)
    plain, weighted = part.kappas
    assert (plain.pairs, plain.observed, plain.expected, plain.kappa) == (3, "0.67", "0.33", "0.50")
    assert " to " in plain.interval
    assert (weighted.pairs, weighted.observed) == (2, "0.67")


def test_the_annex_is_on_paper_with_its_sources_and_in_the_contents(commitments):
    process = coded(commitments, first=["contested"] * 3, second=["contested"] * 3).process

    page = to_html(told(process))

    assert '<a class="entry" href="#codings">' in page
    assert "Both gave one and the same rating throughout" in page
    assert "No commitment has a rating from both that the PAM scale can score." in page
    assert "Educational and Psychological Measurement 20 (1960)" in page
    assert "Psychological Bulletin 70 (1968)" in page


def test_no_account_is_named(commitments):
    process = coded(commitments).process

    text = to_json(told(process))

    assert "zohra" not in text
    assert "yusuf" not in text


def test_a_coding_that_ended_later_is_not_told_of(commitments):
    process = coded(commitments).process

    before = told(process, ENDED - dt.timedelta(seconds=1))

    assert before.codings == ()
    assert 'id="codings"' not in to_html(before)
    assert len(told(process, ENDED).codings) == 1
    assert content_hash(before) != content_hash(told(process, ENDED))


def test_a_settlement_that_came_later_is_not_told_of(commitments):
    coding = coded(commitments)
    SettlementFactory(coding=coding, commitment=commitments[0], settled_at=AFTER + dt.timedelta(seconds=1))

    assert told(coding.process).codings[0].settled == 0
    assert told(coding.process, AFTER + dt.timedelta(seconds=1)).codings[0].settled == 1


def test_a_coding_above_the_readers_is_not_told_of(commitments):
    process = coded(commitments, level=Level.RESTRICTED).process

    assert told(process).codings == ()
    assert len(told(process, level=Level.RESTRICTED).codings) == 1


def test_commitments_above_the_readers_are_neither_counted_nor_compared(commitments):
    process = coded(commitments).process
    commitments[0].level = Level.RESTRICTED
    commitments[0].save()

    public, restricted = (told(process, level=level).codings[0] for level in (Level.PUBLIC, Level.RESTRICTED))

    assert (public.commitments, public.both, public.differences) == (2, 2, 0)
    assert [number for _who, number in public.coders] == [2, 2]
    assert (restricted.commitments, restricted.both, restricted.differences) == (3, 3, 1)


def test_a_coding_of_which_the_readers_see_no_commitment_is_not_told_of(commitments):
    process = coded(commitments).process
    for row in commitments:
        row.level = Level.RESTRICTED
        row.save()

    assert told(process).codings == ()


def test_a_coding_of_other_talks_is_not_told_of(commitments):
    coded(commitments)
    other = CommitmentFactory(clause__statement__issued_on="2021-07-08")

    assert told(other.statement.process).codings == ()


def test_what_only_one_rated_is_no_pair(commitments):
    coding = DoubleCodingFactory(process=commitments[0].statement.process, chosen=commitments)
    CodedRatingFactory(coding=coding, commitment=commitments[0])
    DoubleCoding.objects.update(first_done_at=ENDED, second_done_at=ENDED, ended_at=ENDED)

    (part,) = told(coding.process).codings

    assert [number for _who, number in part.coders] == [1, 0]
    assert [(row.pairs, row.observed, row.why) for row in part.kappas] == [
        (0, "", "No commitment was rated by both.")
    ] * 2


def test_the_line_of_changes_says_from_what_to_what_when_by_whom_and_why(commitments):
    assessor, other = AnalystFactory(), ReviewerFactory()
    given = {"commitment": commitments[0], "assessor": assessor}
    first = AssessmentFactory(
        **given, as_of=dt.datetime(2021, 7, 20, tzinfo=dt.UTC), reasoning="They met.", assessor_label="Demo desk"
    )
    AssessmentFactory(
        **given,
        as_of=dt.datetime(2021, 8, 31, tzinfo=dt.UTC),
        rating="partly_closed",
        reasoning="It ended.",
        published_by=other,
        supersedes=first,
    )
    AssessmentFactory(**given, as_of=AFTER, rating="full", reasoning="Restored.", published_by=assessor)

    comparison = told(commitments[0].statement.process).comparisons[0]

    assert [
        (step.before, step.now.label, step.now.as_of, step.now.assessor, step.now.published, step.now.in_short)
        for step in comparison.line_of_changes
    ] == [
        ("not assessed", "minimal", "20 July 2021", "Demo desk", "", "They met."),
        ("minimal", "partly, closed", "31 August 2021", "", "published by a second person", "It ended."),
        ("partly, closed", "full", "30 September 2021", "", "published by the assessor", "Restored."),
    ]
    page = " ".join(to_html(told(commitments[0].statement.process)).split())
    assert "C1: how the rating moved" in page
    assert "</b>, Demo desk; They met.</li>" in page
    assert "</b>, an assessor not named, published by a second person; It ended.</li>" in page
    assert "; as reasoned above</li>" in page
    assert other.username not in page


def test_a_single_rating_has_its_line_in_one_sentence(commitments):
    AssessmentFactory(commitment=commitments[0], assessor_label="Demo desk", published_by=ReviewerFactory())

    page = " ".join(to_html(told(commitments[0].statement.process)).split())

    assert "From “not assessed” to “minimal”, by Demo desk, published by a second person; as reasoned above." in page


def test_a_judgement_that_came_later_or_is_hidden_is_not_in_the_line(commitments):
    AssessmentFactory(commitment=commitments[0])
    AssessmentFactory(commitment=commitments[0], as_of=AFTER + dt.timedelta(seconds=1), rating="full")
    AssessmentFactory(commitment=commitments[0], rating="breached", level=Level.RESTRICTED)

    assert [step.now.key for step in told(commitments[0].statement.process).comparisons[0].line_of_changes] == [
        "minimal"
    ]


def test_what_was_not_judged_has_no_line(commitments):
    repeating = CommitmentFactory(clause=commitments[0].clause, repeats=commitments[0])
    AssessmentFactory(commitment=commitments[0])
    AssessmentFactory(commitment=commitments[0], rating="full", as_of=AFTER)

    content = told(commitments[0].statement.process)

    lines = {part.summary: len(part.line_of_changes) for part in content.comparisons}
    assert (lines[commitments[0].summary], lines[commitments[1].summary], lines[repeating.summary]) == (2, 0, 0)
    assert "Earlier: minimal (12 July 2021)" in " ".join(to_html(content).split())


@pytest.mark.parametrize(
    ("reasoning", "short"),
    [
        ("They met.\nNothing else.", "They met. Nothing else."),
        (f"They met. {'And so on ' * 30}.", "They met. …"),
        ("word " * 60, f"{('word ' * 44).strip()} …"),
        ("x" * 300, f"{'x' * 220} …"),
    ],
)
def test_a_reasoning_in_short_is_whole_sentences_that_fit(reasoning, short):
    assert RatingPart("full", "full", reasoning=reasoning).in_short == short


def test_a_number_is_printed_to_two_places_without_a_negative_zero():
    assert [two_places(number) for number in (None, 0.125, -0.001, -1)] == ["", "0.12", "0.00", "-1.00"]
