import contextlib
import copy
import datetime

import pytest

from records.dates import DateNotUnderstood, PartialDate
from records.dates.refusal import Mismatch


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("31 Feb 2021", "February 2021 has 28 days. Write a day from 1 to 28, or February 2021 alone."),
        ("29 Feb 2021", "February 2021 has 28 days."),
        ("30 Feb 2020", "February 2020 has 29 days."),
        ("2021-02-30", "February 2021 has 28 days."),
        ("0 July 2021", "July 2021 has 31 days."),
        ("2021-13", "there is no month 13. Months run from 01 to 12."),
        ("2021-13-01", "there is no month 13."),
        ("2021-00", "there is no month 0."),
        ("2021-W54", "2021 has no week 54."),
        ("2021-W00", "2021 has no week 0."),
        ("2021-21", "a season begins and ends on different days"),
        ("2021-07-08/2021-07-07", "its end comes before its start. Write the earlier date first."),
        ("8-7 July 2021", "its end comes before its start."),
        ("32 Hamal 1400", "Hamal 1400 has 31 days."),
        ("30 Hut 1400", "Hut 1400 has 29 days."),
        ("۳۲ حمل ۱۴۰۰", "“\u2068۳۲ حمل ۱۴۰۰\u2069” is not understood as a date: Hamal 1400 has 31 days."),
        ("31 Dhu al-Qadah 1442", "Dhu al-Qadah 1442 has 30 days."),
        ("17 Saratan 1200", "the year 1200 is outside the solar Hijri years 1300 to 1499."),
        ("1 Muharram 1601", "the year 1601 is outside the lunar Hijri years"),
        ("1 Muharram 1009", "the year 1009 is outside the lunar Hijri years 1010 to 1600."),
        ("1599", "the year 1599 is outside the years 1600 to 2199."),
        ("2200", "the year 2200 is outside the years 1600 to 2199."),
        ("2199-W53", "2199 has no week 53."),
        ("1400", "write 1400 SH (solar), 1400 AH (lunar), or name the month: 17 Saratan 1400."),
        ("0021-07-08", "the year 21 is outside"),
        ("12021", "the year lies outside the years 1600 to 2199."),
        ("-0043", "the year lies outside"),
        ("20210708", "not parted. Write 2021-07-08 with hyphens."),
        ("2021-07-08T10:00Z", "it names a time of day. Leave the time out"),
        ("after 31 December 2199", "the year 2200"),
        ("07/08/2021", "Write 2021-08-07 or 7 August 2021, or 2021-07-08 or 8 July 2021."),
        ("07.07.2021", "Write 2021-07-07 or 7 July 2021."),
        ("31/12/2021", "Write 2021-12-31 or 31 December 2021."),
        ("12/31/2021", "Write 2021-12-31 or 31 December 2021."),
        ("32/32/2021", "either way round. Write it like 2021-07-08"),
        ("7/8/21", "either way round. Write it like 2021-07-08"),
        ("2021/07", "follows a hyphen. Write 2021-07."),
        ("Q5 2021", "there is no quarter 5."),
        ("../..", "it has neither a start nor an end."),
        ("..", "it has neither a word nor a number."),
        ("24/7", "these numbers are not a date."),
        ("July", "the year is missing"),
        ("8 July", "the year is missing"),
        ("8 July 21", "the year is missing, or has not four digits."),
        ("by 8 July or so", "the year is missing"),
        ("8 Jully 2021", "“Jully” is not the name of a month; “July” is."),
        ("17 Saratann 1400", "“Saratann” is not the name of a month; “Saratan” is."),
        ("within 30 days of 8 July 2021", "it holds a year, but is not a date as a whole."),
        ("spring 2021", "it holds a year"),
        ("week of July 2021", "it holds a year"),
        ("Thursday July 2021", "it holds a year"),
        ("late 8 July 2021", "it holds a year"),
        ("since until 8 July 2021", "it holds a year"),
        ("since since 8 July 2021", "it holds a year"),
        ("8 July 2021 SH", "it holds a date"),
        ("8 July 2021 or so", "it holds a date"),
        ("7 - 8 Saratan July 2021", "it holds a year"),
        ("8 July 2021 (see the annex)", "it holds a date"),
        ("since 2021-07-08/..", "it holds a year"),
        ("2021-07-08/soon", "it holds a date"),
        ("2021/07/08/09", "these numbers are not a date."),
        ("signed on 7/8/2021 at noon", "it holds a date, but is not one as a whole."),
        ("2021-1X", "it holds a date"),
        ("Friday 8 July 2021", "that day was a Thursday, not a Friday. Correct the day or the weekday."),
        ("17 Saratan 1400 (9 July 2021)", "it names 8 July 2021 and, in brackets, 9 July 2021."),
        ("27 Dhu al-Qadah 1442 (9 July 2021)", "it names about 7 July 2021 and, in brackets, 9 July 2021."),
        ("17 Saratan 1400 (since 8 July 2021)", "it names 8 July 2021 and, in brackets, from 8 July 2021."),
        ("8 July\u202e 2021", "character 7 is the invisible U+202E (right-to-left override). Delete it"),
        ("8 July\x00 2021", "character 7 is the invisible U+0000 (unnamed)."),
        ("   ", "nothing is written."),
        ("x" * 301, "it has 301 characters, and a date takes at most 300."),
        ("x" * 251, "its words have 251 characters, and at most 250 are kept."),
        ('2021 "' + "x" * 251 + '"', "its words have 251 characters"),
    ],
)
def test_what_looks_like_a_date_and_is_none_is_refused_with_reason_and_remedy(text, said):
    with pytest.raises(DateNotUnderstood) as refused:
        PartialDate.parse(text)

    assert said in str(refused.value)
    assert refused.value.reason in str(refused.value)
    assert str(refused.value).endswith(refused.value.remedy)


def test_a_refusal_names_the_value():
    with pytest.raises(DateNotUnderstood) as refused:
        PartialDate.parse("31 Feb 2021")

    assert str(refused.value) == (
        "“31 Feb 2021” is not understood as a date: February 2021 has 28 days. "
        "Write a day from 1 to 28, or February 2021 alone."
    )
    assert str(copy.copy(refused.value)) == str(refused.value)


def test_a_refusal_shows_the_start_of_a_long_text_only():
    with pytest.raises(DateNotUnderstood, match=r"^“x{77}…” is not understood"):
        PartialDate.parse("x" * 100_000)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        ({}, "it says nothing"),
        ({"edtf": "8 July 2021"}, "it is not EDTF"),
        ({"edtf": "2021-02-30"}, "February 2021 has 28 days"),
        ({"edtf": 2021}, "are texts"),
        ({"words": None}, "are texts"),
        ({"words": "x" * 251}, "at most 250 are kept"),
        ({"edtf": "2021", "calendar": "mayan"}, "Use one of gregorian, solar_hijri, lunar_hijri."),
        ({"edtf": "2021", "calender": "gregorian"}, "and no other"),
        ("2021", "a kept date has the keys"),
    ],
)
def test_a_kept_form_that_cannot_be_is_refused(kept, said):
    with pytest.raises(DateNotUnderstood, match=said):
        PartialDate.from_dict(kept)


def test_a_day_outside_the_years_is_refused():
    with pytest.raises(DateNotUnderstood, match="the year 21 is outside"):
        PartialDate.on(datetime.date(21, 7, 8))


def test_a_month_without_a_remedy_of_its_own_is_still_refused_in_whole_sentences():
    refusal = Mismatch("it is none.").about("x")

    assert str(refusal).startswith("“x” is not understood as a date: it is none. Write it like")


@pytest.mark.parametrize(
    "text",
    ["about " * 49, "- " * 149, "early mid-" * 29, "a-" * 124, "july-" * 58, "a to " * 59, "or later " * 33, "(" * 300],
)
def test_no_text_keeps_the_reader_long(text):
    started = datetime.datetime.now(datetime.UTC)

    with contextlib.suppress(DateNotUnderstood):
        PartialDate.parse(f"{text} 2021"[:300])

    assert datetime.datetime.now(datetime.UTC) - started < datetime.timedelta(seconds=2)
