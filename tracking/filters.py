"""Filters of the list of commitments."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.filters import IndexedFilter, OneOf, OneRecord, Order, Since, Until
from records.word_search.query import Query
from statements.deadlines import with_terms
from statements.models import Clause, Commitment, Deadline, Statement, Theme
from statements.searching import KINDS
from talks.models import Party, Process
from tracking.codebook import Rating
from tracking.deadlines import Due, due, overdue_unassessed
from tracking.models import Evidence, with_rating

NOT_ASSESSED = "not_assessed"
UNASSESSED = "overdue_unassessed"


class CommitmentFilter(IndexedFilter):
    """Filters of the list of commitments, whose deadlines are told as of the day `on`."""

    process = OneRecord(Process, field_name="clause__statement__process", label=_("Process"))
    obligor = OneRecord(Party, method="binding", label=_("Who is bound"))
    beneficiary = OneRecord(Party, method="in_favour_of", label=_("Who is to benefit"))
    rating = OneOf(method="rated", choices=[(NOT_ASSESSED, _("not assessed")), *Rating.choices], label=_("Rating"))
    kind = OneOf(field_name="kind", choices=Commitment.Kind, label=_("Kind"))
    specificity = OneOf(field_name="specificity", choices=Commitment.Specificity, label=_("Wording"))
    deadline = OneOf(method="by_terms", choices=Deadline.Terms, label=_("Deadline"))
    due = OneOf(
        method="standing", choices=[*Due.choices, (UNASSESSED, _("overdue and not assessed since"))], label=_("Due")
    )
    theme = OneRecord(Theme, shown=("codebook", "label"), field_name="themes", label=_("Theme"))
    bearing = OneOf(method="borne_on", choices=Evidence.Bearing, label=_("Some event"))
    since = Since(field_name="clause__statement__issued_on", label=_("Issued from"))
    until = Until(field_name="clause__statement__issued_on", label=_("Issued until"))
    sort = Order(
        _("newest statement first"),
        {
            "oldest": (
                _("oldest statement first"),
                ("clause__statement__issued_on_latest", "clause__statement", "clause__position", "pk"),
            ),
            "entered": (_("entered last first"), ("-pk",)),
            "summary": (_("by summary"), ("summary", "pk")),
        },
    )

    def __init__(self, *args, on, **kwargs):
        super().__init__(*args, **kwargs)
        self.on = on

    def having(self, phrase):
        query = Query((phrase,))
        points = Clause.objects.filter(search_key__words=query).order_by().values("pk")
        statements = Statement.objects.filter(search_key__words=query).order_by().values("pk")
        above = Q(clause__in=points) | Q(clause__statement__in=statements)
        return above | Q(pk__in=KINDS["commitments"].keys_holding(query, self.reader))

    def binding(self, rows, name, party):
        return rows.filter(pk__in=Commitment.obligors.through.objects.filter(party=party).values("commitment"))

    def in_favour_of(self, rows, name, party):
        return rows.filter(pk__in=Commitment.beneficiaries.through.objects.filter(party=party).values("commitment"))

    def rated(self, rows, name, rating):
        rated = with_rating(rows, self.reader)
        return rated.filter(rating__isnull=True) if rating == NOT_ASSESSED else rated.filter(rating=rating)

    def by_terms(self, rows, name, terms):
        return with_terms(rows, self.reader, self.on).filter(terms_in_force=terms)

    def standing(self, rows, name, kind):
        if kind == UNASSESSED:
            return overdue_unassessed(rows, self.reader, self.on)
        return due(rows, Due(kind), self.reader, self.on)

    def borne_on(self, rows, name, bearing):
        evidence = Evidence.objects.visible_to(self.reader).confirmed().filter(bearing=bearing)
        return rows.filter(pk__in=evidence.order_by().values("commitment"))
