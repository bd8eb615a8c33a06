"""Events on record that one being entered may be: on the same day or the next, near it, with its parties, in its words."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from events.models import Event, EventParty
from records.search_key import search_key
from talks.distances import NEAR_KM, apart, in_the_box_around
from talks.models import Place

BESIDE = dt.timedelta(days=1)
# So many are compared by their words; of a longer period, those that ended last.
AT_MOST = 300
SHOWN = 5
# Of 100, how far the words of two accounts agree: from here on they are told as similar; from there on they say enough by
# themselves, where nothing is known of the place.
SIMILAR, VERY_SIMILAR = 60, 80


@dataclass(frozen=True)
class Candidate:
    """An event that another one may be, with the reasons in words, and how strong they are together."""

    event: Event
    reasons: tuple
    strength: float


def likely_duplicates(event, parties, reader, at):
    """The Candidates for `event`, stored or not, with the parties whose keys are `parties`, the likeliest first.

    Only what `reader` sees at the moment `at`, and no more than SHOWN. Without a day nothing can be compared.
    """
    first, last = event.happened_on_earliest or event.happened_on_latest, event.happened_on_latest
    last = last or first
    if first is None:
        return []
    candidates = Event.objects.visible_to(reader, at).listed().exclude(pk=event.pk)
    candidates = candidates.select_related("place__within__within__within")
    # By the last day, as it is indexed; a period counts by it.
    candidates = candidates.filter(happened_on_latest__range=(first - BESIDE, last + BESIDE))
    if event.place:
        candidates = candidates.filter(is_near(event.place) | Q(place=None))
    found = list(candidates.order_by("-happened_on_latest", "-pk")[:AT_MOST])
    known = parties_of(found, parties, reader, at)
    compared = (compare(event, other, known.get(other.pk, ())) for other in found)
    likely = sorted(filter(None, compared), key=lambda one: (-one.strength, one.event.pk))
    return likely[:SHOWN]


def is_near(place):
    """The condition that an event lies at `place`, in a part of it, in what it lies in short of the country, or near it."""
    condition = Q(place=place)
    for depth in range(1, 4):
        condition |= Q(**{f"place{'__within' * depth}": place})
    condition |= Q(place__in=[larger.pk for larger in around(place)])
    return condition | in_the_box_around(place, "place__")


def lies_in(place):
    """The places that `place` lies in, the smallest first."""
    found = []
    while (place := place.within) is not None:
        found.append(place)
    return found


def around(place):
    """As `lies_in`, short of the country: that something happened in the country brings it no nearer."""
    return [larger for larger in lies_in(place) if larger.kind != Place.Kind.COUNTRY]


def parties_of(events, parties, reader, at):
    """{key of an event: names of those of `parties` that take part in it}, as far as `reader` sees that they do."""
    parts = EventParty.objects.visible_to(reader, at).filter(event__in=events, party__in=parties)
    found = {}
    for part in parts.select_related("party").order_by("pk"):
        found.setdefault(part.event_id, {})[part.party_id] = str(part.party)
    return {key: tuple(names.values()) for key, names in found.items()}


def compare(event, other, parties):
    """The Candidate that `other` is for `event`; None where too little speaks for it. `parties` are names of those in both."""
    where, nearness = whereabouts(event.place, other.place)
    if where is None:
        return None
    words = likeness(event, other)
    is_of_a_kind = event.kind == other.kind
    enough = words >= SIMILAR or parties or (nearness == 1 and is_of_a_kind) if where else words >= VERY_SIMILAR
    if not enough:
        return None
    reasons = [when(event, other), where]
    if parties:
        reasons.append(_("with %s in both") % ", ".join(parties))
    if is_of_a_kind:
        reasons.append(_("of the same kind"))
    if words >= SIMILAR:
        reasons.append(_("in similar words"))
    strength = words + 30 * nearness + 25 * bool(parties) + 10 * is_of_a_kind
    return Candidate(other, tuple(filter(None, reasons)), strength)


def when(event, other):
    """How the days of two events lie to each other."""
    ends = [day for day in (other.happened_on_earliest, event.happened_on_earliest) if day]
    begins = [day for day in (other.happened_on_latest, event.happened_on_latest) if day]
    return _("the same day") if not ends or not begins or max(ends) <= min(begins) else _("a day apart")


def whereabouts(place, other):
    """(how `other` lies to `place` in words, how near from 0 to 1); "" where one is not known, None where it is too far."""
    if place is None or other is None:
        return "", 0
    if place.pk == other.pk:
        return _("at the same place"), 1
    if place in lies_in(other):
        return _("in %s") % place, 0.7
    if other in around(place):
        return _("in %s, which it lies in") % other, 0.5
    distance = apart(place, other)
    if distance is None or distance > NEAR_KM:
        # In the corner of the box.
        return None, 0
    return _("%d km away") % round(distance), 0.8


def likeness(event, other):
    """How far the words of two events agree, from 0 to 100, by their titles or by all they say."""
    titles = [search_key(one.title) for one in (event, other)]
    whole = [f"{title} {search_key(one.account)}".strip() for title, one in zip(titles, (event, other), strict=True)]
    return max(fuzz.token_sort_ratio(*titles), fuzz.token_sort_ratio(*whole))
