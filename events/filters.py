"""Filters of the list of events, and the day as of which one event is told."""

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from events.models import Event, EventParty, Report
from events.standing import with_contested
from records.filters import DayField, OneOf, OneRecord, Order, RecordFilter, Since, Until
from talks.filters import PlaceFilter, lies_at
from talks.models import Party


class EventFilter(RecordFilter):
    """Filters of the list of events."""

    kind = OneOf(field_name="kind", choices=Event.Kind, label=_("Kind"))
    party = OneRecord(Party, method="with_party", label=_("Party"))
    place = PlaceFilter()
    since = Since(field_name="happened_on")
    until = Until(field_name="happened_on")
    contested = OneOf(
        method="with_dispute",
        choices=[("yes", _("contested")), ("no", _("not contested"))],
        label=_("Reports disagree"),
    )
    stance = OneOf(method="with_stance", choices=Report.Stance, label=_("Some report"))
    sort = Order(
        _("newest first"),
        {
            "oldest": (_("oldest first"), ("happened_on_latest", "pk")),
            "deaths": (_("most deaths first"), ("-deaths_best", "-happened_on_latest", "-pk")),
        },
    )

    def having(self, word):
        return Q(title__icontains=word) | Q(account__icontains=word) | lies_at(word)

    def with_party(self, rows, name, party):
        parts = EventParty.objects.visible_to(self.reader).filter(party=party)
        return rows.filter(pk__in=parts.order_by().values("event"))

    def with_dispute(self, rows, name, answer):
        return with_contested(rows, self.reader).filter(is_contested=answer == "yes")

    def with_stance(self, rows, name, stance):
        reports = Report.objects.visible_to(self.reader).filter(event=OuterRef("pk"), stance=stance)
        return rows.filter(Exists(reports.order_by()))


class AsOfForm(forms.Form):
    """The day as of which an event is told."""

    as_of = DayField(
        label=_("As of"),
        bound="latest",
        required=False,
        help_text=_("A day, 2021-07-08, or a longer period, July 2021: to its end."),
    )

    @property
    def day(self):
        """The last day that counts; None when none was asked for or it was not understood."""
        date = self.is_valid() and self.cleaned_data["as_of"]
        return date.latest if date else None
