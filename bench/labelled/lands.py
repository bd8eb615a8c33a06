"""The made-up lands: their places, and the parties that act in them. None of it stands on a map."""

from dataclasses import dataclass, field

from django_countries import countries

from bench.labelled.phrases import LANGUAGES
from talks.models import Party, PartyLink, PartyName, Place

SHOWN = {"restricted": 0, "confidential": 0}
# Syllables in Latin and in Arabic letters.
FIRST = [
    ("ba", "با"),
    ("du", "دو"),
    ("fa", "فا"),
    ("gha", "غا"),
    ("ha", "ها"),
    ("ja", "جا"),
    ("ka", "کا"),
    ("li", "لی"),
]
FIRST += [
    ("ma", "ما"),
    ("na", "نا"),
    ("qa", "قا"),
    ("ru", "رو"),
    ("sa", "سا"),
    ("ta", "تا"),
    ("wa", "وا"),
    ("zu", "زو"),
]
MIDDLE = [
    ("ra", "را"),
    ("li", "لی"),
    ("mu", "مو"),
    ("no", "نو"),
    ("shi", "شی"),
    ("de", "دی"),
    ("va", "وا"),
    ("ghi", "غی"),
]
LAST = [
    ("n", "ن"),
    ("bad", "باد"),
    ("stan", "ستان"),
    ("kent", "کنت"),
    ("shar", "شار"),
    ("da", "دا"),
    ("mir", "میر"),
    ("q", "ق"),
]
# Of real countries, borrowed to tell these apart: a country field takes no others.
CODES = list(dict(countries))
PROVINCES, TOWNS = 5, 4

GOVERNMENT = {"en": "Government of {}", "fa": "حکومت {}", "ar": "حكومة {}", "fr": "Gouvernement de {}"}
ARMY = {"en": "Army of {}", "fa": "اردوی {}", "ar": "جيش {}", "fr": "Armée de {}"}
GROUPS = [
    {"en": "{} Front", "fa": "جبهه {}", "ar": "جبهة {}", "fr": "Front {}"},
    {"en": "{} Liberation Movement", "fa": "جنبش {}", "ar": "حركة {}", "fr": "Mouvement {}"},
    {"en": "Council of {}", "fa": "شورای {}", "ar": "مجلس {}", "fr": "Conseil de {}"},
]
FACTIONS = {"en": "{} brigade", "fa": "لوای {}", "ar": "لواء {}", "fr": "Brigade {}"}
GANG = {"en": "{} gang", "fa": "باند {}", "ar": "عصابة {}", "fr": "Bande {}"}


@dataclass(frozen=True)
class Name:
    """An invented word in both scripts."""

    latin: str
    arabic: str

    def in_(self, language):
        return self.arabic if language in ("fa", "ar") else self.latin


@dataclass
class Side:
    """A party, its name in each language, and its parts: factions of a movement, the army of a government."""

    party: Party
    names: dict
    parts: list = field(default_factory=list)


@dataclass
class Province:
    """A province with its towns; `names` maps each of its Places to its Name."""

    place: Place
    towns: list = field(default_factory=list)


@dataclass
class Land:
    """A land: `whole` is it as a Place, `others` are armed groups that are no party to any accord in it."""

    code: str
    name: Name
    whole: Place
    provinces: list
    government: Side
    movements: list
    others: list
    names: dict


class Names:
    """Invented names, each once."""

    def __init__(self, chance):
        self.chance, self.used = chance, set()

    def next(self):
        while True:
            parts = [self.chance.pick(FIRST), self.chance.pick(MIDDLE)]
            if self.chance.happens(0.4):
                parts.append(self.chance.pick(MIDDLE))
            parts.append(self.chance.pick(LAST))
            latin = "".join(part[0] for part in parts).capitalize()
            if latin not in self.used:
                self.used.add(latin)
                return Name(latin, "".join(part[1] for part in parts))


def settle(ledger, chance, count, movements):
    """`count` Lands, stored through `ledger`; `movements` says how many armed movements sit at tables in each."""
    names = Names(chance)
    return [one_land(ledger, chance, names, CODES[number], movements[number]) for number in range(count)]


def one_land(ledger, chance, names, code, movements):
    name, named = names.next(), {}

    def place(kind, its, within=None):
        made = Place(name=its.latin, kind=kind, country=code, within=within, **chance.shown(**SHOWN))
        named[id(made)] = its
        return made

    whole = place(Place.Kind.COUNTRY, name)
    ledger.keep(Place, [whole])
    provinces = [Province(place(Place.Kind.ADMIN1, names.next(), whole)) for _ in range(PROVINCES)]
    ledger.keep(Place, [one.place for one in provinces])
    for one in provinces:
        one.towns = [place(Place.Kind.TOWN, names.next(), one.place) for _ in range(TOWNS)]
        ledger.keep(Place, one.towns)
    government = side(ledger, chance, GOVERNMENT, name, Party.Kind.GOVERNMENT, code)
    add_part(ledger, government, side(ledger, chance, ARMY, name, Party.Kind.GOVERNMENT, code), PartyLink.Kind.PARENT)
    tables = []
    for _ in range(movements):
        movement = side(ledger, chance, chance.pick(GROUPS), names.next(), Party.Kind.ARMED_GROUP, code)
        for _ in range(chance.between(1, 2)):
            faction = side(ledger, chance, FACTIONS, names.next(), Party.Kind.ARMED_GROUP, code)
            add_part(ledger, movement, faction, PartyLink.Kind.FACTION)
        tables.append(movement)
    others = [side(ledger, chance, form, names.next(), Party.Kind.ARMED_GROUP, code) for form in (GROUPS[0], GANG)]
    return Land(code, name, whole, provinces, government, tables, others, named)


def side(ledger, chance, forms, name, kind, code):
    """A stored party with its names in every language."""
    names = {language: forms[language].format(name.in_(language)) for language in LANGUAGES}
    (party,) = ledger.keep(Party, [Party(name=names["en"], kind=kind, country=code, **chance.shown(**SHOWN))])
    others = [language for language in LANGUAGES if language != "en"]
    ledger.keep(PartyName, [PartyName(party=party, name=names[one], language=LANGUAGES[one]) for one in others])
    return Side(party, names)


def add_part(ledger, whole, part, kind):
    ledger.keep(PartyLink, [PartyLink(party=part.party, kind=kind, other=whole.party)])
    whole.parts.append(part)
