"""Filters of the list of commitments."""

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from records.filters import OneOf, OneRecord, Order, RecordFilter, Since, Until
from statements.models import Commitment, Deadline, Passage, Theme
from talks.models import Party, Process
from tracking.codebook import Rating
from tracking.models import Evidence, with_rating

NOT_ASSESSED = "not_assessed"


class CommitmentFilter(RecordFilter):
    """Filters of the list of commitments."""

    process = OneRecord(Process, field_name="clause__statement__process", label=_("Process"))
    obligor = OneRecord(Party, method="binding", label=_("Who is bound"))
    beneficiary = OneRecord(Party, method="in_favour_of", label=_("Who is to benefit"))
    rating = OneOf(method="rated", choices=[(NOT_ASSESSED, _("not assessed")), *Rating.choices], label=_("Rating"))
    kind = OneOf(field_name="kind", choices=Commitment.Kind, label=_("Kind"))
    specificity = OneOf(field_name="specificity", choices=Commitment.Specificity, label=_("Wording"))
    deadline = OneOf(method="due", choices=Deadline.Terms, label=_("Deadline"))
    theme = OneRecord(Theme, field_name="themes", label=_("Theme"))
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

    def having(self, word):
        quotes = Passage.objects.visible_to(self.reader).filter(commitment=OuterRef("pk"), exact__icontains=word)
        told = Q(summary__icontains=word) | Q(conditions__icontains=word) | Q(obligors_as_written__icontains=word)
        return told | Q(clause__summary__icontains=word) | Q(clause__statement__title__icontains=word) | Exists(quotes)

    def binding(self, rows, name, party):
        return rows.filter(pk__in=Commitment.obligors.through.objects.filter(party=party).values("commitment"))

    def in_favour_of(self, rows, name, party):
        return rows.filter(pk__in=Commitment.beneficiaries.through.objects.filter(party=party).values("commitment"))

    def rated(self, rows, name, rating):
        rated = with_rating(rows, self.reader)
        return rated.filter(rating__isnull=True) if rating == NOT_ASSESSED else rated.filter(rating=rating)

    def due(self, rows, name, terms):
        deadlines = Deadline.objects.visible_to(self.reader).filter(commitment=OuterRef("pk")).order_by()
        if terms == Deadline.Terms.NONE:
            return rows.filter(Exists(deadlines.filter(terms=terms)) | ~Exists(deadlines))
        return rows.filter(Exists(deadlines.filter(terms=terms)))

    def borne_on(self, rows, name, bearing):
        evidence = Evidence.objects.visible_to(self.reader).confirmed().filter(bearing=bearing)
        return rows.filter(pk__in=evidence.order_by().values("commitment"))
