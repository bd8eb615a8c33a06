"""The addresses of the workbench, for the admin of versions."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from records.admin.revision import signed_revision
from records.admin.sent_rows import is_key
from records.levels import AFTER_EVERY_EMBARGO
from records.models import StaleRevision
from statements.admin.workbench.blocks import drawn
from statements.admin.workbench.boxes import commitments_saying, parties_named
from statements.admin.workbench.desk import MOVED_ON, Desk, said_marked
from statements.admin.workbench.forms import OffsetsForm, SelectionForm, commitments_of
from statements.admin.workbench.outline import points
from statements.admin.workbench.saving import SAVED_BY, STALE_ROW, STORED_BY, new_sheet, row_sheet, saved
from statements.marking import marks_in
from statements.models import Version
from statements.points import points_of
from statements.undoing import CANNOT_TAKE_BACK, CANNOT_UNDO, CannotUndo, steps_of, take_back, token, undo

NEEDED = ("statements.add_clause", "statements.add_passage", "statements.add_commitment")
writing = require_http_methods(["GET", "HEAD", "POST"])


class WorkbenchPages:
    """For the admin of versions: the workbench of each, and what its forms are sent to."""

    def get_urls(self):
        views = {
            "": ("workbench", require_safe(self.workbench_view)),
            "new/<slug:kind>/": ("workbench_new", writing(self.workbench_new_view)),
            "change/<slug:kind>/<int:row>/": ("workbench_change", writing(self.workbench_change_view)),
            "take-back/": ("workbench_take_back", require_POST(self.workbench_take_back_view)),
            "undo/": ("workbench_undo", require_POST(self.workbench_undo_view)),
            "beside/<int:other>/": ("workbench_beside", require_safe(self.workbench_beside_view)),
            "find/<slug:kind>/": ("workbench_find", require_safe(self.workbench_find_view)),
        }
        own = [
            path(f"<int:key>/workbench/{rest}", self.admin_site.admin_view(view), name=f"statements_version_{name}")
            for rest, (name, view) in views.items()
        ]
        return [*own, *super().get_urls()]

    def desk(self, request, key):
        """The Desk for the version `key`; 404 where the user does not see it, 403 where they may mark nothing."""
        version = self.get_queryset(request).select_related("statement__round").filter(pk=key).first()
        if version is None:
            raise Http404
        if not all(request.user.has_perm(needed) for needed in NEEDED):
            raise PermissionDenied
        return Desk(request, version)

    def workbench_view(self, request, key):
        """The text with everyone's marks, and the panel."""
        desk = self.desk(request, key)
        version = desk.version
        others = Version.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).filter(statement=version.statement_id)
        newest = marks_in(version, request.user).order_by("-pk").values_list("pk", flat=True).first()
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Workbench: %s") % version.label,
            "opts": self.opts,
            "desk": desk,
            "version": version,
            "page_revision": signed_revision(version),
            "since": newest or 0,
            "text": drawn(version, request.user),
            "points": points(version, request.user),
            "others": others.exclude(pk=version.pk).only("pk", "label", "language").order_by("pk"),
            "corrections": desk.corrections(),
        }
        return TemplateResponse(request, "admin/statements/workbench/page.html", context)

    def workbench_new_view(self, request, key, kind):
        """The short form on selected words, and what it is sent to."""
        desk = self.desk(request, key)
        if kind not in STORED_BY:
            raise Http404
        if hindrance := desk.hindrance():
            return desk.tell(hindrance)
        selection = (SelectionForm if request.method == "POST" else OffsetsForm)(desk.sent, desk.version)
        if not selection.is_valid():
            return desk.tell(selection.refusal, status=422)
        words = selection.words
        data = request.POST if request.method == "POST" else None
        given = {"version": desk.version, "reader": request.user, "words": words, "picked": picked(desk, kind)}
        sheet = new_sheet(kind, data, given)
        corrections = desk.corrections(words)
        shown = {"sheet": sheet, "words": words, "corrections": corrections, "kind": kind}
        shown["action"] = desk.address("workbench_new", kind)
        if data is None:
            return desk.show("form", **shown)
        if corrections and not data.get("confirms_correction"):
            sheet.is_valid()
            return desk.show("form", status=409, is_unconfirmed=True, **shown)
        store = partial(STORED_BY[kind], sheet, desk.version, words, request.user)
        try:
            found = saved(sheet, store) if sheet.is_valid() else None
        except StaleRevision:
            return desk.tell(MOVED_ON)
        if found is None:
            return desk.show("form", status=422, **shown)
        marked, told = found
        spans = [(passage.start, passage.end) for passage in marked.passages]
        clauses = {passage.clause_id for passage in marked.passages}
        way_back = token(steps_of(marked), desk.version, request.user)
        return desk.done(said_marked(told), spans=spans, clauses=clauses, undo=way_back, go_to=spans[-1])

    def workbench_change_view(self, request, key, kind, row):
        """The short form on a stored commitment, or on a disputed rendering."""
        desk = self.desk(request, key)
        rows = {
            "commitment": lambda: commitments_of(desk.version, request.user),
            "dispute": lambda: marks_in(desk.version, request.user).filter(is_disputed=True),
        }
        if kind not in rows or (found := rows[kind]().filter(pk=row).first()) is None:
            raise Http404
        data = request.POST if request.method == "POST" else None
        sheet = row_sheet(kind, found, data, {"version": desk.version, "reader": request.user})
        shown = {"sheet": sheet, "row": found, "kind": kind, "action": desk.address("workbench_change", kind, row)}
        if data is None:
            return desk.show("form", **shown)
        try:
            stored = saved(sheet, partial(SAVED_BY[kind], sheet, request.user)) if sheet.is_valid() else None
        except StaleRevision:
            return desk.tell(STALE_ROW, reload=False)
        if stored is None:
            return desk.show("form", status=409 if sheet.form.is_stale else 422, **shown)
        spans = [(stored.start, stored.end)] if kind == "dispute" else []
        return desk.done(gettext("Saved: “%s”.") % stored, spans=spans, clauses={stored.clause_id})

    def workbench_take_back_view(self, request, key):
        """Take one mark back."""
        desk = self.desk(request, key)
        sent = request.POST.get("passage", "")
        passage = marks_in(desk.version, request.user).filter(pk=sent).first() if is_key(sent) else None
        if passage is None:
            return desk.tell(gettext("This mark is not there any more: it was taken back meanwhile."))
        try:
            done = take_back(passage, desk.version, request.user)
        except (CannotUndo, StaleRevision):
            return desk.tell(CANNOT_TAKE_BACK, reload=False)
        told = gettext("Taken back: %s.") % passage
        if done.stays:
            told += " " + gettext("“%s” stays in the list.") % done.stays
        way_back = token(done.steps, desk.version, request.user)
        return desk.done(told, spans=done.spans, clauses=done.clauses, undo=way_back, go_to=done.spans[0])

    def workbench_undo_view(self, request, key):
        """Undo the marking, or the taking back, that the token tells of."""
        desk = self.desk(request, key)
        try:
            done = undo(request.POST.get("token", ""), desk.version, request.user)
        except (CannotUndo, StaleRevision):
            return desk.tell(CANNOT_UNDO, reload=False)
        return desk.done(gettext("Undone."), spans=done.spans, clauses=done.clauses, go_to=next(iter(done.spans), None))

    def workbench_beside_view(self, request, key, other):
        """The words of another version of the statement, point by point."""
        desk = self.desk(request, key)
        versions = Version.objects.visible_to(request.user, AFTER_EVERY_EMBARGO)
        beside = versions.filter(statement=desk.version.statement_id, pk=other).first()
        if beside is None:
            raise Http404
        return desk.show("beside", beside=beside, points=points(beside, request.user))

    def workbench_find_view(self, request, key, kind):
        """The choices that hold the words typed."""
        desk = self.desk(request, key)
        if kind not in ("obligors", "beneficiaries", "repeats"):
            raise Http404
        words = request.GET.get("q", "").strip()[:100]
        if kind == "repeats":
            rows = commitments_saying(words, desk.version, request.user) if words else []
        else:
            rows = parties_named(words, request.user) if words else []
        return desk.show("found", rows=rows, kind=kind, words=words)


def picked(desk, kind):
    """The point, or for the words of a commitment the commitment, that was picked in the panel; None without one."""
    name = "commitment" if kind == "words" else "point"
    sent = desk.sent.get(f"picked_{name}", "")
    if not is_key(sent):
        return None
    rows = commitments_of(desk.version, desk.user) if kind == "words" else points_of(desk.version, desk.user)
    return rows.filter(pk=sent).first()
