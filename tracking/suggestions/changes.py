"""What was changed since the suggestions were last brought up to date, as the audit tells it.

The audit hears of every write, those of details and of ties among them, which keep no moment themselves. It names single
rows; of rows that were written many at a time it gives only the kind, and they are found by when they were stored.
"""

from dataclasses import dataclass, field

from events.models import Event, EventParty
from records.audit.actions import Action
from records.models import AuditEntry
from statements.models import Clause, Commitment, Deadline, Passage, Signature, Statement, Theme, Version
from talks.models import Participation, Party, PartyLink, PartyName, Place, Process, Round
from tracking.models import Dismissal, Evidence

# Entries of more changes than this are not looked at one by one: everything is ranked anew.
MOST = 5_000
AT_ONCE = 900
STATEMENTS = "clause__statement"
# Kinds whose single rows concern some commitments: how a commitment is asked for by the key of the row.
ABOUT = {
    Commitment: "pk",
    Clause: "clause",
    Statement: STATEMENTS,
    Theme: "themes",
    Round: f"{STATEMENTS}__round",
    Process: f"{STATEMENTS}__process",
}
# Details and the like, which may be gone: how a commitment is asked for by what they hang on, and the name of that link.
HANGING = {
    Passage: ("clause", "clause_id"),
    Version: (STATEMENTS, "statement_id"),
    Deadline: ("pk", "commitment_id"),
    Signature: (STATEMENTS, "statement_id"),
    Participation: (f"{STATEMENTS}__round", "round_id"),
    Evidence: ("pk", "commitment_id"),
    Dismissal: ("pk", "commitment_id"),
}
# Any change of these may concern any commitment.
FAR_REACHING = {PartyLink}
KINDS = {
    model._meta.label_lower: model
    for model in (*ABOUT, *HANGING, *FAR_REACHING, Event, EventParty, Party, PartyName, Place)
}
# What an import writes of events that it tells otherwise sets when they were changed. Parties to them follow it.
DATED_FIELD = "title"


@dataclass
class Changes:
    """What has to be looked at again: everything, or some commitments, events, and whatever names some parties or places."""

    everything: bool = False
    commitments: set = field(default_factory=set)
    events: set = field(default_factory=set)
    # Those of the events that were on record before.
    known_events: set = field(default_factory=set)
    parties: set = field(default_factory=set)
    places: set = field(default_factory=set)

    def __bool__(self):
        return bool(self.everything or self.commitments or self.events or self.parties or self.places)


def entries_since(number):
    """The audit entries behind the one of this `number` that may concern suggestions."""
    return AuditEntry.objects.filter(number__gt=number, kind__in=KINDS).exclude(
        action__in=[Action.VIEWED, Action.EXPORTED, Action.ISSUED]
    )


def number_at(moment):
    """The number of the last audit entry at the `moment` or before; 0 when there is none."""
    found = AuditEntry.objects.filter(at__lte=moment).order_by("-at", "-number").values_list("number", flat=True)
    return found.first() or 0


def changes_since(number, moment):
    """The Changes behind the audit entry of this `number`, which was the last at `moment`."""
    changes = Changes()
    entries = entries_since(number).order_by("number").values_list("kind", "action", "key", "record", "fields")
    single, many = {}, {}
    for kind, action, key, record, fields in entries[: MOST + 1]:
        if key is None:
            many.setdefault(KINDS[kind], set()).add((action, fields))
        else:
            single.setdefault(KINDS[kind], []).append((action, key, record, fields))
    if sum(map(len, single.values())) > MOST or FAR_REACHING & {*single, *many}:
        changes.everything = True
    for model, rows in single.items():
        one_by_one(changes, model, rows)
    for model, ways in many.items():
        many_at_once(changes, model, ways, moment)
    return changes


def one_by_one(changes, model, rows):
    """Take in rows of `model` that were written singly."""
    keys = {key for _action, key, _record, _fields in rows}
    if model in ABOUT:
        changes.commitments |= commitments_by(ABOUT[model], keys)
    elif model in HANGING:
        lookup, link = HANGING[model]
        above = set()
        for part in parts(keys):
            above.update(model._base_manager.filter(pk__in=part).values_list(link, flat=True))
            # Where it hung before, and where what is gone did.
            above.update(model.history.filter(id__in=part).values_list(link, flat=True))
        changes.commitments |= commitments_by(lookup, above - {None})
    elif model is Event:
        changes.everything |= any(action == Action.DELETED for action, *_row in rows)
        changes.known_events |= keys
        changes.events |= keys
    elif model is EventParty:
        changes.events |= events_of({record for _action, _key, record, _fields in rows})
        changes.known_events |= changes.events
    elif model is Party:
        changes.parties |= keys
    elif model is PartyName:
        for part in parts({record for _action, _key, record, _fields in rows}):
            changes.parties.update(Party._base_manager.filter(public_id__in=part).values_list("pk", flat=True))
    elif model is Place:
        # A place that was there may have been named, or have led to what lies within it.
        changes.everything |= any(action != Action.ADDED for action, *_row in rows)
        changes.places |= keys


def many_at_once(changes, model, ways, moment):
    """Take in rows of `model` that were written many at a time, in `ways`, pairs (action, names of fields)."""
    actions = {action for action, _fields in ways}
    if model is Event:
        if Action.ADDED in actions:
            changes.events |= entered_since(moment)
        told_otherwise = {fields for action, fields in ways if action == Action.CHANGED}
        if any(DATED_FIELD in fields.split(", ") for fields in told_otherwise):
            changed = set(Event._base_manager.filter(changed_at__gte=moment).values_list("pk", flat=True))
            changes.known_events |= changed - changes.events
            changes.events |= changed
        # Nothing tells which were merged into another place, shown to others, or taken away.
        changes.everything |= Action.DELETED in actions or any(
            DATED_FIELD not in fields.split(", ") for fields in told_otherwise
        )
    elif model is EventParty:
        # What an import adds and takes away goes with events that it adds or changes.
        changes.everything |= Action.CHANGED in actions
    elif model is Place and actions == {Action.ADDED}:
        changes.places |= set(Place._base_manager.filter(created_at__gte=moment).values_list("pk", flat=True))
    elif model in (Party, PartyName) and actions == {Action.ADDED}:
        # Nobody was bound by a party that was not on record.
        return
    elif model in (Commitment, Clause, Statement, Passage) and Action.DELETED not in actions:
        rows = model._base_manager.filter(changed_at__gte=moment)
        lookup, link = HANGING.get(model, (ABOUT.get(model), "pk"))
        changes.commitments |= commitments_by(lookup, set(rows.values_list(link, flat=True)))
        changes.everything |= Action.CHANGED in actions
    elif model is not Version:
        changes.everything = True


def commitments_by(lookup, keys):
    """The keys of the commitments that `lookup` leads from to one of `keys`."""
    found = set()
    for part in parts(keys):
        found.update(Commitment._base_manager.filter(**{f"{lookup}__in": part}).values_list("pk", flat=True))
    return found


def events_of(public_ids):
    found = set()
    for part in parts(public_ids - {None}):
        found.update(Event._base_manager.filter(public_id__in=part).values_list("pk", flat=True))
    return found


def entered_since(moment):
    """The keys of the events that were entered at `moment` or later: the last ones, as keys only grow."""
    found, before = set(), None
    while True:
        rows = Event._base_manager.order_by("-pk")
        rows = rows if before is None else rows.filter(pk__lt=before)
        part = list(rows.values_list("pk", "created_at")[:AT_ONCE])
        new = {key for key, created_at in part if created_at >= moment}
        found |= new
        if not new:
            return found
        before = part[-1][0]


def parts(keys):
    keys = sorted(keys)
    for start in range(0, len(keys), AT_ONCE):
        yield keys[start : start + AT_ONCE]
