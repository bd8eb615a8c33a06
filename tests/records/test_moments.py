import datetime as dt

import pytest

from records.moments import MomentNotUnderstood, moment


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2021-07-12", dt.datetime(2021, 7, 12, 23, 59, 59, tzinfo=dt.UTC)),
        ("2021-07-12T18:00Z", dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC)),
        ("2021-07-12 18:00 UTC", dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC)),
        (" 2021-07-12 18:00 ", dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC)),
        ("2021-07-12T22:30+04:30", dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC)),
    ],
)
def test_moment_is_read_in_utc(typed, meant):
    assert moment(typed) == meant


@pytest.mark.parametrize("typed", ["", "soon", "12 July", "2021-07", "2021-07-12Txx"])
def test_what_is_no_moment_is_refused_with_an_example(typed):
    with pytest.raises(MomentNotUnderstood, match="Write a day"):
        moment(typed)


@pytest.mark.parametrize("typed", ["2021-02-30", "2021-13-01", "2021-07-12T25:00"])
def test_what_is_not_on_the_calendar_is_refused(typed):
    with pytest.raises(MomentNotUnderstood, match="not on the calendar"):
        moment(typed)


def test_a_moment_past_the_last_year_is_refused():
    with pytest.raises(MomentNotUnderstood, match="outside the years"):
        moment("9999-12-31T23:00-05:00")
