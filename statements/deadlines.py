"""Which deadline is in force: the original, or the last amendment of it."""

from django.db.models import OuterRef, Subquery, Value
from django.db.models.functions import Coalesce

from statements.models import Deadline


def with_deadline(commitments, reader, on=None):
    """The list `commitments`, each with the `deadline` in force on the day `on` (None: ever) that `reader` may see, or None."""
    rows = told(reader, on).filter(commitment__in=commitments).in_order()
    found = {row.commitment_id: row for row in rows}
    for commitment in commitments:
        commitment.deadline = found.get(commitment.pk)
    return commitments


def with_terms(commitments, reader, on=None):
    """The queryset `commitments` with `terms_in_force`: those of that deadline; “none stated” where there is none."""
    newest = told(reader, on).filter(commitment=OuterRef("pk")).in_order().reverse().values("terms")[:1]
    return commitments.annotate(terms_in_force=Coalesce(Subquery(newest), Value(Deadline.Terms.NONE)))


def told(reader, on):
    """The deadlines that `reader` may see, those alone that had been set on the day `on`."""
    seen = Deadline.objects.visible_to(reader)
    return seen if on is None else seen.set_by_day(on)
