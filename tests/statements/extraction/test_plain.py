"""Plain text: read right where its encoding is certain, asked about where it is not, and never silently wrong."""

import pytest

from statements.extraction import plain
from statements.extraction.child import read
from statements.extraction.plain import NAMES, text_of
from statements.extraction.refusals import Refused, Unsure

SENTENCES = {
    "persian": "1. دو طرف مي پذيرند که جنگ راه حل مشکل نيست. گروه پنج نفره به گفتگو ادامه مي دهد.",
    "arabic": "1. يتفق الطرفان على أن الحرب ليست حلا للمشكلة، وعلى الاستمرار في المفاوضات حتى الوصول إلى حل سياسي.",
    "russian": "Стороны согласны, что война не решит проблему. Переговоры продолжатся в Москве.",
    "ukrainian": "Сторони згодні, що війна не є рішенням. Переговори тривають у Києві.",
    "french": "Les deux parties réaffirment leur volonté de négocier à Genève, où elles étaient déjà réunies l'été dernier.",
    "german": "Beide Seiten bekräftigen, daß die Gespräche über größere Fragen weitergehen.",
    "turkish": "Taraflar görüşmelerin sürdürülmesi ve ateşkesin uzatılması konusunda anlaştı.",
    "spanish": "Las partes acordaron reunirse mañana. ¿Cuándo? Según el señor Muñoz, a las 10.",
    "portuguese": "As partes não concordam; as negociações continuarão em São Tomé.",
    "english": "The café “Naïve” said: “both sides’ façade”.",
}
CERTAIN = [
    ("persian", "cp1256"),
    ("arabic", "cp1256"),
    ("arabic", "iso8859_6"),
    ("russian", "cp1251"),
    ("russian", "koi8_r"),
    ("russian", "cp866"),
    ("french", "cp1252"),
    ("german", "cp1252"),
    ("turkish", "cp1254"),
    ("spanish", "cp1252"),
    ("english", "cp1252"),
]
WIDE = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
OLD = [*plain.OLDER, *plain.RARE, "cp864", "mac_farsi", "mac_turkish", "cp1250", "cp857"]


@pytest.mark.parametrize("encoding", WIDE)
@pytest.mark.parametrize("name", SENTENCES)
def test_unicode_is_read_right(name, encoding):
    text = SENTENCES[name]

    assert text_of(text.encode(encoding))[0].removeprefix("\ufeff") == text


def test_both_byte_orders_with_their_mark_are_read_right():
    text = SENTENCES["persian"]

    assert text_of(b"\xff\xfe" + text.encode("utf-16-le"))[0] == text
    assert text_of(b"\xfe\xff" + text.encode("utf-16-be"))[0] == text


@pytest.mark.parametrize(("name", "encoding"), CERTAIN)
def test_what_is_certain_is_read_right(name, encoding):
    assert text_of(SENTENCES[name].encode(encoding))[0] == SENTENCES[name]


@pytest.mark.parametrize("encoding", OLD)
@pytest.mark.parametrize("name", SENTENCES)
def test_no_encoding_is_taken_for_another_without_asking(name, encoding):
    try:
        data = SENTENCES[name].encode(encoding)
    except UnicodeEncodeError:
        return

    try:
        read_as = text_of(data)[0]
    except Unsure as unsure:
        read_as, choices = "", unsure.choices

    assert read_as == SENTENCES[name] or len(choices) > 1


@pytest.mark.parametrize(("letters", "encoding"), [("é", "cp1252"), ("ё", "cp1251"), ("сентябрь", "cp1251")])
def test_of_few_letters_a_person_is_asked(letters, encoding):
    with pytest.raises(Unsure) as unsure:
        text_of(letters.encode(encoding))

    assert letters in [choice.lines for choice in unsure.value.choices]


def test_a_choice_shows_the_lines_around_the_first_letter_in_doubt():
    data = b"Preamble\n" * 200 + "première\x07".encode("cp1252") + b"\nend" * 200

    lines = plain.choice(data, "cp1252").lines

    assert "Preamble\npremière·\nend" in lines
    assert len(lines) <= plain.SHOWN


def test_what_cannot_be_decoded_is_no_choice():
    assert plain.choice(b"\xff\xfe\xfd", "utf-8") is None


def test_an_encoding_that_was_chosen_is_used():
    assert text_of("сентябрь".encode("koi8_r"), "koi8_r") == ("сентябрь", "koi8_r")


@pytest.mark.parametrize("encoding", ["utf-8", "zlib", "no-such", "punycode", "\x00"])
def test_an_encoding_that_does_not_fit_is_refused(encoding):
    with pytest.raises(Refused) as refused:
        text_of(b"caf\xe9", encoding)

    assert refused.value.name == "encoding"


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"\x7fELF\x01\x01\x00\x00\x00\x80\x81" * 9, "binary"),
        (b"caf\xe9\x01", "binary"),
        (b"\xff\xfea", "cut"),
        (b"\xef\xbb\xbfcaf\xe9", "encoding"),
        (b" \n\t\n", "no_text"),
        (b"\xef\xbb\xbf", "no_text"),
    ],
)
def test_what_is_no_text_is_refused(data, name):
    with pytest.raises(Refused) as refused:
        text_of(data)

    assert refused.value.name == name


def test_wide_characters_that_read_as_text_in_both_orders_are_asked_about():
    # CJK in one order, Arabic presentation forms and more CJK in the other.
    with pytest.raises(Unsure) as unsure:
        text_of("丁七一".encode("utf-16-le"))

    assert {choice.encoding for choice in unsure.value.choices} == {"utf-16-le", "utf-16-be"}


def test_a_text_of_the_greatest_length_is_read_and_none_longer(monkeypatch):
    monkeypatch.setattr(plain, "VERBATIM_LENGTH", 5)

    assert text_of(b"peace")[0] == "peace"
    with pytest.raises(Refused) as refused:
        text_of(b"peace.")
    assert refused.value.name == "too_long"


def test_a_form_feed_ends_a_page():
    told = read(b"One\r\nand a half\fTwo")

    assert (told["pages"], told["facts"]["encoding"]) == ([["One\nand a half", "\n\n"], ["Two", "\n\n"]], "utf-8")


def test_encodings_that_are_offered_first_have_names_for_people():
    assert {"cp1256", "cp1252", "cp1251", "utf-16"} <= NAMES.keys()


def test_white_space_that_is_not_plain_makes_no_word():
    assert plain.share_of_ill_written("both\u00a0sides") == 0
