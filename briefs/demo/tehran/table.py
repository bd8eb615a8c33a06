"""Who met whom: the process, the parties and people, the places, the rounds in Tehran and Doha."""

from types import SimpleNamespace

from records.languages import Language
from talks.models import (
    Naming,
    Office,
    Participation,
    Party,
    PartyIdentifier,
    PartyLink,
    PartyName,
    Person,
    PersonName,
    Place,
    Process,
    Round,
)

DARI, PASHTO, PERSIAN, ARABIC, ENGLISH = (
    Language.DARI,
    Language.PASHTO,
    Language.PERSIAN,
    Language.ARABIC,
    Language.ENGLISH,
)

PLACES = {
    "afghanistan": {"name": "Afghanistan", "local_name": "افغانستان", "kind": "country", "country": "AF"},
    "iran": {"name": "Iran", "local_name": "ایران", "kind": "country", "country": "IR"},
    "qatar": {"name": "Qatar", "local_name": "قطر", "kind": "country", "country": "QA"},
    "tehran": {
        "name": "Tehran",
        "local_name": "تهران",
        "kind": "town",
        "within": "iran",
        "country": "IR",
        "at": "35.689200 51.389000",
    },
    "doha": {
        "name": "Doha",
        "local_name": "الدوحة",
        "kind": "town",
        "within": "qatar",
        "country": "QA",
        "at": "25.285400 51.531000",
    },
    "herat-province": {
        "name": "Herat province",
        "local_name": "ولایت هرات",
        "kind": "admin1",
        "within": "afghanistan",
        "country": "AF",
    },
    "islam-qala": {
        "name": "Islam Qala border crossing",
        "local_name": "اسلام‌قلعه",
        "kind": "crossing",
        "within": "herat-province",
        "country": "AF",
        "admin1": "Herat province, border with Iran",
        "at": "34.664100 61.071400",
    },
    "badghis": {
        "name": "Badghis province",
        "local_name": "ولایت بادغیس",
        "kind": "admin1",
        "within": "afghanistan",
        "country": "AF",
    },
    "qala-e-naw": {
        "name": "Qala-e-Naw",
        "local_name": "قلعهٔ نو",
        "kind": "town",
        "within": "badghis",
        "country": "AF",
        "admin1": "Badghis province",
        "at": "34.987400 63.128900",
    },
    "badakhshan": {
        "name": "Badakhshan province",
        "local_name": "ولایت بدخشان",
        "kind": "admin1",
        "within": "afghanistan",
        "country": "AF",
    },
    "borders": {
        "name": "Afghan border areas next to Iran, Tajikistan, Turkmenistan, China and Pakistan",
        "kind": "area",
        "within": "afghanistan",
        "country": "AF",
        "precision": Place.Precision.FUZZY,
    },
    "zaranj": {
        "name": "Zaranj",
        "local_name": "زرنج",
        "kind": "town",
        "within": "afghanistan",
        "country": "AF",
        "admin1": "Nimruz province",
        "at": "30.959700 61.860300",
    },
    "herat": {
        "name": "Herat",
        "local_name": "هرات",
        "kind": "town",
        "within": "herat-province",
        "country": "AF",
        "admin1": "Herat province",
        "at": "34.352900 62.204000",
    },
    "kandahar": {
        "name": "Kandahar",
        "local_name": "کندهار",
        "kind": "town",
        "within": "afghanistan",
        "country": "AF",
        "admin1": "Kandahar province",
        "at": "31.628900 65.737200",
    },
    "kabul": {
        "name": "Kabul",
        "local_name": "کابل",
        "kind": "town",
        "within": "afghanistan",
        "country": "AF",
        "at": "34.528100 69.172300",
    },
}

PARTIES = {
    "government": {
        "name": "Government of the Islamic Republic of Afghanistan",
        "short_name": "Afghan government",
        "kind": "government",
        "country": "AF",
        "names": [("دولت جمهوری اسلامی افغانستان", DARI), ("د افغانستان اسلامي جمهوریت دولت", PASHTO)],
        "identifiers": [("ucdp", "130"), ("gw", "700"), ("iso3166", "AF")],
    },
    "taliban": {
        "name": "Taliban",
        "kind": "armed_group",
        "country": "AF",
        "note": "Calls itself the Islamic Emirate of Afghanistan.",
        "names": [("طالبان", DARI), ("د افغانستان اسلامي امارت", PASHTO), ("Islamic Emirate of Afghanistan", ENGLISH)],
        "identifiers": [("ucdp", "303")],
    },
    "iran": {
        "name": "Islamic Republic of Iran",
        "short_name": "Iran",
        "kind": "state",
        "country": "IR",
        "names": [("جمهوری اسلامی ایران", PERSIAN)],
        "identifiers": [("gw", "630"), ("iso3166", "IR")],
    },
    "qatar": {
        "name": "State of Qatar",
        "short_name": "Qatar",
        "kind": "state",
        "country": "QA",
        "names": [("دولة قطر", ARABIC)],
        "identifiers": [("gw", "694"), ("iso3166", "QA")],
    },
    "mfa-iran": {"name": "Ministry of Foreign Affairs of Iran", "kind": "government", "country": "IR", "under": "iran"},
    "interior": {
        "name": "Ministry of Interior of Afghanistan",
        "kind": "government",
        "country": "AF",
        "under": "government",
    },
    "defence": {
        "name": "Ministry of Defence of Afghanistan",
        "kind": "government",
        "country": "AF",
        "under": "government",
    },
    "herat-governor": {
        "name": "Office of the governor of Herat",
        "kind": "government",
        "country": "AF",
        "under": "government",
    },
}

PEOPLE = {
    "qanooni": {
        "name": "Mohammad Younus Qanooni",
        "names": [("Yunus Qanuni", ""), ("محمد یونس قانونی", DARI)],
        "offices": [("Head of the Afghan government delegation in Tehran", "government")],
    },
    "stanikzai": {
        "name": "Sher Mohammad Abbas Stanikzai",
        "names": [
            ("Sher Mohammad Abbas Stanekzai", ""),
            ("Shir Mohammad Abbas Stanikzai", ""),
            ("شیر محمد عباس ستانکزی", DARI),
        ],
        "offices": [("Head of the Taliban delegation in Tehran", "taliban")],
        "note": "Outlets printed the name in three spellings.",
    },
    "zarif": {
        "name": "Mohammad Javad Zarif",
        "names": [("محمدجواد ظریف", PERSIAN)],
        "offices": [("Foreign Minister of Iran", "iran")],
    },
    "arian": {
        "name": "Tariq Arian",
        "names": [("طارق آرین", DARI)],
        "offices": [("Spokesman, Ministry of Interior", "interior")],
    },
    "mujahid": {
        "name": "Zabihullah Mujahid",
        "names": [("ذبیح‌الله مجاهد", DARI)],
        "offices": [("Spokesman of the Taliban", "taliban")],
    },
    "abdullah": {
        "name": "Abdullah Abdullah",
        "names": [("عبدالله عبدالله", DARI)],
        "offices": [("Head of the Afghan government delegation in Doha", "government")],
    },
    "baradar": {
        "name": "Abdul Ghani Baradar",
        "names": [("عبدالغنی برادر", DARI)],
        "offices": [("Head of the Taliban delegation in Doha", "taliban")],
    },
    "ghani": {
        "name": "Ashraf Ghani",
        "names": [("محمد اشرف غنی", DARI)],
        "offices": [("President of the Islamic Republic of Afghanistan", "government")],
    },
}

ROUNDS = {
    "tehran": {
        "name": "Tehran meeting",
        "format": Round.Format.HOSTED,
        "place": "tehran",
        "opened_on": "2021-07-07",
        "closed_on": "2021-07-08",
        "agenda": "Made known in outline only: the situation in Afghanistan and ways towards a political solution.",
        "whats_next": (
            "The statement calls for a later meeting, to be held as soon as possible, on the mechanisms for lasting peace "
            "and an Islamic system. Its date and place were not given."
        ),
        "source": "mfa-iran",
        "participations": [
            ("government", "negotiating", "Afghan government delegation", "qanooni"),
            ("taliban", "negotiating", "Taliban representatives", "stanikzai"),
            ("iran", "host", "Islamic Republic of Iran", "zarif"),
            ("iran", "facilitator", "Islamic Republic of Iran", "zarif"),
        ],
        "namings": [
            ("government", "Afghan government delegation", "mfa-iran"),
            ("government", "Afghan politicians", "politicians"),
        ],
    },
    "doha": {
        "name": "Doha meeting of senior delegations",
        "format": Round.Format.HOSTED,
        "place": "doha",
        "opened_on": "2021-07-17",
        "closed_on": "2021-07-18",
        "agenda": "",
        "whats_next": "Both sides said that high-level talks would go on and be speeded up. No date of a next meeting was given.",
        "source": "doha",
        "participations": [
            ("government", "negotiating", "", "abdullah"),
            ("taliban", "negotiating", "", "baradar"),
            ("qatar", "host", "", None),
        ],
        "namings": [],
    },
}


def enter_talks(desk, sources):
    """A namespace with `process` and dictionaries `places`, `parties`, `people`, `rounds` by key."""
    process = desk.keep(
        Process,
        "intra-afghan-talks",
        name="Intra-Afghan talks",
        slug="intra-afghan-talks",
        conflict="War in Afghanistan",
        countries=["AF"],
        opened_on="2020-09-12",
        summary=(
            "Talks between the Government of the Islamic Republic of Afghanistan and the Taliban on ending the war and on "
            "the order of the state. This record follows the Tehran meeting of 7-8 July 2021 and what came after it."
        ),
    )
    places, parties = {}, {}
    for key, fields in PLACES.items():
        places[key] = desk.keep(Place, key, **place_fields(fields, places))
    for key, fields in PARTIES.items():
        parties[key] = enter_party(desk, key, dict(fields), parties)
    people = {key: enter_person(desk, key, dict(fields), parties) for key, fields in PEOPLE.items()}
    rounds = {
        key: enter_round(desk, key, dict(fields), process, places, parties, people, sources)
        for key, fields in ROUNDS.items()
    }
    return SimpleNamespace(process=process, places=places, parties=parties, people=people, rounds=rounds)


def place_fields(fields, places):
    """The fields of a Place: "at" gives latitude and longitude of a point known exactly."""
    fields = {**fields, "within": places.get(fields.get("within"))}
    if at := fields.pop("at", None):
        fields["latitude"], fields["longitude"] = at.split()
        fields["precision"] = Place.Precision.EXACT
    return fields


def enter_party(desk, key, fields, parties):
    names, identifiers, under = fields.pop("names", ()), fields.pop("identifiers", ()), fields.pop("under", None)
    links = [{"kind": PartyLink.Kind.PARENT, "other": parties[under]}] if under else []
    return desk.keep(
        Party,
        key,
        **fields,
        details=[
            (PartyName, "party", [{"name": name, "language": language} for name, language in names]),
            (PartyIdentifier, "party", [{"scheme": scheme, "value": value} for scheme, value in identifiers]),
            (PartyLink, "party", links),
        ],
    )


def enter_person(desk, key, fields, parties):
    names, offices = fields.pop("names"), fields.pop("offices")
    return desk.keep(
        Person,
        key,
        **fields,
        details=[
            (PersonName, "person", [{"name": name, "language": language} for name, language in names]),
            (Office, "person", [{"title": title, "party": parties[party]} for title, party in offices]),
        ],
    )


def enter_round(desk, key, fields, process, places, parties, people, sources):
    participations, namings = fields.pop("participations"), fields.pop("namings")
    fields |= {"place": places[fields["place"]], "source": sources[fields["source"]]}
    rows = [{"party": parties[party], "named": named, "source": sources[source]} for party, named, source in namings]
    round_ = desk.keep(Round, key, process=process, details=[(Naming, "round", rows)], **fields)
    for party, role, named, head in participations:
        desk.keep(
            Participation,
            f"{key}:{party}:{role}",
            round=round_,
            party=parties[party],
            role=role,
            named_as_written=named,
            head=people.get(head),
        )
    return round_
