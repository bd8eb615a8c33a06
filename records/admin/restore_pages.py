"""The page on which an earlier state of a row is brought back, beside what it is today."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.changes import change_of
from records.admin.history import as_it_was
from records.admin.refusals import REFUSALS, again_if_taken, refusal_sentence
from records.admin.restoring import restoration, restore
from records.admin.revision import read_revision, signed_revision
from records.admin.unseen import leave_out_unseen
from records.levels import AFTER_EVERY_EMBARGO
from records.models import StaleRevision

MOVED_ON = _(
    "Someone else saved this after you opened the page, so nothing was restored. Below is what restoring would change now."
)
RESTORED = _("Restored: %(state)s. What it was until now stays in its history.")
UNKNOWN = _("The page did not say which revision it was opened on, so nothing was restored. Look again, then confirm.")


class RestorePages:
    """For the admin of rows with a history."""

    def get_urls(self):
        if not self.comes_back:
            return super().get_urls()
        name = f"{self.opts.app_label}_{self.opts.model_name}_restore"
        view = self.admin_site.admin_view(self.restore_view)
        return [path("<int:key>/history/<int:number>/restore/", view, name=name), *super().get_urls()]

    def restore_view(self, request, key, number):
        """What restoring would change, to be confirmed; confirmed, it is the next revision."""
        past = self.only_seen(request, self.model.history.filter(id=key, history_id=number)).first()
        row = self.get_queryset(request).filter(pk=key).first()
        if past is None or row is None:
            raise Http404
        if not self.has_change_permission(request, row):
            raise PermissionDenied
        refusals, status = [], 200
        if request.method == "POST":
            try:
                again_if_taken(lambda: self.restore(request, past))
            except StaleRevision:
                said = read_revision(request.POST.get("opened_revision"), row)
                refusals, status = [UNKNOWN if said is None else MOVED_ON], 409
            except ValidationError as error:
                refusals = sentences(error, self.model)
            except REFUSALS as error:
                refusals = [refusal_sentence(error, [self.model])]
            else:
                self.message_user(request, RESTORED % {"state": as_it_was(past)}, messages.SUCCESS)
                return HttpResponseRedirect(self.address("change", key))
        return TemplateResponse(request, "admin/restore.html", self.restoring(request, past, refusals), status=status)

    def restore(self, request, past):
        """Bring `past` back; StaleRevision when the row is not as the page showed it."""
        row = get_object_or_404(self.get_queryset(request), pk=past.id)
        if read_revision(request.POST.get("opened_revision"), row) != row.revision:
            raise StaleRevision(row)
        plan = restoration(row, past, request.user)
        if plan.values:
            restore(plan, request.user)
            self.log_change(request, row, gettext("Restored an earlier state."))

    def restoring(self, request, past, refusals):
        """The context of the page: what would change, and what stays as it is."""
        row = get_object_or_404(self.get_queryset(request), pk=past.id)
        leave_out_unseen(row, request.user, AFTER_EVERY_EMBARGO)
        # As it is called today: the plan sets the earlier values on it.
        name, revision = str(row), signed_revision(row)
        plan = restoration(row, past, request.user)
        changes = (change_of(row, field, *values) for field, values in plan.values.items())
        return {
            **self.admin_site.each_context(request),
            "title": as_it_was(past),
            "subtitle": name,
            "opts": self.opts,
            "row": row,
            "name": name,
            "opened_revision": revision,
            "changes": [change for change in changes if change],
            "refusals": refusals,
            "has_level": self.model.has_level,
            "rows_on_page": [rows.opts.verbose_name_plural for rows in self.get_inline_instances(request, row)],
            "back": self.address("simple_history", row.pk, past.history_id),
        }


def sentences(error, model):
    """What a ValidationError says, one sentence for each reason, with the field that it is about."""
    if not hasattr(error, "error_dict"):
        return error.messages
    labels = {field.name: f"{capfirst(field.verbose_name)}: " for field in model._meta.get_fields() if field.concrete}
    return [f"{labels.get(name, '')}{text}" for name, texts in error.message_dict.items() for text in texts]
