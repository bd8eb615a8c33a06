"""Model fields that hold text to the text policy, wherever it comes from: the admin, an import or a script."""

from django import forms
from django.core.validators import MaxLengthValidator, ProhibitNullCharactersValidator
from django.db import models

from records.addresses import address_key
from records.look_alikes import KEPT_LENGTH, kept_key
from records.text import (
    ADDRESS_LENGTH,
    LINE_LENGTH,
    PROSE_LENGTH,
    VERBATIM_LENGTH,
    MultiLineText,
    SingleLineText,
    WebAddress,
    clean_text,
)


def trimmed(text):
    """`text` cleaned, without white space at either end."""
    return clean_text(text).strip()


def verbatim(text):
    """`text` cleaned and otherwise as it came; nothing but white space counts as no text."""
    return clean_text(text) if text.strip() else ""


def without(kind, validators):
    """`validators` less those of one kind."""
    return [validator for validator in validators if not isinstance(validator, kind)]


class UncutFormField(forms.CharField):
    """A text box that cleans as its model field does, so that an untouched text does not count as changed.

    It sets no `maxlength` attribute: a browser would cut a pasted text without a word. Length and characters are
    judged by the model field, whose messages say what was found.
    """

    def __init__(self, *, cleaning=trimmed, **kwargs):
        self.cleaning = cleaning
        super().__init__(**{**kwargs, "max_length": None, "strip": False})
        # The model field names a null character and its position; this one would speak first and say less.
        self.validators = without(ProhibitNullCharactersValidator, self.validators)

    def to_python(self, value):
        value = super().to_python(value)
        return self.cleaning(value) if isinstance(value, str) else value


class AddressFormField(forms.URLField):
    """A box for a web address. "example.org" is taken as "https://example.org"."""

    default_validators = [WebAddress()]

    def __init__(self, **kwargs):
        super().__init__(**{"assume_scheme": "https", **kwargs, "max_length": None})
        self.validators = without(ProhibitNullCharactersValidator, self.validators)


class PolicyText:
    """What the text fields share: cleaning on the way in, the policy as validator, a form field that cuts nothing."""

    cleaning = staticmethod(trimmed)
    policy = SingleLineText

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # Ours says which length was found, so Django's own would only repeat it.
        self.validators = [*without(MaxLengthValidator, self.validators), self.policy(self.max_length)]

    def to_python(self, value):
        value = super().to_python(value)
        return self.cleaning(value) if isinstance(value, str) else value

    def get_prep_value(self, value):
        # Not to_python: a look-up such as `startswith="the "` must keep its space.
        value = models.Field.get_prep_value(self, value)
        return clean_text(value) if isinstance(value, str) else value

    def pre_save(self, model_instance, add):
        value = super().pre_save(model_instance, add)
        # A database expression passes untouched.
        if isinstance(value, str):
            value = self.cleaning(value)
            setattr(model_instance, self.attname, value)
        return value

    def formfield(self, **kwargs):
        if self.choices is not None:
            return super().formfield(**kwargs)
        return super().formfield(**{"form_class": UncutFormField, "cleaning": self.cleaning, **kwargs})


class LineField(PolicyText, models.CharField):
    """One line: a name, a title. Stripped at both ends."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": LINE_LENGTH, **kwargs})


class ProseField(PolicyText, models.TextField):
    """Our own running text of any number of lines; may be left empty unless `blank=False`."""

    policy = MultiLineText

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": PROSE_LENGTH, "blank": True, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        # Django leaves out what equals its own default, which is not ours.
        kwargs["blank"] = self.blank
        return name, path, args, kwargs


class VerbatimField(PolicyText, models.TextField):
    """The words of a document, letter for letter: only line breaks and normalisation form are made uniform."""

    cleaning = staticmethod(verbatim)
    policy = MultiLineText

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": VERBATIM_LENGTH, **kwargs})


class AddressField(PolicyText, models.URLField):
    """A web address, http or https only."""

    # No normalisation: an address is sent byte for byte, and another spelling may be another page.
    cleaning = staticmethod(str.strip)
    policy = WebAddress
    default_validators = []

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"max_length": ADDRESS_LENGTH, **kwargs})

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        # Django leaves out what equals its own default, which is not ours.
        kwargs["max_length"] = self.max_length
        return name, path, args, kwargs

    def get_prep_value(self, value):
        return models.Field.get_prep_value(self, value)

    def formfield(self, **kwargs):
        return models.URLField.formfield(self, **{"form_class": AddressFormField, **kwargs})


class LookAlikeKeyField(models.CharField):
    """The look of the text in the field `of` of the same row (records/look_alikes.py), kept to be searched for."""

    key_of = staticmethod(kept_key)

    def __init__(self, *args, of="name", **kwargs):
        self.of = of
        super().__init__(
            *args, **{"max_length": KEPT_LENGTH, "default": "", "editable": False, "db_index": True, **kwargs}
        )

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "of": self.of}

    def pre_save(self, model_instance, add):
        text = getattr(model_instance, self.of)
        # A database expression has no look before it is stored.
        key = self.key_of(clean_text(text)) if isinstance(text, str) else ""
        setattr(model_instance, self.attname, key)
        return key


def kept_address_key(text):
    """As `address_key`, no longer than what is kept."""
    return address_key(text)[:KEPT_LENGTH]


class AddressKeyField(LookAlikeKeyField):
    """The key of the web address in the field `of` of the same row (records/addresses.py), kept to be searched for."""

    key_of = staticmethod(kept_address_key)

    def __init__(self, *args, of="url", **kwargs):
        super().__init__(*args, of=of, **kwargs)
