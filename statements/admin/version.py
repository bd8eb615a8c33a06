from django.contrib import admin
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.base import RecordAdmin
from records.admin.document import DOCUMENTS, DocumentPage, LinksToDocument
from records.admin.forms import PageForm, RecordRowForm
from records.levels import AFTER_EVERY_EMBARGO, level_beneath
from statements.admin.comparison import ComparisonPages
from statements.admin.correction import CorrectionPage
from statements.admin.passage import PassageRows
from statements.admin.points import PointsPage
from statements.admin.proofreading import ProofreadPages
from statements.admin.settling import SettlingPage
from statements.admin.workbench import WorkbenchPages
from statements.models import Version

# More points than this in one text are marked and changed on its other pages: a form with all of them takes too long.
ROWS_ON_A_PAGE = 60
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


class VersionForm(FixedText, LinksToDocument, PageForm):
    pass


class VersionRowForm(FixedText, LinksToDocument, RecordRowForm):
    pass


class VersionPassageRows(PassageRows):
    fk_name = "version"
    fields = (("clause", "level"), "exact", "prefix", *PassageRows.disputed)
    verbose_name_plural = _("points marked in this text")

    def get_queryset(self, request):
        # Passages of a commitment stand on the commitment's page.
        return super().get_queryset(request).filter(commitment=None)


@admin.register(Version)
class VersionAdmin(
    WorkbenchPages,
    PointsPage,
    ProofreadPages,
    CorrectionPage,
    SettlingPage,
    ComparisonPages,
    DocumentPage,
    RecordAdmin,
):
    form = VersionForm
    list_display = ("label", "statement", "language", "kind", "seen_by")
    list_filter = ("language", "kind", "level")
    list_select_related = ("statement",)
    search_fields = ("label", "statement__title", "translator")
    narrowing = {"statement": "statement"}
    placeholders = {"label": "English, first wire wording"}
    fieldsets = (
        (None, {"fields": ("statement", ("label", "language", "kind"), "text", "is_verbatim")}),
        (_("Where it is from"), {"fields": ("source", "translator", "document", "document_sha256", "note")}),
    )
    readonly_fields = ("document_sha256",)
    inlines = (VersionPassageRows,)
    formfield_overrides = DOCUMENTS

    def get_inlines(self, request, obj):
        """The rows of points, unless they are too many for one form: a long agreement has hundreds."""
        if obj is None:
            return super().get_inlines(request, obj)
        if request.method == "POST":
            # What was sent is what was shown.
            has_rows = "passages-TOTAL_FORMS" in request.POST
        else:
            seen = obj.passages.visible_to(request.user, AFTER_EVERY_EMBARGO)
            has_rows = seen.filter(commitment=None).count() <= ROWS_ON_A_PAGE
        return super().get_inlines(request, obj) if has_rows else ()

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
            for name in ("language", "kind", "text", "translator"):
                initial[name] = getattr(original, name)
            initial["level"] = level_beneath(original.level)
            initial["label"] = gettext("%s, corrected") % original.label
        return initial

    def next_steps(self, request, record):
        copy = (gettext("New version from this text"), f"{self.address('add')}?copy_of={record.pk}")
        return [
            (gettext("Open the workbench"), reverse("admin:statements_version_workbench", args=[record.pk])),
            (gettext("Find the points in this text"), reverse("admin:statements_version_points", args=[record.pk])),
            *([] if record.is_anchored else [copy]),
            *self.steps_of_correcting(request, record),
            *super().next_steps(request, record),
        ]
