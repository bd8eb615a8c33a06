from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from briefs.models.edition import Edition
from records.models import Detail
from records.text_fields import ProseField


class Withdrawal(Detail):
    """That an edition is no longer stood by, and why. It keeps its number and says so; it is never taken back."""

    edition = models.ForeignKey(
        Edition, models.PROTECT, db_index=False, related_name="withdrawals", verbose_name=_("edition")
    )
    reason = ProseField(
        _("reason"),
        blank=False,
        help_text=_("For everyone who holds the file: what is wrong with it, and what to use instead."),
    )
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("withdrawn by"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), auto_now_add=True)

    hangs_on = ("edition",)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("withdrawal of an edition")
        verbose_name_plural = _("withdrawals of editions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition"],
                name="edition_is_withdrawn_once",
                violation_error_message=_("This edition was withdrawn already."),
            ),
        ]

    def __str__(self):
        return f"{self.edition}, {self.withdrawn_at:%Y-%m-%d}"
