"""A commitment, an event, and the reasons for suggesting one for the other."""

from events.models import Event, EventParty
from statements.models import Commitment
from tests.factories.events import EventFactory, EventPartyFactory
from tests.factories.statements import (
    CommitmentFactory,
    StatementFactory,
)
from tests.factories.talks import (
    ProcessFactory,
)
from tracking.suggestions.ranking import rank

ISSUED = "2021-07-08"
Kind, Bound = Event.Kind, Commitment.Kind


def commitment_of(*obligors, issued_on=ISSUED, round_=None, process=None, **fields):
    """A commitment of a statement of 8 July 2021 that binds `obligors`."""
    process = process or ProcessFactory()
    statement = StatementFactory(round=round_, process=round_.process if round_ else process, issued_on=issued_on)
    fields = {"summary": "Keep to it", "kind": Bound.REPORT, **fields}
    return CommitmentFactory(clause__statement=statement, clause__summary="", obligors=obligors, **fields)


def event_of(*parties, role=EventParty.Role.ACTOR, **fields):
    """An event of 20 July 2021 in which `parties` acted, without a place."""
    fields = {"happened_on": "2021-07-20", "place": None, "title": "It happened", "kind": Kind.OTHER, **fields}
    event = EventFactory(**fields)
    for party in parties:
        EventPartyFactory(event=event, party=party, role=role)
    return event


def reasons(commitment, event):
    """The reasons for suggesting `event`; None when it is not suggested."""
    found = {key: (score, told) for key, score, told, _bearing in rank(commitment)}
    if event.pk not in found:
        return None
    score, told = found[event.pk]
    assert score == sum(points for _kind, _value, points in told)
    return told
