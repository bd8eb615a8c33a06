"""Dates told in the languages that briefs are printed in: the names of the months, the digits, both calendars."""

import datetime as dt

import pytest
from django.utils.translation import override

from records.dates import PartialDate, day_words
from records.moments import moment_words
from records.numerals import in_digits


@pytest.mark.parametrize(
    ("text", "persian", "dari"),
    [
        ("2021-07-08", "۸ ژوئیه ۲۰۲۱", "۸ جولای ۲۰۲۱"),
        ("2021-07-07/2021-07-08", "۷ تا ۸ ژوئیه ۲۰۲۱", "۷ تا ۸ جولای ۲۰۲۱"),
        ("2021-06-28/2021-07-03", "۲۸ ژوئن تا ۳ ژوئیه ۲۰۲۱", "۲۸ جون تا ۳ جولای ۲۰۲۱"),
        ("2021-05", "مه ۲۰۲۱", "می ۲۰۲۱"),
        ("2020/2021", "۲۰۲۰ تا ۲۰۲۱", "۲۰۲۰ تا ۲۰۲۱"),
        ("2021-33", "سه‌ماههٔ نخست ۲۰۲۱", "ربع اول ۲۰۲۱"),
        ("2021-W27", "هفتهٔ ۵ ژوئیه ۲۰۲۱", "هفتهٔ ۵ جولای ۲۰۲۱"),
        ("2021-08~", "حدود اوت ۲۰۲۱", "حدود اگست ۲۰۲۱"),
        ("2021-07-08/..", "از ۸ ژوئیه ۲۰۲۱", "از ۸ جولای ۲۰۲۱"),
        ("../2021-07", "تا پایان ژوئیه ۲۰۲۱", "تا پایان جولای ۲۰۲۱"),
        ("29 Hamal 1400", "۲۹ فروردین ۱۴۰۰ (۱۸ آوریل ۲۰۲۱)", "۲۹ حمل ۱۴۰۰ (۱۸ اپریل ۲۰۲۱)"),
        ("۲۹ حمل ۱۴۰۰", "۲۹ فروردین ۱۴۰۰ (۱۸ آوریل ۲۰۲۱)", "۲۹ حمل ۱۴۰۰ (۱۸ اپریل ۲۰۲۱)"),
        (
            "1400 SH",
            "سال ۱۴۰۰ هجری خورشیدی (۲۱ مارس ۲۰۲۱ تا ۲۰ مارس ۲۰۲۲)",
            "سال ۱۴۰۰ هجری شمسی (۲۱ مارچ ۲۰۲۱ تا ۲۰ مارچ ۲۰۲۲)",
        ),
        ("27 Dhu al-Qadah 1442", "۲۷ ذوالقعده ۱۴۴۲ (حدود ۷ ژوئیه ۲۰۲۱)", "۲۷ ذوالقعده ۱۴۴۲ (حدود ۷ جولای ۲۰۲۱)"),
        ("as soon as possible", "as soon as possible", "as soon as possible"),
    ],
)
def test_a_date_is_told_in_persian_and_in_dari(text, persian, dari):
    date = PartialDate.parse(text)

    with override("fa"):
        assert str(date) == persian
    with override("prs"):
        assert str(date) == dari


def test_every_month_of_every_calendar_has_a_name_of_its_own_in_both():
    days = [dt.date(2021, month, 1) for month in range(1, 13)]

    for language in ("fa", "prs"):
        with override(language):
            names = {
                day_words(day, calendar) for day in days for calendar in ("gregorian", "solar_hijri", "lunar_hijri")
            }
        assert len(names) == 36
        assert not any(letter.isascii() and letter.isalnum() for name in names for letter in name)


def test_a_moment_is_told_with_its_time():
    at = dt.datetime(2021, 7, 12, 18, 5, tzinfo=dt.UTC)

    assert moment_words(at) == "12 July 2021, 18:05 UTC"
    with override("prs"):
        assert moment_words(at) == "۱۲ جولای ۲۰۲۱، ساعت ۱۸:۰۵ به وقت UTC"


@pytest.mark.parametrize(
    ("language", "digits"), [("en", "1,234.5"), ("fa", "۱,۲۳۴.۵"), ("prs", "۱,۲۳۴.۵"), (None, "1,234.5")]
)
def test_numbers_are_in_the_digits_of_the_language(language, digits):
    with override(language):
        assert in_digits("1,234.5") == digits
