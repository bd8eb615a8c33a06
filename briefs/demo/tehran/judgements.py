"""Which event bears on which words, and how each commitment was judged, by whom and when."""

import datetime as dt

from tracking.codebook import Rating
from tracking.models import Assessment, Evidence

DESK = "Parley demonstration desk"

# (commitment, event): bearing, whose conduct, reasoning.
EVIDENCE = {
    ("war", "talks-held"): ("context", None, "The meeting at which the words were spoken."),
    ("war", "borders"): (
        "context",
        "taliban",
        "The offensive at the borders had begun before the statement and went on while the delegations met.",
    ),
    ("war", "badakhshan"): (
        "context",
        "taliban",
        "Most of a province fell in the days before the statement was released.",
    ),
    ("war", "qala-e-naw"): (
        "hinders",
        "taliban",
        "A provincial capital was stormed while the delegations met, which made the words harder to keep on either side.",
    ),
    ("war", "qala-fighting"): (
        "hinders",
        None,
        "Both sides fought at the edge of the town on the day on which the statement was released.",
    ),
    ("war", "badghis"): ("hinders", "taliban", "A province was being taken by force on the day of the statement."),
    ("war", "islam-qala"): (
        "hinders",
        "taliban",
        "If the crossing was taken by force on the day of the statement, as some report and others deny, war was still the means.",
    ),
    ("war", "doha-meeting"): (
        "context",
        None,
        "The sides repeated the wish for a political solution while the fighting went on.",
    ),
    ("war", "zaranj"): (
        "breaches",
        "taliban",
        "A provincial capital was taken by force, against the stance that war is no solution.",
    ),
    ("war", "herat-kandahar"): ("breaches", "taliban", "Two of the largest cities were taken by force within a day."),
    ("war", "kabul"): (
        "breaches",
        "taliban",
        "The conflict was decided by the advance on the capital, not by a political solution.",
    ),
    ("talks", "talks-held"): ("context", None, "The meeting at which the further one was promised."),
    ("talks", "doha-meeting"): (
        "honours",
        None,
        "A further meeting at a higher level was held within ten days. It set no date for the next one.",
    ),
    ("talks", "kabul"): (
        "breaches",
        "taliban",
        "With the capital taken and the government gone, one of the two sides ceased to exist as a party: the talks ended.",
    ),
    ("speed", "kabul"): (
        "breaches",
        "taliban",
        "The talks that were to be speeded up ended when the capital was taken.",
    ),
    ("offer", "talks-held"): ("context", None, "Iran had hosted the meeting at which the offer was made."),
    ("offer", "doha-meeting"): ("context", None, "The next meeting was held elsewhere, with another host."),
}


def day(text):
    """The first moment of a day, in UTC."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


# Commitment: assessments in order, each (as of, rating, reasoning, events relied on).
ASSESSMENTS = {
    "talks": [
        (
            "2021-07-20",
            Rating.MINIMAL,
            "Senior delegations met in Doha on 17-18 July, within ten days, and declared that talks would go on: a first step. "
            "Nothing is on record yet on the mechanisms for peace that the talks were to be about, and no next date was set.",
            ["doha-meeting"],
        ),
        (
            "2021-08-31",
            Rating.PARTLY_CLOSED,
            "One further meeting took place, in Doha in July. After 15 August there was no government delegation to talk to, so "
            "the commitment can no longer be completed. What was done was done before the talks ended.",
            ["doha-meeting", "kabul"],
        ),
    ],
    "war": [
        (
            "2021-08-31",
            Rating.BREACHED,
            "The words ask for no deed, but they rule out seeking a decision by force. Between 6 and 15 August the Taliban took "
            "Zaranj, Herat, Kandahar and Kabul by force or by the threat of it. No report denies these events. The fighting of "
            "July is told as a hindrance only, since it was under way when the statement was released.",
            ["zaranj", "herat-kandahar", "kabul"],
        ),
    ],
    "condemn": [
        (
            "2021-08-31",
            Rating.NO_EVIDENCE,
            "The sources on record tell of towns taken and of fighters killed. None of them reports an attack on homes, mosques or "
            "hospitals by either side, nor a punishment of anyone for one. That says something about these sources and "
            "nothing about what happened.",
            [],
        ),
    ],
    "offer": [
        (
            "2021-08-31",
            Rating.NO_EVIDENCE,
            "No report on record says that Iran was asked to facilitate a later round, or that it refused. The Doha meeting had "
            "another host, which does not speak against the offer.",
            [],
        ),
    ],
    "speed": [
        (
            "2021-08-31",
            Rating.NOT_STARTED,
            "No meeting at a high level is on record between 18 July and 15 August, when the talks ended. Sources that followed "
            "the talks day by day would have told of one.",
            ["kabul"],
        ),
    ],
}


def enter_tracking(desk, talks, statements, events):
    """Enter the evidence, confirmed, and the assessments, published."""
    evidence = {
        (commitment, event): desk.keep(
            Evidence,
            f"{commitment}:{event}",
            commitment=statements.commitments[commitment],
            event=events.events[event],
            bearing=bearing,
            conduct_of=talks.parties.get(conduct_of),
            reasoning=reasoning,
        )
        for (commitment, event), (bearing, conduct_of, reasoning) in EVIDENCE.items()
    }
    for commitment, rows in ASSESSMENTS.items():
        earlier = None
        for as_of, rating, reasoning, relied_on in rows:
            earlier = desk.keep(
                Assessment,
                f"{commitment}:{as_of}",
                commitment=statements.commitments[commitment],
                as_of=day(as_of),
                rating=rating,
                reasoning=reasoning,
                assessor_label=DESK,
                status=Assessment.Status.PUBLISHED,
                supersedes=earlier,
                many={"evidence": [evidence[commitment, event] for event in relied_on]},
            )
