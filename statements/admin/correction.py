"""The page on which a text is corrected: it becomes a version of its own, and the passages are carried over."""

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from records.admin.refusals import REFUSALS, again_if_taken, refusal_sentence
from records.admin.revision import read_revision, signed_revision
from records.levels import AFTER_EVERY_EMBARGO
from records.models import StaleRevision
from statements.correcting import correct, corrections_of, doubts_of, hindrance_to_correcting, unsettled
from statements.models import Passage, Version

# How many commitments without words are named on the page of their statement.
NAMED = 5
SAVED_MEANWHILE = _(
    "Someone else saved “%s” after you opened this page, so nothing was entered yet. Your typing is kept below: compare it "
    "with the text as it is now, and send it again."
)


class CorrectionForm(forms.Form):
    """The corrected text, what to call it, and what was corrected."""

    def __init__(self, version, data=None):
        super().__init__(data)
        fields = {name: Version._meta.get_field(name) for name in ("text", "label", "note")}
        self.fields["text"] = fields["text"].formfield(label=_("Corrected text"), initial=version.text, help_text="")
        self.fields["text"].widget.attrs |= {
            "rows": 24,
            "dir": version.direction,
            "lang": version.language,
            "class": "corrected-text",
        }
        self.fields["label"] = fields["label"].formfield(initial=gettext("%s, corrected") % version.label)
        self.fields["label"].widget.attrs["class"] = "vTextField"
        self.fields["note"] = fields["note"].formfield(
            label=_("What was corrected"), help_text=_("For example “two words of point 4, after the printed copy”.")
        )
        self.fields["note"].widget.attrs["rows"] = 2
        self.fields["is_verbatim"] = forms.BooleanField(
            label=_("Verbatim"),
            required=False,
            help_text=_("I have read it against its source, letter by letter. Passages are carried over only then."),
        )

    def refuse(self, error):
        """Show a ValidationError at the field it names, or above the form."""
        for name, found in getattr(error, "error_dict", {None: error}).items():
            self.add_error(name if name in self.fields else None, found)


class CorrectionPage:
    """What the admin of versions adds so that a text in which something is marked can be corrected."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.correct_view)
        return [path("<int:key>/correct/", view, name="statements_version_correct"), *super().get_urls()]

    def correct_view(self, request, key):
        """The text in a box; sent, it becomes a version that corrects this one."""
        version = self.get_queryset(request).filter(pk=key).select_related("statement", "source").first()
        if version is None:
            raise Http404
        if not all(request.user.has_perm(f"statements.add_{kind}") for kind in ("version", "passage")):
            raise PermissionDenied
        is_sent = request.method == "POST"
        is_stale = is_sent and read_revision(request.POST.get("opened_revision"), version) != version.revision
        form, refusal = CorrectionForm(version, request.POST if is_sent else None), ""
        if is_sent and not is_stale and form.is_valid():
            try:
                correction = again_if_taken(lambda: correct(version, user=request.user, **form.cleaned_data))
            except StaleRevision:
                is_stale = True
            except ValidationError as error:
                form.refuse(error)
            except REFUSALS as error:
                refusal = refusal_sentence(error, [Version, Passage])
            else:
                return self.say_what_was_carried(request, correction)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Correct “%s”") % version.label,
            "subtitle": str(version.statement),
            "opts": self.opts,
            "version": version,
            "form": form,
            "opened_revision": signed_revision(version),
            "refusal": SAVED_MEANWHILE % version.label if is_stale else refusal,
            "hindrance": hindrance_to_correcting(version, request.user),
            "corrected_by": corrections_of(version, request.user).first(),
        }
        return TemplateResponse(request, "admin/statements/correct.html", context, status=409 if is_stale else 200)

    def say_what_was_carried(self, request, correction):
        """To the page of what is left to settle, or to that of the new version."""
        label, left = correction.version.label, correction.unsettled
        carried = ngettext(
            "%(number)d passage was carried over to “%(label)s”.",
            "%(number)d passages were carried over to “%(label)s”.",
            correction.carried,
        ) % {"number": correction.carried, "label": label}
        self.message_user(request, carried, messages.SUCCESS)
        if left:
            need = ngettext("%d passage needs you.", "%d passages need you.", left) % left
            self.message_user(request, need, messages.WARNING)
            return HttpResponseRedirect(reverse("admin:statements_version_settle", args=[correction.version.pk]))
        return HttpResponseRedirect(self.address("change", correction.version.pk))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and request.method == "GET":
            self.say_if_corrected(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def say_if_corrected(self, request, version):
        """Say on the page of a version that another corrects it, or that passages of what it corrects are unsettled."""
        if other := corrections_of(version, request.user).first():
            text = gettext("“%(label)s” is corrected by “%(other)s”: mark passages there.")
            self.message_user(request, text % {"label": version.label, "other": other.label}, messages.WARNING)
        if self.what_it_corrects(request, version) and (left := unsettled(version, request.user).count()):
            text = ngettext(
                "%(number)d passage of “%(earlier)s” is still to be settled here.",
                "%(number)d passages of “%(earlier)s” are still to be settled here.",
                left,
            )
            self.message_user(request, text % {"number": left, "earlier": version.corrects.label}, messages.WARNING)

    def what_it_corrects(self, request, version):
        """The version that `version` corrects; None when it corrects none that the reader sees."""
        seen = Version.objects.visible_to(request.user, AFTER_EVERY_EMBARGO)
        return seen.filter(pk=version.corrects_id).first() if version.corrects_id else None

    def steps_of_correcting(self, request, version):
        """Pairs (label, address) of what is done to correct `version` or to settle what it corrects."""
        steps = []
        if other := corrections_of(version, request.user).first():
            steps.append((gettext("Open its correction, “%s”") % other.label, self.address("change", other.pk)))
        elif version.is_anchored:
            address = reverse("admin:statements_version_correct", args=[version.pk])
            steps.append((gettext("Correct this text"), address))
        if self.what_it_corrects(request, version):
            address = reverse("admin:statements_version_settle", args=[version.pk])
            steps.append((gettext("Settle the passages of the earlier text"), address))
        return steps


def doubts_told(statement, user):
    """Sentences on what is left to settle in the corrected texts of `statement`, each with a link, for `user`."""
    for version, left, nowhere in doubts_of(statement, user):
        text = ngettext(
            "%(number)d passage is still to be settled in “%(label)s”.",
            "%(number)d passages are still to be settled in “%(label)s”.",
            left,
        ) % {"number": left, "label": version.label}
        if nowhere:
            listed = "; ".join(f"“{one}”" for one in nowhere[:NAMED]) + (" …" if len(nowhere) > NAMED else "")
            text = f"{text} {gettext('No words of these commitments stand in it yet: %s.') % listed}"
        address = reverse("admin:statements_version_settle", args=[version.pk])
        yield format_html('{} <a href="{}">{}</a>', text, address, gettext("Settle them"))
