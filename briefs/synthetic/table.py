"""The made-up table: lands, the parties that fight over them, the rounds they hold, and the sources that write of it."""

import calendar
import datetime as dt
from dataclasses import dataclass, field

from briefs.synthetic.chance import CLOSES, OPENS, dated
from briefs.synthetic.words import ENDINGS, GIVEN, MARK, MIDDLES, ONSETS
from events.models import Figure, Question
from records.languages import Language
from records.models import Publisher, Source
from talks.models import Office, Participation, Party, PartyLink, PartyName, Person, Place, Process, Round

PROVINCES, TOWNS = 6, 8
ALWAYS_SEEN = {"restricted": 0, "confidential": 0}
ROLES = Participation.Role


@dataclass
class Theatre:
    """One process with its land, its parties and its rounds. `sources` maps (year, month) to those that wrote of it."""

    number: int
    land: str
    process: Process
    opens: dt.date
    towns: list = field(default_factory=list)
    sides: list = field(default_factory=list)
    factions: list = field(default_factory=list)
    host: Party = None
    speakers: dict = field(default_factory=dict)
    sources: dict = field(default_factory=dict)
    rounds: list = field(default_factory=list)


def set_up(ledger, chance, *, seed, theatres, rounds):
    """`theatres` Theatres with `rounds` rounds between them, stored through `ledger`."""
    names = invented_names(chance)
    publishers = ledger.keep(
        Publisher,
        [
            Publisher(
                name=f"Synthetic {title} {seed}",
                kind=kind,
                reliability=reliability,
                public_id=chance.public_id(),
                note="Invented by seed_scale.",
            )
            for title, kind, reliability in (
                ("Wire", Publisher.Kind.AGENCY, "B"),
                ("Monitor", Publisher.Kind.CIVIL_SOCIETY, "A"),
                ("Radio", Publisher.Kind.BROADCASTER, "C"),
                ("Gazette", Publisher.Kind.GOVERNMENT, "C"),
            )
        ],
    )
    return [
        one_theatre(ledger, chance, names, publishers, seed, number, rounds // theatres + (number <= rounds % theatres))
        for number in range(1, theatres + 1)
    ]


def invented_names(chance):
    """Place names that no map has, in a chance order, without an end."""
    names = [a + b + c for a in ONSETS for b in MIDDLES for c in ENDINGS]
    chance.mix(names)
    number = 0
    while True:
        yield from (f"{name} {number}" if number else name for name in names)
        number += 1


def one_theatre(ledger, chance, names, publishers, seed, number, rounds):
    land = next(names)
    opens = chance.day(OPENS, dt.date(2012, 12, 31))
    process = Process(
        name=f"Synthetic talks {seed}-{number}: {land}",
        slug=f"synthetic-{seed}-{number}",
        conflict=f"The conflict over {land} {MARK}",
        opened_on=dated(f"{opens:%Y-%m}"),
        summary="Made by seed_scale to measure Parley at scale. Nothing in it happened, nobody in it exists.",
        # Every seventh process is for the team alone, and with it all that hangs on it.
        **chance.shown(restricted=1 if number % 7 == 0 else 0, confidential=0),
    )
    ledger.keep(Process, [process])
    theatre = Theatre(number, land, process, opens.replace(day=1))
    theatre.towns = places(ledger, chance, names, land)
    parties(ledger, chance, theatre)
    sources(ledger, chance, theatre, publishers)
    theatre.rounds = sittings(ledger, chance, theatre, rounds)
    figures(ledger, chance, theatre)
    return theatre


def places(ledger, chance, names, land):
    """The towns of a land, each within its province."""
    kinds = Place.Kind
    (country,) = ledger.keep(
        Place, [Place(name=f"{land} {MARK}", kind=kinds.COUNTRY, precision=6, **chance.shown(**ALWAYS_SEEN))]
    )
    provinces = ledger.keep(
        Place,
        [
            Place(name=name, admin1=name, kind=kinds.ADMIN1, within=country, precision=4, **chance.shown(**ALWAYS_SEEN))
            for name in (next(names) for _ in range(PROVINCES))
        ],
    )
    towns = [
        Place(
            name=next(names),
            admin1=province.name,
            kind=kinds.TOWN,
            within=province,
            # The open ocean: a map shows at once that there is no such town.
            latitude=-chance.between(40_000_000, 55_000_000) / 1_000_000,
            longitude=-chance.between(100_000_000, 130_000_000) / 1_000_000,
            precision=1,
            **chance.shown(restricted=0.02, confidential=0),
        )
        for province in provinces
        for _ in range(TOWNS)
    ]
    return ledger.keep(Place, towns)


def parties(ledger, chance, theatre):
    """The two sides, the factions of the second, the host; and for each the people who speak for it."""
    kinds, land = Party.Kind, theatre.land
    named = [
        (f"Government of {land} {MARK}", kinds.GOVERNMENT, f"دولت {land}"),
        (f"{land} People's Front {MARK}", kinds.ARMED_GROUP, f"جبهه مردم {land}"),
        (f"Northern Wing of the {land} People's Front {MARK}", kinds.ARMED_GROUP, f"شاخه شمال جبهه مردم {land}"),
        (f"{land} Free Brigade {MARK}", kinds.ARMED_GROUP, f"لوای آزاد {land}"),
        (f"Contact Group for {land} {MARK}", kinds.INTERNATIONAL, f"گروه تماس برای {land}"),
    ]
    stored = ledger.keep(
        Party,
        [
            Party(name=name, kind=kind, note="Invented by seed_scale.", **chance.shown(**ALWAYS_SEEN))
            for name, kind, _ in named
        ],
    )
    theatre.sides, theatre.factions, theatre.host = stored[:2], stored[2:4], stored[4]
    ledger.keep(
        PartyName,
        [
            PartyName(party=party, name=local, language=Language.DARI)
            for party, (_, _, local) in zip(stored, named, strict=True)
        ],
    )
    ledger.keep(
        PartyLink,
        [
            PartyLink(party=faction, kind=PartyLink.Kind.FACTION, other=stored[1], valid_from=f"{theatre.opens.year}")
            for faction in theatre.factions
        ],
    )
    for party in stored:
        people = [
            Person(name=f"{given} {chance.pick(ONSETS)}{chance.pick(ENDINGS)} {MARK}", **chance.shown(**ALWAYS_SEEN))
            for given in chance.sample(GIVEN, 3)
        ]
        theatre.speakers[party] = ledger.keep(Person, people)
        ledger.keep(
            Office,
            [
                Office(person=person, party=party, title=f"spokesperson, {party.name}", held_from=f"{theatre.opens}")
                for person in people
            ],
        )


def sources(ledger, chance, theatre, publishers):
    """Two round-ups for each month of the talks, published in the first days of the next, kept in `theatre.sources`."""
    rows = []
    for year in range(theatre.opens.year, CLOSES.year + 1):
        for month in range(1, 13):
            last = dt.date(year, month, calendar.monthrange(year, month)[1])
            pair = [
                Source(
                    title=f"{theatre.land}: {last:%B %Y} in review {MARK}",
                    kind=Source.Kind.REPORT,
                    publisher=publisher,
                    published_on=dated(f"{chance.after(last, 1, 5)}"),
                    url=f"https://synthetic.example/{theatre.process.slug}/{last:%Y-%m}/{publishers.index(publisher) + 1}",
                    **chance.shown(restricted=0.02, confidential=0.005),
                )
                for publisher in chance.sample(publishers, 2)
            ]
            theatre.sources[year, month] = pair
            rows += pair
    ledger.keep(Source, rows)


def sittings(ledger, chance, theatre, count):
    """`count` rounds in order of time, with who took part; pairs (round, its last day)."""
    days = sorted(chance.day(theatre.opens, CLOSES - dt.timedelta(days=30)) for _ in range(count))
    rows, closed = [], []
    for number, day in enumerate(days, 1):
        last = chance.after(day, 0, 4)
        closed.append(last)
        rows.append(
            Round(
                process=theatre.process,
                name=f"{theatre.land} round {number} {MARK}",
                number=number,
                format=chance.pick(Round.Format.values),
                place=chance.pick(theatre.towns),
                opened_on=dated(f"{day}") if chance.happens(0.9) else dated(f"{day:%Y-%m}"),
                closed_on=dated(f"{last}") if chance.happens(0.85) else None,
                status=Round.Status.HELD,
                whats_next="Date and place of the next round were not given.",
                **chance.shown(restricted=0.03, confidential=0.01),
            )
        )
    ledger.keep(Round, rows)
    seats = [(side, ROLES.NEGOTIATING) for side in theatre.sides] + [(theatre.host, ROLES.HOST)]
    took_part = ledger.keep(
        Participation,
        [
            Participation(
                round=sitting,
                party=party,
                role=role,
                named_as_written=f"delegation of {party.name}",
                head=theatre.speakers[party][0],
                **chance.shown(restricted=0.01, confidential=0),
            )
            for sitting in rows
            for party, role in seats
        ],
    )
    ledger.tie(
        Participation,
        "delegates",
        [(seat, person) for seat in took_part for person in theatre.speakers[seat.party][1:]],
    )
    return list(zip(rows, closed, strict=True))


def figures(ledger, chance, theatre):
    """One question that every side answers differently."""
    (question,) = ledger.keep(
        Question,
        [
            Question(
                process=theatre.process,
                text=f"How many districts of {theatre.land} does the People's Front hold? {MARK}",
                unit="districts",
                **chance.shown(**ALWAYS_SEEN),
            )
        ],
    )
    ledger.keep(
        Figure,
        [
            Figure(
                question=question,
                claimant_party=party,
                bound=chance.pick([Figure.Bound.ABOUT, Figure.Bound.MORE_THAN, Figure.Bound.AT_MOST]),
                value=chance.between(5, 40),
                definition=Figure.Definition.HELD,
                stated_on=dated(f"{chance.day(theatre.opens):%Y-%m}"),
                **chance.shown(**ALWAYS_SEEN),
            )
            for party in (*theatre.sides, theatre.host)
        ],
    )
