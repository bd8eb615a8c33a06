"""What cannot be looked for is refused with a sentence."""

import pytest
from django.core.exceptions import ValidationError

from records.word_search.forms import WordsField


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("word " * 3_000, "Search for fewer words: 14999 characters were given, 200 are the most."),
        ("a\x00b", "The character at position 2 (U+0000) cannot be read. Type the words anew."),
        ("ab\ud800", "The character at position 3 (U+D800) cannot be read. Type the words anew."),
        ("\ufffdb", "The character at position 1 (U+FFFD) cannot be read. Type the words anew."),
        ("“…”", "““…”” holds no letter and no digit, so there is nothing to look for. Write a word or a number."),
    ],
)
def test_what_cannot_be_looked_for_is_refused(typed, sentence):
    with pytest.raises(ValidationError) as refused:
        WordsField(required=False).clean(typed)

    assert refused.value.messages == [sentence]


@pytest.mark.parametrize("typed", ["", None, "   "])
def test_an_empty_box_asks_for_nothing(typed):
    assert WordsField(required=False).clean(typed) == ""


def test_words_stay_as_they_were_typed():
    assert WordsField(required=False).clean(" “As soon\tas” ") == "“As soon\tas”"
