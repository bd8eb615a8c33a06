"""Questions that may be asked of any kept rows. `visible_to` is the only door to them."""

from django.db import models
from django.db.models import Index, Q
from django.db.models.functions import Now

from records.audit.actions import Action
from records.audit.chain import writing
from records.audit.entries import wrote_many
from records.levels import ALWAYS, Level, clearance_of
from records.revisions import GuardedQuerySet
from records.shown import settle_shown
from records.word_search.field import with_search_keys
from records.word_search.index import write_keys

# They move on with every save, so they tell nothing.
ALWAYS_MOVED = {"revision", "changed_at", "changed_by"}
# The few records that somebody does not see, or did not at some time.
EVER_HIDDEN = Q(shown_level__gt=Level.PUBLIC) | Q(shown_from__gt=ALWAYS)


class AuditedQuerySet(models.QuerySet):
    """Rows of which many are written at once with one entry in the audit: Django tells no receiver of that."""

    def update(self, **changes):
        """As Django's, with the names of the fields in the audit."""
        with writing():
            keys = list(self.order_by().values_list("pk", flat=True))
            number = super().update(**changes)
            if keys:
                told = [name for name in changes if name not in ALWAYS_MOVED]
                wrote_many(Action.CHANGED, self.model, keys, fields=told)
                if len(with_search_keys(self.model, changes)) > len(changes):
                    write_keys(self.model, keys)
            return number

    def bulk_create(self, objs, *args, **kwargs):
        """As Django's, with the number of rows in the audit."""
        with writing():
            rows = super().bulk_create(objs, *args, **kwargs)
            if rows:
                wrote_many(Action.ADDED, self.model, [row.pk for row in rows])
            return rows


class AccountableQuerySet(GuardedQuerySet, AuditedQuerySet):
    """Rows that count their saves, each of which enters the audit."""


class KeptQuerySet(AuditedQuerySet):
    """Rows that are shown with the records they hang on."""

    def visible_to(self, reader, at=None):
        """Rows that `reader` (a user, a Level, or None for anyone) may see at the moment `at`.

        Without `at` the database's own clock decides, so that an embargo ends for every process at once.
        """
        return self.filter(visible(self.model, reader, at))

    def listed(self):
        """Rows that lists and choices offer: all, but of a kind in which one is merged into another, not those merged."""
        return self


class ReferenceQuerySet(GuardedQuerySet, KeptQuerySet):
    """Reference data, seen by all."""


class RecordQuerySet(GuardedQuerySet, KeptQuerySet):
    """Rows with a level of their own."""

    def number_visible_to(self, reader, at=None):
        """How many of all rows `reader` may see at the moment `at`.

        Most rows are seen by everyone: the few that are not are counted, and a database counts a whole table at a glance.
        """
        hidden = Q(shown_level__gt=clearance_of(reader)) | Q(shown_from__gt=Now() if at is None else at)
        rows = self.order_by()
        return rows.count() - rows.filter(EVER_HIDDEN).filter(hidden).count()

    def bulk_create(self, objs, *args, **kwargs):
        """As Django's, with each row's shown level settled from what it hangs on."""
        objs = list(objs)
        with writing():
            settle_shown(self.model, objs)
            return super().bulk_create(objs, *args, **kwargs)


def visible(model, reader, at=None, prefix=""):
    """The condition on `model`, reached through the lookup `prefix` ("", "event__"), that `reader` may see the row."""
    at = Now() if at is None else at
    if model.has_level:
        return Q(**{f"{prefix}shown_level__lte": clearance_of(reader), f"{prefix}shown_from__lte": at})
    condition = Q()
    for name in model.hangs_on:
        field = model._meta.get_field(name)
        parent = visible(field.related_model, reader, at, f"{prefix}{name}__")
        condition &= parent | Q(**{f"{prefix}{name}__isnull": True}) if field.null else parent
    return condition


def hidden_rows(name):
    """An index, called `name`, by which a large table finds the rows that are not seen by everyone."""
    return Index(fields=["shown_level", "shown_from"], condition=EVER_HIDDEN, name=name)
