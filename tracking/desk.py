"""What waits to be done about commitments, as one person sees it: each function is a section of the desk.

Each gives a queryset of what `person` may see in the admin, where embargoes do not count, what is to be done first before
the rest.
"""

from django.conf import settings
from django.db.models import Case, Exists, OuterRef, Q, Value, When

from events.models import Event, Report
from events.standing import contested_by
from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Commitment
from talks.models import Party, Place
from tracking.deadlines import unassessed
from tracking.flags import flagged
from tracking.models import Assessment, Evidence, SuggestionRun
from tracking.waiting import waiting


def overdue(person, on):
    """Deadlines overdue on the day `on` that nobody has assessed since; those that passed last first."""
    rows = unassessed(person, on, AFTER_EVERY_EMBARGO).select_related("commitment")
    return rows.order_by("-due_on_latest", "-pk")


def suggested_for(person):
    """Commitments for which suggestions wait, in no order; tracking/waiting.py has them with how many, the best first."""
    of_it = waiting(person).filter(commitment=OuterRef("pk")).order_by()
    return Commitment.objects.visible_to(person, AFTER_EVERY_EMBARGO).filter(Exists(of_it)).order_by()


def contested(person):
    """Contested events that confirmed evidence sets beside a commitment, the latest first."""
    # Hardly any report denies: what no report denies is contested by nobody.
    denied = Report.objects.filter(stance__in=Report.DENYING).order_by().values("event")
    evidence = Evidence.objects.visible_to(person, AFTER_EVERY_EMBARGO).confirmed()
    bears = Exists(evidence.filter(event=OuterRef("pk")).order_by())
    seen = Event.objects.visible_to(person, AFTER_EVERY_EMBARGO).listed().filter(pk__in=denied)
    found = seen.filter(contested_by(person, at=AFTER_EVERY_EMBARGO)).filter(bears)
    return found.order_by("-happened_on_latest", "-pk")


def moved(person):
    """Assessments in force whose evidence moved since they were written, the newest first."""
    return flagged(person, AFTER_EVERY_EMBARGO).select_related("commitment").order_by("-as_of", "-pk")


def drafts(person):
    """Assessments that were begun and not sent to review, those of `person` first, then the newest."""
    seen = Assessment.objects.visible_to(person, AFTER_EVERY_EMBARGO).filter(status=Assessment.Status.DRAFT)
    is_own = Case(When(Q(assessor=person) | Q(created_by=person), then=Value(0)), default=Value(1))
    return seen.select_related("commitment", "assessor").order_by(is_own, "-pk")


def to_review(person):
    """Assessments in review that `person` may decide on, those that have waited longest first.

    Nobody decides on what they wrote or entered themselves, but in a team of one (tracking/publishing.py).
    """
    seen = Assessment.objects.visible_to(person, AFTER_EVERY_EMBARGO).waiting()
    if not settings.ONE_PERSON_TEAM:
        seen = seen.exclude(assessor=person).exclude(created_by=person)
    return seen.select_related("commitment", "assessor").order_by("pk")


def unmatched(model, person):
    """Parties or places, by their `model`, that an import entered and nobody has looked at; the first one first."""
    return model.objects.visible_to(person, AFTER_EVERY_EMBARGO).unreviewed().order_by("pk")


def unmatched_parties(person):
    return unmatched(Party, person)


def unmatched_places(person):
    return unmatched(Place, person)


def last_search():
    """The SuggestionRun that ended last, or None."""
    return SuggestionRun.objects.filter(ended_at__isnull=False).order_by("-ended_at", "-pk").first()
