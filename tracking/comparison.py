"""Commitments beside what was reported later, as a reader sees them."""

from collections import Counter

from django.db.models import Count, Prefetch, prefetch_related_objects

from events.models import Report
from events.standing import standing_of, standing_reports
from statements.models import Commitment, Deadline
from talks.models import Party
from tracking.codebook import Rating
from tracking.models import Assessment, Evidence, with_rating


def with_ratings(commitments, reader, at=None):
    """The list `commitments`, each with the `rating` in force, None where nobody has judged it, and `known_obligors`.

    The rating is that in force at the moment `at`; the newest without one.
    `earlier` is the commitment that it repeats, if `reader` may see that one, or None. What repeats another and was not
    judged itself has the rating of that one.
    """
    parties = Party.objects.visible_to(reader).only("name", "short_name").order_by("name")
    prefetch_related_objects(commitments, Prefetch("obligors", parties, to_attr="known_obligors"))
    keys = {commitment.repeats_id for commitment in commitments} - {None}
    earlier = Commitment.objects.visible_to(reader).only("public_id", "summary").in_bulk(keys) if keys else {}
    judged = {*earlier, *(commitment.pk for commitment in commitments)}
    found = Assessment.objects.visible_to(reader).in_force(at).filter(commitment__in=judged)
    ratings = {}
    for commitment, rating in found.values_list("commitment", "rating"):
        ratings.setdefault(commitment, rating)
    for commitment in commitments:
        commitment.earlier = earlier.get(commitment.repeats_id)
        commitment.rating = ratings.get(commitment.pk) or ratings.get(commitment.repeats_id)
    return commitments


def rating_counts(commitments, reader):
    """Pairs (rating, number) of a queryset, in the order of the codebook and without the empty ones; last, None."""
    rated = with_rating(commitments, reader).order_by().values_list("rating")
    numbers = Counter(dict(rated.annotate(Count("pk"))))
    return [(rating, numbers[rating]) for rating in (*Rating.values, None) if numbers[rating]]


def timeline(commitment, reader, at=None):
    """The confirmed evidence on `commitment` by the dates of its events; each event has its `standing` and `stances`.

    `stances` are pairs (stance in words, number of standing reports that take it), in the order they were first taken.
    """
    reports = Report.objects.visible_to(reader, at).order_by("made_on_latest", "pk")
    rows = Evidence.objects.visible_to(reader, at).confirmed().filter(commitment=commitment)
    rows = rows.select_related("event__place", "conduct_of").order_by(
        "event__happened_on_latest", "event__happened_on_earliest", "pk"
    )
    found = list(rows.prefetch_related(Prefetch("event__reports", reports, to_attr="known_reports")))
    for evidence in found:
        event = evidence.event
        event.standing = standing_of(event.known_reports)
        stances = Counter(report.stance for report in standing_reports(event.known_reports))
        event.stances = [(Report.Stance(stance).label, number) for stance, number in stances.items()]
    return found


def judgements(commitment, reader, at=None):
    """The assessments in force of `commitment`, the newest first, each with the `known_evidence` it relies on."""
    evidence = Evidence.objects.visible_to(reader, at).confirmed().select_related("event")
    rows = Assessment.objects.visible_to(reader, at).in_force().filter(commitment=commitment)
    return list(rows.prefetch_related(Prefetch("evidence", evidence, to_attr="known_evidence")))


def deadlines(commitment, reader, at=None):
    """The deadlines of `commitment`: the original, then each amendment in the order of the statements that made it."""
    rows = Deadline.objects.visible_to(reader, at).filter(commitment=commitment).select_related("amended_by")
    return rows.in_order()


def repetitions(commitment, reader):
    """The later commitments that repeat `commitment` and `reader` may see, the first one first."""
    rows = Commitment.objects.visible_to(reader).filter(repeats=commitment).select_related("clause__statement")
    return rows.order_by("clause__statement__issued_on_latest", "pk")
