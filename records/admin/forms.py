"""Forms of the admin: only what the reader may see can be chosen, and nobody's change is lost."""

import datetime as dt
from functools import cached_property

from django import forms
from django.db.models import CheckConstraint, Q
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField, ModelChoiceField
from django.utils.translation import gettext_lazy as _

from records.admin.differences import FormDifferences
from records.admin.revision import NOT_SAID, NOT_SEEN, STALE, Guard, RevisionField, signed_revision
from records.fields import bound_names
from records.levels import Level, clearance_of
from records.models import Kept, Record
from records.querysets import visible

# An embargo keeps a record from readers, never from the people who prepare it.
AFTER_EVERY_EMBARGO = dt.datetime(9999, 1, 1, tzinfo=dt.UTC)
NOT_SHOWN = _("(a record that is not shown to you)")


class KeptForm(FormDifferences, forms.ModelForm):
    """A form on one kept row. The admin sets `reader`, and `refusal` when the database has refused what was sent."""

    reader = None
    refusal = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, ModelChoiceField) and issubclass(field.queryset.model, Kept):
                self.offer_only_what_is_seen(field, self.initial.get(name))

    def offer_only_what_is_seen(self, field, chosen):
        """Limit `field` to rows the reader may see, and to those `chosen` already, which stay without being shown."""
        kept = [getattr(row, "pk", row) for row in (chosen if isinstance(chosen, list) else [chosen]) if row]
        seen = visible(field.queryset.model, self.reader, AFTER_EVERY_EMBARGO)
        # Reference data is seen by all: there is no condition, and none to add to.
        if seen:
            field.queryset = field.queryset.filter(seen | Q(pk__in=kept))
        clearance = clearance_of(self.reader)

        def label(row):
            hidden = isinstance(row, Record) and row.shown_level > clearance
            return NOT_SHOWN if hidden else str(row)

        field.label_from_instance = label

    def _post_clean(self):
        super()._post_clean()
        for constraint in self._meta.model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                self.point_out_dates(constraint)

    def point_out_dates(self, constraint):
        """Say at the later of two dates that break `constraint` what both were understood to be."""
        sentence = str(constraint.get_violation_error_message())
        if sentence not in [str(error) for error in self.non_field_errors()]:
            return
        bounds = constraint.condition.referenced_base_fields
        dates = {name: self.fields[name] for name in self.fields if set(bound_names(name)) & bounds}
        if len(dates) < 2:
            return
        given = "; ".join(f"{field.label} {self.cleaned_data.get(name)}" for name, field in dates.items())
        for name in dates:
            if f"{name}_latest" in bounds:
                self.add_error(name, _("%(sentence)s You gave: %(given)s.") % {"sentence": sentence, "given": given})

    @property
    def parent(self):
        """The record on whose page this form is a row; None for the form of the page itself."""
        boxes = (field for field in self.fields.values() if isinstance(field, InlineForeignKeyField))
        return next((box.parent_instance for box in boxes), None)

    @property
    def is_stored(self):
        return bool(self.instance.pk) and not self.instance._state.adding

    @property
    def changed_data(self):
        """As Django's; a field for which the stored text was chosen is not changed."""
        taken = self.taken_over if self.is_bound else ()
        return [name for name in super().changed_data if name not in taken]

    def full_clean(self):
        taken = [self.fields[name] for name in self.taken_over] if self.is_bound else []
        # A disabled field keeps the stored value through every check; it must not be printed as one.
        for field in taken:
            field.disabled = True
        super().full_clean()
        for field in taken:
            field.disabled = False
        if self.is_bound and not (self.empty_permitted and not self.has_changed()):
            self.refuse_lost_edits()

    def refuse_lost_edits(self):
        """Add an error for whatever would lose someone's change."""
        for difference in self.differences if self.is_resolving and not self.is_stale else ():
            if not difference.choice:
                self.add_error(difference.name, _("You both changed this: choose which text to keep."))

    @cached_property
    def guard(self):
        """What the sent form says about revisions; None where there is nothing to guard."""
        return None

    @property
    def is_stale(self):
        """Whether the record moved on since the form was opened, or the form does not say when that was."""
        return self.guard is not None and self.guard.is_stale

    @property
    def is_resolving(self):
        """Whether the form comes from a page that showed both texts."""
        return self.guard is not None and self.guard.is_resolving


class RecordForm(KeptForm):
    """The form on a record: it says which revision it was opened on."""

    opened_revision = RevisionField()
    first_opened = RevisionField()

    @cached_property
    def guard(self):
        if not (self.is_bound and self.is_stored):
            return None
        sent = [self.data.get(self.add_prefix(name)) for name in ("opened_revision", "first_opened")]
        return Guard(self.instance, *sent)

    @property
    def boxes(self):
        """What the two hidden boxes carry."""
        if self.guard:
            return self.guard.boxes()
        return {"opened_revision": signed_revision(self.instance) if self.is_stored else "", "first_opened": ""}

    def refuse_lost_edits(self):
        super().refuse_lost_edits()
        if self.is_stale:
            self.add_error(None, NOT_SAID if self.guard.opened is None else STALE)


class PageForm(RecordForm):
    """The form of a page of its own. It speaks for the page: what was deleted meanwhile, what the database refused."""

    gone = ()

    def refuse_lost_edits(self):
        super().refuse_lost_edits()
        if self.refusal and not self.is_stale:
            self.add_error(None, self.refusal)
        for row in self.gone:
            self.add_error(None, row)
        if self.data.get("conflict-shown") and not self.data.get("conflict-seen") and not self.is_stale:
            self.add_error(None, NOT_SEEN)


class ReferenceForm(KeptForm):
    """The form of a page of reference data, which many read and few change."""

    def refuse_lost_edits(self):
        super().refuse_lost_edits()
        if self.refusal:
            self.add_error(None, self.refusal)


class RecordRowForm(RecordForm):
    """A record as a row on the page of another. A new row takes that one's level unless it is given its own."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "level" not in self.fields:
            return
        described = self.fields["level"]
        # Said once on the page itself, not in every row.
        described.help_text = ""
        if not self.is_stored:
            self.fields["level"] = forms.TypedChoiceField(
                choices=[("", _("as the page")), *Level.choices],
                coerce=int,
                empty_value=None,
                required=False,
                label=described.label,
            )
            self.initial["level"] = ""

    def clean_level(self):
        level = self.cleaned_data["level"]
        return self.parent.level if level is None else level


class DetailForm(KeptForm):
    """A detail as a row on the page of its record, whose revision guards it."""

    @cached_property
    def guard(self):
        if not (self.is_bound and self.is_stored):
            return None
        # The boxes of the page's own form have no prefix.
        return Guard(self.parent, self.data.get("opened_revision"), self.data.get("first_opened"))


class RowFormSet(BaseInlineFormSet):
    """Rows on the page of a record. A row that someone else changed meanwhile is not deleted unseen."""

    def _should_delete_form(self, form):
        return super()._should_delete_form(form) and not form.is_stale
