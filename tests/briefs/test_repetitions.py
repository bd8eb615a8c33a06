"""Relations in a brief: what was replaced, what was repeated, and that a repeated commitment is counted once."""

import datetime as dt

import pytest

from briefs.document.content import brief_content
from briefs.document.html import to_html
from briefs.scope import scope_on
from records.levels import Level
from tests.factories.statements import (
    ClauseFactory,
    CommitmentFactory,
    DeadlineFactory,
    StatementFactory,
    StatementLinkFactory,
)
from tests.factories.tracking import AssessmentFactory

pytestmark = pytest.mark.django_db

AUGUST = dt.datetime(2021, 8, 31, tzinfo=dt.UTC)


def told(subject, as_of=AUGUST, level=Level.PUBLIC):
    return brief_content(scope_on(subject, level), as_of=as_of)


@pytest.fixture
def later(commitment):
    """A commitment of 18 July that repeats `commitment`, in the same process."""
    statement = StatementFactory(
        round=None, process=commitment.statement.process, title="Doha words", issued_on="2021-07-18"
    )
    return CommitmentFactory(clause=ClauseFactory(statement=statement), summary="Go on talking", repeats=commitment)


def test_a_repeated_commitment_is_counted_once_and_both_say_so(commitment, later):
    AssessmentFactory(commitment=commitment, rating="breached", as_of=dt.datetime(2021, 7, 20, tzinfo=dt.UTC))

    content = told(commitment.statement.process)
    first, second = content.comparisons
    html = to_html(content)

    assert (first.is_counted, second.is_counted) == (True, False)
    assert second.repeats.startswith(f"C1 ({commitment.statement.title}, ")
    assert first.repeated_in == (f"C2 (Doha words, 18 July 2021, point {later.clause.number})",)
    assert (content.summary.commitments, [(row.key, row.which) for row in content.summary.counts]) == (
        1,
        [("breached", ("C1",))],
    )
    assert (
        content.summary.repeated
        == "1 more commitment repeats an earlier one of this brief, and is counted once with it."
    )
    assert content.summary.index.endswith("from the 1 commitment that the PAM scale can score.")
    assert len(content.summary.changes) == 1
    assert (second.rating.key, second.rating.taken_from) == ("breached", "C1")
    assert "Judged with the commitment that it repeats: C1." in html
    assert "1 more commitment repeats an earlier one" in html
    assert '<b class="term">Repeats</b> C1 (' in html
    assert '<b class="term">Repeated in</b> C2 (' in html


def test_a_repetition_that_was_judged_itself_keeps_its_rating(commitment, later):
    for row, rating in ((commitment, "breached"), (later, "full")):
        AssessmentFactory(commitment=row, rating=rating, as_of=dt.datetime(2021, 7, 20, tzinfo=dt.UTC))

    content = told(commitment.statement.process)

    assert (content.comparisons[1].rating.key, content.comparisons[1].rating.taken_from) == ("full", "")
    assert [row.key for row in content.summary.counts] == ["breached"]


def test_a_repetition_whose_original_the_brief_does_not_cover_is_counted(commitment, later):
    AssessmentFactory(commitment=commitment, rating="breached", as_of=dt.datetime(2021, 7, 20, tzinfo=dt.UTC))

    content = told(later.statement)

    (part,) = content.comparisons
    assert part.is_counted
    assert part.repeats.startswith(f"“{commitment.summary}” (")
    assert part.repeats.endswith("which this brief does not cover")
    assert (part.rating.key, part.rating.taken_from) == ("breached", commitment.summary)
    assert (content.summary.commitments, content.summary.repeated) == (1, "")


def test_a_rating_of_the_original_that_came_later_is_not_known_yet(commitment, later):
    AssessmentFactory(commitment=commitment, rating="breached", as_of=AUGUST)

    content = told(commitment.statement.process, dt.datetime(2021, 8, 30, tzinfo=dt.UTC))

    assert content.comparisons[1].rating.key == "not_assessed"
    assert content.comparisons[1].rating.taken_from == ""


def test_of_a_hidden_original_nothing_is_told_and_the_repetition_is_counted(commitment, later):
    commitment.level = Level.RESTRICTED
    commitment.save()
    AssessmentFactory(commitment=commitment, rating="breached", as_of=dt.datetime(2021, 7, 20, tzinfo=dt.UTC))

    public, restricted = told(commitment.statement.process), told(commitment.statement.process, level=Level.RESTRICTED)

    (part,) = public.comparisons
    assert (part.repeats, part.is_counted, part.rating.key) == ("", True, "not_assessed")
    assert (public.summary.commitments, public.summary.repeated) == (1, "")
    assert commitment.summary not in to_html(public)
    assert (restricted.summary.commitments, len(restricted.comparisons)) == (1, 2)


def test_several_repetitions_are_said_in_the_plural(commitment, later):
    CommitmentFactory(clause=later.clause, repeats=commitment)

    assert told(commitment.statement.process).summary.repeated.startswith("2 more commitments repeat earlier ones")


def test_what_a_statement_did_to_an_earlier_one_is_a_fact_of_it_from_its_day_on(commitment):
    earlier = commitment.statement
    for kind, title, level in (
        ("replaces", "The new accord", Level.PUBLIC),
        ("annex", "Annex on prisoners", Level.PUBLIC),
        ("amends", "Canary amendment", Level.RESTRICTED),
    ):
        StatementLinkFactory(
            earlier=earlier,
            kind=kind,
            statement__title=title,
            statement__issued_on="2021-07-18",
            statement__level=level,
        )

    before = dict(told(earlier.process, dt.datetime(2021, 7, 17, tzinfo=dt.UTC)).statements[0].facts)
    after = dict(told(earlier.process).statements[0].facts)

    assert "Replaced by" not in before
    assert (after["Replaced by"], after["Annexes"]) == (
        "The new accord, 18 July 2021",
        "Annex on prisoners, 18 July 2021",
    )
    assert "Amended by" not in after


def test_the_deadline_in_force_stands_last_and_is_that_of_the_day(commitment):
    DeadlineFactory(commitment=commitment)
    for due, issued in (("2021-09-01", "2021-08-01"), ("2021-08-15", "2021-07-18")):
        DeadlineFactory(
            commitment=commitment, terms="dated", words="", due_on=due, amended_by=StatementFactory(issued_on=issued)
        )

    def words(as_of):
        return [part.words for part in told(commitment.statement.process, as_of).comparisons[0].deadlines]

    assert words(AUGUST)[-2:] == ["15 August 2021", "1 September 2021"]
    assert words(dt.datetime(2021, 7, 31, tzinfo=dt.UTC))[-1] == "15 August 2021"
