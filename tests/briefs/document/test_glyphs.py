"""Every character of a brief can be drawn, or the brief is not drawn."""

import pytest

from briefs.document.assets import FACES, asset
from briefs.document.glyphs import MissingGlyph, check_page, check_text, drawable

PASHTO = "ښ ږ ټ ډ ړ ڼ ځ څ ې ۍ ئ ګ ي ی ک"
DARI = "پ چ ژ گ ک ی ء آ أ ؤ ۀ ة ۱۲۳۴۵۶۷۸۹۰ « » ، ؛ ؟ ٪ ٫ ٬ ً ٌ ٍ َ ُ ِ ّ ْ ٰ"
URDU_AND_ARABIC = "ے ہ ھ ں ى ك ٠١٢٣٤٥٦٧٨٩"
CYRILLIC = "Ғғ Ққ Ҳҳ Ҷҷ Ӣӣ Ӯӯ Її Єє Ґґ Ёё Ъъ"
GREEK = "Ελλάδα, ΰ ώ Ω"
LATIN = "Ğğ İı Şş Çç Ňň Ýý ʻ ʼ Œœ ß Łł Ţţ Āā Ṭṭ – — … “ ” ‘ ’ « » § € № ° × − → ≥ ≤"


@pytest.mark.parametrize("text", [PASHTO, DARI, URDU_AND_ARABIC, CYRILLIC, GREEK, LATIN])
def test_letters_of_the_languages_of_the_record_can_be_drawn(text):
    check_text(text)


@pytest.mark.parametrize("face", [face for face in FACES if "Naskh" in face.family], ids=lambda face: face.file)
def test_the_arabic_script_faces_draw_every_dari_and_pashto_letter_themselves(face):
    from fontTools.ttLib import TTFont

    with TTFont(face.path, lazy=True) as font:
        drawn = font.getBestCmap().keys()

    assert [letter for letter in PASHTO + DARI if ord(letter) not in drawn] == []


def test_all_faces_of_a_family_draw_the_same_characters_so_that_bold_and_italic_miss_none():
    from fontTools.ttLib import TTFont

    drawn = {}
    for face in FACES:
        with TTFont(face.path, lazy=True) as font:
            drawn.setdefault(face.family, set()).add(frozenset(font.getBestCmap()))

    assert {family: len(kinds) for family, kinds in drawn.items()} == dict.fromkeys(drawn, 1)


@pytest.mark.parametrize(
    "text", ["می\u200cدهد", "ل\u200dل", "\u2067فارسی\u2069", "a\u200eb\u200fc\u061cd", "a\u00a0b\n\tc"]
)
def test_characters_that_draw_nothing_need_no_glyph(text):
    check_text(text)


def test_missing_glyph_names_the_character_its_code_and_the_text_it_stands_in():
    with pytest.raises(MissingGlyph) as caught:
        check_text("The delegation of 北京 arrived in Tehran")

    assert caught.value.character == "北"
    assert "“北” (U+5317 CJK UNIFIED IDEOGRAPH-5317)" in str(caught.value)
    assert "“The delegation of 北京 arrived in Tehran”" in str(caught.value)


def test_missing_glyph_quotes_no_more_of_a_long_text_than_shows_the_place():
    with pytest.raises(MissingGlyph) as caught:
        check_text("before " * 500 + "☂" + " after" * 500)

    assert "before ☂ after" in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_character_without_a_name_is_reported_too():
    with pytest.raises(MissingGlyph, match=r"U\+E000 unnamed character"):
        check_text("private \ue000 use")


@pytest.mark.parametrize(
    "page", ["<p>fine</p><p>not ☂ fine</p>", "<p>&#9730;</p>", "<title>☂</title>", "<b>unclosed ☂"]
)
def test_missing_glyph_is_found_anywhere_in_a_page(page):
    with pytest.raises(MissingGlyph, match="UMBRELLA"):
        check_page(page)


def test_page_is_checked_for_its_text_and_not_for_its_markup():
    check_page('<p title="☂"><!-- ☂ -->fine, راه‌حل &amp; better</p>')


def test_what_the_fonts_draw_is_read_once():
    assert drawable() is drawable()


def test_only_registered_files_are_assets():
    body, kind = asset("parley:fonts/NotoSans-Bold.ttf")

    assert body == (FACES[0].path.parent / "NotoSans-Bold.ttf").read_bytes()
    assert kind == "font/ttf"
    with pytest.raises(KeyError):
        asset("parley:fonts/OFL.txt")
    with pytest.raises(KeyError):
        asset("parley:fonts/../../manage.py")


def test_the_licence_of_the_fonts_comes_with_them():
    folder = FACES[0].path.parent

    assert "SIL OPEN FONT LICENSE Version 1.1" in (folder / "OFL.txt").read_text(encoding="utf-8")
    assert {path.name for path in folder.glob("*.ttf")} == {face.file for face in FACES}
