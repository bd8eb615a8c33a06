"""The page on which passages of a corrected text find their place in the correction, or are left out of it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.refusals import REFUSALS, again_if_taken, refusal_sentence
from records.conflicts import marked
from records.levels import AFTER_EVERY_EMBARGO
from records.text_fields import UncutFormField, verbatim
from statements.correcting import (
    corrections_of,
    leave_out,
    left_out,
    settle_at,
    settle_by_quote,
    take_back,
    unsettled,
    with_candidates,
)
from statements.models import Omission, Passage, Version
from statements.text.anchors import AnchorBroken, anchor_at

ON_A_PAGE = 10


class HereForm(forms.Form):
    """“It stands here”: a place that was proposed, with the words that were shown there."""

    start = forms.IntegerField(widget=forms.HiddenInput)
    end = forms.IntegerField(widget=forms.HiddenInput)
    exact = UncutFormField(cleaning=verbatim, widget=forms.HiddenInput)

    def settle(self, version, key, user):
        settle_at(version, key, **self.cleaned_data, user=user)


class QuoteForm(forms.Form):
    """“Choose the words”: a quote, and what stands before it where it stands more than once."""

    quote = UncutFormField(label=_("Words"), cleaning=verbatim, widget=forms.Textarea(attrs={"rows": 3}))
    prefix = UncutFormField(
        label=_("Words before"),
        cleaning=verbatim,
        required=False,
        help_text=_("Needed only when the words stand in the text twice."),
    )

    def settle(self, version, key, user):
        settle_by_quote(version, key, self.cleaned_data["quote"], user, prefix=self.cleaned_data["prefix"])


class GoneForm(forms.Form):
    """“It is no longer in the text”, and why."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"] = Omission._meta.get_field("reason").formfield()

    def settle(self, version, key, user):
        leave_out(version, key, self.cleaned_data["reason"], user)


FORMS = {"here": HereForm, "quote": QuoteForm, "gone": GoneForm}
DONE = {
    "here": _("It stands there now."),
    "quote": _("It stands there now."),
    "gone": _("It is left out of this text, with your reason."),
}


class SettlingPage:
    """What the admin of versions adds so that somebody can settle what a correction left in doubt."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.settle_view)
        return [path("<int:key>/settle/", view, name="statements_version_settle"), *super().get_urls()]

    def settle_view(self, request, key):
        """Every passage in doubt, with what stands near it now, to be settled one by one."""
        seen = Version.objects.visible_to(request.user, AFTER_EVERY_EMBARGO)
        version = self.get_queryset(request).filter(pk=key, corrects__in=seen.values("pk"))
        version = version.select_related("statement", "corrects").first()
        if version is None:
            raise Http404
        if not all(request.user.has_perm(f"statements.{right}") for right in ("add_passage", "add_omission")):
            raise PermissionDenied
        refused = None
        if request.method == "POST":
            here = f"{reverse('admin:statements_version_settle', args=[version.pk])}?{request.GET.urlencode()}"
            if request.POST.get("action") == "back":
                self.take_back(request, version)
                return HttpResponseRedirect(here)
            refused = self.settled(request, version)
            if refused is None:
                return HttpResponseRedirect(here)
        return TemplateResponse(request, "admin/statements/settle.html", self.doubts(request, version, refused))

    def take_back(self, request, version):
        if not request.user.has_perm("statements.delete_omission"):
            raise PermissionDenied
        try:
            take_back(version, number_in(request.POST.get("omission")), request.user)
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.WARNING)
        else:
            self.message_user(request, gettext("It is in doubt again, and listed above."), messages.SUCCESS)

    def settled(self, request, version):
        """Settle what was sent; the form with its errors if it could not be, else None."""
        action, key = request.POST.get("action"), number_in(request.POST.get("passage"))
        form = FORMS.get(action, HereForm)(request.POST)
        form.action, form.passage = action, key
        if not form.is_valid():
            return form
        try:
            again_if_taken(lambda: form.settle(version, key, request.user))
        except ValidationError as error:
            if unsettled(version, request.user).filter(pk=key).exists():
                for name, found in getattr(error, "error_dict", {None: error}).items():
                    form.add_error(name if name in form.fields else None, found)
                return form
            self.message_user(request, " ".join(error.messages), messages.WARNING)
        except REFUSALS as error:
            form.add_error(None, refusal_sentence(error, [Passage, Omission]))
            return form
        else:
            self.message_user(request, DONE[action], messages.SUCCESS)
        return None

    def doubts(self, request, version, refused):
        """What the page shows; `refused` is the form that could not be taken, with what was typed."""
        doubtful = unsettled(version, request.user)
        page = Paginator(doubtful, ON_A_PAGE).get_page(request.GET.get("page"))
        passages = list(page.object_list)
        sent = getattr(refused, "passage", None)
        earlier = Passage.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).filter(version=version.corrects_id)
        total, left = earlier.count(), page.paginator.count
        return {
            **self.admin_site.each_context(request),
            "title": gettext("Settle the passages of “%s”") % version.corrects.label,
            "subtitle": gettext("in its correction, “%s”") % version.label,
            "opts": self.opts,
            "version": version,
            "earlier": version.corrects,
            "page_obj": page,
            "rows": [
                Doubt(version, passage, carried, refused if passage.pk == sent else None)
                for passage, carried in with_candidates(version, passages)
            ],
            "refused": refused if sent not in {passage.pk for passage in passages} else None,
            "left_out": left_out(version, request.user),
            "total": total,
            "settled": total - left,
            "corrected_by": corrections_of(version, request.user).first(),
        }


def number_in(text):
    """The number in `text`, that of no row when there is none."""
    return int(text) if text and text.isdecimal() and len(text) < 19 else 0


class Doubt:
    """One passage in doubt, as the page shows it: its words as they stood, what is near them now, and the boxes to settle it."""

    def __init__(self, version, passage, carried, refused):
        self.passage, self.message = passage, carried.message
        self.before, self.after = around(version.corrects.text, passage)
        self.candidates = [
            Near(passage, anchor) for anchor in ([carried.anchor] if carried.anchor else carried.candidates)
        ]
        self.old = marked(passage.exact, self.candidates[0].exact) if self.candidates else [(passage.exact, False)]
        # Boxes that nobody sees have no place of their own for what is wrong with them.
        self.refused = refused and (refused.errors if isinstance(refused, HereForm) else refused.non_field_errors())
        quote = {"quote": self.candidates[0].exact if self.candidates else passage.exact}
        boxes = {"auto_id": f"id_%s_{passage.pk}"}
        self.quote = refused if isinstance(refused, QuoteForm) else QuoteForm(initial=quote, **boxes)
        self.gone = refused if isinstance(refused, GoneForm) else GoneForm(**boxes)
        self.quote.auto_id = self.gone.auto_id = boxes["auto_id"]


class Near:
    """A place proposed for a passage: its words, marked where they differ from the passage's, and its surroundings."""

    def __init__(self, passage, anchor):
        self.start, self.end, self.exact = anchor.start, anchor.end, anchor.exact
        self.before, self.after = anchor.prefix, anchor.suffix
        self.is_the_same = anchor.exact == passage.exact
        self.words = marked(anchor.exact, passage.exact)


def around(text, passage):
    """The words before and after `passage` in `text`."""
    try:
        anchor = anchor_at(text, passage.start, passage.end)
    except AnchorBroken:
        return "", ""
    return anchor.prefix, anchor.suffix
