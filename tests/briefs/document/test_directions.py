"""Which way a text of the record runs: the first strong letter decides, whatever numbers and brackets stand before it."""

import unicodedata

import pytest
from django.template import Context, Template
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from briefs.document.directions import direction_of, enumerated, isolated, language_of, listed

ANYTHING = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=60)
# Digits, points, brackets, marks: what has no direction of its own.
NEUTRAL = st.text(st.sampled_from("0123456789 -/.,:;()[]«»“”–…%٪۰۱۲۳"), max_size=20)
LATIN, PERSIAN = st.sampled_from("abcXYZéøЖΩ"), st.sampled_from("ابپتجچسشکگیئؤآ")


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("Hold that war is no solution", "ltr"),
        ("جنگ راه حل نیست", "rtl"),
        ("7–8 July 2021", "ltr"),
        ("۷ تا ۸ ژوئیه ۲۰۲۱", "rtl"),
        ("(۸ ژوئیه ۲۰۲۱) Kabul", "rtl"),
        ("12 تن کشته شدند", "rtl"),
        ("12 killed در کابل", "ltr"),
        ("“Islam Qala” اسلام‌قلعه", "ltr"),
        ("2021-07-08", "ltr"),
        ("12/34", "ltr"),
        ("۲۰۲۱", ""),
        ("۲۰۲۱–۲۰۲۲", ""),
        ("…", ""),
        ("", ""),
        ("\u2066Reuters\u2069 خبر داد", "rtl"),
        ("\u2067روایت\u2069 by Reuters", "ltr"),
        ("\u2069stray", "ltr"),
    ],
)
def test_the_first_strong_letter_decides(text, direction):
    assert direction_of(text) == direction


@given(NEUTRAL, LATIN, ANYTHING)
def test_whatever_follows_a_latin_letter_leaves_the_text_left_to_right(before, letter, after):
    assert direction_of(before + letter + after) == "ltr"


@given(NEUTRAL, PERSIAN, ANYTHING)
def test_whatever_follows_an_arabic_letter_leaves_the_text_right_to_left(before, letter, after):
    assert direction_of(before + letter + after) == "rtl"


@given(NEUTRAL)
def test_numbers_and_marks_alone_never_turn_a_line(text):
    assert direction_of(text) in ("", "ltr")


@given(ANYTHING)
def test_a_text_in_a_sentence_is_kept_to_the_letter_and_closed_off_where_it_runs_against_it(text):
    for language, ours in (("en", "ltr"), ("fa", "rtl")):
        with override(language):
            placed = isolated(text)
        assert placed in (text, f"\u2066{text}\u200e\u2069", f"\u2067{text}\u200f\u2069")
        assert (placed == text) == (direction_of(text) in ("", ours))


@given(ANYTHING)
def test_a_text_is_read_out_in_a_language_whose_script_it_is_in(text):
    found = language_of(text)

    assert found in ("en", "fa", "ps", "ru", "und")
    if found in ("fa", "ps") and any(unicodedata.bidirectional(letter) == "L" for letter in text):
        assert any("ARABIC" in unicodedata.name(letter, "") for letter in text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Taliban", "en"),
        ("طالبان", "fa"),
        ("د افغانستان اسلامي جمهوریت وایي چې جګړه", "ps"),
        ("Москва", "ru"),
        ("Ωμέγα", "und"),
        ("2021-07-08", "en"),
    ],
)
def test_a_text_in_no_named_language_is_read_out_by_its_script(text, language):
    assert language_of(text) == language


@pytest.mark.parametrize(
    ("direction", "text", "printed"),
    [
        ("rtl", "War & peace", '<span lang="en" dir="ltr">War &amp; peace</span>'),
        ("rtl", "جنگ", "جنگ"),
        ("rtl", "2021-07-08", '<span lang="en" dir="ltr">2021-07-08</span>'),
        ("rtl", "…", "…"),
        ("ltr", "جنگ", '<span lang="fa" dir="rtl">جنگ</span>'),
        ("ltr", "<b>War</b>", "&lt;b&gt;War&lt;/b&gt;"),
    ],
)
def test_a_text_of_the_record_is_marked_where_it_runs_against_the_brief(direction, text, printed):
    template = Template("{% load brief_marks %}{% own text %}")

    assert template.render(Context({"direction": direction, "text": text})) == printed


def test_texts_in_a_row_are_parted_as_the_language_parts_them():
    assert listed(["Al Alam TV", "طالبان"]) == "Al Alam TV; \u2067طالبان\u200f\u2069"
    with override("prs"):
        assert listed(["Al Alam TV", "طالبان"]) == "\u2066Al Alam TV\u200e\u2069؛ طالبان"


def test_words_of_ours_in_a_row_are_parted_as_the_language_parts_them():
    assert enumerated(["host", "facilitator"]) == "host, facilitator"
    with override("fa"):
        assert enumerated(["میزبان", "تسهیلگر"]) == "میزبان، تسهیلگر"
