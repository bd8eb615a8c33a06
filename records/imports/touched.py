"""What an analyst changed by hand in a row that came with a dataset, as its history tells.

Rows that come in by the hundred thousand have no history. It begins when somebody first saves one: then the row as it was
imported is written down before. A save by a later import says so in the reason of the change.
"""

from itertools import pairwise

from django.dispatch import receiver
from simple_history.signals import pre_create_historical_record

from records.models import FromDataset

BY_IMPORT = "import"


def reason(release):
    """The reason of a change that an import of `release` makes."""
    return f"{BY_IMPORT}: {release}"[:100]


@receiver(pre_create_historical_record)
def begin_history(sender, instance, history_instance, **kwargs):
    """Before the first entry of an imported row, write down the row as it was read."""
    if not isinstance(instance, FromDataset) or not instance.external_id or not instance.as_stored:
        return
    if history_instance.history_type != "~" or type(history_instance).objects.filter(id=instance.pk).exists():
        return
    stored = instance.as_stored
    fields = {
        field.attname: stored[field.attname] for field in history_instance.tracked_fields if field.attname in stored
    }
    type(history_instance).objects.create(
        **fields,
        history_date=stored["created_at"],
        history_type="+",
        history_change_reason=reason(instance.release) if instance.release_id else BY_IMPORT,
    )


def by_hand(row, names):
    """{name: what an import had left there} for those of the fields `names` of `row` that a person changed last.

    What is left is the value of the column; of a many-to-many field the keys of what the row was tied to. Nothing is by
    hand in a row that nobody has saved since it came.
    """
    hand = {}
    for before, after in pairwise(row.history.order_by("history_date", "history_id")):
        for name in names:
            left = held_in(before, name)
            if left == held_in(after, name):
                continue
            if is_by_import(after):
                hand.pop(name, None)
            else:
                hand.setdefault(name, left)
    return hand


def held_in(past, name):
    """What the historical row `past` has in the field `name`; of a many-to-many the keys of what it was tied to."""
    field = past.instance_type._meta.get_field(name)
    if field.many_to_many:
        far = f"{field.m2m_reverse_field_name()}_id"
        return {getattr(tie, far) for tie in getattr(past, name).all()}
    return getattr(past, field.attname)


def is_by_import(past):
    """Whether the historical row `past` was written by an import."""
    return (past.history_change_reason or "").startswith(BY_IMPORT)


def is_touched(model, **which):
    """Whether somebody added, changed or deleted a row of `model` that is, or was, one of `which`, other than by an import."""
    return model.history.filter(**which).exclude(history_change_reason__startswith=BY_IMPORT).exists()
