"""Rows on their way into the database, many at a time, and how many of each kind there were."""

from collections import Counter

from records.audit.actions import Action
from records.audit.chain import writing
from records.audit.entries import wrote_many

# Rows handed to the database at a time; it also bounds what is held in memory.
BATCH = 2_000


class Ledger:
    """Stores rows in bulk and counts them. Rows of a Record come out with the level that readers are shown."""

    def __init__(self):
        self.kept = Counter()

    def keep(self, model, rows):
        """Store `rows`, unsaved objects of `model` whose parents are stored; the same objects, with their keys.

        No history is written: history tells what editors did, nobody edited these rows, and it would double them.
        """
        if rows:
            model._default_manager.bulk_create(rows)
            self.kept[model] += len(rows)
        return rows

    def tie(self, record_model, field, pairs):
        """Store many-to-many ties of `field`: pairs (record of `record_model`, other record)."""
        relation = record_model._meta.get_field(field)
        near, far = relation.m2m_field_name(), relation.m2m_reverse_field_name()
        through = relation.remote_field.through
        rows = [through(**{f"{near}_id": one.pk, f"{far}_id": other.pk}) for one, other in pairs]
        with writing():
            through._default_manager.bulk_create(rows)
            wrote_many(Action.CHANGED, record_model, [one.pk for one, _other in pairs], fields=[field])
