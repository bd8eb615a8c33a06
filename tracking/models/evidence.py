from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.beside import BesideField
from records.models import Record
from records.querysets import RecordQuerySet
from records.text_fields import ProseField


class EvidenceQuerySet(RecordQuerySet):
    """Questions about evidence."""

    def confirmed(self):
        """What a person has confirmed. A suggestion is never evidence until then."""
        return self.filter(status=Evidence.Status.CONFIRMED)


class Evidence(Record):
    """That an event bears on a commitment, how, and why we think so."""

    class Bearing(models.TextChoices):
        HONOURS = "honours", _("honours")
        IN_PART = "in_part", _("honours in part")
        BREACHES = "breaches", _("breaches")
        HINDERS = "hinders", _("hinders")
        CONTEXT = "context", _("context")

    class Origin(models.TextChoices):
        HAND = "hand", _("entered by hand")
        MACHINE = "machine", _("suggested by machine")

    class Status(models.TextChoices):
        SUGGESTED = "suggested", _("suggested")
        CONFIRMED = "confirmed", _("confirmed")
        REJECTED = "rejected", _("rejected")

    commitment = models.ForeignKey(
        "statements.Commitment", models.PROTECT, related_name="evidence", verbose_name=_("commitment")
    )
    event = models.ForeignKey("events.Event", models.PROTECT, related_name="evidence", verbose_name=_("event"))
    beside = BesideField()
    bearing = models.CharField(
        _("bearing"),
        max_length=10,
        choices=Bearing,
        help_text=_("“Hinders” makes keeping it harder without breaking its words; “context” only helps to read it."),
    )
    conduct_of = models.ForeignKey(
        "talks.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="evidence",
        verbose_name=_("whose conduct"),
        help_text=_("The obligor whose conduct this is, where several are bound and only one acted."),
    )
    reasoning = ProseField(_("reasoning"), help_text=_("One or two sentences: why the event bears on these words."))
    origin = models.CharField(_("origin"), max_length=8, choices=Origin, default=Origin.HAND, editable=False)
    score = models.FloatField(_("score"), null=True, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.CONFIRMED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, editable=False)

    hangs_on = ("commitment", "event", "conduct_of")
    objects = EvidenceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("evidence")
        verbose_name_plural = _("evidence")
        ordering = ["commitment", "event__happened_on_latest", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "event", "beside"],
                name="event_bears_on_a_commitment_once",
                violation_error_message=_(
                    "This event is set beside the commitment already: change that entry instead."
                ),
            ),
            models.CheckConstraint(
                condition=~Q(reasoning="") | ~Q(origin="hand"),
                name="evidence_by_hand_gives_its_reasoning",
                violation_error_message=_("Say why the event bears on the commitment."),
            ),
        ]

    def __str__(self):
        return f"{self.get_bearing_display()}: {self.event}"

    @property
    def is_before_the_words(self):
        """Whether the event was over before the statement was issued, as far as the days of both are known."""
        issued, happened = self.commitment.statement.issued_on, self.event.happened_on
        return bool(issued and happened and happened.latest and issued.earliest and happened.latest < issued.earliest)

    def clean(self):
        # Spans several tables, so the database cannot check it.
        commitment, event = getattr(self, "commitment", None), getattr(self, "event", None)
        if not (commitment and event) or self.bearing == self.Bearing.CONTEXT:
            return
        if self.is_before_the_words:
            raise ValidationError(
                {
                    "bearing": _(
                        "The event (%(event)s) came before the statement (%(statement)s): it can only be context."
                    )
                    % {"event": event.happened_on, "statement": commitment.statement.issued_on}
                }
            )
