"""The numbers of commitments, events and sources stay with what they were printed for."""

import datetime as dt

import pytest

from briefs.before import Before
from briefs.document.content import brief_content
from briefs.document.numbering import Numbering
from briefs.document.shape import content_hash, from_data, record_hash, to_data
from briefs.kinds import Section
from briefs.scope import Scope, scope_on
from records.levels import Level
from tests.factories.events import EventFactory, FigureFactory, QuestionFactory, ReportFactory
from tests.factories.records import SourceFactory
from tests.factories.statements import CommitmentFactory, StatementFactory
from tests.factories.tracking import AssessmentFactory, EvidenceFactory

AUGUST = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


def told(process, *, before=None, **narrowed):
    scope = Scope("Brief", process, Level.PUBLIC, **narrowed) if narrowed else scope_on(process, Level.PUBLIC)
    return brief_content(scope, as_of=AUGUST, before=before)


def labels_in(content):
    return {part.summary: part.label for part in content.comparisons}


def said_earlier(commitment, **values):
    """A commitment of a statement issued a day before that of `commitment`, so that a brief tells of it first."""
    statement = StatementFactory(round=commitment.statement.round, issued_on="2021-07-07")
    return CommitmentFactory(clause__statement=statement, **values)


def hide(record):
    record.level = Level.CONFIDENTIAL
    record.save()


def test_numbers_go_on_after_the_last_that_was_ever_given():
    numbering = Numbering({"a": 2, "b": 5}, last=7)

    assert [numbering.of(key) for key in ("b", "new", "a", "newer", "new")] == [5, 8, 2, 9, 8]
    assert numbering.last == 9


def test_without_a_past_numbers_count_from_one():
    assert [Numbering().of("a"), Numbering().last] == [1, 0]


@pytest.mark.django_db
def test_a_commitment_keeps_its_number_and_a_new_one_gets_the_next(commitment):
    first = told(commitment.statement.process)
    earlier = said_earlier(commitment, summary="To free prisoners")

    second = told(commitment.statement.process, before=Before(1, first))

    assert labels_in(told(commitment.statement.process)) == {"To free prisoners": "C1", commitment.summary: "C2"}
    assert labels_in(second) == {"To free prisoners": "C2", commitment.summary: "C1"}
    assert [part.key for part in second.comparisons] == [str(earlier.public_id), str(commitment.public_id)]
    assert second.statements[1].substance[-1][2] == ("C1",)


@pytest.mark.django_db
def test_an_event_and_a_source_keep_their_numbers(commitment):
    later = ReportFactory(event=EventFactory(happened_on="2021-08-02", title="Later"), source=SourceFactory())
    EvidenceFactory(commitment=commitment, event=later.event)
    first = told(commitment.statement.process)
    earlier = ReportFactory(event=EventFactory(happened_on="2021-07-20", title="Earlier"), source=SourceFactory())
    EvidenceFactory(commitment=commitment, event=earlier.event)

    second = told(commitment.statement.process, before=Before(1, first))

    events = second.comparisons[0].events
    assert [(event.number, event.title) for event in events] == [("E2", "Earlier"), ("E1", "Later")]
    assert [event.reports[0].source for event in events] == [2, 1]
    assert [(part.number, part.key) for part in second.sources] == [
        (1, str(later.source.public_id)),
        (2, str(earlier.source.public_id)),
    ]
    assert second.timeline[-1].number == "E1"


@pytest.mark.django_db
def test_a_number_whose_commitment_is_hidden_is_never_given_to_another(commitment):
    gone = said_earlier(commitment, summary="Hidden later")
    last = CommitmentFactory(clause__statement=commitment.statement, clause__position=9, summary="Hidden later, too")
    first = told(commitment.statement.process)
    hide(gone)
    hide(last)
    second = told(commitment.statement.process, before=Before(1, first))
    CommitmentFactory(clause__statement=commitment.statement, clause__position=10, summary="New")

    third = told(commitment.statement.process, before=Before(2, second))

    assert set(labels_in(first).values()) == {"C1", "C2", "C3"}
    assert labels_in(second) == {commitment.summary: "C2"}
    assert labels_in(third) == {commitment.summary: "C2", "New": "C4"}
    assert third.numbered == (4, 0, 0)


@pytest.mark.django_db
def test_numbers_printed_in_the_edition_issued_last_are_kept_as_well(commitment):
    first = told(commitment.statement.process)
    added = CommitmentFactory(clause__statement=commitment.statement, clause__position=9, summary="Withdrawn")
    latest = told(commitment.statement.process, before=Before(1, first))
    said_earlier(commitment, summary="New")

    after = told(commitment.statement.process, before=Before(1, first, latest))
    with_nothing_before = told(commitment.statement.process, before=Before(0, None, latest))

    assert labels_in(after) == {commitment.summary: "C1", added.summary: "C2", "New": "C3"}
    assert labels_in(with_nothing_before) == labels_in(after)
    assert with_nothing_before.since is None


@pytest.mark.django_db
def test_where_two_editions_number_otherwise_the_one_before_counts(commitment):
    other = CommitmentFactory(clause__statement=commitment.statement, clause__position=9, summary="Other")
    process = commitment.statement.process
    before = told(process, commitments=frozenset({commitment.pk}))
    latest = told(process, commitments=frozenset({other.pk}))

    both = told(process, before=Before(1, before, latest))

    assert labels_in(both) == {commitment.summary: "C1", "Other": "C2"}


@pytest.mark.django_db
def test_the_same_question_asked_again_finds_the_record_unchanged(commitment):
    EvidenceFactory(commitment=commitment, event=ReportFactory(source=SourceFactory()).event)
    AssessmentFactory(commitment=commitment)
    first = told(commitment.statement.process)
    said_earlier(commitment)
    second = told(commitment.statement.process, before=Before(1, first))

    again = told(commitment.statement.process, before=Before(2, second))
    read = from_data(to_data(second))

    assert record_hash(again) == record_hash(second) == record_hash(read) != record_hash(first)
    assert content_hash(again) != content_hash(second)
    assert again.since.is_empty


@pytest.mark.django_db
def test_the_same_question_is_found_again_after_a_later_edition_gave_more_numbers(commitment):
    first = told(commitment.statement.process)
    later = told(commitment.statement.process, before=Before(1, first))
    later = from_data({**to_data(later), "numbered": [5, 5, 5]})

    again = told(commitment.statement.process, before=Before(1, first, later))

    assert record_hash(again) == record_hash(first)
    assert again.numbered == (5, 5, 5)


@pytest.mark.django_db
def test_parts_name_the_rows_and_the_days_that_they_tell_of(commitment):
    report = ReportFactory()
    EvidenceFactory(commitment=commitment, event=report.event)
    assessment = AssessmentFactory(commitment=commitment)

    part = told(commitment.statement.process).comparisons[0]

    assert (part.key, part.issued_on) == (str(commitment.public_id), "2021-07-08")
    assert (part.events[0].key, part.events[0].reports[0].key) == (str(report.event.public_id), str(report.public_id))
    assert (part.rating.assessment, part.rating.on) == (str(assessment.public_id), "2021-07-12")


@pytest.mark.django_db
def test_an_event_says_where_its_reports_were_printed_first(commitment):
    other = CommitmentFactory(clause__statement=commitment.statement, clause__position=9)
    event = EventFactory()
    for each in (commitment, other):
        EvidenceFactory(commitment=each, event=event)

    first, second = told(commitment.statement.process).comparisons

    assert (first.events[0].told_at, first.events[0].is_told_before) == ("", False)
    assert (second.events[0].told_at, second.events[0].is_told_before) == ("C1", True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("bound", "upper", "low", "high"),
    [
        ("exactly", None, 85, 85),
        ("about", None, 85, 85),
        ("between", 90, 85, 90),
        ("more_than", None, 85, None),
        ("at_most", None, None, 85),
    ],
)
def test_a_figure_has_its_span_in_numbers(talks, bound, upper, low, high):
    question = QuestionFactory(process=talks.process)
    FigureFactory(question=question, bound=bound, value=85, upper_value=upper, stated_on="2021-07-09")

    figure = told(talks.process).questions[0].figures[0]

    assert (figure.low, figure.high) == (low, high)


@pytest.mark.django_db
def test_what_changed_stands_in_a_brief_that_has_that_section(commitment):
    first = told(commitment.statement.process)

    with_it = told(commitment.statement.process, before=Before(1, first))
    without = told(commitment.statement.process, before=Before(1, first), sections=(Section.SUMMARY,))

    assert (first.since, with_it.since.number, without.since) == (None, 1, None)
