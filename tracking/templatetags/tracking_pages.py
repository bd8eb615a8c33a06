"""Badges of ratings and bearings, and the panels that tracking puts on pages of other rooms."""

from itertools import accumulate

from django import template
from django.utils.translation import gettext as _

from records.badges import badge
from records.models import Dataset
from records.pages import reader_in
from statements.models import Commitment
from tracking.codebook import Rating
from tracking.comparison import rating_counts, with_ratings
from tracking.deadlines import Due
from tracking.filters import NOT_ASSESSED
from tracking.models import Evidence
from tracking.shares import whole_percentages
from tracking.totals.years import indexes_of_years

register = template.Library()


@register.simple_tag
def rating_badge(rating, label=""):
    """A rating as a badge: a shape, a colour and the word. None is a commitment that nobody has judged.

    The word is `label` where a version of the codebook calls it by another.
    """
    key = rating or NOT_ASSESSED
    return badge("rating", key, key, label or (Rating(rating).label if rating else _("not assessed")))


@register.simple_tag
def bearing_badge(evidence):
    """How an event bears on a commitment, as a badge."""
    return badge("bearing", evidence.bearing, f"bearing_{evidence.bearing}", evidence.get_bearing_display())


DUE_MARKS = {
    Due.OVERDUE: "due_over",
    Due.SOON: "due",
    Due.LATER: "due",
    Due.CLOSED: "affirmed",
    Due.UNDATED: "unsure",
    Due.CONDITIONAL: "due_waits",
    Due.NONE: "not_assessed",
}


@register.simple_tag
def due_badge(state):
    """How a commitment stands to its deadline, a DeadlineState, as a badge."""
    return badge("due", state.kind, DUE_MARKS[state.kind], state.kind.label)


@register.inclusion_tag("tracking/_counts.html", takes_context=True)
def ratings_in(context, process=None):
    """How many commitments, of a process or of all, have which rating, each counted once; counts, and no index."""
    reader = reader_in(context)
    commitments = Commitment.objects.visible_to(reader)
    if process:
        commitments = commitments.filter(clause__statement__process=process)
    counts = rating_counts(commitments.counted_once(reader), reader)
    repeated = commitments.repeating(reader).count()
    total = sum(number for _rating, number in counts)
    shares = whole_percentages([number for _rating, number in counts])
    starts = accumulate((number for _rating, number in counts), initial=0)
    parts = [
        {
            "rating": rating,
            "key": rating or NOT_ASSESSED,
            "number": number,
            "start": start,
            "share": f"{share} %",
        }
        for (rating, number), share, start in zip(counts, shares, starts, strict=False)
    ]
    return {"parts": parts, "total": total, "repeated": repeated, "process": process}


@register.inclusion_tag("tracking/_commitments.html", takes_context=True)
def commitments_rated(context, commitments):
    """The commitments of a statement (a list, each with its `label`) with the rating of each."""
    return {"commitments": with_ratings(commitments, reader_in(context))}


@register.inclusion_tag("tracking/_index_by_year.html", takes_context=True)
def index_by_year(context, statement):
    """The PAM index of an accord for each year that was imported; what is in review counts for those who enter the admin."""
    if statement.dataset != Dataset.PAM:
        return {}
    reader = reader_in(context)
    return {"years": indexes_of_years(statement, reader, with_review=getattr(reader, "enters_admin", False))}


@register.inclusion_tag("tracking/_borne_on.html", takes_context=True)
def commitments_borne_on(context, event):
    """The commitments that confirmed evidence sets beside an event."""
    shown = Evidence.objects.visible_to(reader_in(context)).confirmed().filter(event=event)
    rows = shown.select_related("commitment__clause__statement", "conduct_of")
    return {"evidence": rows.order_by("commitment__clause__statement__issued_on_latest", "commitment", "pk")}
