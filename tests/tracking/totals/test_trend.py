"""How many commitments had which rating at the end of each month, quarter or year."""

import datetime as dt
import random

import pytest

from records.levels import Level
from tests.factories.statements import CommitmentFactory
from tests.factories.tracking import AssessmentFactory
from tests.tracking.totals.counted import numbers, whole
from tracking.codebook import Rating
from tracking.models import Assessment
from tracking.totals.question import Question
from tracking.totals.trend import MOST_YEARS, Unit, trend

pytestmark = pytest.mark.django_db


def moment(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def told(until, unit=None, reader=Level.PUBLIC, **asked):
    """{short label: numbers} of a trend."""
    return {
        period.short: numbers(period.count) for period in trend(Question(reader, as_of=moment(until), **asked), unit)
    }


def bound(issued, *ratings, **more):
    commitment = CommitmentFactory(clause__statement__issued_on=issued, **more)
    for as_of, rating in ratings:
        AssessmentFactory(commitment=commitment, as_of=moment(as_of), rating=rating)
    return commitment


def test_a_month_counts_as_it_ended():
    bound(
        "2021-01-15", ("2021-02-03", Rating.FULL), ("2021-02-20", Rating.MINIMAL), ("2021-04-30T23:59", Rating.BREACHED)
    )
    bound("2021-03-31")

    assert told("2021-05-01") == {
        "Jan 2021": {"not_assessed": 1},
        "Feb 2021": {"minimal": 1},
        "Mar 2021": {"minimal": 1, "not_assessed": 1},
        "Apr 2021": {"breached": 1, "not_assessed": 1},
        "May 2021": {"breached": 1, "not_assessed": 1},
    }


def test_the_last_period_ends_at_the_moment_itself():
    bound("2021-01-15", ("2021-02-20T12:00", Rating.FULL))

    periods = trend(Question(Level.PUBLIC, as_of=moment("2021-02-20T12:00")))

    assert (periods[-1].last, numbers(periods[-1].count)) == (dt.date(2021, 2, 20), {"full": 1})
    assert told("2021-02-20T11:59:59")["Feb 2021"] == {"not_assessed": 1}


def test_a_longer_time_is_told_by_quarters_and_a_very_long_one_by_years():
    bound("2015-02-15", ("2016-04-01", Rating.FULL))

    quarters, years = told("2021-05-01"), told("2090-05-01")

    assert list(quarters)[:2] == ["2015 Q1", "2015 Q2"]
    assert (quarters["2016 Q1"], quarters["2016 Q2"]) == ({"not_assessed": 1}, {"full": 1})
    assert (years["2015"], years["2016"], len(years)) == ({"not_assessed": 1}, {"full": 1}, 76)
    assert len(told("3000-01-01")) == MOST_YEARS


def test_a_longer_unit_may_be_asked_for_and_a_too_short_one_is_made_longer():
    bound("2019-02-15")

    assert list(told("2019-04-01", Unit.QUARTER)) == ["2019 Q1", "2019 Q2"]
    assert list(told("2019-04-01", Unit.YEAR)) == ["2019"]
    assert next(iter(told("2022-04-01", Unit.MONTH))) == "2019 Q1"


def test_each_period_has_a_label():
    bound("2019-02-15")

    labels = [trend(Question(Level.PUBLIC, as_of=moment("2019-04-01")), unit)[0].label for unit in Unit]

    assert labels == ["February 2019", "quarter 1 of 2019", "2019"]


def test_nothing_above_the_readers_level_moves_a_trend():
    commitment = bound("2021-01-15")
    AssessmentFactory(commitment=commitment, as_of=moment("2021-01-20"), level=Level.RESTRICTED)
    bound("2021-01-15", level=Level.RESTRICTED)

    assert told("2021-01-31") == {"Jan 2021": {"not_assessed": 1}}
    assert told("2021-01-31", reader=Level.RESTRICTED) == {"Jan 2021": {"minimal": 1, "not_assessed": 1}}


def test_a_trend_is_of_one_process_and_has_the_index():
    commitment = bound("2021-01-15", ("2021-01-20", Rating.INTERMEDIATE))
    bound("2020-01-15")

    (period,) = trend(Question(Level.PUBLIC, commitment.statement.process, moment("2021-01-31")))

    assert (numbers(period.count), round(period.count.index.value, 1)) == ({"intermediate": 1}, 66.7)


def test_what_repeats_a_later_one_is_counted_until_that_is_issued():
    earlier = bound("2021-01-01/2021-03-10", ("2021-02-15", Rating.FULL))
    bound("2021-01-20", ("2021-04-10", Rating.BREACHED), repeats=earlier)

    assert told("2021-04-30") == {
        "Jan 2021": {"not_assessed": 1},
        "Feb 2021": {"full": 1},
        "Mar 2021": {"full": 1},
        "Apr 2021": {"full": 1},
    }


def test_a_trend_without_dated_statements_is_empty():
    CommitmentFactory()

    assert trend(Question(Level.PUBLIC, as_of=moment("2021-01-31"))) == []


def test_every_period_says_what_is_counted_as_of_its_end():
    draw = random.Random(7)  # noqa: S311 - to draw, not to hide
    made = []
    for _number in range(40):
        ratings = [
            (
                f"2021-{draw.randint(1, 12):02}-{draw.randint(1, 28):02}T0{draw.randint(0, 9)}:00",
                draw.choice(Rating.values),
            )
            for _time in range(draw.randint(0, 4))
        ]
        month = draw.randint(1, 12)
        issued = f"2021-{month:02}-{draw.randint(1, 28):02}"
        repeats = draw.choice([*made, None]) if made else None
        made.append(bound(issued, *ratings, repeats=repeats, level=draw.choice([Level.PUBLIC, Level.RESTRICTED])))
    AssessmentFactory(commitment=made[0], status=Assessment.Status.IN_REVIEW)

    for reader in (Level.PUBLIC, Level.RESTRICTED):
        for period in trend(Question(reader, as_of=moment("2021-12-31T23:59:59"))):
            ends = dt.datetime.combine(period.last, dt.time.max, dt.UTC)
            assert numbers(period.count) == whole(reader, as_of=ends), (reader, period.short)


@pytest.mark.parametrize("count", [1, 3])
def test_one_query_tells_however_long_a_trend(count, django_assert_num_queries):
    for number in range(count):
        bound(f"2021-0{number + 1}-15", ("2021-05-01", Rating.FULL))

    with django_assert_num_queries(1):
        trend(Question(Level.PUBLIC, as_of=moment("2021-12-31")))
