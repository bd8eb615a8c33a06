"""What was reported: each event with every report on it, and the figures that differ."""

from types import SimpleNamespace

from events.models import Event, EventParty, Figure, Question, Report

ROUND_UP = {
    "claimant_label": "Reuters and agencies, in their own account",
    "source": "round-up",
    "made_on": "2021-07-08",
}
PRESS = {"claimant_label": "News agencies, in their own account"}
INTERIOR = {
    "claimant_person": "arian",
    "claimant_party": "interior",
    "claimant_office": "spokesman, Ministry of Interior",
}
DEFENCE = {"claimant_party": "defence", "source": "round-up", "made_on": "2021-07-08"}

EVENTS = {
    "talks-held": {
        "kind": Event.Kind.MEETING_HELD,
        "title": "An Afghan government delegation and the Taliban meet in Tehran",
        "happened_on": "2021-07-07/2021-07-08",
        "place": "tehran",
        "parties": [("government", "took_part"), ("taliban", "took_part"), ("iran", "host")],
        "reports": [
            {
                "claimant_party": "mfa-iran",
                "stance": "affirms",
                "words": "hosted talks between an Afghan government delegation and representatives of the Taliban",
                "made_on": "2021-07-08",
                "source": "mfa-iran",
            }
        ],
    },
    "borders": {
        "kind": Event.Kind.NON_STATE_OVERTAKES,
        "title": "Border areas next to Iran, Tajikistan, Turkmenistan, China and Pakistan overrun within a week",
        "happened_on": "2021-07-01/2021-07-08",
        "place": "borders",
        "parties": [("taliban", "actor"), ("government", "target")],
        "reports": [
            {
                **ROUND_UP,
                "stance": "affirms",
                "words": "border areas next to five neighbours were overrun in the week before",
            }
        ],
    },
    "badakhshan": {
        "kind": Event.Kind.DISPLACEMENT,
        "title": "More than 1,000 Afghan security personnel cross into Tajikistan as most of Badakhshan falls",
        "happened_on": '2021-07-05/2021-07-07 "earlier that week"',
        "place": "badakhshan",
        "parties": [("government", "actor"), ("taliban", "actor")],
        "reports": [
            {**ROUND_UP, "stance": "affirms", "words": "more than 1,000 security personnel crossed the border"}
        ],
    },
    "islam-qala": {
        "kind": Event.Kind.NON_STATE_OVERTAKES,
        "title": "Islam Qala border crossing is said to fall to the Taliban",
        "account": "The main crossing between Herat province and Iran. The sides gave opposite accounts of who held it.",
        "happened_on": "2021-07-08",
        "place": "islam-qala",
        "parties": [("taliban", "actor"), ("government", "target")],
        "reports": [
            {
                "claimant_label": "two senior Afghan security officials, not named",
                "claimant_party": "government",
                "stance": "affirms",
                "words": "to Reuters: it fell, and the staff of the crossing fled across the border",
                "made_on": "2021-07-08",
                "source": "round-up",
            },
            {
                "claimant_label": "Al Alam TV",
                "stance": "in_part",
                "words": "Afghan soldiers crossed into Iran to escape",
                "made_on": "2021-07-08",
                "source": "alalam",
            },
            {
                **INTERIOR,
                "stance": "denies",
                "words": "the crossing is still under the control of the government",
                "made_on": "2021-07-08",
                "source": "round-up",
            },
            {
                "claimant_person": "mujahid",
                "claimant_party": "taliban",
                "claimant_office": "spokesman of the Taliban",
                "stance": "affirms",
                "words": "the crossing is in Taliban hands",
                "made_on": "2021-07-09",
                "source": "mujahid",
            },
            {
                "claimant_label": "a spokesman of the governor of Herat",
                "claimant_party": "herat-governor",
                "stance": "concedes",
                "words": "forces are preparing to retake it",
                "made_on": "2021-07-10",
                "source": "herat-governor",
            },
        ],
    },
    "qala-e-naw": {
        "kind": Event.Kind.GOVERNMENT_REGAINS,
        "title": "Qala-e-Naw, capital of Badghis, is stormed and then retaken by government forces",
        "account": "The first provincial capital that the Taliban entered in the offensive.",
        "happened_on": "2021-07-07/2021-07-08",
        "place": "qala-e-naw",
        "parties": [("taliban", "side_b"), ("government", "side_a")],
        "reports": [{**DEFENCE, "stance": "affirms", "words": "government forces retook the town on 8 July"}],
    },
    "qala-fighting": {
        "kind": Event.Kind.ARMED_CLASH,
        "title": "Fighting at the edge of Qala-e-Naw; 69 Taliban fighters are said to have been killed",
        "account": "The figure comes from one side to the fighting only.",
        "happened_on": "2021-07-08",
        "place": "qala-e-naw",
        "deaths_best": 69,
        "parties": [("government", "side_a"), ("taliban", "side_b")],
        "reports": [{**DEFENCE, "stance": "affirms", "words": "69 Taliban fighters were killed"}],
    },
    "badghis": {
        "kind": Event.Kind.NON_STATE_OVERTAKES,
        "title": "The rest of Badghis province is in Taliban hands",
        "happened_on": "2021-07-08",
        "place": "badghis",
        "parties": [("taliban", "actor")],
        "reports": [
            {**ROUND_UP, "stance": "affirms", "words": "all of the province but its capital was held by the Taliban"}
        ],
    },
    "doha-meeting": {
        "kind": Event.Kind.MEETING_HELD,
        "title": "Senior delegations of both sides meet in Doha and declare that talks will go on and be speeded up",
        "account": "Heads: Abdullah Abdullah and Abdul Ghani Baradar. No date of a next meeting was given.",
        "happened_on": "2021-07-17/2021-07-18",
        "place": "doha",
        "parties": [("government", "took_part"), ("taliban", "took_part"), ("qatar", "host")],
        "reports": [
            {
                "claimant_party": "qatar",
                "stance": "affirms",
                "words": "the sides met at a high level and agreed to go on",
                "made_on": "2021-07-18",
                "source": "doha",
            }
        ],
    },
    "zaranj": {
        "kind": Event.Kind.NON_STATE_OVERTAKES,
        "title": "Zaranj, capital of Nimruz, falls to the Taliban",
        "account": "The first provincial capital to be taken.",
        "happened_on": "2021-08-06",
        "place": "zaranj",
        "parties": [("taliban", "actor"), ("government", "target")],
        "reports": [
            {**PRESS, "stance": "affirms", "words": "the town fell", "made_on": "2021-08-06", "source": "zaranj"}
        ],
    },
    "herat-kandahar": {
        "kind": Event.Kind.NON_STATE_OVERTAKES,
        "title": "Herat and Kandahar fall to the Taliban",
        "happened_on": "2021-08-12/2021-08-13",
        "place": "herat",
        "parties": [("taliban", "actor"), ("government", "target")],
        "reports": [
            {
                **PRESS,
                "stance": "affirms",
                "words": "both cities fell within a day",
                "made_on": "2021-08-13",
                "source": "herat-kandahar",
            }
        ],
    },
    "kabul": {
        "kind": Event.Kind.CHANGE_OF_POWER,
        "title": "The Taliban enter Kabul; President Ghani leaves the country",
        "happened_on": "2021-08-15",
        "place": "kabul",
        "parties": [("taliban", "actor"), ("government", "target")],
        "reports": [
            {
                **PRESS,
                "stance": "affirms",
                "words": "the Taliban entered the capital and the president left the country",
                "made_on": "2021-08-15",
                "source": "kabul",
            }
        ],
    },
}

DISTRICTS = {
    "text": "How many districts do the Taliban hold?",
    "unit": "districts",
    "note": "Neither claimant states out of how many districts, and they do not count the same thing.",
}
FIGURES = {
    "officials": {
        "claimant_label": "Western security officials",
        "bound": "more_than",
        "value": 100,
        "definition": "captured",
        "words": "more than 100 districts captured",
        "stated_on": "2021-07-08",
        "source": "round-up",
    },
    "taliban": {
        "claimant_party": "taliban",
        "bound": "more_than",
        "value": 200,
        "definition": "held",
        "words": "more than 200 districts in 34 provinces, over half the country",
        "stated_on": "2021-07-08",
        "source": "round-up",
    },
}


def enter_events(desk, sources, talks):
    """A namespace with the `events` by key."""

    def resolved(fields):
        known = {"source": sources, "claimant_party": talks.parties, "claimant_person": talks.people}
        return {name: known[name][value] if name in known else value for name, value in fields.items()}

    events = {}
    for key, entry in EVENTS.items():
        fields = dict(entry)
        parties, reports = fields.pop("parties"), fields.pop("reports")
        rows = [{"party": talks.parties[party], "role": role} for party, role in parties]
        fields["place"] = talks.places[fields["place"]]
        events[key] = desk.keep(Event, key, details=[(EventParty, "event", rows)], **fields)
        for place, report in enumerate(reports, start=1):
            desk.keep(Report, f"{key}:{place}", event=events[key], **resolved(report))
    question = desk.keep(Question, "districts", process=talks.process, **DISTRICTS)
    for key, figure in FIGURES.items():
        desk.keep(Figure, f"districts:{key}", question=question, **resolved(figure))
    return SimpleNamespace(events=events)
