from urllib.parse import urlencode

from django.contrib import admin
from django.db.models import Count
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from records.admin.base import DetailRows, RecordAdmin, RecordStack, RecordTable, VisibleRelatedFilter, date_column
from records.admin.forms import AFTER_EVERY_EMBARGO
from records.admin.next_steps import next_step
from records.querysets import visible
from statements.admin.version import VersionRowForm
from statements.models import Clause, Commitment, Signature, Statement, StatementLink, Version
from talks.models import Process, Round


class VersionRows(RecordStack):
    model = Version
    form = VersionRowForm
    show_change_link = True
    fields = (("label", "language", "kind"), "text", ("source", "translator", "level"), "document", "note")
    placeholders = {"label": "English, first wire wording"}


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
        given = urlencode({"clause": clause.pk, "level": clause.level})
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
class StatementAdmin(RecordAdmin):
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
        (_("What it is"), {"fields": ("summary", "signatures_note", ("stage", "substage", "status"))}),
    )
    inlines = (VersionRows, ClauseRows, SignatureRows, LinkRows)

    issued = date_column("issued_on", _("issued"))

    def next_steps(self, request, record):
        versions = Version.objects.visible_to(request.user, at=AFTER_EVERY_EMBARGO).filter(statement=record)
        steps = []
        for key, label in versions.values_list("pk", "label"):
            page = reverse("admin:statements_version_change", args=[key])
            steps += [
                (gettext("Find the points in “%s”") % label, reverse("admin:statements_version_points", args=[key])),
                (gettext("Mark a point in “%s”") % label, f"{page}#passages-group"),
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
