"""Partial dates as model fields."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.expressions import Expression
from django.db.models.fields.json import KeyTransform, KeyTransformFactory
from django.db.models.lookups import Exact
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from records.dates import DateNotUnderstood, PartialDate

BOUNDS = ("earliest", "latest")


def bound_names(name):
    """The names of the two columns that hold the first and last day of the partial date `name`."""
    return [f"{name}_{bound}" for bound in BOUNDS]


def date_columns(name, value):
    """The columns that hold the partial date `value` (or None), for `QuerySet.update`, which sets no others itself."""
    return {name: value, **{f"{name}_{bound}": value and getattr(value, bound) for bound in BOUNDS}}


def with_bounds(model, names):
    """The field names `names` and, for each partial date of `model` among them, those of its two bounds."""
    dates = [field.name for field in model._meta.concrete_fields if isinstance(field, PartialDateField)]
    return {*names, *(bound for name in dates if name in names for bound in bound_names(name))}


def without_bounds(model, names):
    """The field names `names`, less the bounds of those partial dates of `model` that are not among them.

    A model form leaves out what it does not show, so it would leave out every constraint on a bound.
    """
    dates = [field.name for field in model._meta.concrete_fields if isinstance(field, PartialDateField)]
    return {*names} - {bound for name in dates if name not in names for bound in bound_names(name)}


class PartialDateAttribute(DeferredAttribute):
    """A record's partial date: whatever is assigned becomes a PartialDate, and its bounds follow at once.

    A text that cannot be read stays as it is, for validation to refuse with the reason.
    """

    def __set__(self, instance, value):
        try:
            value = self.field.to_python(value)
        except ValidationError:
            known = None
        else:
            known = value if isinstance(value, PartialDate) else None
        instance.__dict__.update(date_columns(self.field.attname, known))
        instance.__dict__[self.field.attname] = value

    def __delete__(self, instance):
        del instance.__dict__[self.field.attname]


class BoundDateField(models.DateField):
    """The first or last day of a partial date, kept in a column of its own so that the database can ask about it."""

    def deconstruct(self):
        # To the database it is a plain date; its value is only ever derived.
        name, _path, args, kwargs = super().deconstruct()
        return name, "django.db.models.DateField", args, kwargs

    def pre_save(self, model_instance, add):
        name, bound = self.attname.rsplit("_", 1)
        if isinstance(stated := model_instance.__dict__.get(name), PartialDate):
            setattr(model_instance, self.attname, getattr(stated, bound))
        return super().pre_save(model_instance, add)


class PartialDateKey(KeyTransformFactory):
    """One key of the stored form, as in `opened_on__calendar`, which is a plain text."""

    def __call__(self, *args, **kwargs):
        return KeyTransform(self.key_name, *args, output_field=models.JSONField(), **kwargs)


class PartialDateField(models.JSONField):
    """A PartialDate, with its first and last day in the columns `<name>_earliest` and `<name>_latest`.

    Takes a PartialDate, a text for `PartialDate.parse`, a datetime.date, or None when nothing is known. With
    `db_index` the two bounds are indexed.
    """

    description = _("What is known of a date")
    descriptor_class = PartialDateAttribute
    default_error_messages = {"invalid": _("“%(value)s” is not a date. Write it like 2021-07-08 or 8 July 2021.")}

    def __init__(self, *args, db_index=False, **kwargs):
        super().__init__(*args, **kwargs)
        # Nobody looks a date up by its JSON. Migrations see the index where it is, on the bounds.
        self.bounds_are_indexed = db_index

    def contribute_to_class(self, cls, name, private_only=False):
        # The states of migrations list the two columns themselves.
        if cls.__module__ != "__fake__":
            self.add_bounds(cls, name)
        super().contribute_to_class(cls, name, private_only=private_only)

    def add_bounds(self, cls, name):
        present = {field.name for field in cls._meta.local_fields}
        for bound_name in bound_names(name):
            if bound_name in present:
                continue
            bound = BoundDateField(null=True, editable=False, db_index=self.bounds_are_indexed)
            # Before the date itself: assigning the date then has the last word when a row is read.
            bound.creation_counter = self.creation_counter - 0.5
            cls.add_to_class(bound_name, bound)

    def from_db_value(self, value, expression, connection):
        value = super().from_db_value(value, expression, connection)
        return PartialDate.from_dict(value) if isinstance(value, dict) else value

    def to_python(self, value):
        """`value` as a PartialDate or None; ValidationError with the reason when it is neither."""
        if value is None or isinstance(value, (PartialDate, Expression)):
            return value
        try:
            if isinstance(value, str):
                return PartialDate.parse(value) if value.strip() else None
            if isinstance(value, datetime.date):
                return PartialDate.on(value)
            if isinstance(value, dict):
                return PartialDate.from_dict(value)
        except DateNotUnderstood as refusal:
            raise ValidationError(str(refusal), code="invalid") from refusal
        raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": value})

    def get_prep_value(self, value):
        value = self.to_python(value)
        return value.to_dict() if isinstance(value, PartialDate) else value

    def get_transform(self, name):
        return super(models.JSONField, self).get_transform(name) or PartialDateKey(name)

    def validate(self, value, model_instance):
        # Past JSONField's own rule, that the value itself be JSON.
        super(models.JSONField, self).validate(value, model_instance)

    def formfield(self, **kwargs):
        # Imported here because form fields need the URL and template machinery, and migrations do not.
        from records.forms import PartialDateFormField

        return super(models.JSONField, self).formfield(**{"form_class": PartialDateFormField, **kwargs})

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))


# JSONField's own takes None for a JSON null; here it is the absence of a date, as in any other column.
PartialDateField.register_lookup(Exact)
