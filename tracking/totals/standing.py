"""The tables that totals are counted from.

    extent (id, statement_id, process_id, issued, repeats_id)   commitments that the reader sees, in the extent asked for
    judged (id, commitment_id, as_of, rating)                   published assessments that the reader sees
    tied (id, key)                                              the parties or themes of each commitment

They hold the record as it stands, or with a moment `known_at` what had been entered by then (tracking/totals/known.py).
"""

from django.db.models import Q

from statements.models import Commitment
from tracking.models import Assessment
from tracking.totals import known
from tracking.totals.asking import Tables

EXTENT = "extent (id, statement_id, process_id, issued, repeats_id)"
STATEMENT = "clause__statement"
COLUMNS = ("pk", STATEMENT, f"{STATEMENT}__process", f"{STATEMENT}__issued_on_latest", "repeats")
JUDGED = "judged (id, commitment_id, as_of, rating)"


def tables_for(question):
    """The Tables `extent` and `judged` of a Question."""
    tables = Tables()
    judged = Assessment.objects.visible_to(question.reader, question.at).in_force(question.as_of)
    if question.known_at is None:
        bound = commitments(question)
        tables.add_rows(EXTENT, bound.values_list(*COLUMNS))
        if question.process:
            # Few of all: their own judgements, and those of what they repeat, are led to one by one.
            repeated = bound.filter(repeats__isnull=False)
            judged = judged.filter(
                Q(commitment__in=bound.order_by().values("pk"))
                | Q(commitment__in=repeated.order_by().values("repeats"))
            )
    else:
        known.add_extent(tables, EXTENT, question)
        judged = known.published_by(judged, question.known_at)
    tables.add_rows(JUDGED, judged.values_list("pk", "commitment", "as_of", "rating"))
    return tables


def commitments(question):
    """The commitments in the extent, as the record stands."""
    rows = Commitment.objects.visible_to(question.reader, question.at)
    if question.process:
        rows = rows.filter(**{f"{STATEMENT}__process": question.process})
    if question.as_of:
        rows = rows.filter(**{f"{STATEMENT}__issued_on_latest__lte": question.as_of.date()})
    return rows


def add_ties(tables, field, question):
    """Add `tied`, by the many-to-many `field` of commitments, "obligors" or "themes"."""
    if question.known_at is not None:
        known.add_ties(tables, field)
        return
    through = Commitment._meta.get_field(field).remote_field.through
    key = Commitment._meta.get_field(field).m2m_reverse_field_name()
    tables.add_rows("tied (id, key)", through._base_manager.values_list("commitment", key))
