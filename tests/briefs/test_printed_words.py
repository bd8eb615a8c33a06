"""Whatever a brief prints of ours has its Persian; and how that is found out."""

from io import StringIO

import polib
import pytest
from django.core.management import call_command

from briefs import printed_words
from briefs.document.glyphs import check_text
from briefs.printed_words import Words, in_source, in_templates
from records.translations import LANGUAGES, catalogue, key_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_that_a_brief_prints_is_translated(language):
    known = {key_of(entry) for entry in catalogue(language) if entry.translated()}

    missing = [words for key, words in printed_words.printed_words().items() if key not in known]

    assert missing == [], "Run manage.py list_untranslated, and add what it prints to locale/fa with its Persian."


def test_words_are_found_wherever_a_template_has_them(tmp_path):
    (tmp_path / "part.html").write_text(
        '{% load i18n %}{% if brief %}{% translate "Plain" context "tone" %}{{ one|default:_("None") }}{% endif %}'
        "{% for row in rows %}{% blocktranslate trimmed count n=row.n with who=row.who %}\n  {{ n }} of {{ who }}\n"
        "{% plural %}\n  {{ n }} of all {{ who }}\n{% endblocktranslate %}{% empty %}{% translate 'Nobody' %}{% endfor %}"
        "{{ row|yesno:words }}{% translate row.label %}"
    )

    assert {(words.msgid, words.context, words.plural) for words in in_templates(tmp_path)} == {
        ("Plain", "tone", ""),
        ("None", "", ""),
        ("%(n)s of %(who)s", "", "%(n)s of all %(who)s"),
        ("Nobody", "", ""),
    }


SOURCE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy, override
from elsewhere import gettext_lazy

FIRST = pgettext_lazy("tone", "soft")

def told(n):
    gettext_lazy("not of Django"); print("never"); _(worked_out)
    return ngettext("one", "many", n)

def refuse_nothing():
    raise Exception(_("told to whoever asked"))
"""


def test_words_are_found_in_the_calls_of_gettext_that_end_up_in_a_brief():
    assert set(in_source(SOURCE, "x.py")) == {
        Words("soft", "tone", where="x.py"),
        Words("one", plural="many", where="x.py"),
    }
    assert set(in_source(SOURCE, "x.py", {"told"})) == {Words("one", plural="many", where="x.py")}


def test_what_is_missing_is_listed_as_entries_to_fill_in(monkeypatch):
    call_command("list_untranslated", stdout=(nothing := StringIO()))
    found = [Words("no such word", "tone", where="a.html"), Words("one wug", plural="%d wugs", where="b.html")]
    monkeypatch.setattr(printed_words, "in_modules", lambda: found)

    call_command("list_untranslated", stdout=(listed := StringIO()))

    assert nothing.getvalue() == ""
    entries = polib.pofile(listed.getvalue())
    assert [(entry.msgctxt, entry.msgid, entry.msgid_plural, entry.comment) for entry in entries] == [
        ("tone", "no such word", "", "a.html"),
        (None, "one wug", "%d wugs", "b.html"),
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_fonts_draw_every_letter_of_the_catalogues(language):
    for entry in catalogue(language):
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            check_text(text)
