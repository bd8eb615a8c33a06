"""What changed since the edition before, and that nothing is told of it which its readers may not see any more."""

import dataclasses
import datetime as dt

import pytest

from briefs.before import Before
from briefs.document.content import brief_content
from briefs.document.html import to_html
from briefs.document.parts.since import (
    AddedCommitment,
    AmendedDeadline,
    MoreReports,
    MovedRating,
    NewEvent,
    SincePart,
    TurnedEvent,
)
from briefs.document.shape import to_json
from briefs.document.since import since_part
from briefs.scope import scope_on
from records.levels import Level
from tests.factories.events import EventFactory, ReportFactory
from tests.factories.statements import CommitmentFactory, DeadlineFactory, StatementFactory
from tests.factories.tracking import AssessmentFactory, EvidenceFactory

pytestmark = pytest.mark.django_db

JULY = dt.datetime(2021, 7, 20, tzinfo=dt.UTC)
AUGUST = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


def told(commitment, as_of=AUGUST, before=None):
    scope = scope_on(commitment.statement.process, Level.PUBLIC)
    return brief_content(scope, as_of=as_of, before=before and Before(1, before))


def told_twice(commitment, between=lambda: None):
    """The content as of 20 July and, after `between`, as of 31 August."""
    first = told(commitment, JULY)
    between()
    return first, told(commitment, before=first)


def hide(record):
    record.level = Level.CONFIDENTIAL
    record.save()


def test_without_an_edition_before_there_is_nothing_to_tell(commitment):
    content = told(commitment)

    assert since_part(None, content) is None
    assert since_part(Before(0, None, content), content) is None


def test_a_rating_that_moved_is_told_with_the_one_before_and_why(commitment):
    AssessmentFactory(commitment=commitment, as_of=JULY, rating="minimal")
    AssessmentFactory(commitment=commitment, as_of=AUGUST, rating="breached", reasoning="It was taken by force.")

    since = told_twice(commitment)[1].since

    assert since == SincePart(
        number=1,
        as_of=JULY,
        ratings=(
            MovedRating(
                "C1", commitment.summary, "minimal", "breached", "breached", "31 August 2021", "It was taken by force."
            ),
        ),
    )


def test_a_first_rating_is_told_from_not_assessed_and_one_that_stays_is_not_told(commitment):
    other = CommitmentFactory(clause__statement=commitment.statement, clause__position=9)
    AssessmentFactory(commitment=commitment, as_of=AUGUST)
    for moment in (JULY, AUGUST):
        AssessmentFactory(commitment=other, as_of=moment)

    since = told_twice(commitment)[1].since

    assert [(moved.label, moved.before, moved.now) for moved in since.ratings] == [("C1", "not assessed", "minimal")]


def test_a_rating_whose_assessment_is_hidden_by_now_is_not_named(commitment):
    shown = AssessmentFactory(commitment=commitment, as_of=JULY - dt.timedelta(1), rating="minimal")
    hidden = AssessmentFactory(commitment=commitment, as_of=JULY, rating="breached", reasoning="A secret reason.")

    first, second = told_twice(commitment, lambda: hide(hidden))

    assert first.comparisons[0].rating.label == "breached"
    assert [(moved.before, moved.now, moved.why) for moved in second.since.ratings] == [
        ("", "minimal", shown.reasoning)
    ]
    assert "breached" not in to_json(dataclasses.replace(second, codebook=()))
    page = to_html(second, edition=2)
    assert "edition 1 printed another rating" in page
    assert "A secret reason" not in page


def test_whoever_may_see_both_editions_is_told_what_was_printed(commitment):
    hidden = AssessmentFactory(commitment=commitment, as_of=JULY, rating="breached")
    first, second = told_twice(commitment, lambda: hide(hidden))

    since = since_part(Before(1, first), second, both_are_seen=True)

    assert [(moved.before, moved.now, moved.day) for moved in since.ratings] == [("breached", "not assessed", "")]


def test_what_repeats_a_commitment_of_the_brief_moves_with_it_in_one_line(commitment):
    later = CommitmentFactory(clause__statement=commitment.statement, clause__position=9, repeats=commitment)
    AssessmentFactory(commitment=commitment, as_of=JULY)
    AssessmentFactory(commitment=commitment, as_of=AUGUST, rating="breached")

    together = told_twice(commitment)[1].since
    AssessmentFactory(commitment=later, as_of=JULY, rating="full")
    apart = told_twice(commitment)[1].since

    assert [moved.label for moved in together.ratings] == ["C1"]
    assert [(moved.label, moved.now) for moved in apart.ratings] == [("C1", "breached")]


def test_a_repetition_whose_own_rating_was_hidden_is_told(commitment):
    later = CommitmentFactory(clause__statement=commitment.statement, clause__position=9, repeats=commitment)
    AssessmentFactory(commitment=commitment, as_of=JULY)
    own = AssessmentFactory(commitment=later, as_of=JULY, rating="full")

    since = told_twice(commitment, lambda: hide(own))[1].since

    assert [(moved.label, moved.before, moved.now) for moved in since.ratings] == [("C2", "", "minimal")]


def test_a_new_event_is_told_with_the_commitments_that_it_bears_on(commitment):
    other = CommitmentFactory(clause__statement=commitment.statement, clause__position=9)
    known = EventFactory(happened_on="2021-07-10")
    event = EventFactory(title="Kabul is entered", happened_on="2021-08-15")
    for row, one in ((commitment, known), (commitment, event), (other, event)):
        EvidenceFactory(commitment=row, event=one)

    since = told_twice(commitment)[1].since

    assert since.events == (NewEvent("E2", "Kabul is entered", "15 August 2021", ("C1", "C2")),)
    assert (since.reports, since.turned, since.gone) == ((), (), 0)


def test_an_event_that_turned_contested_says_how_it_stood_and_who_said_more(commitment):
    event = EventFactory(title="A crossing falls", happened_on="2021-07-10")
    EvidenceFactory(commitment=commitment, event=event)
    ReportFactory(event=event, stance="affirms", made_on="2021-07-10")
    ReportFactory(event=event, stance="denies", made_on="2021-08-02", claimant_label="the ministry")

    since = told_twice(commitment)[1].since

    assert since.turned == (TurnedEvent("E1", "A crossing falls", "affirmed", "contested", True),)
    assert since.reports == (MoreReports("E1", "A crossing falls", (("the ministry", "denies"),)),)


def test_how_an_event_stood_by_a_report_that_is_hidden_by_now_is_not_named(commitment):
    event = EventFactory(happened_on="2021-07-10")
    EvidenceFactory(commitment=commitment, event=event)
    ReportFactory(event=event, stance="affirms", made_on="2021-07-10")
    hidden = ReportFactory(event=event, stance="denies", made_on="2021-07-11", claimant_label="a hidden voice")

    first, second = told_twice(commitment, lambda: hide(hidden))

    assert [(turned.before, turned.now) for turned in second.since.turned] == [("", "affirmed")]
    assert "it stood otherwise in edition 1" in to_html(second, edition=2)
    both = since_part(Before(1, first), second, both_are_seen=True)
    assert [turned.before for turned in both.turned] == ["contested"]


def amended(commitment, day, **values):
    """A later statement's amendment of the deadline of `commitment`."""
    statement = StatementFactory(process=commitment.statement.process, round=None, issued_on=day)
    return DeadlineFactory(commitment=commitment, amended_by=statement, words="", **values)


def test_a_deadline_that_was_amended_is_told_with_the_one_before(commitment):
    DeadlineFactory(commitment=commitment, terms="soon", words="as soon as possible")
    amended(commitment, "2021-08-01", terms="dated", due_on="2021-09-01")

    since = told_twice(commitment)[1].since

    assert since.deadlines == (AmendedDeadline("C1", commitment.summary, "“as soon as possible”", "1 September 2021"),)


def test_a_deadline_that_is_hidden_by_now_is_not_named(commitment):
    DeadlineFactory(commitment=commitment, terms="soon", words="as soon as possible")
    hidden = amended(commitment, "2021-07-15", terms="dated", due_on="2021-09-01")

    first, second = told_twice(commitment, lambda: hide(hidden.amended_by))

    assert [(one.before, one.now) for one in second.since.deadlines] == [("", "“as soon as possible”")]
    assert "edition 1 printed another deadline" in to_html(second, edition=2)
    both = since_part(Before(1, first), second, both_are_seen=True)
    assert both.deadlines[0].before == "1 September 2021"


def test_deadlines_are_not_compared_across_languages(commitment):
    DeadlineFactory(commitment=commitment, terms="soon")
    first = dataclasses.replace(told(commitment, JULY), language="prs")

    amended(commitment, "2021-08-01", terms="dated", due_on="2021-09-01")

    assert told(commitment, before=first).since.deadlines == ()


def test_a_commitment_that_was_added_is_told_with_its_statement(commitment):
    def add():
        CommitmentFactory(clause__statement=commitment.statement, clause__position=9, summary="To free prisoners")

    since = told_twice(commitment, add)[1].since

    assert since.commitments == (AddedCommitment("C2", "To free prisoners", commitment.statement.title),)


def test_what_is_gone_is_counted_and_not_named(commitment):
    hidden = CommitmentFactory(clause__statement=commitment.statement, clause__position=9, summary="Free the zebra")
    event = EventFactory(title="The zebra is seen", happened_on="2021-07-10")
    EvidenceFactory(commitment=hidden, event=event)

    second = told_twice(commitment, lambda: (hide(hidden), hide(event)))[1]

    assert second.since == SincePart(number=1, as_of=JULY, gone=2)
    page = to_html(second, edition=2)
    assert "2 commitments and events of edition 1 are not in this one." in page
    assert "zebra" not in page
    assert str(hidden.public_id) not in to_json(second)


def test_nothing_changed_is_said_only_when_nothing_did(commitment):
    first, same = told_twice(commitment)

    commitment.summary = "Put in better words"
    commitment.save()
    worded = told(commitment, before=first)

    assert same.since.is_empty
    assert "Nothing changed since edition 1." in to_html(same, edition=2)
    assert (worded.since.is_empty, worded.since.is_worded_otherwise) == (False, True)
    assert "Something else is told otherwise." in to_html(worded, edition=2)


def test_each_change_is_printed_with_a_link_to_where_it_is_told(commitment):
    event = EventFactory(title="A crossing falls", happened_on="2021-07-10")
    EvidenceFactory(commitment=commitment, event=event)
    ReportFactory(event=event, stance="affirms", made_on="2021-07-10")
    ReportFactory(event=event, stance="denies", made_on="2021-08-02", claimant_label="the ministry")
    EvidenceFactory(commitment=commitment, event=EventFactory(title="Kabul is entered", happened_on="2021-08-15"))
    AssessmentFactory(commitment=commitment, as_of=AUGUST, rating="breached")
    DeadlineFactory(commitment=commitment, terms="soon")
    amended(commitment, "2021-08-01", terms="dated", due_on="2021-09-01")

    def add():
        CommitmentFactory(clause__statement=commitment.statement, clause__position=9, summary="To free prisoners")

    page = to_html(told_twice(commitment, add)[1], edition=2)

    section = page[page.index('id="since"') : page.index('id="rounds"')]
    for heading in (
        "What changed since edition 1",
        "Ratings that moved",
        "New events",
        "Events whose reports stand otherwise",
        "More reports on events told before",
        "Deadlines amended",
        "Commitments added",
    ):
        assert heading in section
    for anchor in ("commitment-C1", "commitment-C2", "event-E1", "event-E2"):
        assert f'href="#{anchor}"' in section
        assert f'id="{anchor}"' in page
    assert "the ministry denies" in section
