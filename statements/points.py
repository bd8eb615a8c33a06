"""The points found in a version, turned into points of the statement with their passages once a person confirmed them."""

from dataclasses import dataclass, replace
from itertools import pairwise

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from records.audit.chain import writing
from records.beside import NAME as BESIDE
from records.beside import stand_beside, used_once
from records.levels import AFTER_EVERY_EMBARGO, level_beneath
from records.revisions import refuse_moved_on
from statements.models import Clause, Passage, Version
from statements.text.numbering import full_numbers, number_key
from statements.text.paragraphs import paragraphs
from statements.text.points import propose_points


@dataclass(frozen=True)
class Proposal:
    """A point that a version seems to hold: text[start:end] without its number, which is `number`, "" when unknown.

    `clause` is the statement's point of that number if there is one; `by_order` says that it was found by its place
    among the others alone. `is_marked` says whether it is marked in the version.
    """

    start: int
    end: int
    number: str
    words: str
    level: int
    clause: Clause | None
    is_marked: bool
    by_order: bool = False

    def joined(self, other, text):
        """This proposal as far as the end of the `other` one after it in `text`."""
        end = max(self.end, other.end)
        return replace(self, end=end, words=text[self.start : end])


def proposals(version, reader):
    """The Proposals for a stored `version`, in the order of its text; those without words of their own are left out.

    They know of the points and passages that `reader` sees. Where numbers do not tell which point of the statement it
    is, their order does: as many in the text as in the statement between two that are known. Of a text without numbers
    each paragraph is proposed.
    """
    clauses = list(points_of(version, reader).order_by("position", "pk"))
    by_number = {number_key(clause.number): clause for clause in reversed(clauses)}
    marked = set(marked_in(version, reader).values_list("clause_id", flat=True))
    found = numbered(version, by_number) or [
        Proposal(start, end, "", version.text[start:end], 1, None, False) for start, end in paragraphs(version.text)
    ]
    return [
        replace(one, is_marked=one.clause is not None and one.clause.pk in marked) for one in by_order(found, clauses)
    ]


def numbered(version, by_number):
    """The Proposals for the numbered points of `version`; `by_number` are those of its statement, by key."""
    found, points = [], propose_points(version.text)
    for point, full in zip(points, full_numbers(points), strict=True):
        words = version.text[point.body : point.end]
        if words.strip():
            clause = by_number.get(number_key(full)) or by_number.get(number_key(point.label))
            number = clause.number if clause else full
            found.append(Proposal(point.body, point.end, number, words, point.level, clause, False))
    return found


def by_order(found, clauses):
    """The Proposals `found`, those of unknown points paired with the `clauses` left over between their known neighbours.

    Only where there are as many of both: anything else is for a person to say.
    """
    places = {clause.pk: place for place, clause in enumerate(clauses)}
    # The places in the statement of what is known, as long as they go on in the order of the text.
    known, furthest = [(-1, -1)], -1
    for index, one in enumerate(found):
        if one.clause is not None and places[one.clause.pk] > furthest:
            furthest = places[one.clause.pk]
            known.append((index, furthest))
    known.append((len(found), len(clauses)))
    taken = {one.clause.pk for one in found if one.clause is not None}
    paired = list(found)
    for (index, place), (next_index, next_place) in pairwise(known):
        unknown = [at for at in range(index + 1, next_index) if found[at].clause is None]
        left = [clause for clause in clauses[place + 1 : next_place] if clause.pk not in taken]
        if len(unknown) == len(left):
            for at, clause in zip(unknown, left, strict=True):
                paired[at] = replace(found[at], clause=clause, number=clause.number, by_order=True)
    return paired


def points_of(version, reader):
    """The points of the version's statement that `reader` sees."""
    return version.statement.clauses.visible_to(reader, AFTER_EVERY_EMBARGO)


def marked_in(version, reader):
    """The passages by which whole points are marked in `version`, as far as `reader` sees them."""
    return version.passages.visible_to(reader, AFTER_EVERY_EMBARGO).filter(commitment=None)


def mark_points(version, chosen, user):
    """Enter the `chosen` pairs (number, Proposal) as points and passages of `version`; return the passages made.

    A number that the statement has already is marked in this version instead of entered twice; what is marked already
    is left as it is. What `user` does not see counts for neither. ValidationError, with nothing entered, names the
    number that could not be; StaleRevision if the version was saved since it was read, for its text may be another.
    """
    made = []
    with writing():
        refuse_moved_on(Version, [version])
        position = max(points_of(version, user).values_list("position", flat=True), default=0)
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
    clause = points_of(version, user).filter(number=number).order_by("position", "pk").first()
    if clause is None:
        clause = Clause(
            statement=version.statement, number=number, position=position, level=level_beneath(version.statement.level)
        )
        enter(clause, user)
    elif marked_in(version, user).filter(clause=clause).exists():
        return None
    passage = Passage(
        clause=clause,
        version=version,
        exact=proposal.words,
        start=proposal.start,
        end=proposal.end,
        level=level_beneath(version.level),
    )
    return enter(passage, user)


def enter(row, user):
    """Store the new `row` as entered by `user`, beside any of its value that they do not see."""
    row.created_by = row.changed_by = user
    row.full_clean(exclude=[BESIDE] if used_once(type(row)) else None)
    stand_beside(row, user)
    row.save()
    return row
