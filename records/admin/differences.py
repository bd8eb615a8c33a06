"""The differences between what an editor sent and what is stored, field by field, as a form sees them."""

from functools import cached_property

from django import forms
from django.db.models import Model
from django.forms.models import InlineForeignKeyField, ModelChoiceField
from django.utils.translation import gettext as _

from records.admin.revision import RevisionField
from records.conflicts import Difference, as_opened, history_of, kept_value, marked, same

NOTHING = "—"


class FormDifferences:
    """What a model form adds to compare three texts: as opened, as stored now, as sent.

    The form says in `guard.known` which revision was opened. A choice is sent as `keep-<field>`: "mine" or "theirs".
    """

    @cached_property
    def history(self):
        return history_of(self.instance)

    @cached_property
    def opened_row(self):
        """The historical row that the editor started from; None if it is not known."""
        if self.guard.record is self.instance:
            return as_opened(self.history, self.guard.known)
        if not self.guard.known:
            return None
        # A detail has no revision: it was opened as it stood before its record moved on.
        moves = [row for row in history_of(self.guard.record) if row.revision > self.guard.known]
        rows = [row for row in self.history if not moves or row.history_date < moves[0].history_date]
        return rows[-1] if rows else None

    @property
    def compared(self):
        """The names of the fields of the record itself in this form."""
        own = {field.name for field in (*self._meta.model._meta.fields, *self._meta.model._meta.many_to_many)}
        keeping = (RevisionField, InlineForeignKeyField)
        return [
            name
            for name, field in self.fields.items()
            if name in own and not isinstance(field, keeping) and name != self._meta.model._meta.pk.name
        ]

    @cached_property
    def differences(self):
        """The Differences of a sent form, in the order of its fields."""
        return [found for name in self.compared if (found := self.difference(name))]

    @cached_property
    def taken_over(self):
        """The names of the fields for which the editor chose the stored text, having seen both."""
        if not (self.is_resolving and not self.is_stale):
            return ()
        return tuple(name for name in self.compared if self.data.get(self.choice_key(name)) == "theirs")

    def choice_key(self, name):
        return self.add_prefix(f"keep-{name}")

    def difference(self, name):
        field, box = self.fields[name], self[name]
        stored, sent = self.initial.get(name), box.data
        if not field.has_changed(stored, sent):
            return None
        by_them = by_you = True
        opened = None
        if self.opened_row is not None:
            was = seen_of(field, kept_value(self.opened_row, self._meta.model._meta.get_field(name)))
            by_them, by_you = not same(was, stored), field.has_changed(was, sent)
            opened = in_words(field, was)
        default = "" if by_them and by_you else "theirs" if by_them else "mine"
        stored_text, sent_text = in_words(field, stored), self.sent_in_words(name, sent)
        return Difference(
            key=self.choice_key(name),
            name=name,
            label=str(box.label),
            opened=opened,
            stored=marked(stored_text, sent_text),
            typed=marked(sent_text, stored_text),
            changed_by_them=by_them,
            changed_by_you=by_you,
            choice=self.data.get(self.choice_key(name)) or default,
        )

    def sent_in_words(self, name, sent):
        field = self.fields[name]
        try:
            return in_words(field, field.clean(sent))
        except forms.ValidationError:
            # What cannot be read is shown as it was typed.
            return ", ".join(sent) if isinstance(sent, (list, tuple)) else str(sent)


def seen_of(field, value):
    """`value`, an initial value of a form field, without the rows that the field does not offer to its reader."""
    if not isinstance(field, ModelChoiceField):
        return value
    keys = value if isinstance(value, list) else [value]
    seen = list(field.queryset.filter(pk__in=[key for key in keys if key]).values_list("pk", flat=True))
    return seen if isinstance(value, list) else next(iter(seen), None)


def in_words(field, value):
    """`value` of a form field as an editor reads it."""
    if isinstance(field, ModelChoiceField):
        many = value if hasattr(value, "__iter__") else [value] if value else []
        rows = [row if isinstance(row, Model) else field.queryset.filter(pk=row).first() for row in many]
        return ", ".join(sorted(field.label_from_instance(row) for row in rows if row)) or NOTHING
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if choices := dict(getattr(field, "choices", None) or ()):
        many = value if isinstance(value, (list, tuple)) else [value]
        chosen = [choices.get(one, choices.get(str(one), one)) for one in many if one not in (None, "")]
        return ", ".join(str(label) for label in chosen) or NOTHING
    return str(value) if value not in (None, "") else NOTHING
