from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import FromDataset, Record
from records.models.from_dataset import kept_by_the_site, known_once
from records.querysets import RecordQuerySet
from records.text_fields import LineField, ProseField
from tracking.codebook import Rating, current_version, entry_of


class AssessmentQuerySet(RecordQuerySet):
    """Questions about assessments."""

    def published(self):
        """Those that left review."""
        return self.filter(status=Assessment.Status.PUBLISHED)

    def in_force(self, at=None):
        """Published ones judged as of the moment `at` or before (None: ever), the newest of a commitment first."""
        judged = self.published() if at is None else self.published().filter(as_of__lte=at)
        return judged.order_by("commitment", "-as_of", "-pk")

    def waiting(self):
        """Those in review that nobody has decided about."""
        return self.filter(status=Assessment.Status.IN_REVIEW, declines__isnull=True)


class Assessment(FromDataset, Record):
    """One person's dated judgement of how a commitment fares. It is added, never edited; a later one takes its place."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("in review")
        PUBLISHED = "published", _("published")

    # What the judgement is. Once added, none of it changes; only the status moves on. Whose place it takes is settled when
    # it is published (tracking/publishing.py).
    JUDGEMENT = ("commitment_id", "as_of", "rating", "reasoning", "codebook_version", "assessor_id")

    commitment = models.ForeignKey(
        "statements.Commitment", models.PROTECT, related_name="assessments", verbose_name=_("commitment")
    )
    as_of = models.DateTimeField(
        _("as of"), help_text=_("The moment (UTC) that the judgement speaks for: nothing later was taken into account.")
    )
    rating = models.CharField(_("rating"), max_length=16, choices=Rating)
    reasoning = ProseField(
        _("reasoning"), blank=False, help_text=_("What was found, for and against, and why it leads to this rating.")
    )
    evidence = models.ManyToManyField(
        "tracking.Evidence",
        blank=True,
        related_name="assessments",
        verbose_name=_("evidence relied on"),
        help_text=_("Only what decided it. Save the evidence first; it can then be found here."),
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="assessments",
        verbose_name=_("assessor"),
    )
    assessor_label = LineField(
        _("assessed by, as printed"), blank=True, help_text=_("A name or a desk for readers: “Parley demo desk”.")
    )
    codebook_version = LineField(_("codebook"), max_length=20, default=current_version, editable=False)
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    # Who let it leave review, and when; nothing for one that came into the record as published.
    published_by = kept_by_the_site(settings.AUTH_USER_MODEL, _("published by"), db_index=True)
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)
    supersedes = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name=_("supersedes")
    )

    hangs_on = ("commitment",)
    objects = AssessmentQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[evidence], excluded_fields=["digest"])

    class Meta:
        verbose_name = _("assessment")
        verbose_name_plural = _("assessments")
        permissions = [("publish_assessment", "Can publish or decline assessments")]
        ordering = ["commitment", "-as_of", "-pk"]
        constraints = [
            known_once("assessment"),
            models.CheckConstraint(
                condition=~Q(reasoning=""),
                name="assessment_gives_its_reasoning",
                violation_error_message=_("Give the reasoning: a rating without one helps nobody."),
            ),
        ]

    def __str__(self):
        return f"{self.get_rating_display()}: {self.commitment}"

    @property
    def entry(self):
        """What its rating means by the version of the codebook that it was made with; None where that is not known here."""
        return entry_of(self.rating, self.codebook_version)

    def clean(self):
        if not self.pk:
            return
        stored = Assessment.objects.filter(pk=self.pk).values(*self.JUDGEMENT, "supersedes_id", "status").get()
        is_published = stored["status"] == self.Status.PUBLISHED
        fixed = (*self.JUDGEMENT, "supersedes_id") if is_published else self.JUDGEMENT
        if any(stored[name] != getattr(self, name) for name in fixed):
            raise ValidationError(_("An assessment is never edited: add a new one, which takes this one's place."))
        steps = list(self.Status)
        if steps.index(self.status) < steps.index(stored["status"]):
            raise ValidationError(
                {
                    "status": _("A %s assessment cannot go back: add a new one instead.")
                    % self.Status(stored["status"]).label
                }
            )


def with_rating(commitments, reader, at=None):
    """`commitments` with `rating`: that of the newest assessment in force at `at` that `reader` may see, else None.

    One that repeats an earlier commitment and was not judged itself has the rating of that one.
    """

    def newest(key):
        judged = Assessment.objects.visible_to(reader).in_force(at).filter(commitment=OuterRef(key))
        return Subquery(judged.order_by("-as_of", "-pk").values("rating")[:1])

    return commitments.annotate(rating=Coalesce(newest("pk"), newest("repeats")))
