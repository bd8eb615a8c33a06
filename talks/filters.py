"""Filters of the lists of processes and rounds."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.forms import CharField, TextInput
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_filters import CharFilter, Filter

from records.filters import LONGEST_SEARCH, OneOf, OneRecord, Order, RecordFilter, Since, Until
from talks.models import Participation, Party, PartyName, PersonName, Process, Round

NOBODY = _("No %(kind)s that you may see has the id “%(text)s”: type its name.")


def parties_called(word, reader):
    """Keys of the parties that `reader` may see under a name with `word` in it."""
    other_names = PartyName.objects.visible_to(reader).filter(name__icontains=word)
    named = Q(name__icontains=word) | Q(short_name__icontains=word) | Q(pk__in=other_names.values("party"))
    return Party.objects.visible_to(reader).listed().filter(named).order_by().values("pk")


def lies_at(word, prefix="place__"):
    """The condition that a record lies at a place with `word` in its name, province or district, or just within one."""
    names = ("name", "local_name", "admin1", "admin2", "within__name")
    condition = Q()
    for name in names:
        condition |= Q(**{f"{prefix}{name}__icontains": word})
    return condition


class PlaceFilter(CharFilter):
    """Records that lie at a place so called."""

    def __init__(self, **kwargs):
        super().__init__(label=_("Place"), max_length=LONGEST_SEARCH, **kwargs)

    def filter(self, rows, value):
        return rows.filter(lies_at(value.strip())) if value else rows


class NamedField(CharField):
    """A box for the name of a record, or the public id by which a link names it. Its value is a Named, or None."""

    def __init__(self, *, model, named, reader, **kwargs):
        super().__init__(**kwargs)
        self.model, self.named, self.reader = model, named, reader

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return None
        try:
            rows = self.model.objects.visible_to(self.reader).filter(public_id=UUID(text))
        except ValueError:
            return Named(text, self.named(text, self.reader))
        if (found := rows.first()) is None:
            raise ValidationError(NOBODY % {"kind": self.model._meta.verbose_name, "text": text})
        return Named(str(found), rows)


@dataclass(frozen=True)
class Named:
    """What was typed, or the name of the record that a link chose, and the `rows` that are meant by it."""

    text: str
    rows: object

    def __str__(self):
        return self.text


class NamedFilter(Filter):
    """Rows that have to do with the records of `model` called as typed. Thousands of them make no list to choose from.

    `named` finds them by a text, for a reader; `names` is the address that suggests names while one types.
    """

    field_class = NamedField

    def __init__(self, model, *args, named, names, **kwargs):
        self.names = names
        super().__init__(*args, **{"model": model, "named": named, "max_length": LONGEST_SEARCH, **kwargs})

    @property
    def field(self):
        if not hasattr(self, "_field"):
            box = TextInput(attrs={"dir": "auto", "autocomplete": "off", "data-names": reverse(self.names)})
            reader = self.parent.request.user
            self._field = NamedField(label=self.label, required=False, widget=box, reader=reader, **self.extra_of_field)
        return self._field

    @property
    def extra_of_field(self):
        return {name: value for name, value in self.extra.items() if name != "required"}


class ProcessFilter(RecordFilter):
    """Filters of the list of processes."""

    party = OneRecord(Party, method="with_party", label=_("Party"))
    since = Since(field_name="opened_on", label=_("Opened from"))
    until = Until(field_name="opened_on", label=_("Opened until"))
    sort = Order(
        _("by name"),
        {
            "newest": (_("newest first"), ("-opened_on_latest", "name")),
            "oldest": (_("oldest first"), ("opened_on_earliest", "name")),
        },
    )

    def having(self, word):
        return Q(name__icontains=word) | Q(conflict__icontains=word) | Q(summary__icontains=word)

    def with_party(self, rows, name, party):
        shown = Participation.objects.visible_to(self.reader).filter(party=party)
        rounds = Round.objects.visible_to(self.reader).filter(pk__in=shown.order_by().values("round"))
        return rows.filter(pk__in=rounds.order_by().values("process"))


class RoundFilter(RecordFilter):
    """Filters of the list of rounds."""

    process = OneRecord(Process, field_name="process", label=_("Process"))
    party = OneRecord(Party, method="with_party", label=_("Party"))
    role = OneOf(method="with_role", choices=Participation.Role, label=_("Role of a party"))
    meeting = OneOf(field_name="format", choices=Round.Format, label=_("Format"))
    status = OneOf(field_name="status", choices=Round.Status, label=_("Status"))
    place = PlaceFilter()
    since = Since(field_name="opened_on", label=_("Opened from"))
    until = Until(field_name="opened_on", label=_("Opened until"))
    sort = Order(
        _("newest first"),
        {
            "oldest": (_("oldest first"), ("opened_on_earliest", "pk")),
            "name": (_("by name"), ("name", "pk")),
        },
    )

    def participations(self):
        return Participation.objects.visible_to(self.reader).order_by()

    def having(self, word):
        spellings = PersonName.objects.visible_to(self.reader).filter(name__icontains=word).values("person")
        told = Q(name__icontains=word) | Q(agenda__icontains=word) | Q(whats_next__icontains=word)
        parts = self.participations().filter(
            Q(named_as_written__icontains=word)
            | Q(party__in=parties_called(word, self.reader))
            | Q(head__name__icontains=word)
            | Q(head__in=spellings)
        )
        return told | lies_at(word) | Q(process__name__icontains=word) | Q(pk__in=parts.values("round"))

    def with_party(self, rows, name, party):
        return rows.filter(pk__in=self.participations().filter(party=party).values("round"))

    def with_role(self, rows, name, role):
        parts = self.participations().filter(role=role)
        if party := self.form.cleaned_data.get("party"):
            parts = parts.filter(party=party)
        return rows.filter(pk__in=parts.values("round"))
