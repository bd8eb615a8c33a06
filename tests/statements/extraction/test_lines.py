"""Printed lines made into paragraphs: joined where the page wrapped them, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.extraction.lines import Lines
from statements.text.pages import joined

WIDE = "The sides agree that war is no solution to"


def page(*lines):
    (made,) = Lines().pages(["\n".join(lines)])
    return made.body


@pytest.mark.parametrize(
    ("lines", "body"),
    [
        ((WIDE, "problems."), f"{WIDE} problems."),
        ((WIDE, "1. problems."), f"{WIDE}\n1. problems."),
        ((WIDE, "Article 2"), f"{WIDE}\nArticle 2"),
        ((WIDE, "(a) problems"), f"{WIDE}\n(a) problems"),
        ((WIDE, "• problems"), f"{WIDE}\n• problems"),
        ((WIDE, "", "problems."), f"{WIDE}\n\nproblems."),
        (("Joint statement", WIDE), f"Joint statement\n{WIDE}"),
        (("One", "two", "three"), "One\ntwo\nthree"),
        ((WIDE, f"{WIDE[:38]}prob-", "lems remain"), f"{WIDE} {WIDE[:38]}problems remain"),
        ((f"{WIDE} inter\u2010", "national talks"), f"{WIDE} international talks"),
        ((f"{WIDE} 2021-", "2022"), f"{WIDE} 2021- 2022"),
        ((f"{WIDE} Kabul-", "Doha"), f"{WIDE} Kabul- Doha"),
    ],
)
def test_lines_of_a_page(lines, body):
    assert page(*lines) == body


def test_the_letters_of_a_list_begin_lines_as_long_as_it_goes_on():
    assert page(f"a) {WIDE}", f"b) {WIDE}", "c. 1990 is meant.").count("\n") == 1
    assert page("Chapter I", f"a) {WIDE}", "Chapter II", f"a) {WIDE}").count("\n") == 3


def test_divided_words_are_counted():
    lines = Lines()

    lines.pages([f"{WIDE} inter-\nnational"])

    assert lines.mended == 1


@pytest.mark.parametrize(
    ("end", "begins", "tail", "body"),
    [
        (WIDE, "problems.", " ", WIDE),
        (WIDE, "2. Problems.", "\n\n", WIDE),
        ("They agree.", "problems.", "\n\n", "They agree."),
        (f"{WIDE} inter-", "national", "", f"{WIDE} inter"),
    ],
)
def test_a_page_goes_on_as_its_last_line_says(end, begins, tail, body):
    first, second = Lines().pages([f"{WIDE}\n\n{end}", begins])

    assert (first.body, first.tail, second.body) == (f"{WIDE}\n\n{body}", tail, begins)


def test_an_empty_page_parts_what_stands_around_it():
    assert [page.tail for page in Lines().pages([WIDE, "", "problems"])] == ["\n\n", "\n\n", "\n\n"]


@pytest.mark.parametrize(
    ("drawn", "read"),
    [
        ("-۱ دو طرف", "۱- دو طرف"),
        (")۲ دو طرف", "۲) دو طرف"),
        (")۲( دو طرف", "(۲) دو طرف"),
        ("-الف دو", "-الف دو"),
        ("بند )۲( دو", "بند (۲) دو"),
        ("بند (۲) دو", "بند (۲) دو"),
        ("the (2) sides )a(", "the (2) sides )a("),
    ],
)
def test_a_right_to_left_line_is_read_as_it_is_printed(drawn, read):
    assert page(drawn) == read


@given(st.lists(st.text(alphabet="ab .\n1()-طر۱–•"), max_size=5))
def test_no_letter_is_lost_or_made_up(texts):
    def letters(text):
        return [char for char in text if char.isalnum()]

    text, _starts = joined(Lines().pages(texts))

    assert sorted(letters(text)) == sorted(letters("".join(texts)))
