import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text.anchors import anchor_at
from statements.text.points import propose_points

PIECES = ["1.", "2)", "(a)", "b)", "(ii)", "A.", "Article", "ماده", "الف)", "ب-", "۱-", "2.1", "3", "x"]
MARKED_TEXT = st.lists(st.sampled_from([*PIECES, " ", "\n", "\n\n", "\u0301", "\r\n", "\t"]), max_size=30).map("".join)


def proposed(text):
    """Each proposed point as (level, label, number, its words without the number)."""
    return [(p.level, p.label, p.number, text[p.body : p.end]) for p in propose_points(text)]


def test_points_of_a_joint_statement_end_where_the_next_begins():
    text = "Joint statement\n\n1. Thanks to the host.\n2. War is not the solution.\nIndeed.\n3. Talks were frank."

    points = propose_points(text)

    assert [text[p.start : p.end] for p in points] == [
        "1. Thanks to the host.",
        "2. War is not the solution.\nIndeed.",
        "3. Talks were frank.",
    ]
    assert text[points[0].body : points[0].end] == "Thanks to the host."


@pytest.mark.parametrize(
    ("one", "two", "label"),
    [
        ("1. ", "2. ", "2"),
        ("1) ", "2) ", "2"),
        ("(1) ", "(2) ", "2"),
        ("1.) ", "2.) ", "2"),
        ("1 - ", "2 – ", "2"),
        ("۱- ", "۲- ", "۲"),
        ("۱. ", "۲. ", "۲"),
        ("١) ", "٢) ", "٢"),
        ("1- ", "2. ", "2"),
        ("(a) ", "(b) ", "b"),
        ("a) ", "b) ", "b"),
        ("A. ", "B. ", "B"),
        ("(i) ", "(ii) ", "ii"),
        ("I. ", "II. ", "II"),
        ("а) ", "б) ", "б"),
        ("الف) ", "ب) ", "ب"),
        ("الف- ", "ب- ", "ب"),
        ("أ) ", "ب) ", "ب"),
        ("Article 1\n", "Article 2\n", "Article 2"),
        ("Article 1: ", "Article 2: ", "Article 2"),
        ("ARTICLE I\n", "ARTICLE II\n", "ARTICLE II"),
        ("Art. 1 - ", "Art. 2 - ", "Art. 2"),
        ("Point One: ", "Point Two: ", "Point Two"),
        ("Annex A\n", "Annex B\n", "Annex B"),
        ("ماده ۱\n", "ماده ۲\n", "ماده ۲"),
        ("ماده ۱: ", "ماده ۲: ", "ماده ۲"),
        ("فصل اول\n", "فصل دوم\n", "فصل دوم"),
        ("المادة الأولى:\n", "المادة الثانية:\n", "المادة الثانية"),
        ("Статья 1. ", "Статья 2. ", "Статья 2"),
    ],
)
def test_numbers_of_many_kinds_head_points(one, two, label):
    found = proposed(f"Before.\n{one}First words.\n  {two}Other words.")

    assert found == [(1, found[0][1], 1, "First words."), (1, label, 2, "Other words.")]


def test_words_may_follow_a_persian_number_without_a_space():
    assert proposed("۱-جنگ\n۲-صلح") == [(1, "۱", 1, "جنگ"), (1, "۲", 2, "صلح")]


@pytest.mark.parametrize(
    "line",
    [
        "Article 3 of the agreement provides for talks.",
        "Meeting 3\n",
        "Article many:",
        "2021. That year",
        "7-8 July 2021",
        "100-member delegation",
        "12.07.2021 in Tehran",
        "1.5 million people",
        "12 men",
        "(1. odd",
        "(a. odd",
        "A. Ghani said",
        "M. J. Zarif said",
        "c) a list without its beginning",
        "e.g. this",
        "The - dash",
        "بند جدید:",
        "",
    ],
)
def test_lines_that_only_look_numbered_head_no_point(line):
    assert proposed(line) == []


def test_lists_within_lists_stand_deeper():
    text = "1. one\n(a) x\n(i) p\n(ii) q\n(b) y\n(i) r\n2. two\n(a) z"

    assert [(level, label) for level, label, *_ in proposed(text)] == [
        (1, "1"),
        (2, "a"),
        (3, "i"),
        (3, "ii"),
        (2, "b"),
        (3, "i"),
        (1, "2"),
        (2, "a"),
    ]


def test_a_point_reaches_over_the_points_below_it():
    text = "1. one\n(a) x\n(b) y\n2. two"

    outer, first, *_rest = propose_points(text)

    assert text[outer.start : outer.end] == "1. one\n(a) x\n(b) y"
    assert text[first.start : first.end] == "(a) x"


def test_numbers_of_several_parts_stand_under_their_own():
    text = "1. one\n1.1 x\n1.1.1 p\n1.2 y\n(a) q\n1.3. z\n2. two\n2.1 w\n1.5 million people"

    assert [(level, label, number) for level, label, number, _ in proposed(text)] == [
        (1, "1", 1),
        (2, "1.1", 1),
        (3, "1.1.1", 1),
        (2, "1.2", 2),
        (3, "a", 1),
        (2, "1.3", 3),
        (1, "2", 2),
        (2, "2.1", 1),
    ]


def test_headings_rank_above_lists_and_lists_begin_anew_under_them():
    text = "1. preamble\nPart I\nArticle 1\n1. x\n(a) y\nArticle 2\n(a) z\n1. w\nPart II\nArticle 3\n"

    assert [(level, label) for level, label, *_ in proposed(text)] == [
        (1, "1"),
        (1, "Part I"),
        (2, "Article 1"),
        (3, "1"),
        (4, "a"),
        (2, "Article 2"),
        (3, "a"),
        (4, "1"),
        (1, "Part II"),
        (2, "Article 3"),
    ]


def test_numbers_of_several_parts_may_stand_under_a_heading():
    assert [(level, label) for level, label, *_ in proposed("Article 4\n4.1 x\n4.2 y")] == [
        (1, "Article 4"),
        (2, "4.1"),
        (2, "4.2"),
    ]


@pytest.mark.parametrize(
    "letters", [["الف", "ب", "ج", "د", "ه", "و", "ز", "ح"], ["الف", "ب", "پ", "ت", "ث"], ["أ", "ب", "ت", "ث", "ج"]]
)
def test_arabic_letters_count_by_abjad_or_by_alphabet(letters):
    text = "\n".join(f"{letter}) متن" for letter in letters)

    assert [(label, number) for _level, label, number, _ in proposed(text)] == [
        (letter, place) for place, letter in enumerate(letters, 1)
    ]


def test_a_letter_next_in_its_list_is_no_roman_numeral():
    text = "\n".join(f"({letter}) x" for letter in "abcdefghij")

    assert [(level, number) for level, _label, number, _ in proposed(text)] == [(1, n) for n in range(1, 11)]


def test_an_excerpt_may_leave_points_out():
    assert proposed("۲- جنگ\n۴- ادامه\n۶- محکوم\nالف) یک\n(a) x\n(d) y")[:3] == [
        (1, "۲", 2, "جنگ"),
        (1, "۴", 4, "ادامه"),
        (1, "۶", 6, "محکوم\nالف) یک\n(a) x\n(d) y"),
    ]
    assert [(label, number) for _level, label, number, _ in proposed("(a) x\n(d) y")] == [("a", 1), ("d", 4)]


def test_what_stands_apart_after_the_last_point_stays_outside():
    assert proposed("1. one\n\n2. two\n\nDone at Tehran.") == [(1, "1", 1, "one"), (1, "2", 2, "two")]


def test_a_blank_line_ends_no_point_where_points_hold_blank_lines():
    assert proposed("1. one\n\nmore\n2. two\n\nmore")[1] == (1, "2", 2, "two\n\nmore")


def test_a_heading_parted_from_its_words_by_a_blank_line_keeps_them():
    assert proposed("Article 1\n\nWords.\n\nArticle 2\n\nOther words.\n\nDone.") == [
        (1, "Article 1", 1, "Words."),
        (1, "Article 2", 2, "Other words."),
    ]


def test_a_number_without_words_is_an_empty_point():
    assert proposed("1.\n2. two") == [(1, "1", 1, ""), (1, "2", 2, "two")]


@given(st.text(st.characters()) | MARKED_TEXT)
def test_any_proposed_point_can_be_marked(text):
    points = propose_points(text)

    for point in points:
        assert anchor_at(text, point.start, point.end).exact == text[point.start : point.end]
        assert point.start < point.body <= point.end
        assert point.level >= 1
    assert [p.start for p in points] == sorted({p.start for p in points})
