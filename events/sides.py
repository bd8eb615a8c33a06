"""The reports on one event, set side by side."""

from django.db.models import Prefetch, prefetch_related_objects

from events.models import EventParty, Report
from events.standing import standing_of, standing_reports


class Sides:
    """`reports` (a queryset of one event's, already those a reader may see) as of the end of `day` (None: all days).

    `affirming`, `denying`, `neither`: lists of reports, the first one first, each with `is_standing` and `taken_over_by`
    (the report that supersedes it, or None). `standing` is what they make of the event; `later` counts those not yet made.
    """

    def __init__(self, reports, day=None):
        people = ("claimant_party", "claimant_person", "source__publisher")
        known = reports if day is None else reports.made_by_day(day)
        self.day = day
        self.reports = list(known.select_related(*people).order_by("made_on_latest", "made_on_earliest", "pk"))
        self.later = 0 if day is None else reports.count() - len(self.reports)
        standing = {report.pk for report in standing_reports(self.reports)}
        successors = {report.supersedes_id: report for report in self.reports if report.supersedes_id}
        for report in self.reports:
            report.is_standing = report.pk in standing
            report.taken_over_by = successors.get(report.pk)
        self.standing = standing_of(self.reports)

    @property
    def affirming(self):
        return [report for report in self.reports if report.stance in Report.AFFIRMING]

    @property
    def denying(self):
        return [report for report in self.reports if report.stance in Report.DENYING]

    @property
    def neither(self):
        taking_sides = (*Report.AFFIRMING, *Report.DENYING)
        return [report for report in self.reports if report.stance not in taking_sides]


def with_standing(events, reader, at=None):
    """The list `events`, each with `known_parties`, `known_reports` and the `standing` that these give it.

    All as `reader` sees it at the moment `at` (records/querysets.py).
    """
    parties = EventParty.objects.visible_to(reader, at).select_related("party").order_by("pk")
    parties = parties.only("event", "role", "party__name", "party__short_name")
    reports = Report.objects.visible_to(reader, at).only("event", "stance", "supersedes").order_by("pk")
    prefetch_related_objects(
        events,
        Prefetch("event_parties", parties, to_attr="known_parties"),
        Prefetch("reports", reports, to_attr="known_reports"),
    )
    for event in events:
        event.standing = standing_of(event.known_reports)
    return events
