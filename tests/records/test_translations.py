"""The catalogues of the printed languages: what they hold, and how they come to be read."""

import re
import unicodedata

import polib
import pytest
from django.conf import settings
from django.core.checks import run_checks
from django.urls import reverse
from django.utils import translation

from records import translations
from records.translations import LANGUAGES, are_compiled, catalogue, compile_all, key_of, source_of

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|{\w*}")


@pytest.fixture
def folder(tmp_path):
    """Two small catalogues, not compiled."""
    for language, words in (("fa", {"July": "ژوئیه", "round": "دور"}), ("prs", {"July": "جولای"})):
        (tmp_path / language / "LC_MESSAGES").mkdir(parents=True)
        file = polib.POFile()
        file.metadata = {"Content-Type": "text/plain; charset=UTF-8"}
        file.extend(polib.POEntry(msgid=msgid, msgstr=said) for msgid, said in words.items())
        file.save(str(source_of(language, tmp_path)))
    return tmp_path


def compiled(folder, language):
    path = source_of(language, folder).with_suffix(".mo")
    return {entry.msgid: entry.msgstr for entry in polib.mofile(str(path))}


def test_dari_takes_from_persian_what_it_does_not_word_otherwise(folder):
    compile_all(folder)

    assert compiled(folder, "fa") == {"July": "ژوئیه", "round": "دور"}
    assert compiled(folder, "prs") == {"July": "جولای", "round": "دور"}


def test_catalogues_are_compiled_only_when_they_have_changed(folder):
    assert not are_compiled(folder)
    assert compile_all(folder)
    assert are_compiled(folder)
    assert not compile_all(folder)

    source = source_of("fa", folder)
    source.write_text(source.read_text(encoding="utf-8").replace("دور", "دوره"), encoding="utf-8")

    assert not are_compiled(folder)
    assert compile_all(folder)
    assert compiled(folder, "prs")["round"] == "دوره"


def test_a_compiled_catalogue_that_was_lost_is_made_again(folder):
    compile_all(folder)
    source_of("prs", folder).with_suffix(".mo").unlink()

    assert compile_all(folder)
    assert compiled(folder, "prs")["July"] == "جولای"


def test_nothing_unfinished_is_left_beside_the_catalogues(folder):
    compile_all(folder)

    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert names == {"django.po", "django.mo", "compiled.sha256"}


def test_the_site_says_so_when_its_catalogues_are_not_compiled(folder, monkeypatch):
    assert run_checks(tags=["translation"]) == []

    monkeypatch.setattr(translations.are_compiled, "__defaults__", (folder,))

    assert [error.id for error in run_checks(tags=["translation"])] == ["parley.E002"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_is_translated_with_the_same_gaps_to_fill(language):
    for entry in polib.pofile(str(source_of(language, translations.FOLDER))):
        said = entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]
        gaps = sorted(PLACEHOLDER.findall(entry.msgid))
        assert all(said), entry.msgid
        assert not entry.fuzzy, entry.msgid
        assert all(sorted(PLACEHOLDER.findall(text)) == gaps for text in said), entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_plural_forms_are_those_of_persian_and_complete(language):
    words = polib.pofile(str(source_of(language, translations.FOLDER)))

    assert words.metadata["Plural-Forms"] == "nplurals=2; plural=(n > 1);"
    assert all(entry.msgstr_plural.keys() == {0, 1} for entry in words if entry.msgid_plural)


@pytest.mark.parametrize("language", LANGUAGES)
def test_catalogues_hold_each_word_once_in_letters_of_persian(language):
    words = polib.pofile(str(source_of(language, translations.FOLDER)))

    assert len({key_of(entry) for entry in words}) == len(words)
    for entry in words:
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            assert text == unicodedata.normalize("NFC", text)
            # The Arabic letters yeh and kaf look alike in some of their forms and are others to a search.
            assert not {"ي", "ك", "ى"} & set(text), entry.msgid


def test_dari_holds_nothing_but_what_it_words_otherwise():
    persian = {key_of(entry): entry for entry in catalogue("fa")}

    for entry in polib.pofile(str(source_of("prs", translations.FOLDER))):
        beneath = persian[key_of(entry)]
        assert (entry.msgstr, entry.msgstr_plural) != (beneath.msgstr, beneath.msgstr_plural), entry.msgid


def test_the_settings_name_the_languages_that_have_a_catalogue():
    assert {code for code, _name in settings.LANGUAGES} == {"en", *LANGUAGES}
    assert set(settings.LANGUAGES_BIDI) == set(LANGUAGES)
    assert translation.get_language_info("prs")["name_local"] == "دری"


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fa", "prs", "de", "ar"])
def test_the_site_speaks_english_whatever_a_browser_asks_for(client, language):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language

    page = client.get(reverse("briefs:brief-list"), headers={"accept-language": language})

    assert b'lang="en"' in page.content
    assert page.content == client.get(reverse("briefs:brief-list")).content
