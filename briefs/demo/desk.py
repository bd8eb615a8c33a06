"""Entering records as an editor would: through the models' own validation, and never over somebody's work."""

import uuid
from collections import Counter

from records.levels import Level
from records.models import Record

NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "demo.parley.invalid")


class Desk:
    """Adds records that are not there yet. The same key gives the same public id on every installation."""

    def __init__(self):
        self.added, self.left = Counter(), Counter()

    def keep(self, model, key, *, many=None, details=(), **fields):
        """The record of `model` known by `key`; made from `fields`, with its details, if it is not there.

        `many` gives many-to-many values by name; `details` are triples (model, foreign key name, [fields, ...]).
        A record that is there is left as it is, whatever an editor made of it. ValidationError as in the admin.
        """
        public_id = uuid.uuid5(NAMESPACE, f"{model._meta.label_lower}:{key}")
        if found := model.objects.filter(public_id=public_id).first():
            self.left[model] += 1
            return found
        if issubclass(model, Record):
            fields = {"level": Level.PUBLIC, **fields}
        record = model(public_id=public_id, **fields)
        record.full_clean()
        record.save()
        for name, values in (many or {}).items():
            getattr(record, name).set(values)
        self.added[model] += 1
        for detail, parent, rows in details:
            for row in rows:
                entry = detail(**{parent: record}, **row)
                entry.full_clean()
                entry.save()
                self.added[detail] += 1
        return record

    def lines(self):
        """What was added and what was left, a line for each kind."""
        for model in sorted({*self.added, *self.left}, key=lambda model: model._meta.label):
            name = model._meta.verbose_name_plural
            yield f"{name!s:34} {self.added[model]:4} added {self.left[model]:4} already there"
