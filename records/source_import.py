"""Sources from a file of CSL-JSON: what is new in it, what is on record already, what is wrong; all entered or nothing."""

import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.audit.chain import writing
from records.csl import CslNotUnderstood, from_csl
from records.levels import AFTER_EVERY_EMBARGO
from records.models import Publisher, Source
from records.same_source import ADDRESS, same_sources
from records.text_fields import kept_address_key

# More entries than this are too many to look through on one page.
MOST = 500


class FileNotUnderstood(ValueError):
    """The text as a whole is no CSL-JSON, or holds too much of it."""


@dataclass(frozen=True)
class Entry:
    """One entry of the file, the first of which has the number 1: a new `source`, or one `known`, or `errors`.

    `source` is not stored yet, nor is its publisher where that is new; None where nothing of it was understood. `known` is
    the source on record and `why` it is taken for that one; `repeats` is the number of the earlier entry that says the same.
    """

    number: int
    source: Source | None = None
    known: Source | None = None
    why: str = ""
    repeats: int | None = None
    errors: tuple = ()

    @property
    def is_new(self):
        return not self.errors and self.known is None and self.repeats is None


def read_entries(text, reader, level):
    """The Entries of the CSL-JSON in `text`, whose new sources are to have `level`; FileNotUnderstood with the remedy.

    Known is what `reader` sees.
    """
    values = values_in(text)
    publishers = {publisher.name.casefold(): publisher for publisher in Publisher.objects.all()}
    entries, said = [], {}
    for number, value in enumerate(values, start=1):
        entry = read_entry(number, value, publishers, reader, level)
        if entry.is_new:
            names = names_of(entry.source)
            earlier = next((said[name] for name in names if name in said), None)
            if earlier is not None:
                entry = Entry(number, source=entry.source, repeats=earlier)
            else:
                said.update(dict.fromkeys(names, number))
        entries.append(entry)
    return entries


def values_in(text):
    """The list of entries that `text` holds."""
    try:
        values = json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        place = {"line": error.lineno, "column": error.colno}
        raise FileNotUnderstood(
            _("This is no CSL-JSON: it breaks off at line %(line)d, column %(column)d. Export it again.") % place
        ) from error
    except (RecursionError, ValueError) as error:
        raise FileNotUnderstood(_("This is no CSL-JSON: it is nested too deeply, or a number is too long.")) from error
    values = [values] if isinstance(values, dict) else values
    if not isinstance(values, list):
        raise FileNotUnderstood(_("This is no CSL-JSON: a list of entries is expected, written between [ and ]."))
    if not values:
        raise FileNotUnderstood(_("There is no entry in it. Choose the items to export, and export them again."))
    if len(values) > MOST:
        numbers = {"given": len(values), "most": MOST}
        raise FileNotUnderstood(
            _("It holds %(given)d entries, and at most %(most)d are read at a time. Export fewer of them.") % numbers
        )
    return values


def read_entry(number, value, publishers, reader, level):
    """The Entry of one `value` of the file. `publishers`, {name without case: publisher}, grow by those that are new."""
    try:
        values = from_csl(value)
    except CslNotUnderstood as refusal:
        field = f"{refusal.field}: " if refusal.field else ""
        return Entry(number, errors=(f"{field}{refusal}",))
    name = values.pop("publisher")
    publisher = None
    if name:
        publisher = publishers.setdefault(name.casefold(), Publisher(name=name, kind=Publisher.Kind.OTHER))
    source = Source(level=level, publisher=publisher, **values)
    if errors := errors_of(source):
        return Entry(number, source=source, errors=tuple(errors))
    # A publisher that is new has no source on record yet.
    is_of_a_new_publisher = publisher is not None and publisher.pk is None
    for known, why in same_sources(source, reader, AFTER_EVERY_EMBARGO):
        if why == ADDRESS or not is_of_a_new_publisher:
            return Entry(number, source=source, known=known, why=str(why))
    return Entry(number, source=source)


def errors_of(source):
    """What the rules of a source, and of its publisher where that is new, say against it, each with its field."""
    found = []
    rows = [source] if source.publisher is None or source.publisher.pk else [source.publisher, source]
    for row in rows:
        try:
            row.full_clean(exclude=["publisher", "created_by", "changed_by"])
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                label = "" if name == "__all__" else f"{capfirst(row._meta.get_field(name).verbose_name)}: "
                found += [f"{label}{message}" for message in messages]
    return found


def names_of(source):
    """By what two entries of one file are taken for the same."""
    printed = (source.title.casefold(), str(source.publisher or "").casefold(), str(source.published_on or ""))
    return [printed, *([kept_address_key(source.url)] if source.url else [])]


def enter(entries, person):
    """Store the new sources of `entries`, and the publishers they bring, as entered by `person`; the sources.

    All or nothing. ValueError where an entry has errors.
    """
    if any(entry.errors for entry in entries):
        raise ValueError("Nothing is entered of a file in which something is wrong.")
    new = [entry.source for entry in entries if entry.is_new]
    with writing():
        for source in new:
            if source.publisher is not None and source.publisher.pk is None:
                source.publisher.save()
            # Read when the publisher had no key yet.
            source.publisher = source.publisher
            source.created_by = source.changed_by = person
            source.save()
    return new
