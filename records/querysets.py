"""Questions that may be asked of any kept rows. `visible_to` is the only door to them."""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now

from records.levels import clearance_of


class KeptQuerySet(models.QuerySet):
    """Rows that are shown with the records they hang on."""

    def visible_to(self, reader, at=None):
        """Rows that `reader` (a user, a Level, or None for anyone) may see at the moment `at`.

        Without `at` the database's own clock decides, so that an embargo ends for every process at once.
        """
        return self.filter(visible(self.model, reader, at))


class RecordQuerySet(KeptQuerySet):
    """Rows with a level of their own."""

    def update(self, **changes):
        """As Django's, and the revision moves on, so that a form opened before is refused as stale."""
        changes.setdefault("revision", F("revision") + 1)
        return super().update(**changes)

    def bulk_create(self, objs, *args, **kwargs):
        """As Django's, with each row's shown level settled from what it hangs on."""
        objs = list(objs)
        for record in objs:
            record.settle_shown()
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
