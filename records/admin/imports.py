"""Releases of datasets, and the page on which one is imported."""

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.base import RecordAdmin, VisibleRelatedFilter
from records.admin.next_steps import steps_after
from records.admin.refusals import again_if_taken
from records.admin.run_page import RunPages
from records.imports.importers import IMPORTERS
from records.imports.releases import release_named
from records.imports.steps import begin
from records.imports.uploads import BOX
from records.levels import AFTER_EVERY_EMBARGO, Level, clearance_of
from records.models import Dataset, ImportRun, Release
from records.text_fields import UncutFormField

CHOOSE_AGAIN = _("A browser does not keep a file: choose it again before you send this once more.")
CUT_OFF = _(
    "The upload broke off before all of it had arrived, so nothing was imported. Choose the file again, and send it once "
    "more."
)
NOT_CLEARED = _(
    "Every import begins restricted, and you are cleared for public records only. Ask a reviewer to import it."
)


@admin.register(Release)
class ReleaseAdmin(RecordAdmin):
    list_display = ("name", "dataset", "licence", "attribution", "seen_by")
    list_filter = ("dataset", "level")
    search_fields = ("name", "licence", "attribution")
    placeholders = {"name": "24.1", "licence": "CC BY 4.0"}
    fieldsets = ((None, {"fields": ("dataset", "name", "licence", "attribution")}),)


class ImportForm(forms.Form):
    """A file of a dataset, and what is to be done with it."""

    dataset = forms.ChoiceField(label=_("Dataset"))
    release = UncutFormField(
        label=_("Release"),
        help_text=_(
            "As its publisher numbers it, for example “24.1”. One that is not on record is entered, restricted."
        ),
        widget=forms.TextInput(attrs={"class": "vTextField", "list": "releases", "dir": "auto", "autocomplete": "off"}),
    )
    file = forms.FileField(label=_("File"), allow_empty_file=True)
    skips_bad = forms.BooleanField(
        label=_("Leave out rows at fault"),
        required=False,
        help_text=_("Otherwise one row at fault keeps out the whole file. Each is listed either way."),
    )
    extent = forms.ChoiceField(
        label=_("What the file holds"),
        choices=ImportRun.Extent,
        widget=forms.RadioSelect,
        initial=ImportRun.Extent.RELEASE,
        help_text=_("What is withdrawn is marked so, and never deleted."),
    )
    # The last box of the page: what does not bring it did not arrive whole.
    arrived = forms.CharField(required=False, widget=forms.HiddenInput, initial="whole")

    def __init__(self, *args, reader, **kwargs):
        super().__init__(*args, **kwargs)
        self.reader = reader
        self.fields["dataset"].choices = [(one.value, one.label) for one in Dataset if one in IMPORTERS]
        most = settings.IMPORT_MOST
        self.fields[BOX].widget.attrs |= {"accept": ".csv,.tsv,.txt,.xlsx,.gz", "data-most": most}
        self.fields[BOX].help_text = _(
            "CSV with any delimiter, XLSX, or either pressed with gzip, up to %s. It is deleted once the import has ended."
        ) % filesizeformat(most)

    def clean(self):
        super().clean()
        if not self.cleaned_data.get("arrived") and not self.errors:
            raise ValidationError(CUT_OFF)
        if clearance_of(self.reader) < Level.RESTRICTED:
            raise ValidationError(NOT_CLEARED)


@admin.register(ImportRun)
class ImportRunAdmin(RunPages, RecordAdmin):
    """What was imported, and the pages to import something and to follow it. Nobody edits a run by hand."""

    list_display = (
        *("file_name", "release", "state", "rows_read", "rows_new", "rows_changed", "rows_same", "rows_rejected"),
        *("conflicts", "created_at", "created_by"),
    )
    list_filter = ("state", ("release", VisibleRelatedFilter))
    comes_back = False
    list_select_related = ("release", "created_by")
    search_fields = ("file_name",)

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def next_steps(self, request, record):
        # Nobody changes a run, its level neither: it is shown with its release.
        return steps_after(record, request.user)

    def add_view(self, request, form_url="", extra_context=None):
        """The page on which a file is sent."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        sent = (request.POST, request.FILES) if request.method == "POST" else ()
        form = ImportForm(*sent, reader=request.user)
        if trouble := getattr(request, "upload_trouble", ""):
            form.add_error(BOX, trouble)
        elif request.method == "POST" and form.is_valid() and (run := self.begun(request, form)):
            self.message_user(
                request, gettext("“%s” has arrived and is being checked. Nothing is stored yet.") % run.file_name
            )
            return HttpResponseRedirect(self.address("change", run.pk))
        releases = Release.objects.visible_to(request.user, AFTER_EVERY_EMBARGO).order_by("dataset", "name")
        context = {
            **self.admin_site.each_context(request),
            "title": gettext("Import a dataset"),
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "releases": releases,
            "choose_again": CHOOSE_AGAIN if request.method == "POST" else "",
        }
        return TemplateResponse(request, "admin/imports/add.html", context)

    add_view.takes_datasets = True

    def begun(self, request, form):
        """The run that was begun; None, with the reason in `form`, when it could not be."""
        given = form.cleaned_data
        try:
            run = again_if_taken(
                lambda: begin(
                    given[BOX],
                    release_named(given["dataset"], given["release"], request.user),
                    person=request.user,
                    skips_bad=given["skips_bad"],
                    extent=given["extent"],
                    now=timezone.now(),
                )
            )
        except ValidationError as error:
            form.add_error(None, ValidationError(error.messages))
        else:
            self.log_addition(request, run, [{"added": {}}])
            return run
        return None
