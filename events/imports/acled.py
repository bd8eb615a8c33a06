"""Rows of ACLED, the Armed Conflict Location and Event Data, in our terms. Codes are those of its codebook."""

import datetime
import re
from functools import lru_cache

from events.imports.reading import claimants, coordinates, count, read_rows
from events.imports.record import Claimed, EventRecord, PartyNamed, PlaceNamed
from events.models import Event, EventParty
from records.dates import PartialDate
from records.imports.faults import BadValue
from records.imports.layout import Column, Layout
from records.imports.values import (
    NOTHING,
    date,
    identifier,
    latitude,
    line,
    longitude,
    optional,
    prose,
    shortened,
    whole_number,
)
from talks.countries import country_named, country_with_iso_number
from talks.models import Party, Place

LAYOUT = Layout(
    "ACLED",
    [
        Column("event_id_cnty"),
        Column("event_date"),
        Column("time_precision", is_required=False),
        Column("event_type"),
        Column("sub_event_type"),
        Column("actor1"),
        Column("assoc_actor_1", is_required=False),
        Column("inter1", is_required=False),
        Column("actor2", is_required=False),
        Column("assoc_actor_2", is_required=False),
        Column("inter2", is_required=False),
        Column("iso", is_required=False),
        Column("country"),
        Column("admin1", is_required=False),
        Column("admin2", is_required=False),
        Column("location"),
        Column("latitude"),
        Column("longitude"),
        Column("geo_precision", is_required=False),
        Column("source", is_required=False, is_prose=True),
        Column("notes", is_required=False, is_prose=True),
        Column("fatalities"),
    ],
    ignored=(
        *("year", "disorder_type", "interaction", "civilian_targeting", "region", "admin3", "source_scale", "tags"),
        *("timestamp", "data_id", "event_id_no_cnty", "iso3"),
    ),
)

Kind = Event.Kind
# Each event type with its sub-event types. Where ours are fewer, the nearest.
KINDS = {
    "Battles": {
        "Armed clash": Kind.ARMED_CLASH,
        "Government regains territory": Kind.GOVERNMENT_REGAINS,
        "Non-state actor overtakes territory": Kind.NON_STATE_OVERTAKES,
    },
    "Violence against civilians": {
        "Attack": Kind.ATTACK,
        "Abduction/forced disappearance": Kind.ABDUCTION,
        "Sexual violence": Kind.SEXUAL_VIOLENCE,
    },
    "Protests": {
        "Peaceful protest": Kind.PEACEFUL_PROTEST,
        "Protest with intervention": Kind.PEACEFUL_PROTEST,
        "Excessive force against protesters": Kind.ATTACK,
    },
    "Riots": {
        "Mob violence": Kind.MOB_VIOLENCE,
        "Violent demonstration": Kind.MOB_VIOLENCE,
    },
    "Strategic developments": {
        "Agreement": Kind.AGREEMENT,
        "Arrests": Kind.ARRESTS,
        "Change to group/activity": Kind.GROUP_CHANGE,
        "Disrupted weapons use": Kind.DISRUPTED_WEAPONS,
        "Headquarters or base established": Kind.HEADQUARTERS,
        "Looting/property destruction": Kind.LOOTING,
        "Non-violent transfer of territory": Kind.NON_VIOLENT_TRANSFER,
        "Other": Kind.OTHER,
    },
    "Explosions/Remote violence": {
        "Shelling/artillery/missile attack": Kind.SHELLING,
        "Air/drone strike": Kind.AIR_STRIKE,
        "Remote explosive/landmine/IED": Kind.REMOTE,
        "Suicide bomb": Kind.REMOTE,
        "Grenade": Kind.REMOTE,
        "Chemical weapon": Kind.REMOTE,
    },
}
BY_FOLDED_TYPE = {
    event_type.lower(): (event_type, {sub.lower(): (sub, kind.value) for sub, kind in subs.items()})
    for event_type, subs in KINDS.items()
}

# geo_precision: 1 the town; 2 a town near it, or a part of the region; 3 a larger region, the coordinates being its capital's.
PRECISIONS = {1: 1, 2: 2, 3: 4}
# What an actor is by its `inter`, which is a number in older files and words in newer ones.
PARTY_KINDS = {
    **dict.fromkeys(("1", "state forces"), Party.Kind.GOVERNMENT.value),
    **dict.fromkeys(("2", "rebel group", "rebel groups"), Party.Kind.ARMED_GROUP.value),
    **dict.fromkeys(("3", "political militia", "political militias"), Party.Kind.ARMED_GROUP.value),
    **dict.fromkeys(("4", "identity militia", "identity militias"), Party.Kind.ARMED_GROUP.value),
    **dict.fromkeys(("5", "rioters"), Party.Kind.CIVIL_SOCIETY.value),
    **dict.fromkeys(("6", "protesters"), Party.Kind.CIVIL_SOCIETY.value),
    **dict.fromkeys(("7", "civilians"), Party.Kind.CIVIL_SOCIETY.value),
    **dict.fromkeys(("8", "external/other forces", "other forces", "external forces"), Party.Kind.INTERNATIONAL.value),
}
OF_A_STATE = re.compile(r"(?:Government|Military Forces|Police Forces) of (?:the )?([^(]+)", re.IGNORECASE)
CIVILIANS = re.compile(r"Civilians(?: \(.*\))?", re.IGNORECASE)
SIDE_LENGTH = 90

optional_latitude, optional_longitude = optional(latitude), optional(longitude)
optional_count = optional(count)


def read(table):
    """Yield an EventRecord, or a RowFault, for each row of `table`; FileRefused when it is no file of ACLED."""
    return read_rows(table, LAYOUT, record_of)


def record_of(row, values, doubts):
    """The EventRecord of one row, whose cells come in the order of LAYOUT."""
    # fmt: off
    (
        external_id, day, time_precision, event_type, sub_type, actor1, associates1, inter1, actor2, associates2, inter2,
        iso, country, admin1, admin2, location, north, east, geo_precision, sources, notes, fatalities,
    ) = values
    # fmt: on
    external_id = identifier("event_id_cnty", external_id)
    event_type, sub_type, kind = kind_of(event_type, sub_type)
    parties, between, party_doubts = parties_of(actor1, associates1, inter1, actor2, associates2, inter2)
    place, place_doubts = place_of(geo_precision, location, admin1, admin2, north, east, iso, country)
    happened_on = period(day, time_precision)
    deaths = optional_count("fatalities", fatalities)
    doubts.extend(party_doubts)
    doubts.extend(place_doubts)
    account = f"{event_type}: {sub_type}, as coded by ACLED."
    if notes.strip() not in NOTHING:
        account = f"{account}\nNotes of ACLED: {prose('notes', notes, doubts.append, length=90_000)}"
    reports = tuple(Claimed(label) for label in claimants(sources, doubts, "source"))
    title = shortened(f"{sub_type}: {between}, {place.name}" if between else f"{sub_type}, {place.name}", 300)
    return EventRecord(row, external_id, kind, title, account, happened_on, place, parties, reports, deaths_best=deaths)


@lru_cache(maxsize=1_000)
def kind_of(event_type, sub_type):
    """(the event type and the sub-event type as ACLED writes them, the Event.Kind)."""
    known_type, subs = BY_FOLDED_TYPE.get(event_type.strip().lower(), (None, None))
    if known_type is None:
        raise BadValue("event_type", event_type, f"ACLED has no such event type: {', '.join(KINDS)} are known here.")
    if (found := subs.get(sub_type.strip().lower())) is None:
        raise BadValue(
            "sub_event_type",
            sub_type,
            f"“{known_type}” has no such sub-event type: {', '.join(KINDS[known_type])} are known here.",
        )
    return known_type, *found


@lru_cache(maxsize=10_000)
def parties_of(actor1, associates1, inter1, actor2, associates2, inter2):
    """(the parties, the two actors in words, doubts)."""
    doubts, parties, names = [], {}, []
    for column, actor, inter, role, associates in (
        ("actor1", actor1, inter1, EventParty.Role.SIDE_A.value, associates1),
        ("actor2", actor2, inter2, EventParty.Role.SIDE_B.value, associates2),
    ):
        kind = PARTY_KINDS.get(inter.strip().lower().removesuffix(".0"), Party.Kind.ARMED_GROUP.value)
        if actor.strip() not in NOTHING:
            name = line(column, actor, doubts.append)
            names.append(shortened(name, SIDE_LENGTH))
            add(parties, role, name, kind)
        for name in claimants(associates, doubts, f"assoc_{column[:-1]}_{column[-1]}"):
            add(parties, EventParty.Role.TOOK_PART.value, name, associate_kind(kind))
    if not actor1.strip() or actor1.strip() in NOTHING:
        raise BadValue("actor1", actor1, "The first actor is missing. Fill it in.")
    return tuple(parties.values()), " and ".join(names), tuple(doubts)


def associate_kind(kind):
    """What an associate of an actor of this `kind` is, unless its own name says more."""
    return Party.Kind.CIVIL_SOCIETY.value if kind == Party.Kind.CIVIL_SOCIETY else Party.Kind.ARMED_GROUP.value


def add(parties, role, name, kind):
    """Add a party to the dict `parties`, once in each role. Civilians are none."""
    if not name or CIVILIANS.fullmatch(name):
        return
    state = OF_A_STATE.match(name)
    if state:
        named = PartyNamed(role, name, Party.Kind.GOVERNMENT.value, country_named(state[1]))
    else:
        named = PartyNamed(role, name, kind)
    parties.setdefault((role, name.casefold()), named)


@lru_cache(maxsize=10_000)
def place_of(geo_precision, location, admin1, admin2, north, east, iso, country):
    """(the PlaceNamed, doubts). An event that is known to a province only is placed in the province, not in its capital."""
    doubts = []
    code = 1 if geo_precision.strip() in NOTHING else whole_number("geo_precision", geo_precision)
    if code not in PRECISIONS:
        raise BadValue("geo_precision", geo_precision, "This is no code of ACLED: 1, 2 or 3 is expected.")
    precision = PRECISIONS[code]
    location, admin1, admin2, country = (
        "" if cell.strip() in NOTHING else line(column, cell, doubts.append)
        for column, cell in (("location", location), ("admin1", admin1), ("admin2", admin2), ("country", country))
    )
    is_province = precision == Place.Precision.ADMIN1
    name = (is_province and admin1) or location or admin2 or admin1 or country
    if not name:
        raise BadValue("location", "", "Neither the place nor its country is named. Fill it in.")
    lies_at = coordinates(optional_latitude("latitude", north), optional_longitude("longitude", east))
    state = None if iso.strip() in NOTHING else country_with_iso_number(whole_number("iso", iso))
    if state is None:
        state = country_named(country)
        if not state:
            doubts.append(BadValue("iso", iso, f"No country is known here by this ISO number, or as “{country}”."))
    kind = Place.Kind.ADMIN1.value if is_province else Place.Kind.TOWN.value
    return PlaceNamed(name, kind, precision, state, admin1, admin2, *lies_at), tuple(doubts)


@lru_cache(maxsize=10_000)
def period(cell, time_precision):
    """The PartialDate of an event: 1 the day; 2 about the week that holds it; 3 the month that holds it."""
    day = date("event_date", cell)
    code = 1 if time_precision.strip() in NOTHING else whole_number("time_precision", time_precision)
    if code == 1:
        return PartialDate(f"{day}")
    if code == 2:
        monday = day - datetime.timedelta(days=day.weekday())
        return PartialDate(f"{monday}~/{monday + datetime.timedelta(days=6)}~")
    if code == 3:
        return PartialDate(f"{day:%Y-%m}")
    raise BadValue("time_precision", time_precision, "This is no code of ACLED: 1, 2 or 3 is expected.")
