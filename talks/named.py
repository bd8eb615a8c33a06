"""Places and parties that a row of a dataset names, found on record or entered as unreviewed."""

from functools import cache, lru_cache
from typing import NamedTuple

from django.db.models import F
from django_countries import countries

from records.audit.actions import Action
from records.audit.entries import wrote_many
from records.beside import stand_beside
from records.imports.bulk import KEPT, Insert, Restricted, new_keys, public_ids
from records.levels import AFTER_EVERY_EMBARGO, Level
from records.look_alikes import kept_key
from records.models import Release
from records.shown import shown_of
from talks.distances import NEAR_KM, kilometres
from talks.models import Party, PartyIdentifier, PartyName, Place

# How many names are kept in memory, and looked up in one query.
REMEMBERED, AT_ONCE = 100_000, 500


class PlaceNamed(NamedTuple):
    """A place as a row says it. `country` is an ISO 3166 code of two letters, or "" for waters and what is not known."""

    name: str
    kind: str
    precision: int | None
    country: str
    admin1: str = ""
    admin2: str = ""
    # Decimal degrees with six places at most, as text, so that nothing is rounded twice.
    latitude: str | None = None
    longitude: str | None = None

    def around(self):
        """The next larger place that the row names; None for a country and for what lies in none."""
        return larger(self.kind, self.country, self.admin1, self.admin2)


COUNTRY, ADMIN1, ADMIN2 = (kind.value for kind in (Place.Kind.COUNTRY, Place.Kind.ADMIN1, Place.Kind.ADMIN2))


@lru_cache(maxsize=REMEMBERED)
def larger(kind, country, admin1, admin2):
    """The PlaceNamed that one of this kind, in this country, province and district, lies in; None if it lies in none."""
    if kind == COUNTRY or not country:
        return None
    if admin2 and kind not in (ADMIN1, ADMIN2):
        return PlaceNamed(admin2, ADMIN2, None, country, admin1, admin2)
    if admin1 and kind != ADMIN1:
        return PlaceNamed(admin1, ADMIN1, None, country, admin1)
    return PlaceNamed(country_name(country), COUNTRY, None, country)


@cache
def country_name(code):
    """The name of the country with this ISO 3166 code, as it is printed everywhere."""
    return countries.name(code) or code


def seen(model, person):
    """The rows of `model` that an import of `person` may find: those they see; all for a command, which is nobody's.

    What is hidden from them is entered once more, beside it: an import tells nobody what else is on record.
    """
    rows = model._base_manager.order_by("pk")
    return rows if person is None else model.objects.visible_to(person, AFTER_EVERY_EMBARGO).order_by("pk")


class Places:
    """The places that rows of `release` name, by what they say of them."""

    def __init__(self, release: Release, person=None):
        self.release, self.person, self.known = release, person, {}

    def keys_of(self, named):
        """{PlaceNamed: primary key} for all of `named`; what is not on record is entered. In the transaction that is open."""
        if len(self.known) > REMEMBERED:
            self.known.clear()
        # The larger places first: each is within one that is on record by then.
        by_depth = {}
        for one in named:
            self.want(one, by_depth)
        for depth in sorted(by_depth):
            self.settle(by_depth[depth])
        return self.known

    def want(self, one, by_depth):
        """Add `one` and the places around it, as far as they are not known, to {depth: {PlaceNamed: None}}; its depth."""
        around = one.around()
        depth = 0 if around is None else self.want(around, by_depth) + 1
        if one not in self.known:
            by_depth.setdefault(depth, {})[one] = None
        return depth

    def settle(self, named):
        """Find or enter `named`, whose larger places are all known."""
        looks = {one: kept_key(one.name) for one in named}
        found, new = self.on_record(set(looks.values())), []
        for one in named:
            match = best(one, found.get((looks[one], one.country), ()))
            if match is None:
                new.append(one)
            else:
                self.known[one] = match
        if new:
            self.enter(new, looks)

    def enter(self, named, looks):
        """Store `named`, none of which is on record, as places that nobody has reviewed."""
        around = {one: (larger := one.around()) and self.known[larger] for one in named}
        shown, kept = shown_of(Place, {*around.values()} - {None}), Restricted(self.person)
        keys, rows = new_keys(Place, len(named)), []
        for key, public_id, one in zip(keys, public_ids(len(named)), named, strict=True):
            above = around[one]
            rows.append(
                (
                    *(key, public_id, 1, *kept.below([shown[above]] if above else [])),
                    *(one.name, one.kind, one.precision, one.country, one.admin1, one.admin2),
                    *(one.latitude, one.longitude, above, self.release.pk, looks[one]),
                )
            )
            self.known[one] = key
        Insert(Place, STORED).run(rows)
        wrote_many(Action.ADDED, Place, keys)

    def on_record(self, looks):
        """{(look, country): rows} of the places that carry one of these names."""
        looks, found = sorted(looks), {}
        for start in range(0, len(looks), AT_ONCE):
            rows = seen(Place, self.person).filter(look__in=looks[start : start + AT_ONCE])
            for row in rows.values_list("look", "country", *COLUMNS, "merged_into", "pk", "brought_by"):
                found.setdefault(row[:2], []).append(row[2:])
        return found


STORED = (
    *("public_id", "revision", *KEPT, "name", "kind", "precision", "country", "admin1", "admin2"),
    *("latitude", "longitude", "within_id", "brought_by_id", "look"),
)
COLUMNS = ("name", "kind", "precision", "country", "admin1", "admin2", "latitude", "longitude")


def best(named, rows):
    """The key of the row that `named` means; None if none does.

    One that says just the same, else, among those that people have entered, the nearest of the kind.
    """
    nearest = None
    for *said, merged_into, key, brought_by in rows:
        name, kind, precision, _country, admin1, admin2, latitude, longitude = said
        at = None if latitude is None else (float(latitude), float(longitude))
        ours = None if named.latitude is None else (float(named.latitude), float(named.longitude))
        if (name, kind, precision, admin1, admin2, at) == (
            named.name, named.kind, named.precision, named.admin1, named.admin2, ours,
        ):  # fmt: skip
            return merged_into or key
        if brought_by is not None or kind_group(kind) != kind_group(named.kind):
            continue
        if at and ours:
            apart = kilometres(at, ours)
            if apart <= NEAR_KM and (nearest is None or apart < nearest[0]):
                nearest = apart, merged_into or key
        elif kind in (Place.Kind.COUNTRY, Place.Kind.ADMIN1, Place.Kind.ADMIN2) and nearest is None:
            nearest = NEAR_KM, merged_into or key
    return nearest and nearest[1]


def kind_group(kind):
    """What a dataset and a person may call differently is one: a town, a crossing, a building."""
    points = (Place.Kind.TOWN, Place.Kind.CROSSING, Place.Kind.SITE)
    return Place.Kind.TOWN if kind in points else kind


class PartyNamed(NamedTuple):
    """A party in a row: the role it has there, its name as written, and how the dataset knows it."""

    role: str
    name: str
    kind: str
    country: str = ""
    # A PartyIdentifier.Scheme and the identifier under it; both empty where the dataset has none.
    scheme: str = ""
    identifier: str = ""


class Parties:
    """The parties that rows of `release` name: by identifier, else by a name in use on the day, else entered."""

    def __init__(self, release: Release, person=None):
        self.release, self.person, self.known = release, person, {}

    def key_of(self, named, day):
        """The primary key of the party that `named` means on `day`. In the transaction that is open."""
        asked = named[1:]
        if len(self.known) > REMEMBERED:
            self.known.clear()
        periods = self.known.get(asked)
        if periods is None:
            periods = self.known[asked] = self.on_record(named)
        for key, first, last in periods:
            if (first is None or first <= day) and (last is None or day <= last):
                return key
        key = self.enter(named)
        periods.append((key, None, None))
        return key

    def on_record(self, named):
        """[(key, first day, last day)] of the parties that `named` may mean, the likeliest first."""
        if named.identifier:
            known = seen(PartyIdentifier, self.person).filter(scheme=named.scheme, value=named.identifier)
            if found := [(into or key, None, None) for key, into in known.values_list("party", "party__merged_into")]:
                return found
        look = kept_key(named.name)
        called = (
            seen(Party, self.person)
            .filter(look=look)
            .order_by(F("brought_by").asc(nulls_first=True), "pk")
            .values_list("pk", "merged_into", "country")
        )
        found = [(into or key, None, None) for key, into, country in called if fits(named, country)]
        names = seen(PartyName, self.person).filter(look=look)
        names = names.values_list(
            *("party", "party__merged_into", "party__country", "used_from_earliest", "used_until_latest")
        )
        return [(into or key, first, last) for key, into, country, first, last in names if fits(named, country)] + found

    def enter(self, named):
        party = Party(
            name=named.name,
            kind=named.kind,
            country=named.country,
            brought_by=self.release,
            level=Level.RESTRICTED,
            created_by=self.person,
            changed_by=self.person,
        )
        party.save()
        if named.identifier:
            identifier = PartyIdentifier(party=party, scheme=named.scheme, value=named.identifier)
            stand_beside(identifier, self.person or max(Level))
            identifier.save()
        return party.pk


def fits(named, country):
    """Whether a party of `country` may be the one named: two countries part namesakes, one unknown does not."""
    return not named.country or not country or named.country == country
