"""What a party or a place takes with it: its factions and parts, the towns of a province."""

from django.db import connection
from django.db.models import Q
from django.db.models.expressions import RawSQL

from talks.models import Party, PartyLink, PartyName, Place

# Of a party: whoever belongs to it, or is a faction of it.
BELONGING = (PartyLink.Kind.PARENT, PartyLink.Kind.FACTION)


def with_all_within(places):
    """The keys of `places`, a queryset, and of all places within them, however deep: one expression of many rows.

    A place holds no path that would have to be mended when it moves: to follow `within` down a country of thousands of
    towns takes a few milliseconds.
    """
    chosen, values = places.order_by().values("pk").query.sql_with_params()
    table = connection.ops.quote_name(Place._meta.db_table)
    return RawSQL(  # noqa: S611 - names of our own; what was asked is in the values
        f"WITH RECURSIVE reached(id) AS ({chosen} UNION "  # noqa: S608
        f"SELECT part.id FROM {table} part JOIN reached ON part.within_id = reached.id) SELECT id FROM reached",
        values,
    )


def with_factions(parties, reader):
    """`parties`, a queryset, with all that belong to them or are factions of them, as far as `reader` may see."""
    above = {}
    links = PartyLink.objects.visible_to(reader).filter(kind__in=BELONGING).order_by()
    for part, whole in links.values_list("party", "other"):
        above.setdefault(whole, []).append(part)
    reached, ahead = set(), list(parties.values_list("pk", flat=True))
    while ahead:
        if (party := ahead.pop()) not in reached:
            reached.add(party)
            ahead += above.get(party, [])
    return Party.objects.visible_to(reader).filter(pk__in=reached)


def parties_named(text, reader):
    """The parties that `reader` may see and that are called `text`; where none is, those with it in one of their names."""
    exactly, about = (names_of_parties(text, reader, how) for how in ("iexact", "icontains"))
    return exactly if exactly.exists() else about


def names_of_parties(text, reader, how):
    """The parties with a name that compares with `text` as the lookup `how` has it."""
    also = PartyName.objects.visible_to(reader).filter(**{f"name__{how}": text}).values("party")
    named = Q(**{f"name__{how}": text}) | Q(**{f"short_name__{how}": text}) | Q(pk__in=also)
    return Party.objects.visible_to(reader).filter(named)


def places_named(text, reader):
    """The places that `reader` may see with `text` in their name, province or district."""
    condition = Q()
    for name in ("name", "local_name", "admin1", "admin2"):
        condition |= Q(**{f"{name}__icontains": text})
    return Place.objects.visible_to(reader).filter(condition)
