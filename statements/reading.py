"""A statement as a reader sees it: its texts side by side, point by point, with the commitments and disputes marked."""

from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile

from django.db.models import Count, Prefetch, Q, prefetch_related_objects

from records.languages import Language
from statements.disputes import disputes_over, words_of
from statements.models import Clause, Commitment, Passage, Version
from statements.standing import standing
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
    """What `reader` may see of `statement`: `versions`, `rows`, `commitments` (each with `label`), `disputes`.

    All its versions are `known`. Texts that a correction replaces are in `replaced`, and among the `versions` only if
    asked for `with_replaced`.
    """

    def __init__(self, statement, reader, *, with_replaced=False):
        passages = Passage.objects.visible_to(reader).order_by("start", "-end", "pk")
        versions = Version.objects.visible_to(reader).filter(statement=statement).select_related("source__publisher")
        self.known = known = list(
            versions.order_by("pk").prefetch_related(Prefetch("passages", passages, to_attr="known_passages"))
        )
        stand = standing(known, reader)
        self.replaced = [version for version in known if version not in stand]
        self.versions, self.shows_replaced = known if with_replaced else stand, with_replaced
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
        found = {}
        for clause, start, end in stretches(text, points):
            found.setdefault(clause, []).extend(self.runs(text, start, end, pieces, marks))
        return found

    def runs(self, text, start, end, pieces, marks):
        """Yield the runs of `text[start:end]`, less white space at either end."""
        kept = text[start:end]
        start, end = start + len(kept) - len(kept.lstrip()), start + len(kept.rstrip())
        if start >= end:
            return
        numbered = {dispute.passage.pk: dispute for dispute in self.disputes}
        # A book has thousands of pieces: only those that reach into the stretch are looked at.
        reached = bisect_right(pieces, start, key=lambda piece: piece.end)
        for piece in takewhile(lambda piece: piece.start < end, islice(pieces, reached, None)):
            first, last = max(piece.start, start), min(piece.end, end)
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


def stretches(text, points):
    """Yield (clause key, start, end) that together are `text`; under None what precedes the first of the `points`.

    `points` are passages of whole points in the order of the text. What follows a point unnumbered stands with it.
    """
    bounds, done = [(0, None)], 0
    for point in points:
        # A point begins with its line, so that its number stands with it, unless another point stands there.
        line = text.rfind("\n", 0, point.start) + 1
        bounds.append((max(line, min(done, point.start)), point.clause_id))
        done = max(done, point.end)
    for (start, clause), (end, _next) in pairwise([*bounds, (len(text), None)]):
        yield clause, start, end


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
    """The words of a commitment in one version; `disputes` are the passages that dispute a rendering among them."""

    version: Version
    exact: str
    disputes: tuple[Passage, ...] = ()


def wordings(commitment, reader, at=None):
    """The Wordings of `commitment` that `reader` may see: its own quotes, or its whole point where none is marked.

    What was carried over to a corrected text is told as it stands there alone. `at` is as in `visible_to`.
    """
    # Found by themselves: asked for with the point in one join, a database would walk every statement on record.
    disputes = Passage.objects.filter(is_disputed=True, version__statement=commitment.clause.statement_id)
    disputed = Q(pk__in=disputes.order_by().values("pk"))
    passages = Passage.objects.visible_to(reader, at).filter(Q(clause=commitment.clause_id) | disputed)
    passages = passages.select_related("version__source__publisher").order_by("version", "start", "-end", "pk")
    by_version, carried = {}, set()
    for passage in passages:
        carried.add(passage.carried_from_id)
        by_version.setdefault(passage.version_id, []).append(passage)
    return [
        Wording(row.version, row.exact, disputes_over(row, rows))
        for rows in by_version.values()
        for row in words_of(commitment, rows)
        if row.pk not in carried
    ]


def with_contents(statements, reader):
    """The list `statements`, each with `known_versions` (their language alone), `languages` and
    `commitment_count`."""
    versions = Version.objects.visible_to(reader).only("statement", "language").order_by("pk")
    prefetch_related_objects(statements, Prefetch("versions", versions, to_attr="known_versions"))
    bound = Commitment.objects.visible_to(reader).filter(clause__statement__in=statements).order_by()
    counts = dict(bound.values_list("clause__statement").annotate(Count("pk")))
    for statement in statements:
        names = (str(Language(version.language).label) for version in statement.known_versions)
        statement.languages = list(dict.fromkeys(names))
        statement.commitment_count = counts.get(statement.pk, 0)
    return statements
