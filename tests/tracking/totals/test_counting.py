"""How many commitments have which rating, by process, statement, party and theme, for whom, and as of when."""

import datetime as dt

import pytest

from records.levels import Level
from tests.factories.statements import CommitmentFactory, StatementFactory, ThemeFactory
from tests.factories.talks import PartyFactory, ProcessFactory, RoundFactory
from tests.factories.tracking import AssessmentFactory
from tests.tracking.totals.counted import BEFORE, MOMENT, by, numbers, whole
from tracking.codebook import Rating
from tracking.models import Assessment
from tracking.totals.counting import NOTHING, Count, totals
from tracking.totals.grouping import GROUPINGS
from tracking.totals.question import Question

pytestmark = pytest.mark.django_db


def rated(rating, **told):
    return AssessmentFactory(rating=rating, **{f"commitment__{name}": value for name, value in told.items()}).commitment


def test_not_assessed_no_evidence_and_not_started_are_kept_apart():
    rated(Rating.NO_EVIDENCE)
    rated(Rating.NOT_STARTED)
    CommitmentFactory()

    assert whole() == {"no_evidence": 1, "not_started": 1, "not_assessed": 1}


def test_drafts_and_what_is_in_review_do_not_count():
    rated(Rating.FULL, obligors=[])
    AssessmentFactory(status=Assessment.Status.DRAFT)
    AssessmentFactory(status=Assessment.Status.IN_REVIEW)

    assert whole() == {"full": 1, "not_assessed": 2}


def test_nothing_above_the_readers_level_is_counted():
    shown = rated(Rating.FULL)
    AssessmentFactory(commitment=shown, rating=Rating.BREACHED, as_of=MOMENT + dt.timedelta(1), level=Level.RESTRICTED)
    rated(Rating.MINIMAL, level=Level.RESTRICTED)
    rated(Rating.MINIMAL, clause__statement__level=Level.CONFIDENTIAL)

    assert whole() == {"full": 1}
    assert whole(Level.RESTRICTED) == {"breached": 1, "minimal": 1}
    assert whole(Level.CONFIDENTIAL) == {"breached": 1, "minimal": 2}


def test_an_embargo_counts_at_the_moment_asked_about():
    rated(Rating.FULL, embargo_until=MOMENT)

    assert whole(at=BEFORE) == {}
    assert whole(at=MOMENT) == {"full": 1}


def test_a_rating_counts_from_the_moment_that_it_speaks_for():
    bound = CommitmentFactory(clause__statement__issued_on="2021-07-01")
    AssessmentFactory(commitment=bound, rating=Rating.FULL, as_of=MOMENT)
    AssessmentFactory(commitment=bound, rating=Rating.BREACHED, as_of=MOMENT + dt.timedelta(1))

    assert whole(as_of=BEFORE) == {"not_assessed": 1}
    assert whole(as_of=MOMENT) == {"full": 1}
    assert whole(as_of=MOMENT + dt.timedelta(1)) == {"breached": 1}


def test_of_two_assessments_of_one_moment_the_one_entered_last_counts():
    bound = AssessmentFactory(rating=Rating.FULL).commitment
    AssessmentFactory(commitment=bound, rating=Rating.MINIMAL)

    assert whole() == {"minimal": 1}


def test_a_commitment_counts_from_the_day_its_statement_was_issued():
    CommitmentFactory(clause__statement__issued_on="2021-07-12")
    CommitmentFactory()

    assert whole(as_of=dt.datetime(2021, 7, 11, 23, 59, 59, tzinfo=dt.UTC)) == {}
    assert whole(as_of=dt.datetime(2021, 7, 12, tzinfo=dt.UTC)) == {"not_assessed": 1}
    assert whole() == {"not_assessed": 2}


def test_a_repetition_counts_once_with_what_it_repeats_however_it_was_judged():
    earlier = rated(Rating.FULL, clause__statement__issued_on="2021-07-08")
    later = CommitmentFactory(repeats=earlier, clause__statement__issued_on="2021-07-18")
    AssessmentFactory(commitment=later, rating=Rating.BREACHED)

    found = totals(Question(Level.PUBLIC), GROUPINGS["statement"])

    assert numbers(found.whole) == {"full": 1}
    assert [(key, numbers(count)) for key, count in found.groups] == [(earlier.statement.pk, {"full": 1})]
    assert found.repeated == 1


def test_a_repetition_of_what_the_reader_does_not_see_counts_and_tells_nothing():
    earlier = rated(Rating.FULL, level=Level.RESTRICTED)
    CommitmentFactory(repeats=earlier)

    found = totals(Question(Level.PUBLIC), GROUPINGS["process"])

    assert (numbers(found.whole), found.repeated) == ({"not_assessed": 1}, 0)
    assert whole(Level.RESTRICTED) == {"full": 1}


def test_within_one_process_a_repetition_of_another_process_counts_with_the_rating_of_the_earlier():
    earlier = rated(Rating.FULL)
    later = CommitmentFactory(repeats=earlier)

    assert whole(process=later.statement.process) == {"full": 1}
    assert by("process") == {earlier.statement.process_id: {"full": 1}}


def test_a_repetition_whose_earlier_was_issued_later_counts_until_then():
    earlier = rated(Rating.FULL, clause__statement__issued_on="2021-07-01/2021-07-20")
    CommitmentFactory(repeats=earlier, clause__statement__issued_on="2021-07-10")

    found = totals(Question(Level.PUBLIC, as_of=MOMENT), GROUPINGS["process"])

    assert (found.whole.total, found.repeated) == (1, 0)


def test_commitments_are_counted_by_process_and_by_statement():
    first, second = StatementFactory(), StatementFactory()
    rated(Rating.FULL, clause__statement=first)
    CommitmentFactory(clause__statement=first)
    rated(Rating.BREACHED, clause__statement=second)
    rated(Rating.BREACHED, clause__statement=second, level=Level.RESTRICTED)

    assert by("statement") == {first.pk: {"full": 1, "not_assessed": 1}, second.pk: {"breached": 1}}
    assert by("process") == {first.process_id: {"full": 1, "not_assessed": 1}, second.process_id: {"breached": 1}}
    assert by("statement", process=second.process) == {second.pk: {"breached": 1}}


def test_a_commitment_of_two_parties_counts_with_both_and_once_in_the_whole():
    north, south, hidden = PartyFactory(), PartyFactory(), PartyFactory(level=Level.RESTRICTED)
    rated(Rating.FULL, obligors=[north, south])
    rated(Rating.MINIMAL, obligors=[south, hidden])
    rated(Rating.BREACHED, obligors=[hidden])
    CommitmentFactory()

    assert by("party") == {
        north.pk: {"full": 1},
        south.pk: {"full": 1, "minimal": 1},
        None: {"breached": 1, "not_assessed": 1},
    }
    assert by("party", Level.RESTRICTED)[hidden.pk] == {"minimal": 1, "breached": 1}
    assert whole(by="party") == {"full": 1, "minimal": 1, "breached": 1, "not_assessed": 1}


def test_commitments_are_counted_by_theme():
    ceasefire, prisoners = ThemeFactory(), ThemeFactory()
    rated(Rating.FULL, themes=[ceasefire, prisoners])
    rated(Rating.NOT_STARTED, themes=[prisoners])
    rated(Rating.NOT_STARTED, themes=[prisoners], level=Level.RESTRICTED)

    assert by("theme") == {ceasefire.pk: {"full": 1}, prisoners.pk: {"full": 1, "not_started": 1}}


def test_groups_come_by_number_and_then_by_name():
    party = {name: PartyFactory(name=name) for name in ("B", "A", "C")}
    CommitmentFactory(obligors=[party["A"], party["B"], party["C"]])
    CommitmentFactory(obligors=[party["C"]])

    groups = totals(Question(Level.PUBLIC), GROUPINGS["party"]).groups

    assert [key for key, _count in groups] == [party["C"].pk, party["A"].pk, party["B"].pk]


def test_an_empty_record_counts_nothing():
    found = totals(Question(Level.PUBLIC), GROUPINGS["party"])

    assert (found.whole, found.groups, found.repeated) == (NOTHING, [], 0)
    assert {part.share for part in NOTHING.parts} == {0}
    assert NOTHING.index.value is None


@pytest.mark.parametrize(
    "numbers", [(1, 1, 1), (2, 2, 3, 1, 1, 1, 7, 1, 1, 1), (199, 1), (1, 0, 5, 0, 0, 0, 0, 0, 0, 1)]
)
def test_shares_are_whole_percentages_that_add_up_to_100(numbers):
    parts = Count((*numbers, *[0] * (10 - len(numbers)))).parts

    assert sum(part.share for part in parts) == 100
    assert all(isinstance(part.share, int) for part in parts)
    assert [part.start for part in parts][:3] == [0, numbers[0], numbers[0] + numbers[1]]


def test_the_index_is_of_those_with_a_score_and_says_how_many_have_none():
    for rating in (Rating.FULL, Rating.INTERMEDIATE, Rating.PARTLY_CLOSED, Rating.BREACHED, Rating.NOT_STARTED):
        rated(rating)
    for rating in (Rating.CONTESTED, Rating.NO_EVIDENCE, Rating.UNVERIFIABLE):
        rated(rating)
    CommitmentFactory()

    index = totals(Question(Level.PUBLIC), GROUPINGS["process"]).whole.index

    assert (index.points, index.scored, index.unscored) == (3 + 2 + 1, 5, 4)
    assert index.value == pytest.approx(100 * 6 / 15)


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("name", GROUPINGS)
def test_one_query_counts_however_many_groups_there_are(name, count, django_assert_num_queries):
    for _number in range(count):
        process = ProcessFactory()
        statement = StatementFactory(round=RoundFactory(process=process))
        CommitmentFactory(clause__statement=statement, obligors=[PartyFactory()], themes=[ThemeFactory()])

    with django_assert_num_queries(1):
        groups = totals(Question(Level.PUBLIC), GROUPINGS[name]).groups

    assert len(groups) == count
