"""Rows of the UCDP Georeferenced Event Dataset, in our terms. Codes are those of its codebook.

Nearly every cell of a file of hundreds of thousands of rows has been seen before: what is made of parties, places and dates
is kept, and only what is new is made.
"""

import calendar
import re
from contextlib import suppress
from functools import lru_cache
from html import unescape

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
from talks.countries import country_named, country_numbered
from talks.models import Party, PartyIdentifier, Place

# fmt: off
UNREAD = (
    "relid", "year", "active_year", "code_status", "conflict_dset_id", "conflict_new_id", "dyad_dset_id", "dyad_new_id",
    "side_a_dset_id", "side_b_dset_id", "number_of_sources", "geom_wkt", "priogrid_gid", "region",
)
# fmt: on

LAYOUT = Layout(
    "UCDP GED",
    [
        Column("id"),
        Column("type_of_violence"),
        Column("conflict_name", is_required=False),
        Column("dyad_name", is_required=False),
        Column("side_a_new_id", is_required=False),
        Column("side_a"),
        Column("side_b_new_id", is_required=False),
        Column("side_b"),
        Column("source_article", is_required=False, is_prose=True),
        Column("source_office", is_required=False, is_prose=True),
        Column("source_date", is_required=False, is_prose=True),
        Column("source_headline", is_required=False, is_prose=True),
        Column("source_original", is_required=False, is_prose=True),
        Column("where_prec"),
        Column("where_coordinates", is_required=False),
        Column("where_description", is_required=False, is_prose=True),
        Column("adm_1", is_required=False),
        Column("adm_2", is_required=False),
        Column("latitude"),
        Column("longitude"),
        Column("country"),
        Column("country_id", is_required=False),
        Column("event_clarity", is_required=False),
        Column("date_prec"),
        Column("date_start"),
        Column("date_end"),
        Column("deaths_a", is_required=False),
        Column("deaths_b", is_required=False),
        Column("deaths_civilians", is_required=False),
        Column("deaths_unknown", is_required=False),
        Column("best", earlier=("best_est",)),
        Column("high", earlier=("high_est",)),
        Column("low", earlier=("low_est",)),
        Column("gwnoa", is_required=False),
        Column("gwnob", is_required=False),
    ],
    ignored=UNREAD,
)

STATE_BASED, NON_STATE, ONE_SIDED = 1, 2, 3
IN_WORDS = {
    STATE_BASED: "State-based fighting",
    NON_STATE: "Fighting between non-state groups",
    ONE_SIDED: "One-sided violence",
}
PLACE_KINDS = {
    1: Place.Kind.TOWN.value,
    2: Place.Kind.TOWN.value,
    3: Place.Kind.ADMIN2.value,
    4: Place.Kind.ADMIN1.value,
    5: Place.Kind.AREA.value,
    6: Place.Kind.COUNTRY.value,
    7: Place.Kind.AREA.value,
}
WATERS = 7
ONE_DAY = 1
CIVILIANS = "civilians"
GOVERNMENT_OF = "Government of "
NO_SOURCE_DATE = "1753-01-01"
BETWEEN_HEADLINES = re.compile(r"\s*;\s*")

# Of a title of 300 letters, so much for each side; of the account, so much for what others wrote; of a list of articles,
# so much.
SIDE_LENGTH, QUOTED_LENGTH, ARTICLES_LENGTH = 90, 5_000, 2_000

ACTOR, SIDE_A, SIDE_B = EventParty.Role.ACTOR.value, EventParty.Role.SIDE_A.value, EventParty.Role.SIDE_B.value
GOVERNMENT, ARMED_GROUP = Party.Kind.GOVERNMENT.value, Party.Kind.ARMED_GROUP.value
UCDP = PartyIdentifier.Scheme.UCDP.value
CLASH, ATTACK = Event.Kind.ARMED_CLASH.value, Event.Kind.ATTACK.value

optional_latitude, optional_longitude = optional(latitude), optional(longitude)


def read(table):
    """Yield an EventRecord, or a RowFault, for each row of `table`; FileRefused when it is no GED."""
    return read_rows(table, LAYOUT, record_of)


def record_of(row, values, doubts):
    """The EventRecord of one row, whose cells come in the order of LAYOUT."""
    # fmt: off
    (
        external_id, violence, conflict, dyad, a_id, a, b_id, b, articles, offices, dates, headlines, originals,
        where_prec, where, where_described, adm_1, adm_2, north, east, country, country_id, clarity,
        date_prec, first_day, last_day, deaths_a, deaths_b, deaths_civilians, deaths_unknown,
        best, high, low, a_state, b_state,
    ) = values
    # fmt: on
    external_id = identifier("id", external_id)
    violence = code("type_of_violence", violence, 3)
    parties, what, party_doubts = parties_of(violence, a_id, a, a_state, b_id, b, b_state)
    place, place_doubts = place_of(where_prec, where, adm_1, adm_2, north, east, country, country_id)
    happened_on = period(first_day, last_day, date_prec)
    clarity = 1 if clarity in NOTHING else code("event_clarity", clarity, 2)
    best, high, low = count("best", best), count("high", high), count("low", low)
    if party_doubts or place_doubts:
        doubts.extend(party_doubts)
        doubts.extend(place_doubts)
    if not low <= best <= high:
        doubts.append(
            BadValue(
                "best", f"{low}, {best}, {high}", "The best estimate does not lie between low and high. Kept as given."
            )
        )
    deaths = ""
    if deaths_a or deaths_b or deaths_civilians or deaths_unknown:
        deaths = deaths_told(deaths_a, deaths_b, deaths_civilians, deaths_unknown, best, doubts)
    if "&#" in headlines or "&#" in articles:
        # What a web page left in them; its semicolons would be taken for those between articles.
        headlines, articles = unescape(headlines), unescape(articles)
    cited = citations(articles, offices, dates, headlines, doubts)
    reports = reports_of(originals, cited, doubts)
    account = [context(violence, conflict, dyad, f"{a} - {b}")]
    if where_described:
        account.append(f"Where: {prose('where_description', where_described, doubts.append)}")
    if deaths:
        account.append(deaths)
    if cited and not reports:
        # No report carries them, as nobody is named who says it.
        account.append("Sources, as cited:\n" + "\n".join(cited))
    elif headlines:
        parted = BETWEEN_HEADLINES.sub("; ", headlines) if ";" in headlines else headlines
        # Doubts about them are told of the articles.
        account.append(f"Headlines: {prose('source_headline', parted, length=QUOTED_LENGTH)}")
    return EventRecord(
        row,
        external_id,
        ATTACK if violence == ONE_SIDED else CLASH,
        shortened(f"{what}, {place.name}", 300),
        "\n".join(account),
        happened_on,
        place,
        parties,
        reports,
        low,
        best,
        high,
        clarity,
    )


@lru_cache(maxsize=1_000)
def code(column, cell, most):
    """The code from 1 to `most` in a cell; BadValue for any other."""
    try:
        return whole_number(column, cell, least=1, most=most)
    except BadValue as error:
        raise BadValue(column, cell, f"This is no code of UCDP: a number from 1 to {most} is expected.") from error


@lru_cache(maxsize=5_000)
def parties_of(violence, a_id, a, a_state, b_id, b, b_state):
    """(the parties, what happened between them in words, doubts)."""
    doubts = []
    a, b = line("side_a", a, doubts.append), line("side_b", b, doubts.append)
    for column, name in (("side_a", a), ("side_b", b)):
        if name in NOTHING:
            raise BadValue(column, name, "The name of this side is missing. Fill it in.")
    is_one_sided = violence == ONE_SIDED
    named = [("side_a", ACTOR if is_one_sided else SIDE_A, a, a_id, a_state)]
    if b.lower() != CIVILIANS:
        named.append(("side_b", EventParty.Role.TARGET.value if is_one_sided else SIDE_B, b, b_id, b_state))
    parties = tuple(party(f"{column}_new_id", role, name, actor, state) for column, role, name, actor, state in named)
    a, b = shortened(a, SIDE_LENGTH), shortened(b, SIDE_LENGTH)
    attacked = "civilians" if b.lower() == CIVILIANS else b
    what = f"Attack by {a} on {attacked}" if is_one_sided else f"Fighting between {a} and {b}"
    return parties, what, tuple(doubts)


def party(column, role, name, actor, state):
    """The PartyNamed of one side."""
    scheme, known_as = (UCDP, identifier(column, actor)) if actor.strip() not in NOTHING else ("", "")
    if not name.startswith(GOVERNMENT_OF):
        return PartyNamed(role, name, ARMED_GROUP, "", scheme, known_as)
    country = None
    # Several governments share a side here and there, with their numbers in one cell.
    with suppress(BadValue):
        country = country_numbered(whole_number("gwno", state))
    if country is None:
        country = country_named(name.removeprefix(GOVERNMENT_OF))
    return PartyNamed(role, name, GOVERNMENT, country, scheme, known_as)


@lru_cache(maxsize=10_000)
def place_of(prec, name, adm_1, adm_2, north, east, country, country_id):
    """(the PlaceNamed, doubts). Without a name of its own it has that of the smallest part that is named."""
    doubts = []
    prec = code("where_prec", prec, 7)
    name, adm_1, adm_2, country = (
        "" if cell in NOTHING else line(column, cell, doubts.append)
        for column, cell in (("where_coordinates", name), ("adm_1", adm_1), ("adm_2", adm_2), ("country", country))
    )
    name = name or adm_2 or adm_1 or country
    if not name:
        raise BadValue("where_coordinates", name, "Neither the place nor its country is named. Fill it in.")
    lies_at = coordinates(optional_latitude("latitude", north), optional_longitude("longitude", east))
    state = None if country_id in NOTHING else country_numbered(count("country_id", country_id))
    if state is None:
        state = country_named(country)
        if country_id not in NOTHING:
            doubts.append(BadValue("country_id", country_id, "No state is known here by this Gleditsch-Ward number."))
    if prec == WATERS:
        state = ""
    return PlaceNamed(name, PLACE_KINDS[prec], prec, state, adm_1, adm_2, *lies_at), tuple(doubts)


@lru_cache(maxsize=40_000)
def period(first, last, prec):
    """The PartialDate of an event: a day, or the period within which it happened.

    A period that begins and ends on one day, without being coded as that day, is approximate.
    """
    prec = code("date_prec", prec, 5)
    start, end = date("date_start", first), date("date_end", last)
    if end < start:
        raise BadValue("date_end", last, f"The last day comes before the first, {start}. Correct one of them.")
    if start == end:
        return PartialDate(f"{start}" if prec == ONE_DAY else f"{start}~")
    month_ends = start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]
    if month_ends and (start.year, start.month) == (end.year, end.month):
        return PartialDate(f"{start:%Y-%m}")
    if month_ends and start.year == end.year and (start.month, end.month) == (1, 12):
        return PartialDate(f"{start:%Y}")
    return PartialDate(f"{start}/{end}")


@lru_cache(maxsize=5_000)
def context(violence, conflict, dyad, both):
    """What is known of an event from the conflict and the dyad that it is coded in; the title names `both` sides."""
    conflict, dyad = line("conflict_name", conflict), line("dyad_name", dyad)
    told = f"{IN_WORDS[violence]}: {conflict}" if conflict else IN_WORDS[violence]
    # Words that stand in every account would be found in every event.
    if dyad and dyad not in (conflict, both):
        told = f"{told}; {dyad}"
    return f"{told} (UCDP)"


def deaths_told(a, b, civilians, unknown, best, doubts):
    """Deaths by side in words; a doubt when they do not add up to `best`."""
    in_all, told = deaths_by_side(a, b, civilians, unknown)
    if in_all != best:
        doubts.append(
            BadValue("best", str(best), f"The four columns of deaths add up to {in_all:,}, not to this. Kept as given.")
        )
    return told


@lru_cache(maxsize=10_000)
def deaths_by_side(a, b, civilians, unknown):
    """(deaths in all, deaths by side in words)."""
    a, b = count("deaths_a", a or "0"), count("deaths_b", b or "0")
    civilians, unknown = count("deaths_civilians", civilians or "0"), count("deaths_unknown", unknown or "0")
    sides = (("side A", a), ("side B", b), ("civilians", civilians), ("unknown", unknown))
    # A side without deaths is not named, so that whoever looks for civilians finds those who were killed.
    told = ", ".join(f"{side} {number:,}" for side, number in sides if number)
    return a + b + civilians + unknown, told and f"Deaths: {told}"


def citations(articles, offices, dates, headlines, doubts):
    """The articles that a row rests on, each as one line: by office, date and headline where these lists agree."""
    if offices and headlines and dates:
        by_office, by_date, by_headline = offices.split(";"), dates.split(";"), headlines.split(";")
        if len(by_office) == len(by_date) == len(by_headline):
            return list(
                dict.fromkeys(
                    line("source_headline", citation(*article), doubts.append, length=QUOTED_LENGTH)
                    for article in zip(by_office, by_date, by_headline, strict=True)
                )
            )
    if articles in NOTHING:
        return []
    text = prose("source_article", articles.replace('";"', "\n").strip('" ;'), doubts.append)
    return [article for article in shortened(text, ARTICLES_LENGTH).splitlines() if article.strip()]


def citation(office, day, headline):
    day = day.strip()
    told = office.strip() if not day or day.startswith(NO_SOURCE_DATE) else f"{office.strip()}, {day}"
    headline = headline.strip()
    return f"{told}: {headline}" if headline else told


def reports_of(originals, cited, doubts):
    """A Claimed for each claimant, with its own article where there are as many of these, else with all of them."""
    if not originals:
        return ()
    labels = claimants(originals, doubts, "source_original")
    if len(labels) > 1 and len(labels) == len(cited):
        return tuple(map(Claimed, labels, cited))
    together = "\n".join(cited)
    return tuple(Claimed(label, together) for label in labels)
