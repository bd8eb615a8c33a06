from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from events.models.claim import NAMES_A_CLAIMANT, Claim
from events.models.event import Event
from records.circles import refuse_circle
from records.fields import PartialDateField
from records.models.from_dataset import kept_by_the_site
from records.querysets import RecordQuerySet
from records.text_fields import ProseField


class ReportQuerySet(RecordQuerySet):
    """Questions about reports. Chain `visible_to` first: an unseen report must not unseat a seen one."""

    def made_by_day(self, day):
        """Reports that were made, and could be read, on or before `day`.

        A report without a date of its own counts as made when its source was published; without either nobody can
        tell, and it is left out. A report in a source that came out later was not yet known.
        """
        made = Q(made_on_latest__lte=day) | Q(made_on_latest__isnull=True, made_on_earliest__lte=day)
        undated = Q(made_on_latest__isnull=True, made_on_earliest__isnull=True)
        published = Q(source__published_on_latest__lte=day)
        return self.filter(made & (published | Q(source__published_on_latest__isnull=True)) | undated & published)

    def standing(self, day=None):
        """Reports of this set that no other report of it supersedes, as of the end of `day` (None: all days)."""
        made = self if day is None else self.made_by_day(day)
        # The event says nothing new, but leads the database to a handful of reports: most supersede none, and an index
        # that holds hardly anything but NULL is no help to it.
        superseding = made.filter(supersedes=OuterRef("pk"), event=OuterRef("event"))
        return made.filter(~Exists(superseding.order_by()))


class Report(Claim):
    """What one claimant says of one event in one source."""

    class Stance(models.TextChoices):
        AFFIRMS = "affirms", _("affirms")
        DENIES = "denies", _("denies")
        IN_PART = "in_part", _("affirms in part")
        CONCEDES = "concedes", _("concedes")
        RETRACTS = "retracts", _("retracts")
        UNSURE = "unsure", _("cannot confirm")

    AFFIRMING = (Stance.AFFIRMS, Stance.IN_PART, Stance.CONCEDES)
    DENYING = (Stance.DENIES,)

    class Credibility(models.IntegerChoices):
        """Credibility of a piece of information, the figures of the NATO system (AJP-2.1)."""

        CONFIRMED = 1, _("1: confirmed by others")
        PROBABLE = 2, _("2: probably true")
        POSSIBLE = 3, _("3: possibly true")
        DOUBTFUL = 4, _("4: doubtful")
        IMPROBABLE = 5, _("5: improbable")
        UNJUDGED = 6, _("6: cannot be judged")

    event = models.ForeignKey(Event, models.CASCADE, related_name="reports", verbose_name=_("event"))
    stance = models.CharField(
        _("stance"),
        max_length=10,
        choices=Stance,
        help_text=_("“Concedes”: admits what goes against its own side. “Retracts”: takes back what it said before."),
    )
    words = ProseField(_("own words"), help_text=_("A quote, or what was said in indirect speech. Keep it short."))
    made_on = PartialDateField(_("made on"), null=True, blank=True, help_text=_("The day the claimant said it."))
    source = models.ForeignKey(
        "records.Source", models.PROTECT, null=True, blank=True, related_name="reports", verbose_name=_("source")
    )
    credibility = models.PositiveSmallIntegerField(
        _("credibility"),
        choices=Credibility,
        default=Credibility.UNJUDGED,
        help_text=_("Of this piece of information, not of the claimant. Leave at 6 until someone has judged it."),
    )
    supersedes = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("supersedes"),
        help_text=_(
            "An earlier report of the same claimant that this one takes the place of. The earlier one is kept."
        ),
    )

    as_cited = ProseField(
        _("as cited"), null=True, editable=False, help_text=_("The sources as the dataset names them, one to a line.")
    )
    # The newest release of a dataset that it was found in; nothing for a report entered by hand.
    release = kept_by_the_site("records.Release", _("release"))

    hangs_on = ("event", "source", "claimant_party", "claimant_person")
    objects = ReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")
        ordering = ["event", "made_on_latest", "pk"]
        indexes = [
            # Nearly all reports affirm. By the others, events are found that are contested, denied, taken back.
            models.Index(fields=["stance", "event"], condition=~Q(stance="affirms"), name="reports_not_affirming")
        ]
        constraints = [
            models.CheckConstraint(
                condition=NAMES_A_CLAIMANT,
                name="report_names_its_claimant",
                violation_error_message=_("Say who reports this: a party, a person, an office or a label."),
            ),
            models.CheckConstraint(
                condition=~Q(supersedes=F("id")),
                name="report_does_not_supersede_itself",
                violation_error_message=_("A report cannot supersede itself: choose the earlier report."),
            ),
        ]

    def __str__(self):
        return f"{self.claimant} {self.get_stance_display()}"

    def clean(self):
        event, earlier = getattr(self, "event", None), getattr(self, "supersedes", None)
        if event and event.merged_into_id:
            raise ValidationError(
                {"event": _("“%s” was merged into another event. Report on that one.") % event},
            )
        if earlier and event and earlier.event_id != event.pk:
            raise ValidationError(
                {"supersedes": _("“%s” is a report on another event. Choose a report on this one.") % earlier}
            )
        refuse_circle(self, "supersedes")
