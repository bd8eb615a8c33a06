"""What changed between two states of a row, as a reader may see it: values, words, names."""

import datetime as dt
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django_countries.fields import CountryField
from simple_history.models import DeletedObject
from simple_history.template_utils import HistoricalRecordContextHelper

from records.admin.differences import NOTHING
from records.conflicts import is_the_editors
from records.languages import Language
from records.levels import AFTER_EVERY_EMBARGO
from records.models import Kept
from records.word_diff import folded, pieces

# A shorter value is told as what it was and what it is.
LONG = 60


@dataclass(frozen=True)
class Change:
    """What became of one field: `old` and `new` in words, and for a long text the `pieces` of its word diff.

    For links to many rows, the names of those `removed` and `added`. `language` is BCP 47, or empty where none is known.
    """

    label: str
    old: str = ""
    new: str = ""
    pieces: tuple = ()
    removed: tuple = ()
    added: tuple = ()
    language: str = ""
    direction: str = "auto"


def change_of(row, field, old, new):
    """The Change of the model field `field` of `row` (a row or a historical one) from `old` to `new`; None if there is none.

    The values are those that its reader sees: of links the rows that they lead to, in lists where there are many.
    """
    label = capfirst(field.verbose_name)
    if field.many_to_many:
        before, after = set(map(str, old)), set(map(str, new))
        gone, come = tuple(sorted(before - after)), tuple(sorted(after - before))
        return Change(label, removed=gone, added=come) if gone or come else None
    language = getattr(row, "language", "") if field.name in field.model.in_its_language else ""
    tongue = {"language": language, "direction": Language(language).direction} if language else {}
    texts = in_words(field, old), in_words(field, new)
    if texts[0] == texts[1]:
        return None
    is_long = all(isinstance(one, str) and one for one in (old, new)) and max(map(len, texts)) > LONG
    if is_long:
        return Change(label, *texts, pieces=tuple(folded(pieces(old, new))), **tongue)
    return Change(label, *texts, **tongue)


def in_words(field, value):
    """`value` of a model field as an editor reads it."""
    if value in (None, ""):
        return NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, dt.datetime):
        return f"{value:%Y-%m-%d %H:%M} UTC"
    if isinstance(field, CountryField):
        return ", ".join(str(country.name) for country in (value if field.multiple else [value])) or NOTHING
    label = dict(field.flatchoices).get(value) if field.choices else None
    return str(value if label is None else label)


class SeenChanges(HistoricalRecordContextHelper):
    """The changes between two historical rows, without the records that the reader may not see."""

    def __init__(self, model, historical_record, reader):
        super().__init__(model, historical_record)
        self.reader = reader

    def prepare_delta_change_value(self, change, value):
        value = super().prepare_delta_change_value(change, value)
        if isinstance(value, list):
            return [row for row in value if self.sees(row)]
        return value if self.sees(value) else None

    def sees(self, value):
        if isinstance(value, DeletedObject):
            return not issubclass(value.model, Kept)
        if not isinstance(value, Kept):
            return True
        return type(value).objects.visible_to(self.reader, AFTER_EVERY_EMBARGO).filter(pk=value.pk).exists()

    def context_for_delta_changes(self, delta):
        """The Changes of a delta. What the record keeps of itself is told elsewhere."""
        told = (self.change(change) for change in delta.changes if is_the_editors(self.record, change.field))
        return [change for change in told if change is not None]

    def change(self, change):
        field = self.model._meta.get_field(change.field)
        old, new = (self.prepare_delta_change_value(change, value) for value in (change.old, change.new))
        # A link between hidden records leaves nothing to tell.
        return change_of(self.record, field, old, new)
