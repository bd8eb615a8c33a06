"""The page of one import: how far it is, what was found in its file, and what can be done next."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from records.admin.revision import read_revision, signed_revision
from records.audit.actions import Action
from records.audit.entries import note
from records.csv_export import csv_response
from records.imports.report import COLUMNS
from records.imports.steps import confirm, give_up, go_on, is_at_work, may_confirm, may_give_up, may_go_on
from records.imports.uploads import noted_beside
from records.levels import AFTER_EVERY_EMBARGO
from records.models import ImportIssue, ImportRun

ON_A_PAGE = 50
# What can be done: the function, what the page says afterwards.
STEPS = {
    "confirm": (confirm, _("The rows are being stored.")),
    "go-on": (go_on, _("It goes on.")),
    "give-up": (give_up, _("The import is given up, and its file is deleted.")),
}
MOVED_ON = _(
    "Someone else moved this import on after you opened the page, so nothing was done. Look at it as it is now."
)
State = ImportRun.State


class RunPages:
    """For the admin of imports: one run is looked at, moved on with buttons, and edited by nobody."""

    def get_urls(self):
        fragment = self.admin_site.admin_view(require_safe(self.progress_view))
        faults = self.admin_site.admin_view(require_safe(self.faults_view))
        return [
            path("<int:key>/progress/", fragment, name="records_importrun_progress"),
            path("<int:key>/faults/", faults, name="records_importrun_faults"),
            *super().get_urls(),
        ]

    def seen_run(self, request, key):
        """The run `key` as the reader sees it; 404 for a hidden one as for none."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        key = int(key) if str(key).isdecimal() and len(str(key)) < 19 else 0
        run = self.get_queryset(request).select_related("release", "created_by").filter(pk=key).first()
        if run is None:
            raise Http404
        return run

    def change_view(self, request, object_id, form_url="", extra_context=None):
        run = self.seen_run(request, object_id)
        if request.method == "POST":
            self.take_step(request, run)
            return HttpResponseRedirect(self.address("change", run.pk))
        issues = ImportIssue.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).filter(run=run).order_by("row", "pk")
        page = Paginator(issues, ON_A_PAGE).get_page(request.GET.get("page"))
        now = timezone.now()
        context = {
            **self.admin_site.each_context(request),
            **progress_of(run, now),
            "title": gettext("Import of %s") % run.release,
            "subtitle": run.file_name,
            "opts": self.opts,
            "original": run,
            "media": self.media,
            "revision": signed_revision(run),
            "first_rows": noted_beside(run).get("rows", ()) if run.state == State.CHECKED else (),
            "page_obj": page,
            "may_import": self.has_add_permission(request),
            "may_confirm": may_confirm(run),
            "may_go_on": may_go_on(run, now),
            "may_give_up": may_give_up(run, now),
            "next_steps": self.next_steps(request, run) if run.state == State.FINISHED else (),
        }
        return TemplateResponse(request, "admin/imports/run.html", context)

    def take_step(self, request, run):
        """Do what a button of the page asks for, on the revision it was read at, and say what became of it."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        step = STEPS.get(request.POST.get("action"))
        if step is None or read_revision(request.POST.get("revision"), run) != run.revision:
            self.message_user(request, MOVED_ON, messages.WARNING)
            return
        take, sentence = step
        try:
            run = take(run, request.user, timezone.now())
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.ERROR)
        else:
            self.log_change(request, run, [{"changed": {"fields": ["state"]}}])
            self.message_user(request, sentence, messages.SUCCESS)

    def progress_view(self, request, key):
        """The piece of the page that tells how far the run is. Once the run has moved on, the whole page is asked anew."""
        run = self.seen_run(request, key)
        context = progress_of(run, timezone.now())
        response = TemplateResponse(request, "admin/imports/_progress.html", context)
        if not context["is_at_work"]:
            response["HX-Refresh"] = "true"
        return response

    def faults_view(self, request, key):
        """All that was found at fault, doubtful or in conflict, as a file."""
        run = self.seen_run(request, key)
        issues = ImportIssue.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).filter(run=run).order_by("row", "pk")
        facts = {"format": "csv", "rows": issues.count()}
        note(Action.EXPORTED, run, facts=facts)
        return csv_response(f"faults-of-import-{run.pk}", COLUMNS, issues, list)


def progress_of(run, now):
    """What the page says of how far `run` is at the moment `now`."""
    noted = noted_beside(run) if run.is_under_way else {}
    share = noted.get("share")
    return {
        "run": run,
        "is_at_work": is_at_work(run, now),
        "done": noted.get("done"),
        "percent": None if share is None else round(100 * share),
    }
