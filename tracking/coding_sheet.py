"""One commitment as it is set before a coder: its words, and the evidence as it was known at the moment of the coding."""

from django.db.models import Exists, OuterRef, Prefetch

from events.models import Event, Report
from events.standing import standing_of, standing_reports
from records.levels import AFTER_EVERY_EMBARGO
from statements.reading import wordings
from talks.models import Party
from tracking.models import Evidence


class CodingSheet:
    """What `reader` is shown of `commitment` to rate it as of a moment: `wordings`, `obligors`, `evidence`. No rating."""

    def __init__(self, commitment, reader, as_of):
        self.commitment = commitment
        self.wordings = wordings(commitment, reader, AFTER_EVERY_EMBARGO)
        self.obligors = list(
            Party.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(commitments=commitment).order_by("name")
        )
        self.evidence = evidence_by(commitment, reader, as_of.date())


def evidence_by(commitment, reader, day):
    """Confirmed evidence on `commitment` from events that had happened and been reported on `day`, by their dates.

    Each event has its `known_reports` of that day, its `standing` and, by key, `standing_keys`.
    """
    seen = Report.objects.visible_to(reader, AFTER_EVERY_EMBARGO)
    of_event = seen.filter(event=OuterRef("pk")).order_by()
    # An event that is on record only through later reports was not known yet.
    told = Exists(of_event.made_by_day(day)) | ~Exists(of_event)
    events = Event.objects.visible_to(reader, AFTER_EVERY_EMBARGO).happened_by(day).filter(told)
    rows = Evidence.objects.visible_to(reader, AFTER_EVERY_EMBARGO).confirmed()
    rows = rows.filter(commitment=commitment, event__in=events.order_by().values("pk"))
    people = ("claimant_party", "claimant_person", "source__publisher")
    reports = seen.made_by_day(day).select_related(*people).order_by("made_on_latest", "pk")
    found = list(
        rows.select_related("event__place", "conduct_of")
        .order_by("event__happened_on_latest", "event__happened_on_earliest", "pk")
        .prefetch_related(Prefetch("event__reports", reports, to_attr="known_reports"))
    )
    for evidence in found:
        event = evidence.event
        event.standing = standing_of(event.known_reports)
        event.standing_keys = {report.pk for report in standing_reports(event.known_reports)}
    return found
