"""Cells as values, and what a cell may not be."""

import datetime
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.imports import values
from records.imports.faults import BadValue
from records.text import faults


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("0", 0),
        ("7", 7),
        (" 7 ", 7),
        ("007", 7),
        ("+7", 7),
        ("300380.0", 300_380),
        ("7.", 7),
        ("2147483647", 2**31 - 1),
    ],
)
def test_whole_number_is_read(cell, number):
    assert values.whole_number("best", cell) == number


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("", "A whole number is missing here"),
        ("NA", "A whole number is missing here"),
        ("NaN", "A whole number is missing here"),
        ("inf", "neither infinite nor"),
        ("1e400", "neither infinite nor"),
        ("-inf", "neither infinite nor"),
        ("2.5", "without a fraction"),
        ("many", "This is not a whole number"),
        ("-3", "cannot be below 0"),
        ("2147483648", "cannot be above 2,147,483,647"),
        ("9" * 40, "A whole number is expected"),
        ("٣", "A whole number is expected"),
        ("1,000", "This is not a whole number"),
        ("7\n8", "This is not a whole number"),
    ],
)
def test_what_is_no_whole_number_is_refused_with_its_column_and_reason(cell, reason):
    with pytest.raises(BadValue, match=reason) as refused:
        values.whole_number("best", cell)

    assert (refused.value.column, refused.value.value) == ("best", cell)


def test_whole_number_may_be_negative_where_that_is_said():
    assert values.whole_number("number_of_sources", "-1", least=-1) == -1


@pytest.mark.parametrize("cell", ["", " ", "NA", "nan", "NULL", "#N/A"])
def test_cell_without_a_value_is_none(cell):
    assert values.optional(values.whole_number)("fatalities", cell) is None


def test_cell_with_a_value_is_read_where_it_may_be_empty():
    assert values.optional(values.whole_number)("fatalities", "3") == 3


@pytest.mark.parametrize(
    ("cell", "identifier"),
    [
        ("300380", "300380"),
        ("300380.0", "300380"),
        (" SYR123 ", "SYR123"),
        ("SYR-2013-1-11973-99", "SYR-2013-1-11973-99"),
    ],
)
def test_identifier_is_text_without_what_a_spreadsheet_added(cell, identifier):
    assert values.identifier("id", cell) == identifier


def test_row_without_an_identifier_is_refused():
    with pytest.raises(BadValue, match="The identifier of the row is missing"):
        values.identifier("id", " ")


@pytest.mark.parametrize("cell", ["True", "true", "1", "1.0", "TRUE", "yes"])
def test_flag_that_is_set(cell):
    assert values.flag("active_year", cell) is True


@pytest.mark.parametrize("cell", ["False", "0", "0.0", "no"])
def test_flag_that_is_not_set(cell):
    assert values.flag("active_year", cell) is False


@pytest.mark.parametrize("cell", ["", "2", "maybe"])
def test_what_is_no_flag_is_refused(cell):
    with pytest.raises(BadValue, match="write 1 or 0"):
        values.flag("active_year", cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("35.763369", "35.763369"),
        ("-9.65", "-9.65"),
        ("31.0", "31"),
        ("90", "90"),
        ("-90.0", "-90"),
        (".5", "0.5"),
        ("0", "0"),
        ("-0.0000001", "0"),
        ("34.3333333333", "34.333333"),
        # Half a millionth is rounded up once; a float on the way would round it down.
        ("1.0000005", "1.000001"),
        ("1.00000049999", "1"),
        ("3.5e1", "35"),
        ("1.5E-3", "0.0015"),
        ("007.250", "7.25"),
    ],
)
def test_latitude_is_text_with_six_places_at_most(cell, text):
    assert values.latitude("latitude", cell) == text


@pytest.mark.parametrize("cell", ["95", "-90.1", "90.000001", "1e9", "1e300", "99999999999999999999999999999999999"])
def test_latitude_beyond_the_poles_is_refused(cell):
    with pytest.raises(BadValue, match="A latitude lies between -90 and 90"):
        values.latitude("latitude", cell)


def test_longitude_reaches_further_than_a_latitude():
    assert values.longitude("longitude", "-179.5") == "-179.5"
    with pytest.raises(BadValue, match="A longitude lies between -180 and 180"):
        values.longitude("longitude", "180.5")


@pytest.mark.parametrize("cell", ["", "NaN", "inf", "north", "35,76", ".", "-", "e5", "--5"])
def test_what_is_no_number_is_no_latitude(cell):
    with pytest.raises(BadValue, match="This is not a number"):
        values.latitude("latitude", cell)


@given(st.decimals(-90, 90, places=9))
def test_latitude_is_never_off_by_more_than_half_a_millionth(number):
    kept = Decimal(values.latitude("latitude", f"{number:f}"))

    assert abs(kept - number) <= Decimal("0.0000005")


@pytest.mark.parametrize(
    "cell",
    [
        "2022-12-28",
        "2022-12-28 00:00:00.000",
        "2022-12-28 00:00:00",
        "2022-12-28T00:00:00",
        "28 December 2022",
        "28 december 2022",
        "28-Dec-2022",
    ],
)
def test_date_is_read_in_the_forms_of_the_datasets(cell):
    assert values.date("event_date", cell) == datetime.date(2022, 12, 28)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("2013-02-31", "There is no such day"),
        ("31 February 2013", "There is no such day"),
        ("2013-13-01", "There is no such day"),
        ("", "A date is missing here"),
        ("12/28/2022", "This is not a date that can be read"),
        ("2022-12-28 14:30:00", "This is not a date that can be read"),
        ("28 Brumaire 2022", "This is not a date that can be read"),
        ("0013-01-03", "lies outside the years"),
    ],
)
def test_what_is_no_date_is_refused(cell, reason):
    with pytest.raises(BadValue, match=reason):
        values.date("date_start", cell)


def test_line_breaks_in_one_line_of_text_are_spaces():
    assert values.line("source_original", " SOHR\r\n and  VDC\u2028of\x85Damascus ") == "SOHR and VDC of Damascus"


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("Deir \u200b\u200bez Zor", "Deir ez Zor"),
        ("\u202eQala", "Qala"),
        ("Qala\ufffd-e-Naw", "Qala-e-Naw"),
        ("Qala\x07", "Qala"),
        ("Qala\u200c", "Qala"),
        ("a\u200c\u200d\u200cb", "ab"),
        ("\ufeffQala", "Qala"),
    ],
)
def test_characters_that_may_not_stand_are_left_out_with_a_warning(cell, kept):
    warnings = []

    assert values.line("where_coordinates", cell, warnings.append) == kept
    assert [(one.column, one.reason[:10]) for one in warnings] == [("where_coordinates", "Characters")]


def test_joiner_that_spelling_needs_is_kept():
    warnings = []

    assert values.line("notes", "می‌کنند", warnings.append) == "می‌کنند"
    assert warnings == []


def test_text_is_in_normalisation_form_c():
    assert values.line("adm_1", "Hera\u0304t") == "Herāt"
    assert values.prose("notes", "one\r\ntwo\rHera\u0304t") == "one\ntwo\nHerāt"


def test_tabs_and_lines_stay_in_prose():
    assert values.prose("notes", "a\tb\n\nc\u2028d") == "a\tb\n\nc\nd"


def test_text_that_is_too_long_is_cut_at_a_word_with_a_warning():
    warnings = []

    kept = values.line("source_original", "word " * 80, warnings.append)

    assert kept == f"{'word ' * 59}word…"
    assert "399 characters long and was cut to 300" in warnings[0].reason


def test_text_may_be_cut_without_a_warning():
    assert values.line("source_original", "w" * 400) == f"{'w' * 299}…"


def test_cut_leaves_no_letter_without_its_accent():
    assert values.shortened("a" * 8 + "q\u0301\u0301bcd", 10) == f"{'a' * 8}…"


@settings(max_examples=60)
@given(st.text(max_size=400))
def test_what_is_kept_of_any_text_is_within_the_policy(text):
    line, prose = values.line("notes", text), values.prose("notes", text)

    assert list(faults(line, multi_line=False)) == []
    assert list(faults(prose, multi_line=True)) == []
    assert len(line) <= 300
    assert unicodedata.is_normalized("NFC", line)
    assert unicodedata.is_normalized("NFC", prose)


def test_the_same_text_is_kept_again_as_it_is():
    once = values.line("notes", "Deir \u200bez\nZor “calm” Hera\u0304t")

    assert values.line("notes", once) == once
