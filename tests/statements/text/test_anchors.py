import pytest
from hypothesis import given

from statements.text.anchors import (
    Anchor,
    AnchorBroken,
    Candidate,
    QuoteAmbiguous,
    QuoteNotFound,
    anchor_at,
    check,
    find,
    locate,
)
from tests.statements.text.passages import STATEMENT, passages


@given(passages())
def test_an_anchor_holds_the_words_it_points_at(passage):
    text, start, end = passage

    anchor = anchor_at(text, start, end)

    assert text[anchor.start : anchor.end] == anchor.exact
    assert text[: anchor.start].endswith(anchor.prefix)
    assert text[anchor.end :].startswith(anchor.suffix)
    check(text, anchor)


@given(passages())
def test_a_passage_is_found_where_it_was_marked(passage):
    text, start, end = passage
    anchor = anchor_at(text, start, end)

    found = find(text, anchor.exact, prefix=anchor.prefix, suffix=anchor.suffix, near=start)

    assert found[0] == Candidate(start, end, 1.0)


@given(passages())
def test_a_quote_is_located_or_the_reason_is_given(passage):
    text, start, end = passage
    anchor = anchor_at(text, start, end)
    times = len(find(text, anchor.exact))

    if not anchor.exact.strip():
        with pytest.raises(QuoteNotFound):
            locate(text, anchor.exact)
    elif times > 1:
        with pytest.raises(QuoteAmbiguous, match=f"{times} times"):
            locate(text, anchor.exact)
    else:
        assert locate(text, anchor.exact) == anchor


def test_context_is_cut_to_its_length_and_never_inside_a_character():
    text = "xe\u0301abe\u0301y"

    assert anchor_at(text, 3, 4, context=1) == Anchor(3, 4, "a", "", "b")
    assert anchor_at(text, 3, 5, context=1) == Anchor(3, 5, "ab", "", "")
    assert anchor_at(text, 3, 5, context=2) == Anchor(3, 5, "ab", "e\u0301", "e\u0301")
    assert anchor_at(text, 3, 5, context=0) == Anchor(3, 5, "ab", "", "")


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (-1, 2, "A passage cannot begin or end before the text (offsets -1 to 2)."),
        (0, 7, "The passage ends at offset 7, past the end of the text, which is 6 characters long."),
        (2, 2, "The passage is empty (offsets 2 to 2): its end must come after its start."),
        (3, 2, "The passage is empty (offsets 3 to 2): its end must come after its start."),
        (2, 5, "The passage begins at offset 2, inside one character with its marks or joiners. Use offset 1, which"),
        (0, 2, "The passage ends at offset 2, inside one character with its marks or joiners. Use offset 3, which"),
    ],
)
def test_offsets_that_mark_no_passage_are_refused(start, end, message):
    with pytest.raises(AnchorBroken) as caught:
        anchor_at("ae\u0301bcd", start, end)

    assert str(caught.value).startswith(message)


@pytest.mark.parametrize(
    ("anchor", "message"),
    [
        (
            Anchor(0, 3, "war is"),
            "At characters 1 to 3 the text reads “2. ”, not “war is”. Those words stand at character 26.",
        ),
        (
            Anchor(0, 3, "Both sides"),
            "At characters 1 to 3 the text reads “2. ”, not “Both sides”. Those words stand at characters 4, 153.",
        ),
        (
            Anchor(0, 3, "Martian canals"),
            "At characters 1 to 3 the text reads “2. ”, not “Martian canals”. Those words stand nowhere in the text. "
            "Nothing like it stands there; is this the right version?",
        ),
        (
            Anchor(25, 28, "war", prefix="agree with "),
            "Before the passage the text reads “agree that ”, not “agree with ”. "
            "Was the passage taken from another version?",
        ),
        (
            Anchor(25, 28, "war", suffix=" was"),
            "After the passage the text reads “ is ”, not “ was”. Was the passage taken from another version?",
        ),
    ],
)
def test_a_broken_anchor_says_what_stands_there_and_where_its_words_do(anchor, message):
    with pytest.raises(AnchorBroken) as caught:
        check(STATEMENT, anchor)

    assert str(caught.value) == message


def test_many_places_are_listed_in_part():
    with pytest.raises(AnchorBroken, match="at characters 2, 4, 6, 8, 10 and further on"):
        check("xaxaxaxaxaxaxa", Anchor(0, 1, "a"))


def test_candidates_come_with_the_best_context_first():
    text = "the war, a war and the war."

    assert [(c.start, round(c.score, 2)) for c in find(text, "war", prefix="a ", suffix=" and")] == [
        (11, 1.0),
        (4, 0.17),
        (23, 0.17),
    ]


def test_of_equal_candidates_the_nearer_comes_first():
    text = "war war war"

    assert [c.start for c in find(text, "war", near=5)] == [4, 8, 0]
    assert [c.start for c in find(text, "war")] == [0, 4, 8]


def test_overlapping_places_count_and_parts_of_characters_do_not():
    assert [c.start for c in find("aaa", "aa")] == [0, 1]
    assert find("می‌خواهند", "می") == []
    assert find("abc", "") == []


def test_a_quote_that_stands_once_is_located():
    anchor = locate(STATEMENT, "war is not the solution")

    assert anchor == anchor_at(STATEMENT, 25, 48)
    assert anchor.prefix == "2. Both sides agree that "


def test_a_quote_that_stands_twice_is_refused_with_its_places():
    with pytest.raises(QuoteAmbiguous) as caught:
        locate(STATEMENT, "Both sides")

    assert str(caught.value) == (
        "“Both sides” stands in the text 2 times, at characters 4, 153. "
        "Quote a few more words, or give the words just before or after it, so that one place is meant."
    )
    assert [c.start for c in caught.value.candidates] == [3, 152]


def test_surroundings_single_out_one_of_several_places():
    assert locate(STATEMENT, "Both sides", prefix="6. ").start == 152
    assert locate(STATEMENT, "Both sides", suffix=" agree").start == 3


def test_surroundings_that_fit_no_place_are_refused():
    with pytest.raises(QuoteNotFound) as caught:
        locate(STATEMENT, "Both sides", prefix="7. ", suffix=" deny")

    assert str(caught.value) == (
        "“Both sides” stands in the text at characters 4, 153, but not between “7. ” and “ deny”. "
        "Copy the words around it from the text."
    )


@pytest.mark.parametrize("text", [STATEMENT, ""])
@pytest.mark.parametrize("quote", ["", " \n"])
def test_an_empty_quote_is_refused(text, quote):
    with pytest.raises(QuoteNotFound, match="The quote is empty"):
        locate(text, quote)


@pytest.mark.parametrize(
    ("text", "quote", "hint"),
    [
        (
            STATEMENT,
            "directed at  a\npeaceful",
            "It differs only in white space or quotation marks from “directed at a peaceful” at character 107.",
        ),
        (
            STATEMENT,
            "people’s homes",
            "It differs only in white space or quotation marks from “people's homes” at character 192.",
        ),
        (
            "un caf\u00e9 noir",
            "cafe\u0301",
            "It differs only in how its accents are encoded from “café” at character 4.",
        ),
        (
            "آنها می‌خواهند",
            "میخواهند",
            "It differs only in capitals, accents, vowel signs, joiners or punctuation from “می‌خواهند” at character 6.",
        ),
        (
            STATEMENT,
            "both sides condemn attacks",
            "It differs only in capitals, accents, vowel signs, joiners or punctuation from "
            "“Both sides condemn attacks” at character 153.",
        ),
        (
            STATEMENT,
            "all efforts should be justified at a peaceful political solution",
            "The nearest passage, at character 87, is “all efforts must be directed at a peaceful political solution.”."
            " There the text has “must”, the quote “should”.",
        ),
        (
            STATEMENT,
            "war is not a solution to the Afghanistan problem",
            "The nearest passage, at character 26, is “war is not the solution to the Afghanistan problem,”. "
            "There the text has “the”, the quote “a”.",
        ),
        (
            STATEMENT,
            "condemn atacks that target",
            "The nearest passage, at character 164, is “condemn attacks that target”. "
            "There the text has “attacks”, the quote “atacks”.",
        ),
        (
            STATEMENT,
            "war is not now the solution to the",
            "The nearest passage, at character 26, is “war is not the solution to the”. There the text lacks “now”.",
        ),
        (
            STATEMENT,
            "that war is the solution to the Afghanistan problem",
            "The nearest passage, at character 21, is “that war is not the solution to the Afghanistan problem,”. "
            "There the text also has “not”.",
        ),
        (
            "می‌خواهند",
            "می",
            "Its letters stand at character 1, but there a mark or joiner belongs to its first or last letter: “می‌”. "
            "Copy that.",
        ),
        (
            STATEMENT,
            "mosqes",
            "The nearest passage, at character 208, is “mosques”. There the text has “mosques”, the quote “mosqes”.",
        ),
        (STATEMENT, "Mars has two moons", "Nothing like it stands there; is this the right version?"),
        (STATEMENT, "zzz", "Nothing like it stands there; is this the right version?"),
        (STATEMENT, "***", "Nothing like it stands there; is this the right version?"),
        ("", "abc", "Nothing like it stands there; is this the right version?"),
    ],
)
def test_a_quote_that_is_not_there_shows_what_is(text, quote, hint):
    with pytest.raises(QuoteNotFound) as caught:
        locate(text, quote)

    assert str(caught.value).endswith(f"does not stand in the text. {hint}")


def test_a_word_too_many_in_the_text_is_shown():
    with pytest.raises(QuoteNotFound, match="There the text also has “very”"):
        locate("alpha beta very gamma delta", "alpha beta gamma delta omega")


def test_a_long_quote_is_shown_in_part():
    with pytest.raises(QuoteNotFound) as caught:
        locate("x", "word " * 100)

    assert str(caught.value).startswith("“word word")
    assert " … " in str(caught.value)
    assert len(str(caught.value)) < 300


def test_a_long_quote_is_judged_by_its_beginning():
    text = "one two three four " * 40 + "end"

    with pytest.raises(QuoteNotFound) as caught:
        locate(text, "one two three four " * 40 + "finish")

    assert "The nearest passage, at character 1, is “one two three four" in str(caught.value)
    assert str(caught.value).endswith("”. It differs further on.")
