"""Suggestions that wait for a decision of one person: those of a commitment, of an event, and of whatever has any."""

from django.db.models import Count, Max

from events.sides import with_standing
from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Commitment
from tracking.models import Dismissal, Evidence, Suggestion
from tracking.suggestions.wording import dressed


def waiting_for(person, **subject):
    """The Suggestions of `commitment=` or `event=` (a primary key) that wait for `person`, the likeliest first."""
    return waiting(person).filter(**subject).order_by("-score", "pk")


def waiting(person):
    return Suggestion.objects.visible_to(person, AFTER_EVERY_EMBARGO).waiting(person)


def with_all_that_decides(suggestions, person):
    """The rows of the queryset `suggestions` as a list, with all that `person` may see of what there is to decide by.

    Each has `reasons_in_words` and `shown_score`, its event the `standing` that reports give it.
    """
    rows = list(suggestions.select_related("event__place", "commitment__clause__statement"))
    with_standing([row.event for row in rows], person, AFTER_EVERY_EMBARGO)
    return dressed(rows, person, AFTER_EVERY_EMBARGO)


def commitments_waiting(person):
    """A queryset of dicts (commitment: its primary key, best: score, number) of all with suggestions, the best first."""
    found = waiting(person).order_by().values("commitment").annotate(best=Max("score"), number=Count("pk"))
    return found.order_by("-best", "commitment")


def with_commitments(found, person):
    """The list `found`, of such dicts, each with its Commitment in place of the key."""
    seen = Commitment.objects.visible_to(person, AFTER_EVERY_EMBARGO).select_related("clause__statement")
    rows = seen.in_bulk([one["commitment"] for one in found])
    return [{**one, "commitment": rows[one["commitment"]]} for one in found if one["commitment"] in rows]


def set_aside(person, **subject):
    """What `person` sees of what was decided against: (rejected Evidence, Dismissals), the latest first."""
    rejected = Evidence.objects.visible_to(person, AFTER_EVERY_EMBARGO).filter(
        status=Evidence.Status.REJECTED, **subject
    )
    dismissed = Dismissal.objects.visible_to(person, AFTER_EVERY_EMBARGO).filter(**subject)
    return (
        list(rejected.select_related("event", "commitment", "decided_by").order_by("-pk")),
        list(dismissed.select_related("event", "commitment", "dismissed_by").order_by("-pk")),
    )
