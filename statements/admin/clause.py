from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.base import RecordAdmin
from records.admin.next_steps import next_step
from statements.admin.passage import PassageRows
from statements.models import Clause, Commitment


class ClausePassageRows(PassageRows):
    fk_name = "clause"
    fields = (("version", "level"), "exact", "prefix", *PassageRows.disputed)
    verbose_name_plural = _("where it stands in each version")

    def get_queryset(self, request):
        # Passages of a commitment stand on the commitment's page.
        return super().get_queryset(request).filter(commitment=None)


@admin.register(Clause)
class ClauseAdmin(RecordAdmin):
    list_display = ("number", "summary", "statement", "seen_by")
    list_display_links = ("number", "summary")
    list_filter = ("level",)
    list_select_related = ("statement",)
    search_fields = ("number", "summary", "statement__title")
    narrowing = {"statement": "statement"}
    placeholders = {"number": "6", "summary": "Both sides condemn attacks on homes, mosques and hospitals"}
    fieldsets = ((None, {"fields": ("statement", ("number", "position"), "summary")}),)
    inlines = (ClausePassageRows,)


next_step(
    after=Clause,
    add=Commitment,
    label=_("Add a commitment from this point"),
    given=lambda clause: {"clause": clause.pk, "level": clause.level},
)
