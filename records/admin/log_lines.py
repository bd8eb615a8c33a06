"""Lines of the admin's own log. They say the kind and the public id of a record, and which fields: never its words."""

import json

from django.contrib.admin.models import ADDITION, CHANGE, DELETION, LogEntry
from django.contrib.contenttypes.models import ContentType


def name_in_log(row):
    """`row` without its words: “round 6f1c…”. A row without a public id is named by its kind alone."""
    return " ".join(filter(None, [str(row._meta.verbose_name), str(getattr(row, "public_id", ""))]))


class LogLines:
    """For a model admin. The log knows no levels, so its lines name no record."""

    def log_addition(self, request, obj, message):
        return self.log(request, obj, ADDITION, message)

    def log_change(self, request, obj, message):
        return self.log(request, obj, CHANGE, message)

    def log_deletions(self, request, queryset):
        return [self.log(request, obj, DELETION, []) for obj in queryset]

    def log(self, request, row, action, message):
        """Write one line: `message` is what `construct_change_message` made, or a sentence of Django's own."""
        return LogEntry.objects.create(
            user_id=request.user.pk,
            content_type=ContentType.objects.get_for_model(row),
            object_id=str(row.pk),
            object_repr=name_in_log(row),
            action_flag=action,
            change_message=json.dumps(message) if isinstance(message, list) else message,
        )

    def construct_change_message(self, request, form, formsets, add=False):
        message = super().construct_change_message(request, form, formsets, add)
        told = [words for part in message for words in part.values() if "object" in words]
        # Django tells of the rows of a page by their words, in this order.
        for words, row in zip(told, rows_told(formsets), strict=True):
            words["object"] = str(getattr(row, "public_id", "–"))
        return message


def rows_told(formsets):
    """The rows that a log line on a page tells of: added, changed, deleted, formset after formset."""
    for formset in formsets or ():
        yield from formset.new_objects
        yield from (row for row, _fields in formset.changed_objects)
        yield from formset.deleted_objects
