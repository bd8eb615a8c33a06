"""What every kept row has in common."""

import uuid
from functools import cache

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext_lazy as _

from records.fields import with_bounds, without_bounds
from records.levels import ALWAYS, Level
from records.querysets import KeptQuerySet, RecordQuerySet


class StaleRevision(Exception):
    """The record was saved by someone else since it was read; `record` is what was about to be saved."""

    def __init__(self, record):
        self.record = record
        super().__init__(
            f"{record._meta.verbose_name} {record.public_id} was changed since revision {record.revision} was read. "
            "Read it again and repeat the change."
        )


class Kept(models.Model):
    """A row of the record. It is shown to whoever may see all the rows named in `hangs_on`."""

    has_level = False
    # Names of foreign keys: this row is never shown to a reader who may not see what they point to.
    hangs_on = ()

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def validate_constraints(self, exclude=None):
        """As Django's, constraints on the bounds of a date included: no form shows the bounds themselves."""
        super().validate_constraints(exclude=without_bounds(type(self), exclude or ()))


class Detail(Kept):
    """A row that lives and dies with the record it describes: a name, an identifier, a deadline."""

    class Meta:
        abstract = True


class Reference(Kept):
    """An entry of shared reference data that every reader may see: a theme of a codebook, a publisher."""

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        abstract = True


class Record(Kept):
    """A row with a level of its own, guarded against lost edits.

    `shown_level` and `shown_from` are the level and embargo in effect: the strictest of the record's own and of those
    it hangs on. They are kept in the row because every list asks for them.
    """

    has_level = True

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    level = models.PositiveSmallIntegerField(
        _("level"),
        choices=Level,
        default=Level.RESTRICTED,
        help_text=_(
            "Who may see this. New records are restricted: nothing becomes public by accident. A record is never shown "
            "below the level of what it hangs on, so a public commitment of a restricted statement stays restricted."
        ),
    )
    embargo_until = models.DateTimeField(
        _("embargo until"),
        null=True,
        blank=True,
        help_text=_("Hidden from everyone outside the admin until this moment (UTC). Leave empty for no embargo."),
    )
    shown_level = models.PositiveSmallIntegerField(default=Level.RESTRICTED, choices=Level, editable=False)
    shown_from = models.DateTimeField(default=ALWAYS, editable=False)
    revision = models.PositiveIntegerField(_("revision"), default=0, editable=False)
    created_at = models.DateTimeField(_("created at"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )

    objects = RecordQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        """Store the next revision; StaleRevision if the row moved on since it was read."""
        if self._state.adding:
            self.settle_shown()
            self.revision = 1
            super().save(*args, update_fields=update_fields, **kwargs)
            return
        with transaction.atomic():
            untouched = type(self)._base_manager.filter(pk=self.pk, revision=self.revision)
            if not untouched.update(revision=self.revision + 1):
                raise StaleRevision(self)
            self.revision += 1
            moved = self.settle_shown()
            if update_fields is not None:
                kept = {"revision", "shown_level", "shown_from", "changed_at"}
                update_fields = with_bounds(type(self), {*update_fields, *kept})
            super().save(*args, update_fields=update_fields, **kwargs)
            if moved:
                spread_shown(type(self), [self.pk])

    def settle_shown(self):
        """Set the level and embargo in effect from the record's own and from what it hangs on; True if they moved."""
        before = self.shown_level, self.shown_from
        parents = [parent for name in self.hangs_on if (parent := getattr(self, name, None))]
        self.shown_level = max([self.level, *(parent.shown_level for parent in parents)])
        self.shown_from = max([self.embargo_until or ALWAYS, *(parent.shown_from for parent in parents)])
        return (self.shown_level, self.shown_from) != before

    @property
    def is_held_back(self):
        """Whether something it hangs on keeps the record from being shown at its own level."""
        return self.shown_level > self.level or self.shown_from > (self.embargo_until or ALWAYS)


@cache
def dependants(model):
    """Pairs (record model, foreign key name) of all that hangs on `model`."""
    return tuple(
        (other, name)
        for other in apps.get_models()
        if issubclass(other, Record)
        for name in other.hangs_on
        if other._meta.get_field(name).related_model is model
    )


def spread_shown(model, keys):
    """Settle the level in effect of every row that hangs, however far down, on the rows `keys` of `model`."""
    for other, name in dependants(model):
        level = strictest(other, "shown_level", F("level"))
        moment = strictest(other, "shown_from", Coalesce("embargo_until", Value(ALWAYS)))
        hanging = other._base_manager.filter(**{f"{name}__in": keys})
        moved = list(hanging.exclude(shown_level=level, shown_from=moment).values_list("pk", flat=True))
        # Slices, because a database takes only so many parameters in one query.
        for start in range(0, len(moved), 1000):
            part = moved[start : start + 1000]
            other._base_manager.filter(pk__in=part).update(shown_level=level, shown_from=moment)
            spread_shown(other, part)


def strictest(model, column, own):
    """The greatest of `own` and the parents' `column`, as an expression over rows of `model`."""
    values = [own]
    for name in model.hangs_on:
        parent = model._meta.get_field(name).related_model
        found = Subquery(parent._base_manager.filter(pk=OuterRef(f"{name}_id")).values(column)[:1])
        # No parent sets no bound; Greatest would answer NULL on SQLite.
        values.append(Coalesce(found, own))
    return Greatest(*values) if len(values) > 1 else own
