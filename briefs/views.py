"""Pages on briefs: the list, the form that asks for one, its preview, and the editions that were issued."""

from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import DetailView, FormView, View

from briefs.document.apart import RenderingFailed, pdf_in_own_process
from briefs.document.content import NothingOnRecord, brief_content
from briefs.document.glyphs import MissingGlyph
from briefs.document.html import to_html
from briefs.filters import BriefFilter
from briefs.forms import BriefForm
from briefs.issuing import issue
from briefs.models import Brief, Edition
from briefs.views_editions import about, attachment, edition_for, file_name, withdrawn_page
from records.audit.actions import Action
from records.audit.entries import note
from records.pages import RecordList
from records.roles import may_enter


class BriefList(RecordList):
    """Briefs with their editions."""

    model = Brief
    filterset_class = BriefFilter
    columns = (
        ("public_id", lambda row: row.public_id),
        ("title", lambda row: row.title),
        ("process", lambda row: row.process.name),
        ("language", lambda row: row.language),
        ("level", lambda row: row.get_level_display()),
        ("editions", lambda row: len(row.known_editions)),
        ("latest_as_of", lambda row: row.known_editions[0].as_of.isoformat() if row.known_editions else ""),
    )

    def rows(self, visible):
        return visible.for_list(self.request.user).order_by("title", "pk")


class EditionDetail(DetailView):
    """One edition: what it covers, and the hash by which anyone can check a copy."""

    def get_object(self):
        return edition_for(self.request.user, self.kwargs["brief"], self.kwargs["number"])

    def get_context_data(self, **kwargs):
        return super().get_context_data(**about(self.object, self.request.user), **kwargs)


class EditionFile(View):
    """The PDF of an edition, always as an attachment."""

    def get(self, request, brief, number):
        edition = edition_for(request.user, brief, number, Edition.objects.defer("content"))
        if refused := withdrawn_page(request, edition):
            return refused
        note(Action.EXPORTED, edition, facts={"format": "pdf"})
        return attachment(bytes(edition.pdf), file_name(edition, "pdf"), "application/pdf")


class ForEditors(UserPassesTestMixin):
    """Pages for those who may enter the admin."""

    def test_func(self):
        return may_enter(self.request.user)


class WriteBrief(ForEditors, FormView):
    """Ask for a brief, look at it, and issue it."""

    form_class = BriefForm
    template_name = "briefs/write.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "reader": self.request.user}

    def get_initial(self):
        asked = {name: self.request.GET[name] for name in ("process", "round", "statement") if name in self.request.GET}
        return {"as_of": timezone.now().date().isoformat(), **asked}

    def form_valid(self, form):
        try:
            edition = issue(form.scope(), form.cleaned_data["as_of"], user=self.request.user, render=pdf_in_own_process)
        except (NothingOnRecord, MissingGlyph, RenderingFailed) as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return redirect("briefs:edition-detail", edition.brief.public_id, edition.number)


class PreviewBrief(ForEditors, FormView):
    """The brief as a page, before it is issued."""

    form_class = BriefForm
    template_name = "briefs/write.html"

    def get(self, request, *args, **kwargs):
        return self.answer(BriefForm(request.GET, reader=request.user))

    def post(self, request, *args, **kwargs):
        # From the form the question is posted, so that its token does not end up in an address.
        return self.answer(BriefForm(request.POST, reader=request.user))

    def answer(self, form):
        if not form.is_valid():
            return self.form_invalid(form)
        try:
            content = brief_content(form.scope(), as_of=form.cleaned_data["as_of"])
        except NothingOnRecord as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        return HttpResponse(to_html(content, on_screen=True))
