"""No text of ours is run as a formula by a spreadsheet, and each comes back as it was."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.cells import cell, restored


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠"])
def test_a_text_that_a_spreadsheet_would_run_is_written_as_text(start):
    assert cell(f"{start}HYPERLINK(A1)") == f"'{start}HYPERLINK(A1)"


@pytest.mark.parametrize("text", ["Joint statement", "7-8 July", "'Ali", "", "a=b"])
def test_any_other_text_is_written_as_it_is(text):
    assert cell(text) == text


def test_numbers_stay_numbers_and_nothing_is_empty():
    assert [cell(-5), cell(0.5), cell(None)] == ["-5", "0.5", ""]


@pytest.mark.parametrize("text", ["=1+1", "'=1+1", "''-5", "'Ali", "'", "-"])
def test_a_text_comes_back_as_it_was(text):
    assert restored(cell(text)) == text


@given(st.text(alphabet="'=+-@\t\r\n\0＝＋－＠ab", max_size=6))
def test_whatever_the_text_it_comes_back_as_it_was(text):
    assert restored(cell(text)) == text
