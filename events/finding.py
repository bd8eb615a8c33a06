"""What may be asked of many events: each question in two ways, so that the one that finds fewest leads to the rows."""

from django.db.models import Exists, OuterRef, Q
from django.db.models.lookups import Exact, In, IsNull

from events.models import Event, EventParty, Report
from events.standing import contested_by
from records.leading import Aside, Condition
from records.word_search.index import keys_holding, number_holding

# Numbers to plan by are of all rows, whoever may see them: they are shown to nobody, and say which index is asked first.


def of_kind(kind):
    """Events of one kind. Their index is in the order of the list, so it serves without leading."""
    return Condition(check=Q(kind=kind), aside=Q(Exact(Aside("kind"), kind)))


def with_parties(parties):
    """Events in which one of `parties`, a queryset of those that the reader may see, has a part."""
    # A part is seen by who sees the event and the party: the one is asked of the event itself, the other of the party.
    parts = EventParty.objects.filter(party__in=list(parties.order_by().values_list("pk", flat=True))).order_by()
    return led_by(Q(Exists(parts.filter(event=OuterRef("pk")))), parts.values("event"))


def at_places(keys, window):
    """Events at one of the places `keys` (an expression of many rows); `window` is the DayWindow they fall in."""
    lead = Q(place__in=keys)
    rows = Event._base_manager.filter(lead, window.of_last_days()).order_by().values("pk")
    return led_by(Q(In(Aside("place"), keys)), rows, lead=lead)


def with_words(query):
    """Events in whose title or account all of `query`, a Query, stands."""
    return Condition(
        check=Q(search_key__holds=query),
        led=lambda most: keys_holding(Event, query, most),
        number=lambda most: number_holding(Event, query, most),
    )


def with_deaths(least=None, most=None):
    """Events of which at least, and at most, so many deaths are stated as best figure."""
    bounds = {"deaths_best__gte": least, "deaths_best__lte": most}
    asked = Q(**{name: value for name, value in bounds.items() if value is not None})
    if not least:
        return Condition(check=asked)
    return led_by(asked, Event._base_manager.filter(asked, deaths_best__gt=0).order_by().values("pk"))


def of_dataset(dataset):
    """Events that came with `dataset`; None for those entered by hand."""
    if dataset is None:
        return Condition(check=Q(dataset__isnull=True), aside=Q(IsNull(Aside("dataset"), True)))
    rows = Event._base_manager.filter(dataset=dataset, external_id__isnull=False)
    return led_by(Q(dataset=dataset), rows.order_by().values("pk"))


def contested(reader, is_contested=True):
    """Events on which reports that stand, of those `reader` may see, both affirm and deny; or all others."""
    check = contested_by(reader)
    if not is_contested:
        return Condition(check=~check)
    return led_by(check, not_affirming(Report.DENYING), narrow=check)


def with_stance(reader, stance):
    """Events with a report of this stance that `reader` may see."""
    seen = Report.objects.visible_to(reader).filter(event=OuterRef("pk"), stance=stance)
    check = Q(Exists(seen.order_by()))
    if stance == Report.Stance.AFFIRMS:
        return Condition(check=check)
    return led_by(check, not_affirming([stance]), narrow=check)


def not_affirming(stances):
    """The events of reports with one of `stances`, none of which affirms: those reports have an index of their own."""
    reports = Report.objects.filter(stance__in=stances).exclude(stance=Report.Stance.AFFIRMS)
    return reports.order_by().values("event")


def led_by(check, keys, **ways):
    """The Condition `check`, led to by the queryset `keys`."""
    return Condition(check=check, led=lambda most: keys[:most], number=lambda most: keys[: most + 1].count(), **ways)
