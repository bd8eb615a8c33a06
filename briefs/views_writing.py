"""Asking for a brief: the form, and its preview."""

from django.contrib.auth.mixins import UserPassesTestMixin
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.generic import FormView

from briefs.document.content import NothingOnRecord, brief_content, refuse_empty
from briefs.document.html import to_html
from briefs.document.known import Known
from briefs.forms import SUBJECTS, BriefForm
from briefs.keeping import kept_brief
from briefs.ordering import order_edition
from records.roles import may_enter


class ForEditors(UserPassesTestMixin):
    """Pages for those who may enter the admin."""

    def test_func(self):
        return may_enter(self.request.user)


class WriteBrief(ForEditors, FormView):
    """Ask for a brief, look at it, and have an edition of it issued."""

    form_class = BriefForm
    template_name = "briefs/write.html"

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "reader": self.request.user}

    def get_initial(self):
        asked = {name: self.request.GET[name] for name in SUBJECTS if name in self.request.GET}
        return {"as_of": timezone.now().date().isoformat(), **asked}

    def post(self, request, *args, **kwargs):
        if "offer" in request.POST:
            return self.render_to_response(self.get_context_data(form=offering(request)))
        return super().post(request, *args, **kwargs)

    def form_valid(self, form):
        scope, as_of = form.scope(), form.cleaned_data["as_of"]
        try:
            # Before the question is kept: one without an answer leaves nothing behind.
            refuse_empty(Known(scope, as_of))
        except NothingOnRecord as error:
            form.add_error(None, str(error))
            return self.form_invalid(form)
        user = self.request.user
        order = order_edition(kept_brief(scope, user=user), as_of, user=user)
        return redirect("briefs:order-detail", order.brief.public_id, order.public_id)


def offering(request):
    """The form as it was filled in, with the commitments and parties of the process that is chosen now, and no refusals."""
    many = ("sections", "commitments")
    sent = {name: value for name, value in request.POST.items() if name not in many}
    return BriefForm(initial={**sent, **{name: request.POST.getlist(name) for name in many}}, reader=request.user)


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
