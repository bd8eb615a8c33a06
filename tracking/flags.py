"""Assessments in force whose evidence moved since they were written. They are flagged and never changed.

A flag ends when a newer assessment takes the place of the flagged one, or when a person looks at it again and says that
it stands (tracking/models/recheck.py), until something else moves. Who looks again settles what they could see: a report
above their clearance keeps the flag for those who see it.
"""

from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext_lazy as _

from events.models import Event, Report
from records.models import ImportRun, Release
from records.querysets import visible
from tracking.models import Assessment, Evidence, Recheck

# Typed, or PostgreSQL takes it for a text.
BY_NO_REPORT = Cast(Value(None), models.BigIntegerField())
RelianceRow = Assessment.evidence.through


class Kind(models.TextChoices):
    """What may become of evidence that an assessment relies on; each with the sentence that tells it."""

    UNCONFIRMED = "unconfirmed", _("“%(event)s” is no longer confirmed as evidence on this commitment.")
    WITHDRAWN = "withdrawn", _("Its dataset has withdrawn the event “%(event)s”.")
    LEFT_BEHIND = "left_behind", _("The event “%(event)s” was merged into another one.")
    MERGED = "merged", _("Another entry of the event “%(event)s” was merged into it, with its reports.")
    DENIED = "denied", _("%(claimant)s denies “%(event)s”.")
    RETRACTED = "retracted", _("%(claimant)s takes back what was said of “%(event)s”.")
    CONTESTED = "contested", _("%(claimant)s affirms “%(event)s”, which was denied alone: it is contested now.")


@dataclass(frozen=True)
class Cause:
    """One thing that moved: the `sentence` that tells it, the Evidence, and the Report if one moved it."""

    kind: Kind
    sentence: str
    evidence: Evidence
    report: Report | None = None


def flagged(reader, at=None):
    """The assessments in force for `reader` at the moment `at` that rely on evidence which moved since, as `reader` sees it.

    A queryset, the newest of a commitment only. `at` is as in `visible_to` (records/querysets.py).
    """
    moved = Q(pk__in=[])
    for _kind, rows in movements(reader, at):
        moved |= Q(pk__in=rows.values("assessment"))
    return newest_in_force(reader, at).filter(moved)


def newest_in_force(reader, at=None):
    """Of each commitment the newest published assessment that `reader` sees at the moment `at`."""
    seen = Assessment.objects.visible_to(reader, at).published()
    later = Q(as_of__gt=OuterRef("as_of")) | Q(as_of=OuterRef("as_of"), pk__gt=OuterRef("pk"))
    return seen.filter(~Exists(seen.filter(later, commitment=OuterRef("commitment")).order_by()))


def causes(assessments, reader, at=None):
    """The list `assessments`, each with its `causes`: a list of Cause, empty for one that is not flagged.

    They tell what moved since that assessment was written, whether or not a newer one is in force.
    """
    # Named, or every late report on record would be looked through for a few assessments.
    events = Evidence.objects.filter(assessments__in=assessments).order_by().values("event")
    first, *others = (
        rows.filter(assessment__in=assessments)
        .order_by()
        .annotate(kind=Value(kind.value, models.CharField()))
        .values_list("moved_at", "kind", "assessment", "evidence", "moved_by")
        for kind, rows in movements(reader, at, events)
    )
    found = sorted(first.union(*others, all=True), key=lambda row: row[:4]) if assessments else []
    evidence, reports = told_of(found, reader, at)
    for assessment in assessments:
        assessment.causes = [
            cause(Kind(kind), evidence[relied_on], reports.get(report))
            for _moment, kind, judged, relied_on, report in found
            if judged == assessment.pk
        ]
    return assessments


def told_of(found, reader, at):
    """The evidence and the reports that the rows `found` name, each by its key."""
    evidence = {row[3] for row in found}
    reports = {row[4] for row in found} - {None}
    seen = Evidence.objects.visible_to(reader, at).select_related("event")
    said = Report.objects.visible_to(reader, at).select_related("claimant_party", "claimant_person")
    return seen.in_bulk(evidence) if evidence else {}, said.in_bulk(reports) if reports else {}


def cause(kind, evidence, report):
    """A Cause, told in its sentence."""
    words = {"event": evidence.event, "claimant": report.claimant if report else ""}
    return Cause(kind, str(kind.label) % words, evidence, report)


def movements(reader, at=None, events=None):
    """Pairs (Kind, rows): the ties of an assessment to evidence that moved since, each with `moved_at` and `moved_by`.

    `moved_by` is the key of the report that moved it, or None. `moved_level` is the level of who may know of it. With
    `events`, a query of keys, only reports on these are looked at.
    """
    relied_on = RelianceRow.objects.filter(visible(Evidence, reader, at, "evidence__"))
    return [
        (Kind.UNCONFIRMED, unsettled(no_longer_confirmed(relied_on))),
        *((kind, since_written(unsettled(rows))) for kind, rows in moved_events(relied_on, reader, at)),
        *((kind, since_written(unsettled(rows))) for kind, rows in moved_reports(relied_on, reader, at, events)),
    ]


def since_written(rows):
    return rows.filter(moved_at__gt=F("assessment__created_at"))


def unsettled(rows):
    """Those that nobody who could see what moved has looked at again."""
    looked_at = Recheck.objects.filter(assessment=OuterRef("assessment"), checked_at__gte=OuterRef("moved_at"))
    could_see = Q(checked_by__isnull=True) | Q(checked_by__clearance__gte=OuterRef("moved_level"))
    return rows.filter(~Exists(looked_at.filter(could_see).order_by()))


def no_longer_confirmed(relied_on):
    """Evidence that was rejected, or is a mere suggestion: it was confirmed when it was relied on."""
    return relied_on.exclude(evidence__status=Evidence.Status.CONFIRMED).annotate(
        moved_at=Coalesce("evidence__decided_at", "evidence__changed_at"),
        moved_level=F("evidence__shown_level"),
        moved_by=BY_NO_REPORT,
    )


def moved_events(relied_on, reader, at):
    """Yield (Kind, rows) of what became of whole events: withdrawn by their dataset, or merged."""
    release = "evidence__event__withdrawn_in"
    runs = ImportRun.objects.filter(release=OuterRef(release), rows_withdrawn__gt=0)
    ended = runs.order_by(Coalesce("ended_at", "started_at").desc(nulls_last=True))
    gone = relied_on.filter(visible(Release, reader, at, f"{release}__"), **{f"{release}__isnull": False})
    yield (
        Kind.WITHDRAWN,
        gone.annotate(
            moved_at=Coalesce(
                Subquery(ended.values(now=Coalesce("ended_at", "started_at"))[:1]), f"{release}__created_at"
            ),
            moved_level=F(f"{release}__shown_level"),
            moved_by=BY_NO_REPORT,
        ),
    )
    yield (
        Kind.LEFT_BEHIND,
        # A few of all events: their own index leads to them.
        relied_on.filter(evidence__event__in=Event.objects.filter(merged_into__isnull=False).order_by()).annotate(
            moved_at=Coalesce(merged_at("evidence__event"), "evidence__event__changed_at"),
            moved_level=F("evidence__event__shown_level"),
            moved_by=BY_NO_REPORT,
        ),
    )
    other = "evidence__event__merged"
    yield (
        Kind.MERGED,
        relied_on.filter(visible(Event, reader, at, f"{other}__"), **{f"{other}__isnull": False}).annotate(
            moved_at=Coalesce(merged_at(other), f"{other}__changed_at"),
            moved_level=F(f"{other}__shown_level"),
            moved_by=BY_NO_REPORT,
        ),
    )


def merged_at(event):
    """When the event at the lookup `event` was merged, the last time; NULL where no history tells."""
    merging = Event.history.filter(id=OuterRef(event), merged_into__isnull=False)
    return Subquery(merging.order_by("history_date").values("history_date")[:1])


def moved_reports(relied_on, reader, at, events):
    """Yield (Kind, rows) of standing reports entered later that deny or take back, or by which an event became contested."""
    report = "evidence__event__reports"
    on_record = Report.objects.all() if events is None else Report.objects.filter(event__in=events)
    seen = on_record.visible_to(reader, at)
    told = relied_on.annotate(
        moved_by=F(report), moved_at=F(f"{report}__created_at"), moved_level=F(f"{report}__shown_level")
    )
    for kind, stances in ((Kind.DENIED, Report.DENYING), (Kind.RETRACTED, [Report.Stance.RETRACTS])):
        yield kind, told.filter(moved_by__in=seen.standing().filter(stance__in=stances).order_by().values("pk"))
    denied = on_record.filter(stance__in=Report.DENYING).order_by().values("event")
    opening = seen.standing().filter(becomes_contested_by(seen), stance__in=Report.AFFIRMING, event__in=denied)
    yield Kind.CONTESTED, told.filter(moved_by__in=opening.order_by().values("pk"))


def becomes_contested_by(seen):
    """The condition on a report among `seen` that the event stood denied when it was entered, and nobody affirmed it."""
    before = seen.filter(event=OuterRef("event"), pk__lt=OuterRef("pk")).order_by()
    denied = (
        seen.standing().filter(event=OuterRef("event"), pk__lt=OuterRef("pk"), stance__in=Report.DENYING).order_by()
    )
    superseded = seen.filter(supersedes=OuterRef("pk"), pk__lt=OuterRef(OuterRef("pk"))).order_by()
    affirmed = before.filter(~Exists(superseded), stance__in=Report.AFFIRMING)
    return Q(Exists(denied)) & ~Q(Exists(affirmed))
