"""Which record on file a party or place that came with a dataset may be, and why: an offer, decided on by a person."""

from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from records.levels import AFTER_EVERY_EMBARGO
from records.search_key import search_key
from talks.distances import NEAR_KM, apart, in_the_box_around
from talks.models import Party, PartyName, Place

# How many records are offered for one, and how alike, 0 to 100, their names must be where nothing else speaks for them.
OFFERED = 4
ALIKE = 84


@dataclass
class Likely:
    """A record that one of the queue may be, with the reasons in words; the `weight` orders them, the likeliest first."""

    record: object
    weight: float = 0
    reasons: list = field(default_factory=list)


def likely_parties(parties, reader):
    """{key: [Likely]} for each of `parties`, among the parties that `reader` sees."""
    seen = Party.objects.visible_to(reader, AFTER_EVERY_EMBARGO).listed()
    keys = known_as(seen, reader)
    found = {party.pk: alike(party, keys) for party in parties}
    records = seen.in_bulk({key for likely in found.values() for key, _score in likely})
    return {
        party.pk: [
            Likely(records[key], score, reasons_for(party, records[key], score))
            for key, score in found[party.pk]
            if key in records
        ]
        for party in parties
    }


def known_as(parties, reader):
    """{search key of a name: [keys of the parties so called]} of all names of `parties` that `reader` sees."""
    keys = {}
    for key, name, short in parties.order_by().values_list("pk", "name", "short_name"):
        for called in filter(None, (name, short)):
            keys.setdefault(search_key(called), []).append(key)
    others = PartyName.objects.visible_to(reader, AFTER_EVERY_EMBARGO).order_by()
    for key, name in others.values_list("party", "name"):
        keys.setdefault(search_key(name), []).append(key)
    return keys


def alike(row, keys):
    """Pairs (key, likeness 0 to 100) of the records, other than `row`, whose names are most like its own."""
    close = process.extract(
        search_key(row.name), keys.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=OFFERED * 3
    )
    found = {}
    for name, score, _place in close:
        for key in keys[name]:
            if key != row.pk:
                found[key] = max(score, found.get(key, 0))
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:OFFERED]


def reasons_for(party, other, score):
    """Why `party` may be `other`, in words."""
    reasons = [_("the same name") if score == 100 else _("a name like it (%d %%)") % score]
    if party.country and party.country == other.country:
        reasons.append(_("the same country"))
    if party.kind == other.kind:
        reasons.append(other.get_kind_display())
    return reasons


def likely_places(places, reader):
    """{key: [Likely]} for each of `places`, among the places that `reader` sees."""
    seen = Place.objects.visible_to(reader, AFTER_EVERY_EMBARGO).listed()
    asked = Q(pk__in=[])
    for place in places:
        asked |= (in_the_box_around(place) & Q(country=place.country)) | Q(look=place.look)
    known = list(seen.filter(asked).select_related("within").order_by("pk"))
    return {place.pk: places_like(place, known) for place in places}


def places_like(place, known):
    """The Likely records among `known` that `place` may be."""
    found = []
    for other in known:
        if other.pk == place.pk:
            continue
        away = apart(place, other)
        score = fuzz.token_sort_ratio(search_key(place.name), search_key(other.name))
        elsewhere = place.country and other.country and place.country != other.country
        is_named_so = score >= ALIKE and not elsewhere and (away is None or away <= 4 * NEAR_KM)
        is_near = away is not None and away <= NEAR_KM and not elsewhere
        if is_named_so or is_near:
            weight = score - (0 if away is None else away)
            found.append(Likely(other, weight, reasons_for_place(place, other, score, away)))
    return sorted(found, key=lambda likely: (-likely.weight, likely.record.pk))[:OFFERED]


def reasons_for_place(place, other, score, away):
    """Why `place` may be `other`, in words; `away` in kilometres, or None where one has no coordinates."""
    reasons = []
    if score == 100:
        reasons.append(_("the same name"))
    elif score >= ALIKE:
        reasons.append(_("a name like it (%d %%)") % score)
    if away is not None:
        reasons.append(_("%d km away") % round(away) if away >= 1 else _("at the same spot"))
    if place.country and place.country == other.country:
        reasons.append(_("the same country"))
    return [*reasons, other.get_kind_display()]
