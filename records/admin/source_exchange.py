"""Sources in and out of reference managers: the page that takes CSL-JSON in, and the files that hand it out."""

import hashlib
import json

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.decorators import method_decorator
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from records.admin.refusals import REFUSALS, refusal_sentence
from records.audit.actions import Action
from records.audit.entries import note
from records.csl import to_csl
from records.levels import Level, clearance_of, levels_to_give
from records.models import Publisher, Source
from records.source_import import FileNotUnderstood, enter, read_entries

# Bytes; some hundred entries with long abstracts.
LARGEST = 2_000_000


class SourceImportForm(forms.Form):
    """A file of CSL-JSON, or its text."""

    file = forms.FileField(
        label=_("File"),
        required=False,
        help_text=_("From Zotero: select the items, “Export Items…”, format “CSL JSON”."),
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
    )
    text = forms.CharField(
        label=_("Or its text"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "cols": 80, "dir": "ltr", "spellcheck": "false"}),
    )
    level = forms.TypedChoiceField(label=_("Level of what is new"), coerce=lambda value: Level(int(value)))
    # Says which text was checked, so that nothing is entered that nobody has looked through.
    checked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [(level.value, level.label) for level in levels_to_give(person)]

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file is None:
            return ""
        if file.size > LARGEST:
            raise ValidationError(
                _("“%s” is larger than 2 MB. Export fewer items at a time, and without their notes.") % file.name
            )
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise ValidationError(_("“%s” is no text in UTF-8. Export it again as CSL JSON.") % file.name) from error

    def clean(self):
        given = super().clean()
        given["text"] = given.get("file") or given.get("text", "")
        if not (given["text"].strip() or self.errors):
            raise ValidationError(_("Choose a file, or paste its text."))
        return given

    @property
    def digest(self):
        return hashlib.sha256(self.cleaned_data["text"].encode("utf-8", "surrogatepass")).hexdigest()


@admin.action(description=_("Export as CSL-JSON (for Zotero)"), permissions=["view"])
def export_csl(model_admin, request, queryset):
    """Hand out the chosen sources; with all of a list chosen, those that its filters leave."""
    sources = list(queryset.select_related("publisher"))
    facts = {"format": "csl-json", "rows": len(sources)}
    note(Action.EXPORTED, model=Source, level=clearance_of(request.user), facts=facts)
    return csl_file("sources", [to_csl(source) for source in sources])


def csl_file(name, entries):
    """The `entries` of CSL-JSON as the attachment `name`.json."""
    return HttpResponse(
        json.dumps(entries, ensure_ascii=False, indent=1),
        content_type="application/vnd.citationstyles.csl+json; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}.json"', "X-Content-Type-Options": "nosniff"},
    )


class ExchangePages:
    """For the admin of sources: their import and their export."""

    change_list_template = "admin/records/source_list.html"
    actions = (export_csl,)

    def get_urls(self):
        wrap = self.admin_site.admin_view
        return [
            path("import/", wrap(self.import_view), name="records_source_import"),
            path("<int:key>/csl/", wrap(self.csl_view), name="records_source_csl"),
            *super().get_urls(),
        ]

    def next_steps(self, request, record):
        own = (gettext("Export as CSL-JSON"), self.address("csl", record.pk))
        return [*super().next_steps(request, record), own]

    @method_decorator(require_safe)
    def csl_view(self, request, key):
        """One source as a file of CSL-JSON."""
        source = self.get_queryset(request).select_related("publisher").filter(pk=key).first()
        if source is None:
            raise Http404
        if not self.has_view_permission(request, source):
            raise PermissionDenied
        note(Action.EXPORTED, source, facts={"format": "csl-json"})
        return csl_file(str(source.public_id), [to_csl(source)])

    def import_view(self, request):
        """Look through a file of CSL-JSON, then enter what is new in it."""
        if not (self.has_add_permission(request) and request.user.has_perm("records.add_publisher")):
            raise PermissionDenied
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = SourceImportForm(*sent, person=request.user, initial={"level": Level.RESTRICTED})
        entries = self.looked_through(request, form) if request.method == "POST" and form.is_valid() else None
        if entries and self.is_to_be_entered(request, form, entries) and self.entered(request, form, entries):
            return HttpResponseRedirect(self.address("changelist"))
        if entries:
            # What was chosen as a file is carried on as its text: a browser does not keep a file.
            kept = {"text": form.cleaned_data["text"], "level": form.cleaned_data["level"], "checked": form.digest}
            form = SourceImportForm(person=request.user, initial=kept)
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Import sources"),
            "opts": self.opts,
            "form": form,
            "entries": entries,
            "new": [entry for entry in entries or () if entry.is_new],
            "faulty": [entry for entry in entries or () if entry.errors],
        }
        return TemplateResponse(request, "admin/records/source_import.html", context)

    def looked_through(self, request, form):
        """The entries of what was sent; None, with the reason in `form`, where it is no CSL-JSON."""
        try:
            return read_entries(form.cleaned_data["text"], request.user, form.cleaned_data["level"])
        except FileNotUnderstood as refusal:
            form.add_error(None, str(refusal))
            return None

    def is_to_be_entered(self, request, form, entries):
        was_shown = form.cleaned_data["checked"] == form.digest
        return "_enter" in request.POST and was_shown and not any(entry.errors for entry in entries)

    def entered(self, request, form, entries):
        """Whether the new sources were stored; if not, the message says why."""
        try:
            new = enter(entries, request.user)
        except REFUSALS as error:
            self.message_user(request, refusal_sentence(error, [Source, Publisher]), messages.ERROR)
            return False
        for source in new:
            self.log_addition(request, source, [{"added": {}}])
        text = ngettext("%d source was entered.", "%d sources were entered.", len(new)) % len(new)
        self.message_user(request, text, messages.SUCCESS)
        return True
