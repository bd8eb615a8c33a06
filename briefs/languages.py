"""The languages that a brief can be written in: those for which `locale/` has a catalogue, and English."""

from functools import wraps

from django.utils import translation

from records.languages import Language

# Every other language of the record is one of texts, not of briefs.
INTERFACES = (Language.ENGLISH, Language.PERSIAN, Language.DARI)


def interface_language(language):
    """The code of the language that the words of ours take in a brief kept as in `language`: its own, or "en".

    A brief whose language has no catalogue is English as a whole: half a translation would put English sentences into
    lines that run the other way.
    """
    return str(language) if language in INTERFACES else str(Language.ENGLISH)


def direction_of_interface(language):
    """ "ltr" or "rtl": how a brief kept as in `language` runs."""
    return Language(interface_language(language)).direction


def in_language_of(subject):
    """A context in which everything is worded in the language of `subject`: a Scope or a BriefContent."""
    return translation.override(interface_language(subject.language))


def in_its_language(write):
    """Decorates a function whose first argument is a Scope or a BriefContent: it then runs `in_language_of` that."""

    @wraps(write)
    def written(subject, *args, **kwargs):
        with in_language_of(subject):
            return write(subject, *args, **kwargs)

    return written
