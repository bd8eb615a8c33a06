"""Two texts of one statement side by side, point by point where both are marked: what differs, word by word."""

from dataclasses import dataclass

from records.word_diff import number_of_changes, pieces
from statements.models import Clause, Passage, Version
from statements.reading import fits, stretches


@dataclass(frozen=True)
class ComparedRow:
    """A point in both texts; `clause` is None for what precedes the first, and for texts without points in common.

    In one language `pieces` are those of the word diff, and `first` is the number of its first difference, counted
    through all rows from 1. In two languages there are none, and either text may be empty.
    """

    clause: Clause | None
    old: str
    new: str
    pieces: tuple = ()
    first: int = 1

    @property
    def differences(self):
        return number_of_changes(self.pieces)


@dataclass(frozen=True)
class Compared:
    """The Versions `old` and `new` with their `rows`."""

    old: Version
    new: Version
    rows: tuple

    @property
    def is_one_language(self):
        return self.old.language == self.new.language

    @property
    def differences(self):
        return sum(row.differences for row in self.rows)


def compared(old, new, reader, at=None):
    """The Compared of two Versions of one statement, with the points that `reader` sees at the moment `at`."""
    seen = Clause.objects.visible_to(reader, at).filter(statement=old.statement_id).order_by("position", "pk")
    clauses = {clause.pk: clause for clause in seen}
    marked = [points_in(version, clauses, reader, at) for version in (old, new)]
    both = {point.clause_id for point in marked[0]} & {point.clause_id for point in marked[1]}
    if old.language == new.language:
        # Where only one of the texts is marked, the words of both go on: a missing mark is no difference.
        marked = [[point for point in points if point.clause_id in both] for points in marked]
    ours, theirs = (by_clause(version.text, points) for version, points in zip((old, new), marked, strict=True))
    rows, first = [], 1
    for key in (None, *clauses):
        if not (ours.get(key) or theirs.get(key)):
            continue
        row = ComparedRow(clauses.get(key), ours.get(key, ""), theirs.get(key, ""))
        if old.language == new.language:
            row = ComparedRow(row.clause, row.old, row.new, tuple(pieces(row.old, row.new)), first)
            first += row.differences
        rows.append(row)
    return Compared(old, new, tuple(rows))


def points_in(version, clauses, reader, at):
    """The passages of whole points of the known `clauses` in `version`, in the order of its text."""
    passages = Passage.objects.visible_to(reader, at).filter(version=version, commitment=None, clause__in=clauses)
    return [passage for passage in passages.order_by("start", "-end", "pk") if fits(version.text, passage)]


def by_clause(text, points):
    """{clause key, or None: its words in `text`, less white space at either end}."""
    found = {}
    for key, start, end in stretches(text, points):
        found[key] = found.get(key, "") + text[start:end]
    return {key: words.strip() for key, words in found.items()}


def comparable(version, reader, at=None):
    """The other versions of the statement that `reader` sees: the one that `version` corrects, those in its language, others."""
    rows = Version.objects.visible_to(reader, at).filter(statement=version.statement_id).exclude(pk=version.pk)
    return sorted(
        rows.defer("text").order_by("pk"),
        key=lambda other: (other.pk != version.corrects_id, other.language != version.language),
    )


def pairs(versions):
    """Pairs (old, new) of `versions` (in the order of entry) in one language: each with what it corrects, or the one before."""
    found = []
    for place, new in enumerate(versions):
        earlier = [old for old in versions[:place] if old.language == new.language]
        corrected = [old for old in earlier if old.pk == new.corrects_id]
        found += [(old, new) for old in (corrected or earlier)[-1:]]
    return found
