"""What becomes of an event when its reports are set side by side. Nothing is averaged, nothing overwritten."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from events.models import Report


class Standing(models.TextChoices):
    """How an event stands by the reports that no later report supersedes."""

    AFFIRMED = "affirmed", _("affirmed")
    DENIED = "denied", _("denied")
    CONTESTED = "contested", _("contested")
    UNCONFIRMED = "unconfirmed", _("unconfirmed")
    RETRACTED = "retracted", _("retracted")


def standing_reports(reports):
    """Those of `reports` that none of the others supersedes, in their order."""
    reports = list(reports)
    superseded = {report.supersedes_id for report in reports}
    return [report for report in reports if report.pk not in superseded]


def standing_of(reports):
    """The Standing that `reports`, already those a reader may see by the day in question, give their event.

    Contested: standing reports both affirm and deny. Retracted: all that stands is retractions. Unconfirmed: nobody
    affirms or denies.
    """
    stances = {report.stance for report in standing_reports(reports)}
    affirmed = stances.intersection(Report.AFFIRMING)
    denied = stances.intersection(Report.DENYING)
    if affirmed and denied:
        return Standing.CONTESTED
    if affirmed:
        return Standing.AFFIRMED
    if denied:
        return Standing.DENIED
    return Standing.RETRACTED if Report.Stance.RETRACTS in stances else Standing.UNCONFIRMED


def contested_by(reader, on=None, at=None):
    """The condition that reports which `reader` may see at the moment `at`, standing on the day `on`, both affirm and deny
    an event."""
    standing = Report.objects.visible_to(reader, at).standing(on).filter(event=OuterRef("pk")).order_by()
    # The denial first: it is what most events lack.
    denied, affirmed = (Exists(standing.filter(stance__in=side)) for side in (Report.DENYING, Report.AFFIRMING))
    return Q(denied) & Q(affirmed)
