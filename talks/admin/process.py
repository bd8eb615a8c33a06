from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.base import RecordAdmin, date_column
from records.admin.next_steps import next_step
from talks.models import Process, Round


@admin.register(Process)
class ProcessAdmin(RecordAdmin):
    list_display = ("name", "conflict", "opened", "closed", "seen_by")
    list_filter = ("level",)
    search_fields = ("name", "slug", "conflict", "summary")
    placeholders = {
        "name": "Intra-Afghan talks",
        "slug": "intra-afghan-talks",
        "conflict": "Afghanistan: government and Taliban",
    }
    fieldsets = (
        (None, {"fields": ("name", "slug", "conflict", "countries", "summary")}),
        (_("When"), {"fields": ("opened_on", "closed_on")}),
    )

    def get_prepopulated_fields(self, request, obj=None):
        # An address that is in use does not follow the name.
        return {} if obj else {"slug": ("name",)}

    opened = date_column("opened_on", _("opened"))
    closed = date_column("closed_on", _("closed"))


next_step(
    after=Process,
    add=Round,
    label=_("Add a round of these talks"),
    given=lambda process: {"process": process.pk, "level": process.level},
)
