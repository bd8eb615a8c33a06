"""Filters of the list of deadlines."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.filters import IndexedFilter, OneOf, OneRecord, Order, Since, Until
from records.word_search.query import Query
from statements.models import Commitment
from statements.searching import KINDS
from talks.models import Party, Process
from tracking.deadlines import Due, condition_of

DATED = (Due.OVERDUE, Due.SOON, Due.LATER, Due.CLOSED)


class DeadlineFilter(IndexedFilter):
    """Filters of the deadlines by a date, as they stand on the day `on`."""

    process = OneRecord(Process, field_name="commitment__clause__statement__process", label=_("Process"))
    obligor = OneRecord(Party, method="binding", label=_("Who is bound"))
    due = OneOf(method="standing", choices=[(one.value, one.label) for one in DATED], label=_("Due"))
    since = Since(field_name="due_on", label=_("Due from"))
    until = Until(field_name="due_on", label=_("Due until"))
    sort = Order(
        _("overdue first, then the next due"),
        {
            "process": (
                _("by process"),
                ("commitment__clause__statement__process__name", "urgency", "due_on_latest", "pk"),
            ),
            "day": (_("earliest day first"), ("due_on_latest", "pk")),
            "latest": (_("latest day first"), ("-due_on_latest", "-pk")),
        },
    )
    # Of all deadlines those alone that are in force and have a date are listed: no other way to count them is quicker.
    narrows = True

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def having(self, phrase):
        found = KINDS["commitments"].keys_holding(Query((phrase,)), self.reader)
        return Q(commitment__in=found)

    def binding(self, rows, name, party):
        bound = Commitment.obligors.through.objects.filter(party=party).values("commitment")
        return rows.filter(commitment__in=bound)

    def standing(self, rows, name, kind):
        return rows.filter(condition_of(Due(kind), self.reader, self.on))
