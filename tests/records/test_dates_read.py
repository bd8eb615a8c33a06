import datetime

import pytest

from records.dates import Calendar, PartialDate
from records.dates.calendars import MONTHS, SOLAR_YEARS, gregorian_day, letters_of, month_length, months_by_name

JULY_6 = datetime.date(2021, 7, 6)
JULY_7 = datetime.date(2021, 7, 7)
JULY_8 = datetime.date(2021, 7, 8)


def day(month, number, year=2021):
    return datetime.date(year, month, number)


@pytest.mark.parametrize(
    ("text", "edtf", "precision", "earliest", "latest"),
    [
        ("2021", "2021", "year", day(1, 1), day(12, 31)),
        ("2021-07", "2021-07", "month", day(7, 1), day(7, 31)),
        ("2020-02", "2020-02", "month", day(2, 1, 2020), day(2, 29, 2020)),
        ("2021-07-08", "2021-07-08", "day", JULY_8, JULY_8),
        ("2021-07-07/2021-07-08", "2021-07-07/2021-07-08", "range", JULY_7, JULY_8),
        ("2021-07-08/2021-07-08", "2021-07-08", "day", JULY_8, JULY_8),
        ("2021-06/2021-07-08", "2021-06/2021-07-08", "range", day(6, 1), JULY_8),
        ("2021-07-08/2021-07", "2021-07-08/2021-07", "range", JULY_8, day(7, 31)),
        ("2021-07-08/..", "2021-07-08/..", "open", JULY_8, None),
        ("2021-07-08/", "2021-07-08/..", "open", JULY_8, None),
        ("../2021-07-08", "../2021-07-08", "open", None, JULY_8),
        ("2021-33", "2021-33", "quarter", day(1, 1), day(3, 31)),
        ("2021-36", "2021-36", "quarter", day(10, 1), day(12, 31)),
        ("2021-W27", "2021-07-05/2021-07-11", "week", day(7, 5), day(7, 11)),
        ("2021-W01", "2021-01-04/2021-01-10", "week", day(1, 4), day(1, 10)),
        ("2021-07-05/2021-07-11", "2021-07-05/2021-07-11", "week", day(7, 5), day(7, 11)),
        ("2021-07-06/2021-07-12", "2021-07-06/2021-07-12", "range", JULY_6, day(7, 12)),
        ("2021-07-XX", "2021-07", "month", day(7, 1), day(7, 31)),
        ("2021-XX", "2021", "year", day(1, 1), day(12, 31)),
        ("2021-XX-XX", "2021", "year", day(1, 1), day(12, 31)),
        ("202X", "2020/2029", "range", day(1, 1, 2020), day(12, 31, 2029)),
        ("20XX", "2000/2099", "range", day(1, 1, 2000), day(12, 31, 2099)),
        ("1600", "1600", "year", day(1, 1, 1600), day(12, 31, 1600)),
        ("2199-12-31", "2199-12-31", "day", day(12, 31, 2199), day(12, 31, 2199)),
        ("8 July 2021", "2021-07-08", "day", JULY_8, JULY_8),
        ("8th of July, 2021", "2021-07-08", "day", JULY_8, JULY_8),
        ("8-Jul-2021", "2021-07-08", "day", JULY_8, JULY_8),
        ("July 8, 2021", "2021-07-08", "day", JULY_8, JULY_8),
        ("on 8 July 2021", "2021-07-08", "day", JULY_8, JULY_8),
        ("Thursday, 8 July 2021", "2021-07-08", "day", JULY_8, JULY_8),
        ("8 July 2021 AD", "2021-07-08", "day", JULY_8, JULY_8),
        ("2021/7/8", "2021-07-08", "day", JULY_8, JULY_8),
        ("29 Feb 2020", "2020-02-29", "day", day(2, 29, 2020), day(2, 29, 2020)),
        ("July 2021", "2021-07", "month", day(7, 1), day(7, 31)),
        ("in July 2021", "2021-07", "month", day(7, 1), day(7, 31)),
        ("the month of July 2021", "2021-07", "month", day(7, 1), day(7, 31)),
        ("the year 2021", "2021", "year", day(1, 1), day(12, 31)),
        ("Q3 2021", "2021-35", "quarter", day(7, 1), day(9, 30)),
        ("2021 Q3", "2021-35", "quarter", day(7, 1), day(9, 30)),
        ("third quarter of 2021", "2021-35", "quarter", day(7, 1), day(9, 30)),
        ("week of 5 July 2021", "2021-07-05/2021-07-11", "week", day(7, 5), day(7, 11)),
        ("the week of 11 July 2021", "2021-07-05/2021-07-11", "week", day(7, 5), day(7, 11)),
        ("the week of 12 July 2021", "2021-07-12/2021-07-18", "week", day(7, 12), day(7, 18)),
        ("7-8 July 2021", "2021-07-07/2021-07-08", "range", JULY_7, JULY_8),
        ("7–8 July 2021", "2021-07-07/2021-07-08", "range", JULY_7, JULY_8),
        ("7 and 8 July 2021", "2021-07-07/2021-07-08", "range", JULY_7, JULY_8),
        ("July 7-8, 2021", "2021-07-07/2021-07-08", "range", JULY_7, JULY_8),
        ("July 7 - 8, 2021", "2021-07-07/2021-07-08", "range", JULY_7, JULY_8),
        ("from 7 July 2021 to 8 July 2021", "2021-07-07/2021-07-08", "range", JULY_7, JULY_8),
        ("between 7 and 8 July 2021", "2021-07-07/2021-07-08", "range", JULY_7, JULY_8),
        ("2021-07-07 to 2021-07-08", "2021-07-07/2021-07-08", "range", JULY_7, JULY_8),
        ("28 June - 3 July 2021", "2021-06-28/2021-07-03", "range", day(6, 28), day(7, 3)),
        ("June 28 - July 3, 2021", "2021-06-28/2021-07-03", "range", day(6, 28), day(7, 3)),
        ("29 December 2020 - 3 January 2021", "2020-12-29/2021-01-03", "range", day(12, 29, 2020), day(1, 3)),
        ("June-July 2021", "2021-06/2021-07", "range", day(6, 1), day(7, 31)),
        ("2020-2021", "2020/2021", "range", day(1, 1, 2020), day(12, 31)),
        ("since 8 July 2021", "2021-07-08/..", "open", JULY_8, None),
        ("8 July 2021 onwards", "2021-07-08/..", "open", JULY_8, None),
        ("not before July 2021", "2021-07/..", "open", day(7, 1), None),
        ("until 8 July 2021", "../2021-07-08", "open", None, JULY_8),
        ("by 8 July 2021", "../2021-07-08", "open", None, JULY_8),
        ("no later than 7-8 July 2021", "../2021-07-08", "open", None, JULY_8),
        ("by the end of August 2021", "../2021-08", "open", None, day(8, 31)),
        ("8 July 2021 at the latest", "../2021-07-08", "open", None, JULY_8),
    ],
)
def test_a_plain_date_is_read(text, edtf, precision, earliest, latest):
    date = PartialDate.parse(text)

    assert (date.edtf, date.words, date.calendar) == (edtf, "", Calendar.GREGORIAN)
    assert (date.precision, date.earliest, date.latest) == (precision, earliest, latest)
    assert date.approximate is False


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("2021-07~", "2021-07~"),
        ("2021-07?", "2021-07~"),
        ("2021-07-08%", "2021-07-08~"),
        ("about July 2021", "2021-07~"),
        ("c. 2021", "2021~"),
        ("c.2021", "2021~"),
        ("circa Q3 2021", "2021-35~"),
        ("week of about 7 July 2021", "2021-07-05~/2021-07-11~"),
        ("about 7-8 July 2021", "2021-07-07~/2021-07-08~"),
        ("about 7 - 8 July 2021", "2021-07-07~/2021-07-08~"),
        ("from about June 2021 to July 2021", "2021-06~/2021-07"),
        ("2021-06~/2021-07", "2021-06~/2021-07"),
        ("2021-07-08~/2021-07-08", "2021-07-08~"),
        ("since about 8 July 2021", "2021-07-08~/.."),
        ("until about 8 July 2021", "../2021-07-08~"),
    ],
)
def test_an_approximate_date_says_so(text, edtf):
    date = PartialDate.parse(text)

    assert date.edtf == edtf
    assert date.approximate is True


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("before 8 July 2021", "../2021-07-07"),
        ("after 8 July 2021", "2021-07-09/.."),
        ("after July 2021", "2021-08-01/.."),
        ("7 or 8 July 2021", "2021-07-07/2021-07-08"),
        ("first half of 2021", "2021-01/2021-06"),
        ("the second half of 2021", "2021-07/2021-12"),
        ("early July 2021", "2021-07-01~/2021-07-10~"),
        ("mid-July 2021", "2021-07-11~/2021-07-20~"),
        ("end of February 2021", "2021-02-21~/2021-02-28~"),
        ("early 2021", "2021-01~/2021-04~"),
        ("middle of 2021", "2021-05~/2021-08~"),
        ("late 2021", "2021-09~/2021-12~"),
        ("۸ جولای ۲۰۲۱", "2021-07-08"),
    ],
)
def test_wording_that_the_plain_form_would_lose_is_kept(text, edtf):
    date = PartialDate.parse(text)

    assert (date.edtf, date.words, date.calendar) == (edtf, text, Calendar.GREGORIAN)


@pytest.mark.parametrize(
    ("text", "edtf", "calendar"),
    [
        ("1 Hamal 1400", "2021-03-21", "solar_hijri"),
        ("29 Hamal 1400", "2021-04-18", "solar_hijri"),
        ("17 Saratan 1400", "2021-07-08", "solar_hijri"),
        ("17 Tir 1400", "2021-07-08", "solar_hijri"),
        ("۱۷ سرطان ۱۴۰۰", "2021-07-08", "solar_hijri"),
        ("۱۷ تیر ۱۴۰۰", "2021-07-08", "solar_hijri"),
        ("۱۷ چنګاښ ۱۴۰۰", "2021-07-08", "solar_hijri"),
        ("١٧ سرطان ١٤٠٠", "2021-07-08", "solar_hijri"),
        ("۱۷ سرطان ۱۴۰۰ هـ.ش", "2021-07-08", "solar_hijri"),
        ("پنجشنبه ۱۷ سرطان ۱۴۰۰", "2021-07-08", "solar_hijri"),
        ("پنج‌شنبه، ۱۷ سرطان ۱۴۰۰", "2021-07-08", "solar_hijri"),
        ("پنج شنبه ۱۷ سرطان ۱۴۰۰", "2021-07-08", "solar_hijri"),
        ("30 Hut 1399", "2021-03-20", "solar_hijri"),
        ("Saratan 1400", "2021-06-22/2021-07-22", "solar_hijri"),
        ("1400 SH", "2021-03-21/2022-03-20", "solar_hijri"),
        ("17 Saratan 1400 AH", "2021-07-08", "solar_hijri"),
        ("16-17 Saratan 1400", "2021-07-07/2021-07-08", "solar_hijri"),
        ("۱۶ و ۱۷ سرطان ۱۴۰۰", "2021-07-07/2021-07-08", "solar_hijri"),
        ("1 Hamal 1400 to 8 July 2021", "2021-03-21/2021-07-08", "solar_hijri"),
        ("from 8 July 2021 to 18 Saratan 1400", "2021-07-08/2021-07-09", "solar_hijri"),
        ("since 17 Saratan 1400", "2021-07-08/..", "solar_hijri"),
        ("17 Saratan 1400 (8 July 2021)", "2021-07-08", "solar_hijri"),
        ("8 July 2021 (17 Saratan 1400)", "2021-07-08", "solar_hijri"),
        ("27 Dhu al-Qadah 1442", "2021-07-07~", "lunar_hijri"),
        ("27 Dhu'l-Qa'dah 1442", "2021-07-07~", "lunar_hijri"),
        ("۲۷ ذی‌القعده ۱۴۴۲", "2021-07-07~", "lunar_hijri"),
        ("٢٧ ذو القعدة ١٤٤٢", "2021-07-07~", "lunar_hijri"),
        ("Ramadan 1442", "2021-04-13~/2021-05-12~", "lunar_hijri"),
        ("1442 AH", "2020-08-20~/2021-08-09~", "lunar_hijri"),
        ("27 Dhu al-Qadah 1442 (8 July 2021)", "2021-07-08", "lunar_hijri"),
        ("8 July 2021 (27 Dhu al-Qadah 1442)", "2021-07-08", "lunar_hijri"),
    ],
)
def test_a_hijri_date_becomes_gregorian_and_keeps_its_words(text, edtf, calendar):
    date = PartialDate.parse(text)

    assert (date.edtf, date.words, date.calendar) == (edtf, text, calendar)


def test_a_date_in_two_calendars_without_a_hijri_one_is_gregorian():
    date = PartialDate.parse("8 July 2021 (Thursday, July 8, 2021)")

    assert (date.edtf, date.calendar) == ("2021-07-08", Calendar.GREGORIAN)


@pytest.mark.parametrize(
    "text",
    [
        "as soon as possible",
        "not stated",
        "within 30 days",
        "release 2000 prisoners within 10 days",
        "as agreed (see the annex)",
        "between 7 and 8",
        "in the week of the signing",
        "before the elections",
        "from the day of signing to the end of the truce",
        "in mid-sentence",
        "whenever it may be, in 3 stages",
        "هرچه زودتر",
        "about a fortnight",
        'when both sides say "enough"',
        "Resolution 2513",
        "March on",
    ],
)
def test_words_without_a_date_are_kept_as_they_are(text):
    date = PartialDate.parse(text)

    assert (date.edtf, date.words, date.calendar) == ("", text, Calendar.GREGORIAN)
    assert (date.precision, date.earliest, date.latest, date.ordering_day) == ("open", None, None, None)
    assert date.approximate is False
    assert str(date) == date.text == text
    assert date.reading == "Kept as words: no day is stated."


@pytest.mark.parametrize(
    ("text", "edtf", "words", "calendar"),
    [
        ('"within 30 days of 8 July 2021"', "", "within 30 days of 8 July 2021", "gregorian"),
        ("“8 July”", "", "8 July", "gregorian"),
        ('"17 Saratan"', "", "17 Saratan", "gregorian"),
        ('"17 Saratan 1400"', "", "17 Saratan 1400", "solar_hijri"),
        ('"31 Feb 2021"', "", "31 Feb 2021", "gregorian"),
        ('2021-08-07 "within 30 days"', "2021-08-07", "within 30 days", "gregorian"),
        ("by 7 August 2021 “within a month”", "../2021-08-07", "within a month", "gregorian"),
        ('2021-07-09 "17 Saratan 1400"', "2021-07-09", "17 Saratan 1400", "solar_hijri"),
        (
            '17 Saratan 1400 "the day of the joint statement"',
            "2021-07-08",
            "the day of the joint statement",
            "solar_hijri",
        ),
        (
            '2021-07-08 "the day the guns fell silent" (lunar Hijri calendar)',
            "2021-07-08",
            "the day the guns fell silent",
            "lunar_hijri",
        ),
        ("2021-07-08 (solar Hijri calendar)", "2021-07-08", "", "solar_hijri"),
    ],
)
def test_words_in_quotation_marks_are_kept_beside_the_date(text, edtf, words, calendar):
    date = PartialDate.parse(text)

    assert (date.edtf, date.words, date.calendar) == (edtf, words, calendar)


@pytest.mark.parametrize("calendar", Calendar)
def test_every_month_name_is_read_as_its_month(calendar):
    year = {"gregorian": 2021, "solar_hijri": 1400, "lunar_hijri": 1442}[calendar]

    for month, names in enumerate(MONTHS[calendar], start=1):
        for name in names.split():
            date = PartialDate.parse(f"5 {name.replace('_', ' ')} {year}")

            assert date.calendar == calendar
            assert date.earliest == gregorian_day(calendar, year, month, 5)


def test_no_month_name_stands_for_two_months():
    for calendar, months in MONTHS.items():
        for number, names in enumerate(months, start=1):
            assert {months_by_name()[letters_of(name)] for name in names.split()} == {(calendar, number)}


def test_solar_years_follow_the_arithmetical_rule():
    # Eight leap years in 33, an independent statement of the calendar in these years.
    leap_years = {1, 5, 9, 13, 17, 22, 26, 30}
    for year in (*range(1395, 1410), SOLAR_YEARS[0], SOLAR_YEARS[-1]):
        expected = 30 if year % 33 in leap_years else 29

        assert month_length(Calendar.SOLAR_HIJRI, year, 12) == expected
