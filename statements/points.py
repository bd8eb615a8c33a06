"""The points found in a version, turned into points of the statement with their passages once a person confirmed them."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from statements.models import Clause, Passage
from statements.text.points import propose_points


@dataclass(frozen=True)
class Proposal:
    """A numbered point that a version seems to hold: text[start:end] without its number, which is `number`.

    `clause` is the statement's point of that number if there is one; `is_marked` whether it is marked in the version.
    """

    start: int
    end: int
    number: str
    words: str
    level: int
    clause: Clause | None
    is_marked: bool


def proposals(version):
    """The Proposals for a stored `version`, in the order of its text; those without words of their own are left out."""
    clauses = {clause.number: clause for clause in version.statement.clauses.all()}
    marked = set(version.passages.filter(commitment=None).values_list("clause_id", flat=True))
    found = []
    for point in propose_points(version.text):
        words = version.text[point.body : point.end]
        if not words.strip():
            continue
        clause = clauses.get(str(point.number)) or clauses.get(point.label)
        is_marked = clause is not None and clause.pk in marked
        number = clause.number if clause else str(point.number) if point.level == 1 else point.label
        found.append(Proposal(point.body, point.end, number, words, point.level, clause, is_marked))
    return found


def mark_points(version, chosen, user=None):
    """Enter the `chosen` pairs (number, Proposal) as points and passages of `version`; return the passages made.

    A number that the statement has already is marked in this version instead of entered twice; what is marked already
    is left as it is. ValidationError, with nothing entered, names the number that could not be.
    """
    made = []
    with transaction.atomic():
        position = max(version.statement.clauses.values_list("position", flat=True), default=0)
        for number, proposal in chosen:
            position += 1
            try:
                if passage := mark_point(version, number.strip(), proposal, position, user):
                    made.append(passage)
            except ValidationError as refusal:
                raise ValidationError(
                    _("Point “%(number)s”: %(reason)s") % {"number": number, "reason": " ".join(refusal.messages)}
                ) from refusal
    return made


def mark_point(version, number, proposal, position, user):
    """Enter one point and where it stands; None if it is marked in the version already."""
    clause = version.statement.clauses.filter(number=number).first()
    if clause is None:
        clause = Clause(
            statement=version.statement,
            number=number,
            position=position,
            level=version.statement.level,
            created_by=user,
            changed_by=user,
        )
        clause.full_clean()
        clause.save()
    elif clause.passages.filter(version=version, commitment=None).exists():
        return None
    passage = Passage(
        clause=clause,
        version=version,
        exact=proposal.words,
        start=proposal.start,
        end=proposal.end,
        level=version.level,
        created_by=user,
        changed_by=user,
    )
    passage.full_clean()
    passage.save()
    return passage
