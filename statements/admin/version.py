from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from records.admin.base import RecordAdmin
from records.admin.forms import PageForm, RecordRowForm
from records.admin.refusals import REFUSALS, refusal_sentence
from records.languages import Language
from statements.admin.passage import PassageRows
from statements.models import Clause, Passage, Version
from statements.points import mark_points, proposals

FIXED = _("Passages are marked in this text, so it stays as it is. Enter a correction as a new version.")


class FixedText:
    """A version's form shows a text in which passages are marked without inviting to change it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "text" in self.fields:
            text = self.fields["text"]
            text.widget.attrs["rows"] = 16
            if self.instance.language:
                text.widget.attrs |= {"dir": self.instance.direction, "lang": self.instance.language}
            if self.instance.is_anchored:
                # Not disabled: what was typed before the first passage was marked is answered with the reason.
                text.widget.attrs["readonly"] = True
                text.help_text = FIXED


class VersionForm(FixedText, PageForm):
    pass


class VersionRowForm(FixedText, RecordRowForm):
    pass


class VersionPassageRows(PassageRows):
    fk_name = "version"
    fields = (("clause", "level"), "exact", "prefix", *PassageRows.disputed)
    verbose_name_plural = _("points marked in this text")

    def get_queryset(self, request):
        # Passages of a commitment stand on the commitment's page.
        return super().get_queryset(request).filter(commitment=None)


class PointForm(forms.Form):
    """One proposed point: whether to enter it, and under which number."""

    chosen = forms.BooleanField(required=False, label=_("enter"))
    number = forms.CharField(max_length=20, label=_("number"))


@admin.register(Version)
class VersionAdmin(RecordAdmin):
    form = VersionForm
    list_display = ("label", "statement", "language", "kind", "seen_by")
    list_filter = ("language", "kind", "level")
    list_select_related = ("statement",)
    search_fields = ("label", "statement__title", "translator", "text")
    narrowing = {"statement": "statement"}
    placeholders = {"label": "English, first wire wording"}
    fieldsets = (
        (None, {"fields": ("statement", ("label", "language", "kind"), "text")}),
        (_("Where it is from"), {"fields": ("source", "translator", "document", "document_sha256", "note")}),
    )
    readonly_fields = ("document_sha256",)
    inlines = (VersionPassageRows,)

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        # A list has no use for texts that may each be a book.
        listing = request.resolver_match and request.resolver_match.url_name == "statements_version_changelist"
        return rows.defer("text") if listing else rows

    def get_changeform_initial_data(self, request):
        initial = super().get_changeform_initial_data(request)
        key = initial.pop("copy_of", "")
        original = self.get_queryset(request).filter(pk=key).first() if key.isdecimal() else None
        if original:
            for name in ("statement", "source"):
                initial[name] = getattr(original, f"{name}_id")
            for name in ("language", "kind", "text", "translator", "level"):
                initial[name] = getattr(original, name)
            initial["label"] = gettext("%s, corrected") % original.label
        return initial

    def next_steps(self, request, record):
        return [
            (gettext("Find the points in this text"), reverse("admin:statements_version_points", args=[record.pk])),
            (gettext("New version from this text"), f"{self.address('add')}?copy_of={record.pk}"),
            *super().next_steps(request, record),
        ]

    def get_urls(self):
        view = self.admin_site.admin_view(self.points_view)
        return [path("<int:key>/points/", view, name="statements_version_points"), *super().get_urls()]

    def points_view(self, request, key):
        """The numbered points found in a text, to be confirmed before they are entered."""
        version = self.get_queryset(request).filter(pk=key).select_related("statement").first()
        if version is None:
            raise Http404
        if not all(request.user.has_perm(f"statements.add_{kind}") for kind in ("clause", "passage")):
            raise PermissionDenied
        found = proposals(version)
        rows = [
            (
                proposal,
                PointForm(
                    request.POST or None,
                    prefix=f"{proposal.start}-{proposal.end}",
                    initial={"chosen": not proposal.is_marked, "number": proposal.number},
                ),
            )
            for proposal in found
        ]
        refusal = ""
        if request.method == "POST" and all(form.is_valid() for _proposal, form in rows):
            chosen = [(form.cleaned_data["number"], proposal) for proposal, form in rows if form.cleaned_data["chosen"]]
            try:
                made = mark_points(version, chosen, request.user)
            except ValidationError as error:
                refusal = " ".join(error.messages)
            except REFUSALS as error:
                refusal = refusal_sentence(error, [Clause, Passage])
            else:
                text = ngettext("%d point is marked in “%s”.", "%d points are marked in “%s”.", len(made))
                self.message_user(request, text % (len(made), version.label), messages.SUCCESS)
                return HttpResponseRedirect(self.address("change", version.pk))
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Points found in “%s”") % version.label,
            "subtitle": str(version.statement),
            "opts": self.opts,
            "version": version,
            "direction": Language(version.language).direction,
            "rows": rows,
            "refusal": refusal,
        }
        return TemplateResponse(request, "admin/statements/points.html", context)
