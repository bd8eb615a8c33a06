"""Rows of datasets that come in hundreds: each record is saved by itself, with its history, so that a person's changes stay."""

import hashlib

from django.core.exceptions import ValidationError

from records.imports.faults import RowFault, cut
from records.imports.touched import by_hand, reason
from records.levels import ALWAYS, Level
from records.models import ShownTooWidely

KEPT = "Changed by hand: “{ours}” is kept. The release says “{theirs}”; change it on the page of the record if that is right."


def digest_of(said):
    """Eight bytes that tell whether a row says what it said before; `said` is a tuple of plain values.

    Of their written form: it is the same in every process and every version of Python.
    """
    return hashlib.blake2b(repr(said).encode(), digest_size=8).digest()


def stored_as(model, dataset, external_id):
    """The row of `model` that came with `dataset` under this id, locked where that is needed; None if there is none."""
    rows = model._base_manager.select_for_update().filter(dataset=dataset, external_id=external_id)
    return rows.first()


def bring(model, external_id, told, *, release, person, row=0, digest=None, given=None):
    """(record, [conflicts as RowFaults], whether it is new): the record of `model` that `release` knows by `external_id`.

    `told` maps fields to what the release says of them: taken over, but for what was changed by hand. `given` are values
    for a new record alone. In the transaction that is open.
    """
    found = stored_as(model, release.dataset, external_id)
    if found is None:
        record = model(dataset=release.dataset, external_id=external_id, **told, **(given or {}))
        record.level, record.created_by = Level.RESTRICTED, person
        settle(record, release, person, digest)
        record.clean()
        record.save()
        return record, [], True
    differing = {name: value for name, value in told.items() if getattr(found, name) != value}
    kept = by_hand(found, differing).keys() if differing else set()
    conflicts = [conflict(row, name, getattr(found, name), differing[name], external_id) for name in sorted(kept)]
    for name in differing.keys() - kept:
        setattr(found, name, differing[name])
    if differing.keys() - kept or found.release_id != release.pk or found.is_withdrawn or is_other(found, digest):
        conflicts += save_again(found, release, person, digest, row)
    return found, conflicts, False


def is_other(found, digest):
    return digest is not None and bytes(found.digest or b"") != digest


def save_again(found, release, person, digest, row):
    """Save a stored record as the release tells it, shown to no more people than before; the conflicts."""
    conflicts = []
    settle(found, release, person, digest)
    try:
        found.clean()
    except ValidationError as refused:
        conflicts = [RowFault(row, "", "", " ".join(refused.messages), found.external_id)]
        found.refresh_from_db()
        settle(found, release, person, digest)
    try:
        found.save()
    except ShownTooWidely:
        # What it hangs on now is shown to more people: by itself it stays where it was.
        was = found.as_stored
        found.level = max(found.level, was["shown_level"])
        if was["shown_from"] > ALWAYS:
            found.embargo_until = max(filter(None, (found.embargo_until, was["shown_from"])))
        found.save()
    return conflicts


def settle(record, release, person, digest):
    record.release, record.withdrawn_in, record.changed_by = release, None, person
    if digest is not None:
        record.digest = digest
    record._change_reason = reason(release)


def conflict(row, column, ours, theirs, external_id):
    """What was changed by hand, and is told otherwise by the release."""
    return RowFault(row, column, cut(theirs), KEPT.format(ours=cut(ours), theirs=cut(theirs)), external_id)
