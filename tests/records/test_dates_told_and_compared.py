import copy
import datetime
import pickle

import pytest

from records.dates import Calendar, Order, PartialDate

JULY_6 = datetime.date(2021, 7, 6)
JULY_7 = datetime.date(2021, 7, 7)
JULY_8 = datetime.date(2021, 7, 8)
JULY_9 = datetime.date(2021, 7, 9)


def day(month, number, year=2021):
    return datetime.date(year, month, number)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2021-07-08", "8 July 2021"),
        ("2021-07", "July 2021"),
        ("2021", "2021"),
        ("2021-35", "third quarter of 2021"),
        ("2021-W27", "week of 5 July 2021"),
        ("2021-07-05~/2021-07-11~", "about week of 5 July 2021"),
        ("2021-07-07/2021-07-08", "7–8 July 2021"),
        ("2021-06-28/2021-07-03", "28 June – 3 July 2021"),
        ("2020-12-29/2021-01-03", "29 December 2020 – 3 January 2021"),
        ("2021-06/2021-07", "June–July 2021"),
        ("2020-12/2021-01", "December 2020 – January 2021"),
        ("2020/2021", "2020–2021"),
        ("2021-06/2021-07-08", "June 2021 – 8 July 2021"),
        ("2021-07~", "about July 2021"),
        ("2021-07-07~/2021-07-08~", "about 7–8 July 2021"),
        ("2021-06~/2021-07", "from about June 2021 to July 2021"),
        ("2021-07-08/..", "from 8 July 2021"),
        ("../2021-07-08", "until 8 July 2021"),
        ("../2021-07", "until the end of July 2021"),
        ("as soon as possible", "as soon as possible"),
        ("17 Saratan 1400", "17 Saratan 1400 (8 July 2021)"),
        ("16-17 Saratan 1400", "16–17 Saratan 1400 (7–8 July 2021)"),
        ("1 Hamal 1400 to 8 July 2021", "1 Hamal – 17 Saratan 1400 (21 March – 8 July 2021)"),
        ("30 Hut 1399 to 1 Hamal 1400", "30 Hut 1399 – 1 Hamal 1400 (20–21 March 2021)"),
        ("Saratan 1400", "Saratan 1400 (22 June – 22 July 2021)"),
        ("1400 SH", "the solar year 1400 (21 March 2021 – 20 March 2022)"),
        ("since 17 Saratan 1400", "from 17 Saratan 1400 (from 8 July 2021)"),
        ("until 17 Saratan 1400", "until 17 Saratan 1400 (until 8 July 2021)"),
        ("17 Saratan 1400 (8 July 2021)", "17 Saratan 1400 (8 July 2021)"),
        ("2021-07-08 (solar Hijri calendar)", "17 Saratan 1400 (8 July 2021)"),
        ("27 Dhu al-Qadah 1442", "27 Dhu al-Qadah 1442 (about 7 July 2021)"),
        ('2021-07-09 "17 Saratan 1400"', "“17 Saratan 1400” (9 July 2021)"),
        ('17 Saratan 1400 "the day of the joint statement"', "17 Saratan 1400 (8 July 2021)"),
    ],
)
def test_a_date_is_told_in_english(text, told):
    assert str(PartialDate.parse(text)) == told


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("2021-07-08", "Understood as 8 July 2021."),
        ("July 2021", "Understood as July 2021 (a month, 1 July 2021 to 31 July 2021)."),
        ("2021-07-07/2021-07-08", "Understood as 7 July 2021 to 8 July 2021 (a range)."),
        ("about 7-8 July 2021", "Understood as about 7–8 July 2021 (a range)."),
        ("since 8 July 2021", "Understood as from 8 July 2021 (the end is open)."),
        ("by 8 July 2021", "Understood as until 8 July 2021 (the start is open)."),
        (
            "29 Hamal 1400",
            "Understood as 18 April 2021 (printed in the solar Hijri calendar; the words “29 Hamal 1400” are kept).",
        ),
        (
            "27 Dhu al-Qadah 1442",
            "Understood as about 7 July 2021 (printed in the lunar Hijri calendar, where the moon decides: it may be a "
            "day off; the words “27 Dhu al-Qadah 1442” are kept).",
        ),
        (
            "۱۷ سرطان ۱۴۰۰",
            "Understood as 8 July 2021 (printed in the solar Hijri calendar; the words "
            "“\u2068۱۷ سرطان ۱۴۰۰\u2069” are kept).",
        ),
        ("as soon as possible", "Kept as words: no day is stated."),
        ('"17 Saratan 1400"', "Kept as words: no day is stated (printed in the solar Hijri calendar)."),
    ],
)
def test_the_reading_tells_an_editor_how_the_date_was_understood(text, reading):
    assert PartialDate.parse(text).reading == reading


@pytest.mark.parametrize(
    ("first", "second", "order"),
    [
        ("2021-07-07", "2021-07-08", Order.BEFORE),
        ("2021-07-08", "2021-07-08", Order.SAME),
        ("2021-07-09", "2021-07-08", Order.AFTER),
        ("2021-07", "2021-07-08", Order.CANNOT_TELL),
        ("2021-07", "2021-07", Order.CANNOT_TELL),
        ("2021-07", "2021-08-01", Order.BEFORE),
        ("2021-07", "2021-07-31", Order.CANNOT_TELL),
        ("2021-07-08/..", "2021-07-07", Order.AFTER),
        ("2021-07-08/..", "2021-07-08", Order.CANNOT_TELL),
        ("../2021-07-08", "2021-07-09", Order.BEFORE),
        ("../2021-07-08", "2021-07-08", Order.CANNOT_TELL),
        ("as soon as possible", "2021-07-08", Order.CANNOT_TELL),
        ("2021-07-08", "as soon as possible", Order.CANNOT_TELL),
        ("as soon as possible", "as soon as possible", Order.CANNOT_TELL),
        ("2021-07-08~", "2021-07-08", Order.CANNOT_TELL),
        ("2021-07-08~", "2021-07-09", Order.CANNOT_TELL),
        ("2021-07-08~", "2021-07-10", Order.BEFORE),
        ("2021-07~", "2021-08-31", Order.CANNOT_TELL),
        ("2021-07~", "2021-09-01", Order.BEFORE),
        ("2021-07-05~/2021-07-11~", "2021-07-13", Order.BEFORE),
    ],
)
def test_comparison_says_before_after_or_cannot_tell(first, second, order):
    assert PartialDate.parse(first).compare(PartialDate.parse(second)) == order


def test_a_date_is_compared_with_a_day():
    date = PartialDate.parse("2021-07-07/2021-07-08")

    assert date.compare(JULY_6) == Order.AFTER
    assert date.compare(JULY_8) == Order.CANNOT_TELL
    assert date.compare(JULY_9) == Order.BEFORE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2021-07-08", JULY_8),
        ("2021-07-07/2021-07-08", JULY_8),
        ("2021-07", day(7, 31)),
        ("2021-07-08/..", JULY_8),
        ("../2021-07-08", JULY_8),
        ("not stated", None),
    ],
)
def test_a_period_is_ordered_by_its_last_day(text, expected):
    assert PartialDate.parse(text).ordering_day == expected


@pytest.mark.parametrize(
    ("text", "on", "happened"),
    [
        ("2021-07-08", JULY_7, False),
        ("2021-07-08", JULY_8, True),
        ("2021-07-07/2021-07-08", JULY_7, False),
        ("2021-07-07/2021-07-08", JULY_8, True),
        ("2021-07-07/2021-07-08", JULY_9, True),
        ("2021-07-08/..", JULY_7, False),
        ("2021-07-08/..", JULY_8, True),
        ("../2021-07-08", JULY_7, False),
        ("../2021-07-08", JULY_8, True),
        ("as soon as possible", JULY_8, False),
    ],
)
def test_a_period_has_happened_when_all_of_it_has(text, on, happened):
    assert PartialDate.parse(text).happened_by(on) is happened


def test_a_date_is_made_from_a_day_or_the_day_of_a_moment():
    moment = datetime.datetime(2021, 7, 8, 23, 59, tzinfo=datetime.UTC)

    assert PartialDate.on(JULY_8) == PartialDate.on(moment) == PartialDate("2021-07-08")


def test_a_date_is_brought_into_its_canonical_form():
    date = PartialDate("2021-07-08/2021-07-08", "  the \n day ", "gregorian")

    assert date == PartialDate("2021-07-08", "the day", Calendar.GREGORIAN)
    assert hash(date) == hash(PartialDate("2021-07-08", "the day"))


def test_a_date_survives_copying_and_pickling():
    date = PartialDate.parse("۱۷ سرطان ۱۴۰۰")

    again = pickle.loads(pickle.dumps(date))  # noqa: S301 - our own bytes

    assert copy.deepcopy(date) == again == date
    assert again.latest == JULY_8


def test_the_kept_form_has_three_keys():
    date = PartialDate.parse("29 Hamal 1400")

    assert date.to_dict() == {"edtf": "2021-04-18", "words": "29 Hamal 1400", "calendar": "solar_hijri"}
    assert PartialDate.from_dict(date.to_dict()) == date
