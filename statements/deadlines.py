"""Which deadline is in force: the original, or the last amendment of it; and which are over."""

import datetime as dt

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from records.dates.edtf import Precision
from records.dates.value import LEEWAY
from statements.models import Deadline

# How the approximate end of a date is written as EDTF (records/dates/edtf.py), by its precision.
APPROXIMATE = {
    Precision.DAY: r"-\d\d-\d\d~$",
    Precision.MONTH: r"(^|/)\d\d\d\d-(0\d|1[012])~$",
    Precision.QUARTER: r"(^|/)\d\d\d\d-3[3456]~$",
    Precision.YEAR: r"(^|/)\d\d\d\d~$",
}


def with_terms(commitments, reader, on=None):
    """The queryset `commitments` with `terms_in_force`: those of that deadline; “none stated” where there is none."""
    newest = told(reader, on).filter(commitment=OuterRef("pk")).in_order().reverse().values("terms")[:1]
    return commitments.annotate(terms_in_force=Coalesce(Subquery(newest), Value(Deadline.Terms.NONE)))


def told(reader, on, at=None):
    """The deadlines that `reader` may see at the moment `at`, those alone that had been set on the day `on`."""
    seen = Deadline.objects.visible_to(reader, at)
    return seen if on is None else seen.set_by_day(on)


def in_force(reader, on=None, at=None):
    """Of those of each commitment the one in force."""
    of_the_same = told(reader, on, at).filter(commitment=OuterRef("commitment"))
    return told(reader, on, at).filter(pk=Subquery(of_the_same.in_order().reverse().values("pk")[:1]))


def over_before(day):
    """The condition on deadlines that the last day their date can mean (`PartialDate.last_possible`) is before `day`."""
    condition = ~Q(due_on__edtf__endswith="~")
    for precision, shape in APPROXIMATE.items():
        before = day - dt.timedelta(days=LEEWAY[precision])
        condition |= Q(due_on_latest__lt=before, due_on__edtf__regex=shape)
    return Q(due_on_latest__lt=day) & condition
