"""What an analyst changed by hand in a row that came with a dataset, as its history tells.

Rows that come in by the hundred thousand have no history. It begins when somebody first saves one: then the row as it was
imported is written down before. A save by a later import says so in the reason of the change.
"""

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


def last_imported(row):
    """The state of `row` that the newest import left, as its historical row; None if nobody saved it since it came."""
    return (
        row.history.filter(history_change_reason__startswith=BY_IMPORT).order_by("-history_date", "-history_id").first()
    )


def is_touched(model, **which):
    """Whether somebody added, changed or deleted a row of `model` that is, or was, one of `which`, other than by an import."""
    return model.history.filter(**which).exclude(history_change_reason__startswith=BY_IMPORT).exists()
