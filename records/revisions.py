"""Counting saves: what was read at one revision is never written over another."""

from django.db import models
from django.db.models import F

from records.audit.chain import writing

# How many rows are read in one query: a database takes only so many parameters.
AT_ONCE = 1000


class StaleRevision(Exception):
    """The record was saved by someone else since it was read; `record` is what was about to be saved."""

    def __init__(self, record):
        self.record = record
        super().__init__(
            f"{record._meta.verbose_name} {getattr(record, 'public_id', record.pk)} was changed since revision "
            f"{record.revision} was read. Read it again and repeat the change."
        )


class GuardedQuerySet(models.QuerySet):
    """Rows that count their saves, also when many are written at once."""

    def update(self, **changes):
        """As Django's, and the revision moves on, so that a form opened before is refused as stale."""
        changes.setdefault("revision", F("revision") + 1)
        return super().update(**changes)

    def bulk_update(self, objs, fields, batch_size=None):
        """As Django's, all or none: StaleRevision for the first row that moved on since it was read."""
        objs = list(objs)
        with writing():
            for start in range(0, len(objs), AT_ONCE):
                refuse_moved_on(self.model, objs[start : start + AT_ONCE])
            number = super().bulk_update(objs, fields, batch_size)
        for row in objs:
            row.revision += 1
        return number

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        """As Django's, each row at its first revision. ValueError with `update_conflicts`, which no revision guards."""
        if update_conflicts:
            raise ValueError("Rows that are there already are read, changed and saved: read them, then bulk_update.")
        objs = list(objs)
        for row in objs:
            row.revision = 1
        return super().bulk_create(objs, *args, **kwargs)


def refuse_moved_on(model, rows):
    """StaleRevision for the first of `rows` that is not stored as it was read; all are locked until the transaction ends."""
    stored = model._base_manager.select_for_update().filter(pk__in=[row.pk for row in rows])
    now = dict(stored.order_by("pk").values_list("pk", "revision"))
    for row in rows:
        if now.get(row.pk) != row.revision:
            raise StaleRevision(row)
