"""What differs between two texts: exact for any text, cut where a reader would cut, and quick on long ones."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.clusters import splits_character
from records.word_diff import AROUND, PAIRS, SPLINTER, Kind, Piece, folded, number_of_changes, pieces
from tests.seconds import seconds_of

# Parts of texts that are easily cut wrong: joined and marked letters, flags, joiners, line breaks of two characters.
AWKWARD = [
    "می‌کنند",
    "صُلح",
    "ۀ",
    "é",
    "é",
    "\u0301",
    "\r\n",
    "🇦🇫",
    "👩‍👧",
    " ",
    "\u2029",
    "«",
    "؟",
    ". ",
    "one",
    "two",
    "\n",
]
TEXTS = st.one_of(
    st.text(), st.lists(st.one_of(st.sampled_from(AWKWARD), st.text(max_size=3)), max_size=30).map("".join)
)


def kept_with(found, kind):
    return "".join(piece.text for piece in found if piece.kind in (Kind.KEPT, Kind.FOLDED, kind))


def told(old, new):
    """The pieces in short: “one -two- +2+ three”."""
    signs = {Kind.KEPT: "", Kind.OUT: "-", Kind.IN: "+", Kind.FOLDED: "~"}
    return "".join(f"{signs[piece.kind]}{piece.text}{signs[piece.kind]}" for piece in pieces(old, new))


def long_text(seed, letters=300_000):
    """A text of made-up words with sentences and lines, of about so many letters: 120 pages by default."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    found, length = [], 0
    while length < letters:
        word = chance.choice(["talks", "peace", "جنگ", "می‌کنند", "article", "shall"]) + str(chance.randrange(500))
        found.append(word + chance.choice(["", "", "", "", "", ",", ".", ".\n"]))
        length += len(found[-1]) + 1
    return " ".join(found)


def quickest(work):
    """The seconds of CPU of the quickest of three runs of `work`: a machine that is busy otherwise slows some of them."""
    return min(seconds_of(work) for _run in range(3))


@given(TEXTS, TEXTS)
def test_the_pieces_give_back_both_texts_whatever_they_are(old, new):
    found = pieces(old, new)

    assert kept_with(found, Kind.OUT) == old
    assert kept_with(found, Kind.IN) == new
    assert all(piece.text for piece in found)


@given(TEXTS, TEXTS)
def test_no_piece_parts_what_a_reader_sees_as_one_character(old, new):
    for text, kind in ((old, Kind.OUT), (new, Kind.IN)):
        place = 0
        for piece in folded(pieces(old, new)):
            if piece.kind in (Kind.KEPT, Kind.FOLDED, kind):
                assert not splits_character(text, place)
                place += len(piece.text)


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text):
    assert not any(piece.is_change for piece in pieces(text, text))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("one two three", "one 2 three", "one -two-+2+ three"),
        ("", "one", "+one+"),
        ("one", "", "-one-"),
        ("", "", ""),
        ("He said “war.”", "He said “peace.”", "He said “-war-+peace+.”"),
        ("a, b", "a; b", "a-,-+;+ b"),
        ("The sides met.", "The sides met again.", "The sides met+ again+."),
        ("جنگ راه حل نیست", "جنگ راه‌حل نیست", "جنگ -راه حل-+راه‌حل+ نیست"),
        ("they will talk", "they may speak", "they -will talk-+may speak+"),
    ],
)
def test_words_are_taken_out_and_put_in_as_a_reader_would_say(old, new, expected):
    assert told(old, new) == expected


def test_one_mark_on_a_letter_changes_its_word_and_no_more():
    assert told("با صلح شد", "با صُلح شد") == "با -صلح-+صُلح+ شد"


def test_what_was_written_anew_is_not_torn_at_every_common_word():
    old = "Negotiations and consultations continued throughout and afterwards"
    new = "Hostilities and bombardments intensified everywhere and afterwards"

    (out, put) = [piece for piece in pieces(old, new) if piece.is_change]

    assert (out.text, put.text) == (
        "Negotiations and consultations continued throughout",
        "Hostilities and bombardments intensified everywhere",
    )


def test_differences_are_counted_as_places_not_as_pieces():
    assert number_of_changes(pieces("one two three four five", "1 two three four 5 six")) == 2
    assert number_of_changes(pieces("same", "same")) == 0


def test_a_long_unchanged_stretch_is_folded_but_for_what_stands_beside_a_change():
    middle = "unchanged words go on. " * 40
    found = folded(pieces(f"old {middle}end", f"new {middle}END"))

    kinds = [piece.kind for piece in found]
    assert kinds == [Kind.OUT, Kind.IN, Kind.KEPT, Kind.FOLDED, Kind.KEPT, Kind.OUT, Kind.IN]
    assert AROUND <= len(found[2].text) <= AROUND + 12
    assert AROUND - 12 <= len(found[4].text) <= AROUND
    assert kept_with(found, Kind.OUT) == f"old {middle}end"


def test_what_is_short_or_has_no_place_to_cut_is_not_folded():
    short, solid = "word " * 30, "x" * 1000

    assert all(piece.kind != Kind.FOLDED for piece in folded(pieces(f"a {short}b", f"c {short}d")))
    assert folded([Piece(Kind.OUT, "a"), Piece(Kind.KEPT, solid), Piece(Kind.IN, "b")])[1] == Piece(Kind.KEPT, solid)


def test_a_text_of_120_pages_is_compared_in_well_under_a_second():
    old = long_text(1)
    words = old.split(" ")
    for place in range(7, len(words), 97):
        words[place] = "corrected"
    new = " ".join(words)

    found = pieces(old, new)
    took = quickest(lambda: pieces(old, new))

    assert kept_with(found, Kind.OUT) == old
    assert kept_with(found, Kind.IN) == new
    assert number_of_changes(found) > 300
    assert max(len(piece.text) for piece in found if piece.is_change) < SPLINTER
    assert took < 0.9


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (long_text(1), long_text(2)),
        ("a " * 150_000, "b a " * 75_000),
        ("a\n" * 150_000, "b\na\n" * 75_000),
        ("a" * 300_000, "b" + "a" * 200_000),
        ("!" * 300_000, "!b" * 150_000),
        ("🇦🇫" * 60_000, " 🇦🇫" * 60_000),
    ],
    ids=["another text", "one word", "one line", "no space", "punctuation", "flags"],
)
def test_no_text_of_that_length_takes_long(old, new):
    found = []
    took = seconds_of(lambda: found.extend(pieces(old, new)))

    assert kept_with(found, Kind.OUT) == old
    assert kept_with(found, Kind.IN) == new
    assert took < 5


def test_a_changed_sentence_too_long_for_words_is_changed_as_a_whole():
    number = int(PAIRS**0.5) // 2 + 10
    old, new = "a b " * number, "b c " * number

    found = pieces(f"Before. {old}. After", f"Before. {new}. After")

    assert [piece.kind for piece in found] == [Kind.KEPT, Kind.OUT, Kind.IN, Kind.KEPT]
