"""What a machine suggests, and what people decide about it. A suggestion is never evidence until a person confirms it."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import Detail
from records.querysets import visible
from tracking.models.evidence import Evidence


class SuggestionQuerySet(models.QuerySet):
    """Questions about suggestions."""

    def visible_to(self, reader, at=None):
        """Those whose commitment and event `reader` may both see at the moment `at`."""
        return self.filter(visible(Suggestion, reader, at))

    def waiting(self, reader=None):
        """Those that nobody has decided about: neither evidence, of whatever status, nor dismissed, nor of a merged event.

        For a `reader`, only what they know of is decided: that a suggestion went would tell of evidence above their level.
        """
        same = {"commitment": OuterRef("commitment"), "event": OuterRef("event")}
        evidence = Evidence.objects.all() if reader is None else Evidence.objects.known_to(reader)
        decided = Exists(evidence.filter(**same).order_by())
        dismissed = Exists(Dismissal.objects.filter(**same).order_by())
        return self.filter(~decided, ~dismissed, event__merged_into__isnull=True)


class Suggestion(models.Model):
    """A later event that may bear on a commitment, with a score and what it is made of. The site writes it by itself.

    Whoever sees the commitment and the event sees the suggestion. So nothing goes into it that is hidden from any of
    them: a party or place above the level of both is left out of the score and of the reasons alike.
    """

    is_by_product = True
    has_level = False
    hangs_on = ("commitment", "event")

    commitment = models.ForeignKey(
        "statements.Commitment",
        models.CASCADE,
        db_index=False,
        related_name="suggestions",
        verbose_name=_("commitment"),
    )
    event = models.ForeignKey(
        "events.Event", models.CASCADE, db_index=False, related_name="suggestions", verbose_name=_("event")
    )
    # The sum of the points of its reasons.
    score = models.FloatField(_("score"))
    # [kind, value, points] of each reason, the weightiest first; tracking/suggestions/ puts them in words.
    reasons = models.JSONField(_("reasons"), default=list, blank=True)
    # What a confirmed suggestion is entered as, unless the person says otherwise.
    bearing = models.CharField(_("bearing"), max_length=10, choices=Evidence.Bearing, default=Evidence.Bearing.CONTEXT)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["commitment", "-score", "event"]
        indexes = [models.Index(fields=["event", "-score"], name="suggestions_of_an_event")]
        constraints = [
            # The order of the columns serves the pages of a commitment.
            models.UniqueConstraint(fields=["commitment", "event"], name="event_is_suggested_once_for_a_commitment"),
        ]

    def __str__(self):
        return f"{self.commitment}: {self.event}"


class Dismissal(Detail):
    """That an event has nothing to do with a commitment and is not to be suggested for it again, as a person said."""

    commitment = models.ForeignKey(
        "statements.Commitment", models.CASCADE, related_name="dismissals", verbose_name=_("commitment")
    )
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="dismissals", verbose_name=_("event"))
    dismissed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("dismissed by"),
    )
    dismissed_at = models.DateTimeField(_("dismissed at"), auto_now_add=True)

    hangs_on = ("commitment", "event")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("dismissed suggestion")
        verbose_name_plural = _("dismissed suggestions")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment", "event"],
                name="event_is_dismissed_once_for_a_commitment",
                violation_error_message=_("This event was dismissed for this commitment already."),
            ),
        ]

    def __str__(self):
        return f"{self.commitment}: {self.event}"


class SuggestionRun(models.Model):
    """One run over the record that brought the suggestions up to date: of all commitments, or of what had changed."""

    is_by_product = True

    class Extent(models.TextChoices):
        ALL = "all", _("every commitment")
        CHANGED = "changed", _("what had changed")

    extent = models.CharField(_("extent"), max_length=8, choices=Extent)
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # What was saved before this moment was taken into account; the next run begins there.
    read_up_to = models.DateTimeField(_("read up to"), null=True)
    commitments_total = models.PositiveIntegerField(_("commitments to look at"), default=0)
    commitments_done = models.PositiveIntegerField(_("commitments looked at"), default=0)
    events_done = models.PositiveIntegerField(_("changed events looked at"), default=0)
    suggested = models.PositiveIntegerField(_("new suggestions"), default=0)

    class Meta:
        verbose_name = _("search for suggestions")
        verbose_name_plural = _("searches for suggestions")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.get_extent_display()}, {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def share_done(self):
        """How far it is, in whole percent. Of numbers nobody is told: they count commitments above a reader's level, too."""
        return 100 * self.commitments_done // self.commitments_total if self.commitments_total else 0
