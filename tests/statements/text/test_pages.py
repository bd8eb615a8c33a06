"""A text cut into the pages of its document and put together again."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.text import clean_text
from statements.text.pages import TAILS, Page, cut, joined, ranges, starts_fit, without_text

LETTERS = "ab ۱ط\n\r\t\u0301\u200c\u0654é한\u1161\u11a8☎"
texts = st.text(alphabet=LETTERS) | st.text()
pages = st.lists(st.builds(Page, texts, st.sampled_from(TAILS)), min_size=1, max_size=8)


@given(texts.map(clean_text), st.data())
def test_a_text_that_is_cut_anywhere_comes_together_again(text, data):
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=6))
    starts = sorted([0, *cuts])

    found = cut(text, starts)

    assert len(found) == len(starts)
    assert joined(found)[0] == text


@given(pages)
def test_pages_that_are_joined_are_cut_where_they_were_joined(made):
    text, starts = joined(made)

    assert starts_fit(text, starts)
    assert len(starts) == len(made)
    assert clean_text(text) == text
    assert joined(cut(text, starts)) == (text, starts)


@given(pages)
def test_joining_loses_no_letter_of_any_page(made):
    text, _starts = joined(made)

    # Decomposed, because marks may come to stand on letters of the page before.
    drawn = unicodedata.normalize("NFD", "".join(page.body for page in made))
    assert sorted("".join(unicodedata.normalize("NFD", text).split())) == sorted("".join(drawn.split()))


def test_pages_go_on_as_their_tails_say():
    made = [Page("One", " "), Page("two", "\n"), Page(""), Page("three inter", ""), Page("national", "\n\n"), Page(" ")]

    assert joined(made) == ("One two\nthree international ", [0, 4, 8, 8, 19, 27])


def test_the_last_page_with_text_is_followed_by_nothing():
    assert joined([Page("One", "\n\n"), Page("")]) == ("One", [0, 3])


def test_a_mark_at_the_beginning_of_a_page_belongs_to_the_letter_before_it():
    assert joined([Page("e", ""), Page("\u0301a")]) == ("éa", [0, 1])


@pytest.mark.parametrize("starts", [[], [1], [0, 4], [0, 2, 1]])
def test_a_text_whose_pages_do_not_fit_it_is_one_page(starts):
    assert cut("abc", starts) == [Page("abc")]


def test_pages_without_text_are_told_in_ranges():
    assert without_text([Page("a"), Page(""), Page(" \n")]) == [2, 3]
    assert ranges([2, 3, 4, 5, 9]) == "2-5, 9"
    assert ranges([]) == ""
