"""The page of the points found in a text, to be confirmed before they are entered."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from records.admin.refusals import REFUSALS, again_if_taken, refusal_sentence
from records.admin.revision import read_revision, signed_revision
from records.models import StaleRevision
from statements.models import Clause, Passage
from statements.points import mark_points, proposals

TEXT_MOVED_ON = _(
    "Someone else saved this text after you opened the page, so nothing was entered. These are the points found in it now: "
    "your ticks and numbers stand where the text is where it was."
)
DRAFT = _(
    "This text is a draft: nothing can be marked in it yet. Read it against its source and tick “verbatim” on its page first."
)
ON_A_PAGE = 100


class PointForm(forms.Form):
    """One proposed point: whether to enter it, under which number, and whether it goes on to the end of the next."""

    chosen = forms.BooleanField(required=False, label=_("enter"))
    number = forms.CharField(max_length=20, required=False, label=_("number"))
    goes_on = forms.BooleanField(required=False, label=_("goes on"))

    def clean(self):
        if self.cleaned_data.get("chosen") and self.cleaned_data.get("number") == "":
            self.add_error("number", self.fields["number"].default_error_messages["required"])


def point_form(proposal, sent):
    """The PointForm of a proposal, with what was `sent` about it, if anything was."""
    prefix = f"{proposal.start}-{proposal.end}"
    is_new = not proposal.is_marked and proposal.number != ""
    initial = {"chosen": is_new, "number": proposal.number, "goes_on": False}
    return PointForm(sent if f"{prefix}-number" in sent else None, prefix=prefix, initial=initial)


def chosen_in(rows, text):
    """Pairs (number, Proposal) of the ticked `rows`, pairs (Proposal, form). What a point goes on over is part of it."""
    found, going_on = [], None
    for proposal, form in rows:
        if going_on is not None:
            number, begun = going_on
            found[-1] = number, begun.joined(proposal, text)
        elif form.cleaned_data["chosen"]:
            found.append((form.cleaned_data["number"], proposal))
        else:
            continue
        going_on = found[-1] if form.cleaned_data["goes_on"] else None
    return found


class PointsPage:
    """What the admin of versions adds so that the points of a text are found and aligned with those of its statement."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.points_view)
        return [path("<int:key>/points/", view, name="statements_version_points"), *super().get_urls()]

    def points_view(self, request, key):
        """The points found in a text, a page of them at a time, to be confirmed before they are entered."""
        version = self.get_queryset(request).filter(pk=key).select_related("statement").first()
        if version is None:
            raise Http404
        if not all(request.user.has_perm(f"statements.add_{kind}") for kind in ("clause", "passage")):
            raise PermissionDenied
        is_sent = request.method == "POST"
        is_stale = is_sent and read_revision(request.POST.get("opened_revision"), version) != version.revision
        page = Paginator(proposals(version, request.user), ON_A_PAGE).get_page(request.GET.get("page"))
        rows = [(proposal, point_form(proposal, request.POST)) for proposal in page.object_list]
        refusal = TEXT_MOVED_ON if is_stale else ""
        if is_sent and not is_stale and all(form.is_valid() for _proposal, form in rows):
            chosen = chosen_in(rows, version.text)
            try:
                made = again_if_taken(lambda: mark_points(version, chosen, request.user))
            except StaleRevision:
                refusal, is_stale = TEXT_MOVED_ON, True
            except ValidationError as error:
                refusal = " ".join(error.messages)
            except REFUSALS as error:
                refusal = refusal_sentence(error, [Clause, Passage])
            else:
                return self.say_what_was_marked(request, version, made, page)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Points found in “%s”") % version.label,
            "subtitle": str(version.statement),
            "opts": self.opts,
            "version": version,
            "opened_revision": signed_revision(version),
            "direction": version.direction,
            "rows": rows,
            "page_obj": page,
            "is_numbered": any(proposal.number for proposal, _form in rows),
            "refusal": refusal or ("" if version.is_verbatim else DRAFT),
        }
        return TemplateResponse(request, "admin/statements/points.html", context, status=409 if is_stale else 200)

    def say_what_was_marked(self, request, version, made, page):
        """On to the next page of points, or back to the version."""
        text = ngettext("%d point is marked in “%s”.", "%d points are marked in “%s”.", len(made))
        self.message_user(request, text % (len(made), version.label), messages.SUCCESS)
        if page.has_next():
            address = reverse("admin:statements_version_points", args=[version.pk])
            return HttpResponseRedirect(f"{address}?page={page.next_page_number()}")
        return HttpResponseRedirect(self.address("change", version.pk))
