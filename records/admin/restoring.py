"""An earlier state of a row, brought back as its next revision: what an editor could have typed, and nothing else."""

from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db.models import FileField

from records.admin.unseen import leave_out_unseen, unseen_keys
from records.audit.chain import writing
from records.beside import NAME as BESIDE
from records.beside import constraint_of, stand_beside, used_once
from records.levels import AFTER_EVERY_EMBARGO

# Who may see a row is never brought back: what was shown to more people once was narrowed for a reason.
WHO_MAY_SEE = {"level", "embargo_until"}


@dataclass(frozen=True)
class Restoration:
    """A stored `row` with an earlier state set on it, not saved yet.

    `values` are {model field: (value now, value then)} of what differs: for a link the row that it leads to or None, for
    links to many the lists of rows. The reader is shown nothing that they may not see, and it stays as it is.
    """

    row: object
    reader: object
    values: dict = field(default_factory=dict)


def restoration(row, past, reader):
    """The Restoration of the stored `row` to the historical row `past`, as far as `reader` sees both.

    Left as they are: who may see it, files, and links that lead, or led, to what is not on record or not for them.
    """
    hidden = leave_out_unseen(row, reader, AFTER_EVERY_EMBARGO)
    plan = Restoration(row, reader)
    for one in row._meta.fields:
        if one.editable and one.name not in {*WHO_MAY_SEE, *hidden} and not isinstance(one, FileField):
            set_back(plan, one, past)
    for link in row._meta.many_to_many:
        then = list(seen(link, led_to(link, past), reader))
        now = list(getattr(row, link.name).all())
        if {other.pk for other in now} != {other.pk for other in then}:
            plan.values[link] = now, then
    return plan


def set_back(plan, one, past):
    """Set the field `one` of the row of `plan` to its value in `past`, unless it leads to what is not there."""
    row = plan.row
    then = getattr(past, one.attname)
    if one.get_prep_value(then) == one.get_prep_value(getattr(row, one.attname)):
        return
    if one.is_relation:
        now = getattr(row, one.name)
        other = seen(one, [then], plan.reader).first() if then is not None else None
        if then is not None and other is None:
            return
        setattr(row, one.name, other)
        plan.values[one] = now, other
        return
    now = getattr(row, one.attname)
    setattr(row, one.attname, then)
    plan.values[one] = now, getattr(row, one.attname)
    for name in row.comes_back_with.get(one.name, ()):
        setattr(row, name, getattr(past, name))


def led_to(link, past):
    """The keys of the rows that the many-to-many `link` led to in the historical row `past`."""
    return getattr(past, link.name).values_list(f"{link.m2m_reverse_field_name()}_id", flat=True)


def seen(link, keys, reader):
    """Those of the rows with these `keys` that `link` may lead to and `reader` sees."""
    return link.related_model.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(pk__in=list(keys))


def restore(plan, user):
    """Save the row of `plan` as changed by `user`: everything, or nothing.

    ValidationError, by field where there is one, when it may not be like that today; StaleRevision and ShownTooWidely as
    with any save.
    """
    row = plan.row
    if row.has_level:
        row.changed_by = user
    row._history_user = user
    with writing():
        row.full_clean(exclude=[BESIDE])
        if row.has_level:
            row.refuse_wider()
        if stand_beside(row, user):
            sentence = constraint_of(type(row)).get_violation_error_message()
            raise ValidationError({used_once(type(row))[-1]: sentence})
        row.save()
        for link, (_now, then) in plan.values.items():
            if link.many_to_many:
                kept = unseen_keys(row, link, user, AFTER_EVERY_EMBARGO)
                getattr(row, link.name).set({*kept, *(other.pk for other in then)})
