from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import Detail
from records.text_fields import ProseField
from tracking.models.assessment import Assessment


class Recheck(Detail):
    """That a person looked at a flagged assessment again and found that it stands, and why."""

    assessment = models.ForeignKey(Assessment, models.CASCADE, related_name="rechecks", verbose_name=_("assessment"))
    note = ProseField(
        _("why it stands"), blank=False, help_text=_("What changed in its evidence, and why the rating is still right.")
    )
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("checked by"),
    )
    checked_at = models.DateTimeField(_("checked at"), auto_now_add=True)

    hangs_on = ("assessment",)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("recheck of an assessment")
        verbose_name_plural = _("rechecks of assessments")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.assessment}, {self.checked_at:%Y-%m-%d}"
