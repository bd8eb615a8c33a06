"""The box for words: what cannot be looked for is refused with a sentence."""

import unicodedata

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter

from records.text_fields import without
from records.word_search.query import Query

LONGEST_SEARCH = 200

TOO_LONG = _("Search for fewer words: %(given)d characters were given, %(most)d are the most.")
UNREADABLE = _("The character at position %(place)d (%(code)s) cannot be read. Type the words anew.")
NOTHING_TO_FIND = _(
    "“%(text)s” holds no letter and no digit, so there is nothing to look for. Write a word or a number."
)


def is_unreadable(char):
    """Whether `char` came from a broken address or a program, and from no keyboard."""
    return char == "\ufffd" or (unicodedata.category(char) in ("Cc", "Cs") and not char.isspace())


class WordsField(forms.CharField):
    """A box for words and quoted phrases. Its value is the text, in which there is something to look for, or ""."""

    def __init__(self, **kwargs):
        super().__init__(**kwargs)
        # Ours names the place of the character.
        self.validators = without(ProhibitNullCharactersValidator, self.validators)

    def clean(self, value):
        text = super().clean(value)
        if len(text) > LONGEST_SEARCH:
            raise ValidationError(TOO_LONG, params={"given": len(text), "most": LONGEST_SEARCH})
        for place, char in enumerate(text, start=1):
            if is_unreadable(char):
                raise ValidationError(UNREADABLE, params={"place": place, "code": f"U+{ord(char):04X}"})
        if text and not Query.of(text):
            raise ValidationError(NOTHING_TO_FIND, params={"text": text})
        return text


class WordsFilter(CharFilter):
    """The filter behind a WordsField."""

    field_class = WordsField

    def __init__(self, *args, **kwargs):
        shared = {"label": _("Words"), "widget": forms.TextInput(attrs={"dir": "auto"})}
        super().__init__(*args, **{**shared, **kwargs})
