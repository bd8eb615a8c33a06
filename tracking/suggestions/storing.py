"""Suggestions as they are stored: those of a commitment are brought to what was found, row by row."""

from events.models import Event
from records.audit.chain import writing
from statements.models import Commitment
from tracking.models import Suggestion

# Keys asked for in one query: a database takes only so many parameters.
AT_ONCE = 900


def store(found):
    """Bring the suggestions of commitments to `found`, {commitment: [Score]}; how many are new. All or nothing.

    Rows that are right already stay as they are. What was deleted meanwhile is passed over.
    """
    added, changed, gone = [], [], []
    with writing():
        there = set(existing(Commitment, found))
        events = set(existing(Event, {one.pk for scores in found.values() for one in scores}))
        stored = stored_rows(there)
        for commitment in there:
            rows = stored.get(commitment, {})
            for one in found[commitment]:
                row = rows.pop(one.pk, None)
                if row is None and one.pk in events:
                    added.append(suggestion(commitment, one))
                elif row is not None and row[1:] != (one.score, one.bearing, one.reasons):
                    changed.append(suggestion(commitment, one, pk=row[0]))
            gone += [row[0] for row in rows.values()]
        for start in range(0, len(gone), AT_ONCE):
            Suggestion.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()
        Suggestion.objects.bulk_create(added)
        Suggestion.objects.bulk_update(changed, ["score", "reasons", "bearing"], batch_size=AT_ONCE // 4)
    return len(added)


def existing(model, keys):
    """Yield those of `keys` that rows of `model` have."""
    keys = sorted(keys)
    for start in range(0, len(keys), AT_ONCE):
        yield from model._base_manager.filter(pk__in=keys[start : start + AT_ONCE]).values_list("pk", flat=True)


def stored_rows(commitments):
    """{commitment: {event: (key of the row, score, bearing, reasons)}} of what is stored."""
    keys, found = sorted(commitments), {}
    for start in range(0, len(keys), AT_ONCE):
        rows = Suggestion.objects.filter(commitment__in=keys[start : start + AT_ONCE]).order_by()
        for commitment, event, *row in rows.values_list("commitment", "event", "pk", "score", "bearing", "reasons"):
            found.setdefault(commitment, {})[event] = tuple(row)
    return found


def suggestion(commitment, one, **key):
    return Suggestion(
        commitment_id=commitment, event_id=one.pk, score=one.score, reasons=one.reasons, bearing=one.bearing, **key
    )
