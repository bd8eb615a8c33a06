"""What is typed is taken apart into words and quoted phrases, in the spelling that texts are indexed by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.search_key import search_key
from records.word_search.query import Query


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("Release Prisoners", ["release", "prisoners"]),
        ('"release of" prisoners', ["release of", "prisoners"]),
        ("“release of”", ["release of"]),
        ("„release of“ now", ["release of", "now"]),
        ("«هر دو طرف» آتش", ["هر دو طرف", "اتش"]),
        ("prisoners prisoners", ["prisoners"]),
        ("cease-fire", ["cease fire"]),
        ("2021-07-08", ["2021 07 08"]),
        ("۱۴۰۰", ["1400"]),
        ("می خواهند", ["میخواهند"]),
        ("می‌خواهند", ["میخواهند"]),
        ("Zürich QALʿA", ["zurich", "qala"]),
        ('prisoners "not closed', ["prisoners", "not", "closed"]),
        ('"" ()', []),
        ("!? …", []),
        ("", []),
        ("   ", []),
    ],
)
def test_what_is_typed_becomes_words_and_phrases(typed, keys):
    assert Query.of(typed).keys == keys


@pytest.mark.parametrize("typed", ["a OR b", "NEAR(a, b)", "search_key : x", "-a", "a*", 'a" OR "b', "^a", "a + b"])
def test_no_operator_of_the_engine_is_left_in_what_was_typed(typed):
    assert not set("".join(Query.of(typed).keys)) & set('"*:^-+(){}')


def test_a_phrase_knows_how_it_was_typed():
    assert [phrase.written for phrase in Query.of("«Zürich, 2021» Qalʿa").phrases] == ["Zürich, 2021", "Qalʿa"]


def test_pashto_letters_stay_apart():
    assert Query.of("ښار").keys != Query.of("شار").keys


def test_a_query_of_nothing_is_false_and_stands_in_every_text():
    assert not Query.of("…")
    assert Query.of("war")


@pytest.mark.parametrize(
    ("typed", "stands"),
    [("war peace", True), ('"peace and war"', True), ('"war peace"', False), ("pea", False), ("peace talks", False)],
)
def test_every_phrase_must_stand_in_a_text(typed, stands):
    assert Query.of(typed).stands_in("of peace and war") is stands


@given(st.text(st.characters(exclude_categories=[])))
def test_whatever_is_typed_gives_words_that_are_their_own_key(typed):
    for phrase in Query.of(typed).phrases:
        assert all(phrase.words)
        assert "".join(phrase.words).isprintable()
        assert not any(char.isspace() for word in phrase.words for char in word)


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20))
def test_a_word_alone_is_found_by_itself(typed):
    key = search_key(typed)

    assert not key or Query.of(typed).stands_in(key)
