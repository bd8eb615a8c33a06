"""Where the facts were read. Where we know the day and the voice of a report but not its headline, the title says so."""

from records.models import Publisher, Source

PUBLISHERS = {
    "reuters": {"name": "Reuters", "kind": Publisher.Kind.AGENCY, "country": "GB"},
    "alalam": {
        "name": "Al Alam TV",
        "kind": Publisher.Kind.BROADCASTER,
        "country": "IR",
        "note": "Arabic-language channel of the Iranian state broadcaster.",
    },
    "mfa-iran": {
        "name": "Ministry of Foreign Affairs of the Islamic Republic of Iran",
        "kind": Publisher.Kind.GOVERNMENT,
        "country": "IR",
        "note": "The host of the Tehran meeting.",
    },
    "mfa-qatar": {
        "name": "Ministry of Foreign Affairs of the State of Qatar",
        "kind": Publisher.Kind.GOVERNMENT,
        "country": "QA",
        "note": "The host of the Doha meeting.",
    },
}

AGENCIES = "News agencies"
ROUND_UP = "Round-up of the day on Afghanistan (Reuters and agencies)"

SOURCES = {
    "round-up": {
        "title": ROUND_UP,
        "publisher": "reuters",
        "authors": "Reuters and agencies",
        "published_on": "2021-07-08",
    },
    "alalam": {
        "title": "News report on the Islam Qala border crossing (headline not on record)",
        "publisher": "alalam",
        "kind": Source.Kind.BROADCAST,
        "language": "ar",
        "published_on": "2021-07-08",
    },
    "mfa-iran": {
        "title": "Announcements on the Tehran meeting and its joint statement",
        "publisher": "mfa-iran",
        "kind": Source.Kind.DOCUMENT,
        "published_on": "2021-07-08",
    },
    "wire-justified": {
        "title": "English wire version of the joint statement that prints “should be justified”",
        "authors": AGENCIES,
        "published_on": "2021-07-08",
    },
    "wire-directed": {
        "title": "English versions of the joint statement that print “directed”",
        "authors": AGENCIES,
        "published_on": "2021-07-08",
    },
    "politicians": {
        "title": "Press reports on the Tehran meeting that write of “Afghan politicians”",
        "authors": "Various outlets",
        "published_on": "2021-07-08",
    },
    "mujahid": {
        "title": "Remarks of the Taliban spokesman on Islam Qala, as carried by news agencies",
        "authors": AGENCIES,
        "published_on": "2021-07-09",
    },
    "herat-governor": {
        "title": "Remarks of a spokesman of the governor of Herat on Islam Qala, as carried by news agencies",
        "authors": AGENCIES,
        "published_on": "2021-07-10",
    },
    "doha": {
        "title": "Joint declaration of the senior delegations in Doha",
        "publisher": "mfa-qatar",
        "kind": Source.Kind.DOCUMENT,
        "published_on": "2021-07-18",
    },
    "zaranj": {
        "title": "Press reports on the fall of Zaranj",
        "authors": AGENCIES,
        "published_on": "2021-08-06",
    },
    "herat-kandahar": {
        "title": "Press reports on the fall of Herat and Kandahar",
        "authors": AGENCIES,
        "published_on": "2021-08-13",
    },
    "kabul": {
        "title": "Press reports on the Taliban's entry into Kabul and the departure of President Ghani",
        "authors": AGENCIES,
        "published_on": "2021-08-15",
    },
}


def enter_sources(desk):
    """{key: Source}."""
    publishers = {key: desk.keep(Publisher, key, **fields) for key, fields in PUBLISHERS.items()}
    return {
        key: desk.keep(Source, key, **{**fields, "publisher": publishers.get(fields.get("publisher"))})
        for key, fields in SOURCES.items()
    }
