"""What was found is shown in its own spelling, with the words marked whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.search_key import search_key
from records.word_search.query import Query
from records.word_search.snippets import FARTHEST, SHOWN, marked, snippet
from tests.seconds import seconds_of


def shown(pieces):
    return "".join(f"[{piece.text}]" if piece.is_found else piece.text for piece in pieces)


@pytest.mark.parametrize(
    ("text", "typed", "seen"),
    [
        ("War is not the solution.", "war SOLUTION", "[War] is not the [solution]."),
        ("War is not the solution.", '"the solution"', "War is not [the solution]."),
        ("They met in Zürich.", "zurich", "They met in [Zürich]."),
        ("هر طرف ۶۷ زندانی را", "67 زنداني", "هر طرف [۶۷] [زندانی] را"),
        ("كِتَابٌ قديم", "کتاب", "[كِتَابٌ] قديم"),
        ("نگهداری می‌شوند تا", "می شوند", "نگهداری [می‌شوند] تا"),
        ("peace talks talks", '"peace talks" "talks talks"', "[peace talks talks]"),
        ("no such word", "war", "no such word"),
        ("", "war", ""),
    ],
)
def test_found_words_are_marked_in_the_original(text, typed, seen):
    assert shown(marked(text, Query.of(typed))) == seen


def test_a_long_text_is_shown_around_the_first_place_with_ellipses():
    text = "before " * 3_000 + "They will release all prisoners. " + "after " * 3_000

    seen = shown(snippet(text, search_key(text), Query.of("prisoners release")))

    assert "They will [release] all [prisoners]. after" in seen
    assert seen.startswith("… before")
    assert seen.endswith("after …")
    assert len(seen) < SHOWN + 100


def test_words_are_found_far_from_where_the_key_says_they_should_be():
    text = ". " * 5_000 + "release " + "word " * 4_000

    assert "[release]" in shown(snippet(text, search_key(text), Query.of("release")))


def test_words_too_far_away_leave_the_beginning_unmarked():
    text = ". " * FARTHEST * 2 + "release " + "word " * 40

    pieces = snippet(text, search_key(text), Query.of("release"))

    assert not any(piece.is_found for piece in pieces)
    assert pieces[0].text.startswith(". .")


def test_a_text_without_the_words_has_no_snippet():
    assert snippet("War is not", "war is not", Query.of("peace")) == []


def test_a_key_that_promises_what_the_text_does_not_hold_leaves_the_text_unmarked():
    assert shown(snippet("War is not", "war is peace", Query.of("peace"))) == "War is not"


def test_words_without_spaces_between_are_cut_somewhere():
    text = "کلمه" * 400 + " release " + "x" * 900

    seen = shown(snippet(text, search_key(text), Query.of("release")))

    assert "[release]" in seen
    assert len(seen) < 600


def test_a_text_of_three_hundred_thousand_letters_is_not_keyed_as_a_whole():
    text = "Both sides agreed, in Doha, on words. " * 8_000 + "Then: prisoners. " + "More words, of all kinds. " * 50
    key, query = search_key(text), Query.of("prisoners")
    found = []

    took = seconds_of(lambda: found.extend(snippet(text, key, query)))

    assert "[prisoners]" in shown(found)
    assert took < 0.25


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60), st.data())
def test_pieces_put_together_are_the_text(text, data):
    words = search_key(text).split() or ["x"]
    query = Query.of(data.draw(st.sampled_from(words)))

    assert "".join(piece.text for piece in marked(text, query)) == text
    assert any(piece.is_found for piece in marked(text, query)) or not search_key(text)
