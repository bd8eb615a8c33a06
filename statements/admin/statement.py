from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from records.admin.base import DetailRows, RecordAdmin, RecordStack, RecordTable, VisibleRelatedFilter, date_column
from records.admin.document import DOCUMENTS
from records.admin.next_steps import next_step
from records.levels import AFTER_EVERY_EMBARGO, level_beneath
from records.querysets import visible
from statements.admin.correction import doubts_told
from statements.admin.upload import UploadPages
from statements.admin.version import VersionRowForm
from statements.models import Clause, Commitment, Signature, Statement, StatementLink, Version
from talks.models import Process, Round


class VersionRows(RecordStack):
    model = Version
    form = VersionRowForm
    show_change_link = True
    fields = (
        ("label", "language", "kind"),
        "text",
        "is_verbatim",
        ("source", "translator", "level"),
        "document",
        "note",
    )
    placeholders = {"label": "English, first wire wording"}
    formfield_overrides = DOCUMENTS


class ClauseRows(RecordTable):
    model = Clause
    show_change_link = True
    fields = ("number", "position", "summary", "level", "commitments_of_it")
    readonly_fields = ("commitments_of_it",)
    placeholders = {"number": "6", "summary": "Both sides condemn attacks on homes"}

    def get_queryset(self, request):
        rows = super().get_queryset(request)
        if self.is_saving(request):
            # Rows that are counted cannot be locked.
            return rows
        seen = visible(Commitment, request.user, AFTER_EVERY_EMBARGO, "commitments__")
        return rows.annotate(bindings=Count("commitments", filter=seen))

    @admin.display(description=_("commitments"))
    def commitments_of_it(self, clause):
        if not clause.pk:
            return gettext("save first")
        address = reverse("admin:statements_commitment_add")
        given = urlencode({"clause": clause.pk, "level": level_beneath(clause.level).value})
        link = format_html('<a href="{}?{}">{}</a>', address, given, gettext("add"))
        if not hasattr(clause, "bindings"):
            return link
        count = ngettext("%d commitment", "%d commitments", clause.bindings) % clause.bindings
        return format_html("{} · {}", count, link)


class SignatureRows(DetailRows):
    model = Signature
    fields = ("party", "person", "capacity", "standing", "as_written")


class LinkRows(DetailRows):
    model = StatementLink
    fk_name = "statement"
    fields = ("kind", "earlier")


@admin.register(Statement)
class StatementAdmin(UploadPages, RecordAdmin):
    list_display = ("title", "form", "process", "round", "issued", "seen_by")
    list_filter = (("process", VisibleRelatedFilter), "form", "stage", "status", "level")
    list_select_related = ("process", "round")
    search_fields = ("title", "summary", "round__name", "process__name", "signatures_note")
    date_hierarchy = "issued_on_latest"
    placeholders = {
        "title": "Joint statement of the Tehran meeting",
        "signatures_note": "no signatures were published",
    }
    fieldsets = (
        (None, {"fields": ("process", "round", "title", "form")}),
        (_("When"), {"fields": ("issued_on", "effective_on", "ended_on")}),
        (_("What it is"), {"fields": ("summary", "signatures_note", ("stage", "substage", "status"), "themes")}),
    )
    inlines = (VersionRows, ClauseRows, SignatureRows, LinkRows)

    issued = date_column("issued_on", _("issued"))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj is not None and request.method == "GET":
            for sentence in doubts_told(obj, request.user):
                self.message_user(request, sentence, messages.WARNING)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def next_steps(self, request, record):
        versions = Version.objects.visible_to(request.user, at=AFTER_EVERY_EMBARGO).filter(statement=record)
        steps = []
        for key, label in versions.values_list("pk", "label"):
            steps += [
                (gettext("Find the points in “%s”") % label, reverse("admin:statements_version_points", args=[key])),
                (
                    gettext("Mark “%s” on the workbench") % label,
                    reverse("admin:statements_version_workbench", args=[key]),
                ),
            ]
        return [*steps, *super().next_steps(request, record)]


next_step(
    after=Round,
    add=Statement,
    label=_("Add a statement of this round"),
    given=lambda round_: {"round": round_.pk, "process": round_.process_id, "level": round_.level},
)
next_step(
    after=Process,
    add=Statement,
    label=_("Add a statement made outside any round"),
    given=lambda process: {"process": process.pk, "level": process.level},
)
