from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import Detail
from records.text_fields import ProseField
from tracking.models.assessment import Assessment


class Decline(Detail):
    """That a reviewer does not publish an assessment, and why. Its author adds a new one: none is edited."""

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, db_index=False, related_name="declines", verbose_name=_("assessment")
    )
    note = ProseField(
        _("note"), blank=False, help_text=_("For the author: what is missing, or what to judge otherwise.")
    )
    declined_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("declined by"),
    )
    declined_at = models.DateTimeField(_("declined at"), auto_now_add=True)

    hangs_on = ("assessment",)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("declined assessment")
        verbose_name_plural = _("declined assessments")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assessment"],
                name="assessment_is_declined_once",
                violation_error_message=_("This assessment was declined already."),
            ),
        ]

    def __str__(self):
        return f"{self.assessment}, {self.declined_at:%Y-%m-%d}"
