"""Filters of the list of briefs."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from briefs.models import Edition
from records.filters import OneOf, OneRecord, Order, RecordFilter
from talks.models import Process


class BriefFilter(RecordFilter):
    """Filters of the list of briefs."""

    process = OneRecord(Process, field_name="process", label=_("Process"))
    issued = OneOf(
        method="with_edition", choices=[("yes", _("issued")), ("no", _("not issued yet"))], label=_("Editions")
    )
    sort = Order(_("by title"), {"newest": (_("changed last first"), ("-changed_at", "-pk"))})

    def having(self, word):
        return Q(title__icontains=word) | Q(process__name__icontains=word)

    def with_edition(self, rows, name, answer):
        found = Q(pk__in=Edition.objects.visible_to(self.reader).order_by().values("brief"))
        return rows.filter(found if answer == "yes" else ~found)
