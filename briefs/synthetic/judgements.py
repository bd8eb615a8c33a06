"""Made-up judgements: which events bear on which commitment, and how its rating moved over the years."""

import datetime as dt

from briefs.synthetic.chance import CLOSES, midnight
from events.models import Event
from tracking.codebook import VERSION, Rating
from tracking.models import Assessment, Evidence

Bearing, Status = Evidence.Bearing, Evidence.Status
# How a commitment fared in the end: how often, and by which ratings it got there.
FATES = {
    (Rating.NOT_STARTED, Rating.MINIMAL, Rating.INTERMEDIATE, Rating.FULL): 12,
    (Rating.MINIMAL, Rating.FULL): 10,
    (Rating.MINIMAL, Rating.INTERMEDIATE): 14,
    (Rating.MINIMAL, Rating.BREACHED): 18,
    (Rating.INTERMEDIATE, Rating.PARTLY_CLOSED): 8,
    (Rating.CONTESTED,): 12,
    (Rating.NO_EVIDENCE,): 8,
    (): 14,
}
# How many events are set beside a commitment, and how often: five on average.
BESIDE = {2: 10, 3: 15, 4: 15, 5: 20, 6: 15, 7: 10, 8: 15}
HORIZON = 5 * 365


def judge(ledger, chance, drafts, calendars):
    """Store evidence and assessments for the commitments of `drafts`, which are stored."""
    drawn = [
        (made, point.commitment, choose(chance, calendars[made.theatre.number], made.issued))
        for made in drafts
        for point in made.bound
    ]
    keys = {key for _, _, chosen in drawn for key, _ in chosen}
    # Only what settles the level in effect; the rest of an event is not needed to set it beside a commitment.
    events = Event.objects.only("shown_level", "shown_from").in_bulk(keys)
    relied_on, paths = {}, []
    for made, commitment, chosen in drawn:
        relied_on[commitment] = [
            evidence(chance, made, commitment, events[key], is_against) for key, is_against in chosen
        ]
        paths.append((made, commitment, path(chance, commitment, chosen)))
    ledger.keep(Evidence, [row for rows in relied_on.values() for row in rows])
    assess(ledger, chance, paths, relied_on)


def choose(chance, calendar, issued):
    """Pairs (key, whether it goes against peace) of events in the years after the day `issued`."""
    later = calendar.later(issued, HORIZON)
    places = chance.sample(later, min(len(later), chance.weighted(BESIDE)))
    return [(calendar.keys[place], bool(calendar.against[place])) for place in places]


def evidence(chance, made, commitment, event, is_against):
    """Unsaved evidence, nearly all of it confirmed by a person."""
    bearings = [Bearing.BREACHES, Bearing.HINDERS] if is_against else [Bearing.HONOURS, Bearing.IN_PART]
    by_machine = chance.happens(0.1)
    return Evidence(
        commitment=commitment,
        event=event,
        bearing=Bearing.CONTEXT if chance.happens(0.15) else chance.pick(bearings),
        conduct_of=chance.pick(made.parties) if chance.happens(0.3) else None,
        reasoning="Invented by seed_scale: the place and the parties are those of the commitment.",
        origin=Evidence.Origin.MACHINE if by_machine else Evidence.Origin.HAND,
        score=round(chance.random(), 3) if by_machine else None,
        status=Status.CONFIRMED if chance.happens(0.96) else Status.REJECTED,
        **chance.shown(restricted=0.03, confidential=0.01),
    )


def path(chance, commitment, chosen):
    """The ratings a commitment was given, in order."""
    if not commitment.is_verifiable:
        return (Rating.UNVERIFIABLE,) if chance.happens(0.8) else ()
    return chance.weighted(FATES) if chosen else ()


def assess(ledger, chance, paths, relied_on):
    """Store assessments step by step, since each takes the place of one that is stored."""
    last, moments = {}, {}
    for step in range(max((len(ratings) for _, _, ratings in paths), default=0)):
        rows = []
        for made, commitment, ratings in paths:
            if step >= len(ratings):
                continue
            before = moments.get(commitment, midnight(made.issued))
            moments[commitment] = min(before + dt.timedelta(days=chance.between(30, 400)), midnight(CLOSES))
            rows.append(assessment(chance, commitment, ratings[step], moments[commitment], last.get(commitment)))
        ledger.keep(Assessment, rows)
        last |= {row.commitment: row for row in rows}
        confirmed = [
            (row, [one for one in relied_on[row.commitment] if one.status == Status.CONFIRMED]) for row in rows
        ]
        ledger.tie(Assessment, "evidence", [(row, one) for row, found in confirmed for one in found[: step + 2]])


def assessment(chance, commitment, rating, as_of, before):
    """An unsaved assessment, published unless it is one of the few that still wait for review."""
    return Assessment(
        commitment=commitment,
        as_of=as_of,
        rating=rating,
        reasoning=f"Invented by seed_scale: read as “{Rating(rating).label}”.",
        assessor_label="Synthetic desk",
        codebook_version=VERSION,
        status=Assessment.Status.PUBLISHED if chance.happens(0.95) else Assessment.Status.DRAFT,
        supersedes=before,
        **chance.shown(restricted=0.04, confidential=0.01),
    )
