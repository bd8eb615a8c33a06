"""Who changed what: pages that only tell, and only of what the reader may see."""

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import Http404

from records.levels import clearance_of


class HistoryPages:
    """History for the admin of kept rows. A historical row keeps the level it had."""

    object_history_list_template = "admin/history_list.html"

    def get_history_queryset(self, request, history_manager, pk_name, object_id):
        rows = super().get_history_queryset(request, history_manager, pk_name, object_id)
        return self.only_seen(request, rows)

    def only_seen(self, request, rows):
        return rows.filter(shown_level__lte=clearance_of(request.user)) if self.model.has_level else rows

    def history_view(self, request, object_id, extra_context=None):
        if not self.get_queryset(request).filter(pk=object_id).exists():
            raise Http404
        if not hasattr(self.model, "history"):
            # What never changes has no history but Django's own log of who entered it.
            return ModelAdmin.history_view(self, request, object_id, extra_context)
        return super().history_view(request, object_id, extra_context)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        # An old text comes back as an edit like any other, on the page of the record: nothing is reverted unseen.
        if request.method == "POST":
            raise PermissionDenied
        seen = self.only_seen(request, self.model.history.filter(id=object_id, history_id=version_id))
        if not (seen.exists() and self.get_queryset(request).filter(pk=object_id).exists()):
            raise Http404
        request.is_reading_history = True
        return super().history_form_view(request, object_id, version_id, extra_context)

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
