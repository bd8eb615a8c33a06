"""Rows whose every save enters the audit with the names of what was changed."""

from django.db import models, transaction

from records.fields import BoundDateField
from records.querysets import ALWAYS_MOVED, AuditedQuerySet
from records.text_fields import AddressKeyField
from records.word_search.field import SearchKeyField, with_search_keys


class Audited(models.Model):
    """A row that remembers what it was read as, and is saved together with its entry in the audit.

    The entry itself is added by the receiver of `post_save` (records/audit/receivers.py), which hears of every save.
    """

    # What is stored, as far as it is known, by column.
    as_stored = {}

    objects = AuditedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, update_fields=None, **kwargs):
        if update_fields is not None:
            update_fields = with_search_keys(type(self), update_fields)
        with transaction.atomic(savepoint=False):
            super().save(*args, update_fields=update_fields, **kwargs)
        self.remember(update_fields)

    @classmethod
    def from_db(cls, db, field_names, values):
        row = super().from_db(db, field_names, values)
        row.as_stored = row.__dict__.copy()
        return row

    def refresh_from_db(self, using=None, fields=None, from_queryset=None):
        super().refresh_from_db(using, fields, from_queryset)
        self.remember(fields)

    def remember(self, names=None):
        """Take what the fields `names` hold (all, without names) for what is stored."""
        columns = [field.attname for field in self._meta.concrete_fields if names is None or field.name in names]
        known = {column: self.__dict__[column] for column in columns if column in self.__dict__}
        self.as_stored = {**self.as_stored, **known}

    def changed_fields(self):
        """The names of the fields that differ from what is stored, in the order of the model."""
        unknown = object()
        return [
            field.name
            for field in self._meta.concrete_fields
            if field.attname in self.__dict__
            and field.name not in ALWAYS_MOVED
            and not isinstance(field, (BoundDateField, SearchKeyField, AddressKeyField))
            and self.as_stored.get(field.attname, unknown) != self.__dict__[field.attname]
        ]
