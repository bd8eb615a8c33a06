"""A statement as a reader sees it: its texts side by side, point by point, with the commitments and disputes marked."""

from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import Count, Prefetch, prefetch_related_objects

from statements.models import Clause, Commitment, Passage, Version
from statements.text.anchors import AnchorBroken, check
from statements.text.segments import segments


@dataclass(frozen=True)
class Dispute:
    """A contested rendering: `number` counts those of the statement from 1."""

    number: int
    passage: Passage


@dataclass(frozen=True)
class Run:
    """A stretch of text under the same marks; `commitment` is the one of the shortest quote over it, or None.

    `closing` are the commitments whose quotes end with it, `disputes` those that do.
    """

    text: str
    commitment: Commitment | None
    closing: tuple[Commitment, ...]
    is_disputed: bool
    disputes: tuple[Dispute, ...]


@dataclass
class Row:
    """A point of the statement, or what stands before, between and after points, in each version: cells of runs."""

    clause: Clause | None
    cells: list = field(default_factory=list)

    @property
    def is_empty(self):
        return not any(cell["runs"] for cell in self.cells)


class Reading:
    """What `reader` may see of `statement`: `versions`, `rows`, `commitments` (each with `label`), `disputes`."""

    def __init__(self, statement, reader):
        passages = Passage.objects.visible_to(reader).order_by("start", "-end", "pk")
        versions = Version.objects.visible_to(reader).filter(statement=statement).select_related("source__publisher")
        self.versions = list(
            versions.order_by("pk").prefetch_related(Prefetch("passages", passages, to_attr="known_passages"))
        )
        self.clauses = list(Clause.objects.visible_to(reader).filter(statement=statement).order_by("position", "pk"))
        commitments = Commitment.objects.visible_to(reader).filter(clause__statement=statement)
        self.commitments = list(commitments.select_related("clause").order_by("clause__position", "clause", "pk"))
        for number, commitment in enumerate(self.commitments, start=1):
            commitment.label = f"C{number}"
        self.labelled = {commitment.pk: commitment for commitment in self.commitments}
        disputed = [passage for version in self.versions for passage in fitting(version) if passage.is_disputed]
        self.disputes = [Dispute(number, passage) for number, passage in enumerate(disputed, start=1)]
        self.rows = self.aligned()

    def aligned(self):
        """The rows: a point with the words that follow it in any version unnumbered, in the order of the points."""
        rows = [Row(None), *(Row(clause) for clause in self.clauses)]
        for version in self.versions:
            runs = self.runs_by_clause(version)
            for row in rows:
                cell = {"version": version, "runs": runs.get(row.clause and row.clause.pk, [])}
                passages = {dispute.passage.pk for run in cell["runs"] for dispute in run.disputes}
                cell["disputes"] = [one for one in self.disputes if one.passage.pk in passages]
                row.cells.append(cell)
        return [row for row in rows if row.clause or not row.is_empty]

    def runs_by_clause(self, version):
        """{clause key: runs}; under None what precedes the first point. What follows a point stands with it."""
        text, known = version.text, {clause.pk for clause in self.clauses}
        marks = [
            passage for passage in fitting(version) if passage.commitment_id in self.labelled or passage.is_disputed
        ]
        pieces = segments(text, [mark.anchor for mark in marks])
        points = [
            passage for passage in fitting(version) if passage.commitment_id is None and passage.clause_id in known
        ]
        bounds, done = [(0, None)], 0
        for point in points:
            # A point begins with its line, so that its number stands with it, unless another point stands there.
            line = text.rfind("\n", 0, point.start) + 1
            bounds.append((max(line, min(done, point.start)), point.clause_id))
            done = max(done, point.end)
        found = {}
        for (start, clause), (end, _next) in pairwise([*bounds, (len(text), None)]):
            found.setdefault(clause, []).extend(self.runs(text, start, end, pieces, marks))
        return found

    def runs(self, text, start, end, pieces, marks):
        """Yield the runs of `text[start:end]`, less white space at either end."""
        kept = text[start:end]
        start, end = start + len(kept) - len(kept.lstrip()), start + len(kept.rstrip())
        numbered = {dispute.passage.pk: dispute for dispute in self.disputes}
        for piece in pieces:
            first, last = max(piece.start, start), min(piece.end, end)
            if first >= last:
                continue
            above = sorted((marks[index] for index in piece.anchors), key=lambda mark: mark.end - mark.start)
            quotes = [mark for mark in above if mark.commitment_id in self.labelled]
            disputes = [numbered[mark.pk] for mark in above if mark.is_disputed]
            yield Run(
                text=text[first:last],
                commitment=self.labelled[quotes[0].commitment_id] if quotes else None,
                closing=tuple(self.labelled[mark.commitment_id] for mark in quotes if ends_by(mark, last, end)),
                is_disputed=bool(disputes),
                disputes=tuple(dispute for dispute in disputes if ends_by(dispute.passage, last, end)),
            )


def ends_by(mark, last, end):
    """Whether the mark closes at `last`, where its quote ends or the stretch `end` cuts it off."""
    return mark.end == last or (last == end and mark.end > end)


def fitting(version):
    """The passages that stand in the version's text as they say they do."""
    return [passage for passage in version.known_passages if fits(version.text, passage)]


def fits(text, passage):
    try:
        check(text, passage.anchor)
    except AnchorBroken:
        return False
    return True


@dataclass(frozen=True)
class Wording:
    """The words of a commitment in one version; `dispute` is the contested passage they stand in, or None."""

    version: Version
    exact: str
    dispute: Passage | None


def wordings(commitment, reader):
    """The Wordings of `commitment` that `reader` may see: its own quotes, or its whole point where none is marked."""
    passages = Passage.objects.visible_to(reader).filter(clause=commitment.clause_id)
    passages = passages.select_related("version__source__publisher").order_by("version", "start", "-end", "pk")
    by_version = {}
    for passage in passages:
        by_version.setdefault(passage.version_id, []).append(passage)
    found = []
    for rows in by_version.values():
        own = [row for row in rows if row.commitment_id == commitment.pk]
        whole = [row for row in rows if row.commitment_id is None]
        for row in own or whole:
            around = (one for one in (row, *whole) if one.is_disputed)
            found.append(Wording(row.version, row.exact, next(around, None)))
    return found


def with_contents(statements, reader):
    """The list `statements`, each with `known_versions` (without their texts), `languages` and
    `commitment_count`."""
    versions = Version.objects.visible_to(reader).defer("text").order_by("pk")
    prefetch_related_objects(statements, Prefetch("versions", versions, to_attr="known_versions"))
    bound = Commitment.objects.visible_to(reader).filter(clause__statement__in=statements).order_by()
    counts = dict(bound.values_list("clause__statement").annotate(Count("pk")))
    for statement in statements:
        names = (version.get_language_display() for version in statement.known_versions)
        statement.languages = list(dict.fromkeys(names))
        statement.commitment_count = counts.get(statement.pk, 0)
    return statements
