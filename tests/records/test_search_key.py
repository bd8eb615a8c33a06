import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from records.look_alikes import look_alike_key
from records.search_key import LONGEST_CHUNK, keyed, search_key, search_key_spans, spelled

ANY_TEXT = st.text(st.characters())
# Dense in what folds, clings and joins.
TANGLED_TEXT = st.text(
    st.sampled_from("aA éÉıßﬁ\u0301\u0306\u0654\u0652\u093c\u3099\u1161ᄀかкийеёىيیةئكکآأء\u200c\u200dـمنها،.\n1۲²½ﷺﺀ")
)


@pytest.mark.parametrize(
    "spellings",
    [
        ["Qala-e-Naw", "qala e naw", "QALA–E–NAW", " Qala  e\tNaw. "],
        ["Ghanī", "Ghani", "Ghanı", "GHANI\u0304"],
        ["Qalʿa", "Qala", "qalaʾ"],
        ["Zürich", "Zu\u0308rich", "zurich"],
        ["Łódź", "lodz"],
        ["straße", "STRASSE"],
        ["İzmir", "izmir"],
        ["Αθήνα", "αθηνα"],
        ["Приём", "прием", "ПРИЁМ", "приём\u0301"],
        ["یک", "يك", "ىك"],
        ["جمعة", "جمعه"],
        ["أفغانستان", "افغانستان", "إفغانستان", "اَفغانِستان", "افغانســتان", "ﺍفغانستان"],
        ["قرآن", "قران"],
        ["مسؤول", "مسوول"],
        ["علماء", "علما"],
        ["ګواښ", "گواښ"],
        ["می‌خواهند", "می خواهند", "میخواهند", "مي‌خواهند"],
        ["نمی‌روند", "نمی روند", "نمیروند"],
        ["کتاب‌ها", "کتاب ها", "کتابها"],
        ["خانه‌های", "خانه های"],
        ["۱۴۰۰", "١٤٠٠", "1400", "१४००"],
        ["رئیس", "ری\u0654یس", "رى\u0654یس"],
        ["שָׁלוֹם", "שלום"],
        ["ﬁre", "fire", "ｆｉｒｅ"],
    ],
)
def test_spellings_of_one_word_meet_under_one_key(spellings):
    assert len({search_key(spelling) for spelling in spellings}) == 1, [search_key(s) for s in spellings]


@pytest.mark.parametrize(
    "words",
    [
        [*"ښږټډړڼځڅېۍئ", *"سژتدرنحجیخ"],
        ["й", "и"],
        ["ї", "і"],
        ["ӣ", "и"],
        ["ے", "ی"],
        ["می رود", "نمی رود"],
        ["کل", "گل"],
        ["क़", "क"],
        ["が", "か"],
    ],
)
def test_letters_that_tell_words_apart_stay_apart(words):
    assert len({search_key(word) for word in words}) == len(words)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", ""),
        ("  …!  ", ""),
        ("Both sides “condemn” attacks.", "both sides condemn attacks"),
        ("the Taliban's 1,000", "the taliban s 1 000"),
        ("می 5 ها", "می 5 ها"),
        ("می", "می"),
        ("\u093ca", "a"),
        ("کتاب ها را می خواهند", "کتابها را میخواهند"),
        ("\ud800a\udc00", "a"),
    ],
)
def test_the_key_is_plain_words_with_single_spaces(text, key):
    assert search_key(text) == key


def test_spans_lead_from_the_key_back_to_the_text():
    text = "«Café» می‌خواهند"

    key, spans = search_key(text), search_key_spans(text)

    def original(words):
        at = key.index(words)
        return text[spans[at][0] : spans[at + len(words) - 1][1]]

    assert original("cafe") == "Café"
    assert original("میخواهند") == "می‌خواهند"
    assert original("cafe میخواهند") == "Café» می‌خواهند"


def test_a_span_takes_in_the_marks_of_its_letter():
    assert search_key_spans("e\u0301a") == [(0, 2), (2, 3)]


@given(ANY_TEXT | TANGLED_TEXT)
@example("\u1100\uffc2")
@example("か\ufe80\u3099")
def test_the_key_of_a_key_is_itself(text):
    key = search_key(text)

    assert search_key(key) == key


def test_the_key_of_the_key_of_every_character_that_folds_is_itself():
    chars = map(chr, range(sys.maxunicode + 1))
    keys = {search_key(char) for char in chars if unicodedata.normalize("NFKD", char.casefold()) != char}

    assert [key for key in keys if search_key(key) != key] == []


@given(ANY_TEXT | TANGLED_TEXT)
@example(" \u0301a")
@example("a\u2028\u200db")
@example("می\n\nخواهند")
@example("é" * LONGEST_CHUNK + "é")
def test_the_key_made_word_by_word_is_that_made_letter_by_letter(text):
    assert search_key(text) == spelled(keyed(text))


@given(ANY_TEXT | TANGLED_TEXT)
@example("¼")
@example("⒈a")
def test_spans_lie_in_the_text_and_never_fall(text):
    key, spans = search_key(text), search_key_spans(text)

    assert len(spans) == len(key)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    assert [end for _start, end in spans] == sorted(end for _start, end in spans)


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_the_key_does_not_depend_on_how_accents_are_encoded(text):
    assert search_key(unicodedata.normalize("NFC", text)) == search_key(unicodedata.normalize("NFD", text))


@pytest.mark.parametrize("imitation", ["Ruѕѕia", "Russіa", "Ｒussia", "Rυssia", "RUЅЅIA"])
def test_a_name_in_letters_that_look_alike_has_the_look_of_the_name(imitation):
    assert imitation.casefold() != "russia"
    assert look_alike_key(imitation) == look_alike_key("Russia")


@pytest.mark.parametrize(("one", "other"), [("Тaliban", "Taliban"), ("Ηerat", "Herat"), ("Каbul", "Kabul")])
def test_capitals_are_judged_by_their_own_look(one, other):
    assert look_alike_key(one) == look_alike_key(other)


@pytest.mark.parametrize(("one", "other"), [("Iran", "Iraq"), ("Россия", "Russia"), ("Müller", "Muller")])
def test_names_that_look_different_have_different_looks(one, other):
    assert look_alike_key(one) != look_alike_key(other)


@given(ANY_TEXT)
def test_the_look_of_any_text_can_be_told(text):
    assert isinstance(look_alike_key(text), str)
