"""Who changed what: pages that only tell, and only of what the reader may see."""

from django.contrib.admin import ModelAdmin
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext

from records.admin.changes import SeenChanges
from records.levels import AFTER_EVERY_EMBARGO, clearance_of


def history_seen(model, rows, reader):
    """Of the historical `rows` of `model`, those that `reader` may see: at the level they had, and with what they hang on
    seen today."""
    if model.has_level:
        rows = rows.filter(shown_level__lte=clearance_of(reader))
    for name in model.hangs_on:
        above = model._meta.get_field(name).related_model
        seen = Q(**{f"{name}__in": above.objects.visible_to(reader, AFTER_EVERY_EMBARGO).values("pk")})
        rows = rows.filter(seen | Q(**{f"{name}__isnull": True}))
    return rows


def as_it_was(past):
    """What the page of a historical row is called."""
    return gettext("As it was on %s UTC") % f"{past.history_date:%-d %B %Y, %H:%M:%S}"


class HistoryPages:
    """History for the admin of kept rows. A historical row keeps the level it had."""

    object_history_list_template = "admin/history_list.html"
    object_history_form_template = "admin/history_form.html"
    # Whether an earlier state may come back: not of what is added and never edited.
    comes_back = True

    def get_history_queryset(self, request, history_manager, pk_name, object_id):
        rows = super().get_history_queryset(request, history_manager, pk_name, object_id)
        return self.only_seen(request, rows)

    def only_seen(self, request, rows):
        return history_seen(self.model, rows, request.user)

    def set_history_delta_changes(self, request, historical_records, **kwargs):
        """As its own; the last row of a page is compared, too, with the first of the next."""
        end = historical_records.end_index()
        rows = [*historical_records, *historical_records.paginator.object_list[end : end + 1]]
        super().set_history_delta_changes(request, rows, **kwargs)

    def get_historical_record_context_helper(self, request, historical_record):
        return SeenChanges(self.model, historical_record, request.user)

    def history_view(self, request, object_id, extra_context=None):
        if self.get_object(request, unquote(object_id)) is None:
            raise Http404
        if not hasattr(self.model, "history"):
            # What never changes has no history but Django's own log of who entered it.
            return ModelAdmin.history_view(self, request, object_id, extra_context)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        # An old text comes back as an edit like any other, on the page of the record: nothing is reverted unseen.
        if request.method == "POST":
            raise PermissionDenied
        if not (hasattr(self.model, "history") and object_id.isdecimal() and version_id.isdecimal()):
            raise Http404
        seen = self.only_seen(request, self.model.history.filter(id=object_id, history_id=version_id))
        if not (seen.exists() and self.get_queryset(request).filter(pk=object_id).exists()):
            raise Http404
        past = seen.first()
        extra = {"restore": self.way_to_restore(request, past), "title": as_it_was(past), **(extra_context or {})}
        request.is_reading_history = True
        return super().history_form_view(request, object_id, version_id, extra)

    def way_to_restore(self, request, past):
        """The address of the page on which the historical row `past` is brought back; empty where it may not be."""
        row = self.get_queryset(request).get(pk=past.id)
        may = self.comes_back and self.has_change_permission(request, row)
        return self.address("restore", past.id, past.history_id) if may else ""

    def revert_disabled(self, request, obj=None):
        return True

    def has_change_permission(self, request, obj=None):
        return not getattr(request, "is_reading_history", False) and super().has_change_permission(request, obj)

    def get_readonly_fields(self, request, obj=None):
        fixed = super().get_readonly_fields(request, obj)
        if not getattr(request, "is_reading_history", False):
            return fixed
        own = [*self.opts.fields, *self.opts.many_to_many]
        return list(dict.fromkeys([*fixed, *(field.name for field in own if field.editable)]))
