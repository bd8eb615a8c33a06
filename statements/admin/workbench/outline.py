"""What the panel of the workbench lists: the points of the statement in order, with their commitments and disputes."""

from dataclasses import dataclass, field

from records.levels import AFTER_EVERY_EMBARGO
from statements.marking import marks_in
from statements.models import Clause, Commitment, Passage


@dataclass
class Entry:
    """A commitment with its passages in the version, by position; none where its words are not marked there."""

    commitment: Commitment
    passages: list = field(default_factory=list)


@dataclass
class Point:
    """A point with the passages that mark it in the version, its disputed parts, and its commitments."""

    clause: Clause
    passages: list = field(default_factory=list)
    disputes: list = field(default_factory=list)
    entries: list = field(default_factory=list)


def points(version, reader, keys=None):
    """The Points of the version's statement that `reader` sees, in order; those of the clause `keys` where given."""
    clauses = Clause.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(statement=version.statement_id)
    commitments = Commitment.objects.visible_to(reader, AFTER_EVERY_EMBARGO)
    if keys is None:
        commitments = commitments.filter(clause__statement=version.statement_id)
        passages = marks_in(version, reader)
    else:
        clauses, commitments = clauses.filter(pk__in=keys), commitments.filter(clause__in=keys)
        passages = marks_in(version, reader).filter(clause__in=keys)
    found = {clause.pk: Point(clause) for clause in clauses.order_by("position", "pk")}
    entries = {}
    for commitment in commitments.order_by("pk"):
        if point := found.get(commitment.clause_id):
            entries[commitment.pk] = Entry(commitment)
            point.entries.append(entries[commitment.pk])
    for passage in passages.order_by("start", "-end", "pk"):
        place(passage, found.get(passage.clause_id), entries.get(passage.commitment_id))
    return list(found.values())


def place(passage: Passage, point, entry):
    """Put a passage where the panel tells of it."""
    if entry:
        entry.passages.append(passage)
    if point is None:
        return
    is_whole = passage.commitment_id is None
    is_part = is_whole and passage.is_disputed and any(whole.end >= passage.end for whole in point.passages)
    if passage.is_disputed:
        point.disputes.append(passage)
    if is_whole and not is_part:
        point.passages.append(passage)
