"""Pages on the editions of a brief: what is handed out of them, what changed between two, and withdrawing one."""

from django.contrib import messages
from django.contrib.auth.mixins import PermissionRequiredMixin
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.generic import FormView, TemplateView, View

from briefs.before import Before, told_in
from briefs.document.shape import canonical
from briefs.document.since import since_part
from briefs.forms_editions import CompareForm, WithdrawalForm
from briefs.models import Brief, Edition
from briefs.withdrawing import WITHDRAW, refuse_twice, withdraw, withdrawal_of
from records.audit.actions import Action
from records.audit.entries import note
from records.pages import RecordDetail
from records.roles import may_enter


def edition_for(reader, brief, number, rows=None):
    """The Edition `number` of the brief with this public id, if `reader` may see it; Http404 otherwise."""
    rows = Edition.objects.for_list() if rows is None else rows
    found = rows.visible_to(reader).filter(brief__public_id=brief, number=number)
    return get_object_or_404(found.select_related("brief__process", "issued_by"))


def withdrawn_page(request, edition):
    """Why there is nothing of a withdrawn edition for this reader; None where it is handed out.

    Who enters the record may look at what was withdrawn.
    """
    withdrawal = withdrawal_of(edition, request.user)
    if withdrawal is None or may_enter(request.user):
        return None
    context = {"edition": edition, "withdrawal": withdrawal, "next": next_standing(edition, request.user)}
    return render(request, "briefs/withdrawn.html", context, status=410)


def next_standing(edition, reader):
    """The edition of the same brief that `reader` is to use instead; None when there is none."""
    return Edition.objects.for_list().select_related("brief").visible_to(reader).after(edition)


def about(edition, reader):
    """What the page of an edition tells `reader` besides: whether it stands, and by which files copies are told apart."""
    others = Edition.objects.for_list().visible_to(reader).filter(brief=edition.brief_id).exclude(pk=edition.pk)
    others = list(others.select_related("brief").order_by("-number"))
    withdrawal = withdrawal_of(edition, reader)
    return {
        "withdrawal": withdrawal,
        "next": next_standing(edition, reader) if withdrawal else None,
        "before": next((one for one in others if one.number < edition.number and not one.is_withdrawn), None),
        "others": others,
        "is_handed_out": withdrawal is None or may_enter(reader),
    }


def attachment(data, name, content_type):
    """A file that a browser keeps and never runs."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(data, content_type=content_type, headers=headers)


def file_name(edition, ending):
    return f"{edition.brief.process.slug}-{edition.as_of:%Y-%m-%d}-edition-{edition.number}.{ending}"


class EditionContent(View):
    """What an edition says as JSON, byte for byte as its hash was counted."""

    def get(self, request, brief, number):
        edition = edition_for(request.user, brief, number, Edition.objects.defer("pdf"))
        if refused := withdrawn_page(request, edition):
            return refused
        note(Action.EXPORTED, edition, facts={"format": "json"})
        return attachment(canonical(edition.content), file_name(edition, "json"), "application/json")


class BriefDetail(RecordDetail):
    """A brief with its editions, and the choice of two to compare."""

    model = Brief

    def rows(self, visible):
        return visible.for_list(self.request.user)

    def get_context_data(self, **kwargs):
        editions = self.object.known_editions
        standing = [edition.number for edition in editions if not edition.is_withdrawn]
        form = CompareForm(initial=dict(zip(("new", "old"), standing, strict=False)), editions=editions)
        return super().get_context_data(
            **{"form": form, "pairs": with_earlier(editions), "now": timezone.now(), **kwargs}
        )


def with_earlier(editions):
    """Pairs (edition, the one issued before it that stands) of `editions`, the newest first; None where there is none."""
    standing = [edition for edition in editions if not edition.is_withdrawn]
    return [(edition, next((one for one in standing if one.number < edition.number), None)) for edition in editions]


class ChooseToCompare(BriefDetail):
    """From the two editions that were chosen to the page that compares them; back, with the reason, if it cannot be."""

    slug_url_kwarg = "brief"

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        form = CompareForm(request.GET, editions=self.object.known_editions)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return redirect("briefs:compare", self.object.public_id, form.cleaned_data["old"], form.cleaned_data["new"])


class CompareEditions(TemplateView):
    """What changed from one edition of a brief to another, for readers who may see both."""

    template_name = "briefs/compare.html"

    def get(self, request, brief, old, new):
        with_content = Edition.objects.for_list().defer(None).defer("pdf")
        editions = [edition_for(request.user, brief, number, with_content) for number in (old, new)]
        # Of what was withdrawn, its changes are told to nobody else either.
        if refused := next(filter(None, (withdrawn_page(request, one) for one in editions)), None):
            return refused
        contents = [told_in(edition.content) for edition in editions]
        too_old = [edition for edition, content in zip(editions, contents, strict=True) if content is None]
        is_told = not too_old and old != new
        context = {
            "brief": editions[0].brief,
            "editions": editions,
            "old": editions[0],
            "new": editions[1],
            "too_old": too_old,
            "since": since_part(Before(old, contents[0]), contents[1], both_are_seen=True) if is_told else None,
        }
        return self.render_to_response(context)


class WithdrawEdition(PermissionRequiredMixin, FormView):
    """Say why an edition is not to be relied on any more."""

    permission_required = WITHDRAW
    form_class = WithdrawalForm
    template_name = "briefs/withdraw.html"

    def dispatch(self, request, *args, **kwargs):
        if self.has_permission():
            self.edition = edition_for(request.user, kwargs["brief"], kwargs["number"])
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        try:
            refuse_twice(self.edition)
        except ValidationError as refused:
            kwargs["refused"] = " ".join(refused.messages)
        return super().get_context_data(**{"edition": self.edition, **kwargs})

    def form_valid(self, form):
        try:
            withdraw(self.edition, person=self.request.user, reason=form.cleaned_data["reason"])
        except ValidationError as refused:
            # The page says it in place of the form.
            form.add_error(None, refused)
            return self.form_invalid(form)
        messages.success(self.request, _("Edition %d is withdrawn.") % self.edition.number)
        return redirect(self.edition)
