"""The page on which a coder rates one commitment after another, without anything that anybody else has given it."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.revision import NOT_SAID, read_revision, signed_revision
from records.admin.sent_rows import is_key
from records.levels import AFTER_EVERY_EMBARGO
from records.models import StaleRevision
from tracking.codebook import CODEBOOK
from tracking.coding import code, say_done, set_of
from tracking.coding_sheet import CodingSheet
from tracking.models import CodedRating

GIVEN_MEANWHILE = _(
    "You gave it “%s” in another window after you opened this one, so nothing was saved yet. Your typing is kept below: save "
    "again to put it in the place of that."
)


class CodeForm(forms.Form):
    """One rating, and what decided it."""

    rating = CodedRating._meta.get_field("rating").formfield(widget=forms.RadioSelect)
    reasoning = CodedRating._meta.get_field("reasoning").formfield()


class CoderPage:
    """For the admin of double codings: the page of the two who code."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.code_view)
        return [path("<int:key>/code/", view, name="tracking_doublecoding_code"), *super().get_urls()]

    def code_view(self, request, key):
        """The commitment asked for, else the first that has no rating yet; sent, its rating is stored."""
        coding = self.coding_at(request, key)
        if not coding.has_coder(request.user):
            raise PermissionDenied
        if coding.done_at(request.user.pk):
            self.message_user(request, gettext("You said that you were done: what you gave stays as it is."))
            return HttpResponseRedirect(self.address("outcome", coding.pk))
        if request.method == "POST" and request.POST.get("action") == "done":
            return self.done(request, coding)
        commitments = list(set_of(coding, request.user))
        own = own_codes(coding, request.user)
        asked = chosen(commitments, own, request.GET.get("commitment", ""))
        form, status = None, 200
        if request.method == "POST" and asked is not None:
            form, status = self.coded(request, coding, asked, own.get(asked.pk))
            if form is None:
                return HttpResponseRedirect(self.after(coding, commitments, own, asked))
            own = own_codes(coding, request.user)
        context = self.sheet(request, coding, commitments, own, asked, form)
        return TemplateResponse(request, "admin/tracking/coding/code.html", context, status=status)

    def done(self, request, coding):
        try:
            coding = say_done(coding, request.user, timezone.now())
        except ValidationError as error:
            self.message_user(request, " ".join(error.messages), messages.WARNING)
            return HttpResponseRedirect(self.address("code", coding.pk))
        if coding.ended_at:
            sentence = gettext("Both are done: you can see now what each of you gave.")
        else:
            sentence = gettext("You are done. What the other gives is shown once they are done too.")
        self.message_user(request, sentence, messages.SUCCESS)
        return HttpResponseRedirect(self.address("outcome", coding.pk))

    def coded(self, request, coding, commitment, own):
        """(None, 302) once what was sent is stored; else the form with its errors, and the status of the page."""
        form, status = CodeForm(request.POST), 200
        known = read_revision(request.POST.get("opened_revision"), own or CodedRating())
        if not form.is_valid():
            return form, status
        try:
            code(coding, commitment, request.user, revision=-1 if known is None else known, **form.cleaned_data)
        except StaleRevision:
            now = own_codes(coding, request.user).get(commitment.pk)
            form.add_error(None, GIVEN_MEANWHILE % now.get_rating_display() if now else NOT_SAID)
            status = 409
        except ValidationError as error:
            for name, found in getattr(error, "error_dict", {None: error}).items():
                form.add_error(name if name in form.fields else None, found)
        else:
            return None, 302
        return form, status

    def after(self, coding, commitments, own, commitment):
        """The address of the next commitment without a rating, of the page as it is when there is none."""
        place = commitments.index(commitment)
        following = [*commitments[place + 1 :], *commitments[:place]]
        left = next((row for row in following if row.pk not in own), None)
        address = self.address("code", coding.pk)
        return f"{address}?commitment={(left or commitment).pk}"

    def sheet(self, request, coding, commitments, own, asked, form):
        """What the page shows; `form` is the one that could not be taken, with what was typed."""
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Code: %s") % coding,
            "opts": self.opts,
            "coding": coding,
            "rated": len([row for row in commitments if row.pk in own]),
            "total": len(commitments),
            "overview": [(row, own.get(row.pk)) for row in commitments],
            "asked": asked,
            "outcome": self.address("outcome", coding.pk),
        }
        if asked is None:
            return context
        place, row = commitments.index(asked), own.get(asked.pk)
        given = {"rating": row.rating, "reasoning": row.reasoning} if row else None
        form = form or CodeForm(initial=given)
        return {
            **context,
            "sheet": CodingSheet(asked, request.user, coding.as_of),
            "form": form,
            "given": form["rating"].value(),
            "codebook": CODEBOOK,
            "opened_revision": signed_revision(row or CodedRating()),
            "number": place + 1,
            "before": commitments[place - 1] if place else None,
            "behind": commitments[place + 1] if place + 1 < len(commitments) else None,
        }


def own_codes(coding, person):
    """{commitment key: CodedRating} of what `person` gave in `coding`."""
    rows = CodedRating.objects.visible_to(person, AFTER_EVERY_EMBARGO).filter(coding=coding, coder=person)
    return {row.commitment_id: row for row in rows}


def chosen(commitments, own, key):
    """The commitment of the `key` in an address; without one the first that has no rating, else the first. None for none."""
    if is_key(key) and (asked := next((row for row in commitments if row.pk == int(key)), None)):
        return asked
    left = [row for row in commitments if row.pk not in own]
    return next(iter(left or commitments), None)
