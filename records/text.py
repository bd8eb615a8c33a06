"""The text policy: what may stand in any text of the record, and how a refused character is named.

Whoever reads a record must see what it holds. Characters that hide, reorder or stand for nothing are refused by name
and position; joiners stay where a script's spelling needs them. Accepted text is in Unicode normalisation form C.
"""

import unicodedata
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _

from records.joiners import JOINERS, is_noncharacter, misplacement, named

LINE_LENGTH = 300
PROSE_LENGTH = 100_000
VERBATIM_LENGTH = 5_000_000
ADDRESS_LENGTH = 2_000

# More than this many faults in one text are counted, not listed: one paste can bring thousands.
LISTED_FAULTS = 5

DIRECTION_CONTROLS = set("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
# Letters and marks by category, yet drawn as nothing.
BLANK_LETTERS = set("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0\u180b\u180c\u180d\u180f")
# Format characters that are drawn: they enclose the number that follows them.
NUMBER_SIGNS = set("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
PICTURE_SELECTORS = set("\ufe0e\ufe0f")
LINE_BREAKS = set("\n\r\v\f\x85\u2028\u2029")


def clean_text(value):
    """`value` in normalisation form C, with every line break written as a line feed."""
    return unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))


@dataclass(frozen=True)
class Fault:
    """One character that the policy refuses: where it stands (code points from 0), which, and what to do."""

    offset: int
    char: str
    remedy: str


def remedy_for(char, *, multi_line):
    """What to do about `char` wherever it stands, or "" when it may stand."""
    category = unicodedata.category(char)
    if char == "\n" or char == "\t":
        return "" if multi_line else _("Type a space instead: this text has one line only.")
    if char in LINE_BREAKS:
        return _("Start a new line instead.") if multi_line else _("Type a space instead: this text has one line only.")
    if char in DIRECTION_CONTROLS:
        return _("Delete it: it can make text read differently from what is stored. Direction follows the language.")
    if char in BLANK_LETTERS or 0xE0100 <= ord(char) <= 0xE01EF or 0xFE00 <= ord(char) <= 0xFE0D:
        return _("Delete it: it cannot be seen.")
    if char == "\ufffd":
        return _("A letter was lost on the way here. Copy the text from its source again, or type what is missing.")
    if char == "\ufffc":
        return _("Delete it: it stands for a picture or a table that did not come along.")
    if char in NUMBER_SIGNS:
        return ""
    return {
        "Cc": _("Delete it: it is a signal to a machine, not text."),
        "Cf": _("Delete it: it cannot be seen."),
        "Cs": _("Copy the text again: this is half of a character."),
        "Co": _("Type the letter it stands for: only the font it came from can draw it."),
        "Cn": _("Delete it: Unicode has no such character.")
        if is_noncharacter(char)
        # Its normalised form is not settled, so a quote of it might not be found again.
        else _("Use another character: the Unicode version in use here does not know it."),
    }.get(category, "")


def faults(text, *, multi_line):
    """Yield a Fault for each character of `text` that the policy refuses, in order of position."""
    remedies = {char: remedy_for(char, multi_line=multi_line) for char in set(text) if char not in JOINERS}
    refused = {char for char, remedy in remedies.items() if remedy}
    suspects = refused | (set(text) & (set(JOINERS) | PICTURE_SELECTORS))
    if not suspects:
        return
    for offset, char in enumerate(text):
        if char not in suspects:
            continue
        if char in refused:
            yield Fault(offset, char, remedies[char])
        elif char in JOINERS:
            why = misplacement(text, offset)
            if why:
                yield Fault(offset, char, _("Delete it: %(why)s.") % {"why": why})
        elif not follows_a_picture(text, offset):
            yield Fault(offset, char, _("Delete it: it cannot be seen, and no picture sign comes before it."))


def follows_a_picture(text, offset):
    """Whether the character before `offset` is a sign that comes both as text and as picture, such as ☎ or 1."""
    return offset > 0 and (unicodedata.category(text[offset - 1])[0] == "S" or text[offset - 1] in "0123456789#*‼⁉")


def place_of(text, offset):
    """Where `offset` is, counted from 1 in characters, and by line where there are several."""
    if "\n" not in text:
        return _("character %(character)d") % {"character": offset + 1}
    line = text.count("\n", 0, offset) + 1
    character = offset - text.rfind("\n", 0, offset)
    return _("line %(line)d, character %(character)d") % {"line": line, "character": character}


def policy_errors(text, *, multi_line):
    """The ValidationErrors for `text`: the first few faults in full, the rest as a number."""
    found = faults(text, multi_line=multi_line)
    errors = [
        ValidationError(
            _("%(name)s at %(place)s is not allowed. %(remedy)s"),
            code="refused_character",
            params={"name": named(fault.char), "place": place_of(text, fault.offset), "remedy": fault.remedy},
        )
        for fault in islice(found, LISTED_FAULTS)
    ]
    more = sum(1 for _fault in found)
    if more:
        errors.append(
            ValidationError(
                _("%(more)s more characters further on are not allowed either."),
                code="refused_character",
                params={"more": f"{more:,}"},
            )
        )
    return errors


def check_text(value, *, field, multi_line=False):
    """Refuse `value` when a character in it is not allowed.

    Raises ValidationError keyed by `field`, naming each character, its position (from 1) and the remedy.
    """
    errors = policy_errors(value, multi_line=multi_line)
    if errors:
        raise ValidationError({field: errors})


@deconstructible
class SingleLineText:
    """Validator: one line of text within the policy, at most `max_length` code points long."""

    multi_line = False

    def __init__(self, max_length=LINE_LENGTH):
        self.max_length = max_length

    def __call__(self, value):
        if len(value) > self.max_length:
            # The length alone: faults of a text that must be cut anyway would only bury it.
            raise ValidationError(
                _("This is %(found)s characters long; at most %(allowed)s are allowed. Shorten it and save again."),
                code="max_length",
                params={"found": f"{len(value):,}", "allowed": f"{self.max_length:,}"},
            )
        errors = policy_errors(value, multi_line=self.multi_line)
        if errors:
            raise ValidationError(errors)

    def __eq__(self, other):
        return type(other) is type(self) and other.max_length == self.max_length

    def __hash__(self):
        return hash((type(self), self.max_length))


@deconstructible
class MultiLineText(SingleLineText):
    """Validator: text of any number of lines within the policy, at most `max_length` code points long."""

    multi_line = True

    def __init__(self, max_length=PROSE_LENGTH):
        super().__init__(max_length)


@deconstructible
class WebAddress(SingleLineText):
    """Validator: an http or https address that names its host openly."""

    def __init__(self, max_length=ADDRESS_LENGTH):
        super().__init__(max_length)

    def __call__(self, value):
        super().__call__(value)
        scheme, colon, _rest = value.partition(":")
        if not colon:
            raise ValidationError(
                _("This is no web address: it has no scheme. Begin with https:// or http://."), code="scheme"
            )
        if scheme.lower() not in ("http", "https"):
            raise ValidationError(
                _("An address that begins with “%(scheme)s:” is not allowed. Give one that begins with https://."),
                code="scheme",
                params={"scheme": scheme if len(scheme) <= 40 else scheme[:40] + "…"},
            )
        spaces = [offset for offset, char in enumerate(value) if char.isspace()]
        if spaces:
            raise ValidationError(
                _("There is a space at character %(position)d of this address. Delete it, or write %%20 for it."),
                code="space",
                params={"position": spaces[0] + 1},
            )
        try:
            URLValidator(schemes=["http", "https"])(value)
        except ValidationError as error:
            raise ValidationError(
                _("This is no web address that can be followed. It should look like https://example.org/page."),
                code="invalid",
            ) from error
        if "@" in urlsplit(value).netloc:
            raise ValidationError(
                _("This address names a user before the host, which can disguise where it leads. Delete up to the @."),
                code="user",
            )
