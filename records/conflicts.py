"""Two editors on one record: what each text says, what was there before, and who changed what."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Model

from records.word_diff import Kind, pieces


@dataclass(frozen=True)
class Difference:
    """One field on which the stored text and the editor's differ. The texts are lists of (words, is it different).

    `opened` is the text when the editor opened the form, None when that is not known. `choice` is "mine", "theirs", or
    "" while both changed it and the editor has not chosen.
    """

    key: str
    name: str
    label: str
    opened: str | None
    stored: list
    typed: list
    changed_by_them: bool
    changed_by_you: bool
    choice: str

    @property
    def is_contested(self):
        return self.changed_by_them and self.changed_by_you


@dataclass(frozen=True)
class Save:
    """One save by someone: who (None if not known), when, and the names of the fields it changed."""

    who: str | None
    at: datetime
    fields: tuple = ()


def history_of(record):
    """The historical rows of `record`, oldest first; an empty list for a model without history."""
    manager = getattr(type(record), "history", None)
    return list(manager.filter(id=record.pk).order_by("history_date", "history_id")) if manager else []


def as_opened(history, revision):
    """The last of the historical rows `history` (oldest first) at `revision` or below; None if there is none."""
    rows = [row for row in history if revision is not None and row.revision <= revision]
    return rows[-1] if rows else None


def saves_since(history, revision):
    """The Saves in `history` after `revision`, oldest first; none when `revision` is None."""
    before = as_opened(history, revision)
    found = []
    for row in history:
        if revision is None or row.revision <= revision:
            continue
        changed = row.diff_against(before).changed_fields if before else []
        names = tuple(field_label(row, name) for name in changed if is_the_editors(row, name))
        # What was added to many-to-many fields after the row itself is the same save.
        if found and before and row.revision == before.revision and row.history_user_id == before.history_user_id:
            last = found.pop()
            names = tuple(dict.fromkeys([*last.fields, *names]))
        found.append(Save(str(row.history_user) if row.history_user else None, row.history_date, names))
        before = row
    return found


def is_the_editors(row, name):
    """Whether the field `name` is one that editors fill in, not one that the record keeps of itself."""
    return getattr(type(row).instance_type._meta.get_field(name), "editable", True)


def field_label(row, name):
    return str(type(row).instance_type._meta.get_field(name).verbose_name)


def kept_value(row, field):
    """The value of the model field `field` in a historical row, in the shape of a model form's initial value."""
    if field.many_to_many:
        return list(getattr(row, field.name).values_list(f"{field.m2m_reverse_field_name()}_id", flat=True))
    return field.value_from_object(row)


def same(one, other):
    """Whether two initial values of a form are the same; many-to-many values count without their order."""
    if isinstance(one, list) and isinstance(other, list):
        return {key(item) for item in one} == {key(item) for item in other}
    if one in (None, "") and other in (None, ""):
        return True
    return key(one) == key(other)


def key(value):
    return value.pk if isinstance(value, Model) else value


def marked(text, other):
    """The pieces (words, is it different) of `text`, marked where it differs from `other`."""
    own = (piece for piece in pieces(text, other) if piece.kind != Kind.IN)
    return [(piece.text, piece.is_change) for piece in own]
