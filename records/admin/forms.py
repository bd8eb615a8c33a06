"""Forms of the admin: only what the reader may see can be chosen, and nobody's change is lost."""

import sys
from functools import cached_property

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT
from django.forms.models import BaseInlineFormSet, InlineForeignKeyField, ModelChoiceField
from django.utils.translation import gettext_lazy as _

from records.admin.differences import FormDifferences
from records.admin.look_alike_warning import LookAlikeWarning
from records.admin.revision import NOT_SAID, NOT_SEEN, STALE, Guard, RevisionField, signed_revision
from records.admin.sent_rows import rows_of
from records.admin.unseen import leave_out_unseen, loose_links, unseen_keys
from records.beside import NAME as BESIDE
from records.beside import constraint_of, stand_beside, used_once
from records.fields import bound_names
from records.levels import AFTER_EVERY_EMBARGO, level_beneath, levels_to_give
from records.models import Kept
from records.querysets import visible


class KeptForm(FormDifferences, LookAlikeWarning, forms.ModelForm):
    """A form on one kept row. The admin sets `reader`, and `refusal` when the database has refused what was sent.

    Subclasses say in `guard` what the sent form says about revisions: a Guard, or None where there is nothing to guard.
    """

    reader = None
    refusal = ""

    def __init__(self, *args, **kwargs):
        row = kwargs.get("instance")
        self.unseen = leave_out_unseen(row, self.reader, AFTER_EVERY_EMBARGO) if row is not None else []
        super().__init__(*args, **kwargs)
        for name in self.unseen:
            self.initial[name] = None
        for field in self.fields.values():
            if isinstance(field, ModelChoiceField) and issubclass(field.queryset.model, Kept):
                field.queryset = field.queryset.filter(visible(field.queryset.model, self.reader, AFTER_EVERY_EMBARGO))

    def _post_clean(self):
        # An empty box over a hidden link leaves the link as it is stored.
        for name in self.unseen:
            if not self.cleaned_data.get(name):
                self.cleaned_data.pop(name, None)
        if self.is_stored and not self.has_changed():
            # What is stored as it was sent passed them, and a page may hold thousands of such rows.
            self._validate_unique = self._validate_constraints = False
        super()._post_clean()
        for constraint in self._meta.model._meta.constraints:
            if isinstance(constraint, CheckConstraint):
                self.point_out_dates(constraint)
        self.refuse_what_is_taken()
        self.warn_of_look_alikes()

    def _save_m2m(self):
        _singles, manies = loose_links(type(self.instance))
        for link in manies:
            if link.name in self.cleaned_data and (
                kept := unseen_keys(self.instance, link, self.reader, AFTER_EVERY_EMBARGO)
            ):
                chosen = {row.pk for row in self.cleaned_data[link.name]}
                self.cleaned_data[link.name] = link.related_model._base_manager.filter(pk__in=chosen | kept)
        super()._save_m2m()

    def refuse_what_is_taken(self):
        """Refuse a value that a row which the reader sees has already; beside one they do not see, theirs can stand."""
        names = used_once(type(self.instance))
        if not (names and self.has_changed() and self.errors.keys().isdisjoint(names)):
            return
        is_taken = stand_beside(self.instance, self.reader)
        # The rows of a page are compared with one another, as all of them will be.
        is_row_of_many = any(isinstance(self.fields.get(name), InlineForeignKeyField) for name in names)
        if is_taken and not is_row_of_many:
            sentence = constraint_of(type(self.instance)).get_violation_error_message()
            self.add_error(names[-1] if names[-1] in self.fields else None, sentence)

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

    @property
    def is_stale(self):
        """Whether the record moved on since the form was opened, or the form does not say when that was."""
        return self.guard is not None and self.guard.is_stale

    @property
    def is_resolving(self):
        """Whether the form comes from a page that showed both texts."""
        return self.guard is not None and self.guard.is_resolving


class GuardedForm(KeptForm):
    """The form on a row that counts its saves: it says which revision it was opened on."""

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


class RecordForm(GuardedForm):
    """The form on a record: it offers the levels that its editor may give alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "level" in self.fields:
            self.offer_levels(self.fields["level"])

    def offer_levels(self, field):
        """Limit `field` to the levels that the editor may give alone."""
        open_to_them = levels_to_give(self.reader, self.instance if self.is_stored else None)
        field.choices = [choice for choice in field.choices if choice[0] in ("", *open_to_them)]
        field.error_messages["invalid_choice"] = (
            _("“%(value)s” is not offered here. To show it to more people takes a second person.")
            if self.is_stored
            else _(
                "“%(value)s” is not offered for a new record: it is restricted at least, and at most what you are cleared "
                "for. Save it, then choose “Ask to show it more widely”."
            )
        )

    def _post_clean(self):
        super()._post_clean()
        shown_by = {"level", "embargo_until", *self._meta.model.hangs_on}
        if shown_by & {*self.changed_data} and not self.is_stale and not self.errors.keys() & shown_by:
            self.refuse_wider()

    def refuse_wider(self):
        try:
            self.instance.refuse_wider()
        except ValidationError as refusal:
            named = refusal.error_dict if hasattr(refusal, "error_dict") else {None: refusal}
            for name, errors in named.items():
                self.add_error(name if name in self.fields else None, errors)


class SpeaksForThePage:
    """The form of a page of its own: it tells what was deleted meanwhile, and what the database refused."""

    gone = ()

    def refuse_lost_edits(self):
        super().refuse_lost_edits()
        if self.refusal and not self.is_stale:
            self.add_error(None, self.refusal)
        for row in self.gone:
            self.add_error(None, row)
        if self.data.get("conflict-shown") and not self.data.get("conflict-seen") and not self.is_stale:
            self.add_error(None, NOT_SEEN)


class PageForm(SpeaksForThePage, RecordForm):
    """The form of a record's page."""


class ReferenceForm(SpeaksForThePage, GuardedForm):
    """The form of a page of what has no level: reference data, accounts."""


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
                choices=[("", _("as the page")), *self.fields["level"].choices],
                coerce=int,
                empty_value=None,
                required=False,
                label=described.label,
            )
            self.initial["level"] = ""

    def clean_level(self):
        level = self.cleaned_data["level"]
        return level_beneath(self.parent.level) if level is None else level


class DetailForm(KeptForm):
    """A detail as a row on the page of its record, whose revision guards it."""

    @cached_property
    def guard(self):
        if not (self.is_bound and self.is_stored):
            return None
        # The boxes of the page's own form have no prefix.
        return Guard(self.parent, self.data.get("opened_revision"), self.data.get("first_opened"))


class RowFormSet(BaseInlineFormSet):
    """Rows on the page of a record, as many as were sent. One that someone else changed meanwhile is not deleted unseen."""

    default_error_messages = {
        **BaseInlineFormSet.default_error_messages,
        "missing_management_form": _(
            "The page does not say how many rows it sends (%(field_names)s), so nothing was saved. Open it again and repeat "
            "the change."
        ),
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # How much may be sent is bounded, and with it the rows.
        self.max_num = self.absolute_max = sys.maxsize

    @cached_property
    def sent(self):
        """How many rows were sent, counted from the first to the first that is missing."""
        numbers = rows_of(self.data, self.prefix)
        return next((place for place, number in enumerate(numbers) if place != number), len(numbers))

    def total_form_count(self):
        return self.sent if self.is_bound else super().total_form_count()

    def initial_form_count(self):
        count = super().initial_form_count()
        return min(max(count, 0), self.sent) if self.is_bound else count

    def clean(self):
        self.refuse_miscount()
        super().clean()

    def refuse_miscount(self):
        """ValidationError when the page counts its rows otherwise than they came: none is dropped, none made up."""
        said = self.management_form.cleaned_data
        came = len(rows_of(self.data, self.prefix))
        if not (said[TOTAL_FORM_COUNT] == self.sent == came and 0 <= said[INITIAL_FORM_COUNT] <= came):
            raise ValidationError(
                _(
                    "The page says that it sends %(said)d rows, %(stored)d of them stored, and %(came)d came. Nothing was "
                    "saved: open it again and repeat the change."
                )
                % {"said": said[TOTAL_FORM_COUNT], "stored": said[INITIAL_FORM_COUNT], "came": came}
            )
        key = self.model._meta.pk.name
        if any(form.is_bound and form.data.get(form.add_prefix(key)) for form in self.extra_forms):
            raise ValidationError(
                _("The page sends a stored row as a new one. Nothing was saved: open it again and repeat the change.")
            )

    def _should_delete_form(self, form):
        return super()._should_delete_form(form) and not form.is_stale

    def get_unique_error_message(self, unique_check):
        return super().get_unique_error_message([name for name in unique_check if name != BESIDE])
