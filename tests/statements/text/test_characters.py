import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text.characters import (
    boundary_from,
    boundary_until,
    code_points_to_utf16,
    splits_character,
    utf16_to_code_points,
)

# Surrogates are left out: two lone halves side by side are one character to a browser and two to Python.
WHOLE_TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("😀𐎠e\u0301"))


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("e\u0301", 1),
        ("می\u200cخ", 2),
        ("ک\u200dک", 1),
        ("ک\u200dک", 2),
        ("👩\u200d🚀", 2),
        ("👍🏽", 1),
        ("🇦🇫", 1),
        ("a🇦🇫🇮🇷", 4),
        ("\r\n", 1),
        ("ᄀ\u1161", 1),
        ("☎\ufe0f", 1),
    ],
)
def test_a_cut_inside_a_character_is_seen(text, offset):
    assert splits_character(text, offset)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("ab", 1),
        ("ab", 0),
        ("ab", 2),
        ("\u0301a", 0),
        ("می\u200cخ", 3),
        ("🇦🇫🇮🇷", 2),
        ("🇦a", 1),
        ("a\n\u0301", 2),
    ],
)
def test_a_cut_between_characters_is_fine(text, offset):
    assert not splits_character(text, offset)


def test_boundaries_lie_around_the_character():
    assert boundary_until("ae\u0301\u0323b", 3) == 1
    assert boundary_from("ae\u0301\u0323b", 2) == 4


def test_offsets_are_counted_as_browsers_do():
    assert code_points_to_utf16("a😀b", 2) == 3
    assert utf16_to_code_points("a😀b", 3) == 2


@given(WHOLE_TEXT, st.data())
def test_an_offset_goes_to_utf16_and_back(text, data):
    offset = data.draw(st.integers(0, len(text)))

    units = code_points_to_utf16(text, offset)

    assert units == len(text[:offset].encode("utf-16-le")) // 2
    assert utf16_to_code_points(text, units) == offset


def test_an_offset_between_two_halves_is_refused():
    with pytest.raises(ValueError, match="between the two halves of one character, '😀'"):
        utf16_to_code_points("a😀b", 2)


@pytest.mark.parametrize(
    ("convert", "offset", "message"),
    [
        (code_points_to_utf16, -1, "Offset -1 lies outside the text, which is 3 characters long."),
        (code_points_to_utf16, 4, "Offset 4 lies outside the text, which is 3 characters long."),
        (utf16_to_code_points, -1, "Offset -1 lies before the text."),
        (utf16_to_code_points, 5, "Offset 5 lies past the end of the text, which is 4 UTF-16 units long."),
    ],
)
def test_an_offset_outside_the_text_is_refused(convert, offset, message):
    with pytest.raises(ValueError, match=message):
        convert("a😀b", offset)
