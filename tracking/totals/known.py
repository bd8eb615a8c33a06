"""What had been entered by a moment, told from the histories of the rows.

The rules, for a moment `known_at`:

- A commitment, and a statement, is as its last historical row of that moment or before has it: its point, what it repeats,
  its obligors and themes; its process and its day of issue. One whose last such row says that it was deleted is not there.
- Rows stored in bulk (imports, made-up records) have no history. One without any is on record since `created_at`, as it
  stands now. One whose history begins with a later change is on record since `created_at`, too, as that first row has it:
  what it was before nobody wrote down. A row stored in bulk and deleted by hand has lost its obligors and themes.
- A commitment that was deleted since counts if its reader may see its last historical row (the level that it had) and its
  statement is still on record and seen. Of a deleted statement nothing tells any more who may see it: its commitments do
  not count.
- An assessment was published at `published_at`. Where that is empty it came as published, or its history tells when its
  status moved: the first historical row in which it is published, if it ever was anything else; else `created_at`.
- Who may see a row is asked of today: levels and embargoes are those in force, never those of `known_at`. A process that a
  statement was entered under then counts only if the reader may see that one as well.
"""

from django.db import connection
from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce

from records.querysets import visible
from statements.models import Clause, Commitment, Statement
from talks.models import Process
from tracking.models import Assessment

PUBLISHED = Assessment.Status.PUBLISHED
# By its last historical row until then; by the first, where the history begins later; as it stands, where there is none.
AS_ENTERED = """
SELECT id, history_id, {told} FROM (
    SELECT id, history_id, history_type, {told},
        ROW_NUMBER() OVER (PARTITION BY id ORDER BY history_date DESC, history_id DESC) AS place
    FROM {history} WHERE history_date <= %s
) AS told WHERE place = 1 AND history_type <> '-'
UNION ALL
SELECT id, history_id, {told} FROM (
    SELECT id, history_id, history_type, history_date, created_at, {told},
        ROW_NUMBER() OVER (PARTITION BY id ORDER BY history_date, history_id) AS place
    FROM {history}
) AS began WHERE place = 1 AND history_type <> '+' AND history_date > %s AND created_at <= %s
UNION ALL
SELECT id, NULL, {told} FROM {table}
WHERE created_at <= %s AND NOT EXISTS (SELECT 1 FROM {history} WHERE {history}.id = {table}.id)
"""
POINTS = """
SELECT id, statement_id FROM {table}
UNION ALL
SELECT id, statement_id FROM (
    SELECT id, statement_id, ROW_NUMBER() OVER (PARTITION BY id ORDER BY history_date DESC, history_id DESC) AS place
    FROM {history} WHERE NOT EXISTS (SELECT 1 FROM {table} WHERE {table}.id = {history}.id)
) AS gone WHERE place = 1
"""
EXTENT = """
SELECT states.id, entered.id, entered.process_id, entered.issued, states.repeats_id
FROM states JOIN points ON points.id = states.clause_id JOIN entered ON entered.id = points.statement_id
WHERE (states.id IN (SELECT id FROM seen) OR states.id IN (SELECT id FROM gone))
    AND entered.id IN (SELECT id FROM papers) AND entered.process_id IN (SELECT id FROM processes)
"""
TIES = """
SELECT states.id, {past}.{key} FROM states JOIN {past} ON {past}.history_id = states.past_id
UNION ALL
SELECT states.id, {ties}.{key} FROM states JOIN {ties} ON {ties}.commitment_id = states.id WHERE states.past_id IS NULL
"""


def add_extent(tables, head, question):
    """Add `head`, the commitments that had been entered, and `states`, their states (id, past_id, clause_id, repeats_id)."""
    reader, at, known_at = question.reader, question.at, question.known_at
    seen = Commitment.objects.visible_to(reader, at)
    tables.add_rows("seen (id)", seen.values_list("pk"))
    tables.add_rows("gone (id)", deleted(reader, at).values_list("id"))
    columns = ("clause_id", "repeats_id")
    tables.add("states (id, past_id, clause_id, repeats_id)", *as_entered(Commitment, columns, known_at))
    columns = ("process_id", "issued_on_latest")
    tables.add("entered (id, past_id, process_id, issued)", *as_entered(Statement, columns, known_at))
    tables.add_rows("papers (id)", Statement.objects.visible_to(reader, at).values_list("pk"))
    processes = Process.objects.visible_to(reader, at)
    if question.process:
        processes = processes.filter(pk=question.process.pk)
    tables.add_rows("processes (id)", processes.values_list("pk"))
    tables.add("points (id, statement_id)", *points())
    if question.as_of:
        issued = connection.ops.adapt_datefield_value(question.as_of.date())
        tables.add(head, f"{EXTENT} AND entered.issued <= %s", [issued])
    else:
        tables.add(head, EXTENT)


def as_entered(model, columns, known_at):
    """(SQL, values) of the rows of `model` that were on record at `known_at`: id, key of the historical row, `columns`.

    The key is null for a row without a history.
    """
    names = {"table": model._meta.db_table, "history": model.history.model._meta.db_table, "told": ", ".join(columns)}
    return AS_ENTERED.format(**names), [stored(known_at)] * 4


def stored(moment):
    """A moment as the database compares it with those of its rows."""
    return connection.ops.adapt_datetimefield_value(moment)


def deleted(reader, at):
    """The historical rows by which commitments were deleted that are gone, and were not above `reader` any time they were."""
    deletions = Commitment.history.filter(history_type="-")
    seen = visible(Commitment, reader, at)
    return deletions.filter(seen).exclude(
        Q(id__in=Commitment._base_manager.values("pk")) | Q(id__in=deletions.exclude(seen).values("id"))
    )


def points():
    """(SQL, values) of the points (id, statement_id) that are on record, and of those deleted."""
    names = {"table": Clause._meta.db_table, "history": Clause.history.model._meta.db_table}
    return POINTS.format(**names), []


def add_ties(tables, field):
    """Add `tied` (id, key): what each of `states` was tied to by its many-to-many `field` ("obligors", "themes")."""
    relation = Commitment._meta.get_field(field)
    past = getattr(Commitment.history.model, f"historicalcommitment_{field}_set").rel.related_model
    names = {
        "ties": relation.remote_field.through._meta.db_table,
        "past": past._meta.db_table,
        "key": relation.m2m_reverse_name(),
    }
    tables.add("tied (id, key)", TIES.format(**names))


def published_by(assessments, known_at):
    """Those of `assessments`, all of them published, that had been published at `known_at`."""
    history = Assessment.history.filter(id=OuterRef("pk"))
    first = history.filter(status=PUBLISHED).order_by("history_date", "history_id").values("history_date")[:1]
    moved = Exists(history.exclude(status=PUBLISHED))
    moment = Case(
        When(published_at__isnull=False, then=F("published_at")),
        When(moved, then=Coalesce(Subquery(first), F("created_at"))),
        default=F("created_at"),
    )
    return assessments.alias(left_review=moment).filter(left_review__lte=known_at)
