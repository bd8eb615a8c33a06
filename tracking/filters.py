"""Filters of the list of commitments."""

from contextlib import suppress

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, Q
from django.forms import TextInput
from django.utils.translation import gettext_lazy as _
from django_filters import Filter

from records.filters import IndexedFilter, LeanSelect, OneOf, OneRecord, Order, Since, Until
from records.forms import MomentField
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
# What a commitment may lack, and by which many-to-many field it would have it.
LACKING = {"obligor": "obligors", "theme": "themes"}


class ChosenSelect(LeanSelect):
    """A drop-down list of the one record that a link chose, and none: there are too many of its kind to list them all."""

    def render(self, name, value, attrs=None, renderer=None):
        every, chosen = self.choices, ()
        # What is no id at all chose nothing; the field itself says so.
        with suppress(ValidationError):
            chosen = every.queryset.filter(public_id__in=[one for one in self.format_value(value) if one])
        self.choices = [("", every.field.empty_label), *((row.public_id, str(row)) for row in chosen)]
        return super().render(name, value, attrs, renderer)


class Moment(Filter):
    """A moment as people type it: a day, to its end, or a day and a time."""

    field_class = MomentField

    def __init__(self, **kwargs):
        box = TextInput(attrs={"placeholder": "2021-07-12T18:00Z"})
        super().__init__(**{"max_length": 60, "widget": box, **kwargs})


class CommitmentFilter(IndexedFilter):
    """Filters of the list of commitments, whose deadlines are told as of the day `on`."""

    process = OneRecord(Process, field_name="clause__statement__process", label=_("Process"))
    obligor = OneRecord(Party, method="binding", label=_("Who is bound"))
    beneficiary = OneRecord(Party, method="in_favour_of", label=_("Who is to benefit"))
    statement = OneRecord(
        Statement, shown=("title",), field_name="clause__statement", label=_("Statement"), widget=ChosenSelect
    )
    rating = OneOf(method="rated", choices=[(NOT_ASSESSED, _("not assessed")), *Rating.choices], label=_("Rating"))
    as_of = Moment(method="issued_by", label=_("Issued, and rated, as of"))
    kind = OneOf(field_name="kind", choices=Commitment.Kind, label=_("Kind"))
    specificity = OneOf(field_name="specificity", choices=Commitment.Specificity, label=_("Wording"))
    deadline = OneOf(method="by_terms", choices=Deadline.Terms, label=_("Deadline"))
    due = OneOf(
        method="standing", choices=[*Due.choices, (UNASSESSED, _("overdue and not assessed since"))], label=_("Due")
    )
    theme = OneRecord(Theme, shown=("codebook", "label"), field_name="themes", label=_("Theme"))
    lacking = OneOf(
        method="that_lack",
        choices=[("obligor", _("who is bound")), ("theme", _("a theme"))],
        label=_("Without, on record"),
    )
    once = OneOf(
        method="counted_once",
        choices=[("record", _("once in the whole record")), ("process", _("once in its process"))],
        label=_("Made more than once"),
        empty_label=_("listed each time"),
    )
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
        self.today = on

    @property
    def on(self):
        """The day that deadlines are told for: the one asked for, else today."""
        moment = self.asked.get("as_of")
        return moment.date() if moment else self.today

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
        rated = with_rating(rows, self.reader, self.asked.get("as_of"))
        return rated.filter(rating__isnull=True) if rating == NOT_ASSESSED else rated.filter(rating=rating)

    def by_terms(self, rows, name, terms):
        return with_terms(rows, self.reader, self.on).filter(terms_in_force=terms)

    def standing(self, rows, name, kind):
        if kind == UNASSESSED:
            return overdue_unassessed(rows, self.reader, self.on)
        return due(rows, Due(kind), self.reader, self.on)

    def issued_by(self, rows, name, moment):
        return rows.filter(clause__statement__issued_on_latest__lte=moment.date())

    def that_lack(self, rows, name, lacking):
        field = Commitment._meta.get_field(LACKING[lacking])
        seen = field.related_model.objects.visible_to(self.reader).order_by().values("pk")
        ties = field.remote_field.through.objects.filter(**{f"{field.m2m_reverse_field_name()}__in": seen})
        return rows.exclude(pk__in=ties.values("commitment"))

    def counted_once(self, rows, name, extent):
        earlier = Commitment.objects.visible_to(self.reader).order_by().filter(pk=OuterRef("repeats"))
        if moment := self.asked.get("as_of"):
            earlier = self.issued_by(earlier, name, moment)
        if extent == "process":
            earlier = earlier.filter(clause__statement__process=OuterRef("clause__statement__process"))
        return rows.filter(Q(repeats__isnull=True) | ~Exists(earlier))

    def further_fields(self):
        """Not the statement where none is chosen: there is nothing to choose from."""
        return [field for field in super().further_fields() if field.name != "statement" or self.data.get(field.name)]

    def borne_on(self, rows, name, bearing):
        evidence = Evidence.objects.visible_to(self.reader).confirmed().filter(bearing=bearing)
        return rows.filter(pk__in=evidence.order_by().values("commitment"))
