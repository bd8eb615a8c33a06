from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from briefs.kinds import Arrangement, Kind, Section
from briefs.languages import INTERFACES
from records.languages import Language
from records.models import Record
from records.querysets import RecordQuerySet
from records.text_fields import LineField


class BriefQuerySet(RecordQuerySet):
    """Questions about briefs."""

    def for_list(self, reader):
        """With the process, and as `known_editions` the editions that `reader` may see, the newest first."""
        editions = apps.get_model("briefs", "Edition").objects.visible_to(reader).for_list().order_by("-number")
        return self.select_related("process").prefetch_related(Prefetch("editions", editions, to_attr="known_editions"))


class Brief(Record):
    """A question put to the record: which talks, for whom, in which language. Its answers are editions.

    Its level is its audience: nothing above it reaches an edition.
    """

    title = LineField(_("title"), help_text=_("As it stands on the cover."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.FULL)
    process = models.ForeignKey("talks.Process", models.PROTECT, related_name="briefs", verbose_name=_("process"))
    rounds = models.ManyToManyField(
        "talks.Round",
        blank=True,
        related_name="briefs",
        verbose_name=_("rounds"),
        help_text=_("Leave empty for all rounds of the process."),
    )
    statements = models.ManyToManyField(
        "statements.Statement",
        blank=True,
        related_name="briefs",
        verbose_name=_("statements"),
        help_text=_("Leave empty for all statements of the process, or of the rounds chosen."),
    )
    parties = models.ManyToManyField(
        "talks.Party",
        blank=True,
        related_name="briefs",
        verbose_name=_("parties"),
        help_text=_("Only commitments that bind one of these. Leave empty for all."),
    )
    commitments = models.ManyToManyField(
        "statements.Commitment",
        blank=True,
        related_name="briefs",
        verbose_name=_("commitments"),
        help_text=_("Only these. Leave empty for all; a sheet on one commitment names just one."),
    )
    themes = models.ManyToManyField(
        "statements.Theme",
        blank=True,
        related_name="briefs",
        verbose_name=_("themes"),
        help_text=_("Only commitments on one of these. Leave empty for all."),
    )
    window_opens_on = models.DateField(_("events from"), null=True, blank=True)
    window_closes_on = models.DateField(_("events until"), null=True, blank=True)
    sections = models.JSONField(
        _("sections"),
        default=list,
        blank=True,
        help_text=_("Leave empty for all that this kind of brief has. Words and sources always stand."),
    )
    arrangement = models.CharField(
        _("order of the commitments"), max_length=10, choices=Arrangement, default=Arrangement.AS_SAID
    )
    language = models.CharField(_("language"), max_length=8, choices=Language, default=Language.ENGLISH)

    hangs_on = ("process",)
    objects = BriefQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[rounds, statements, parties, commitments, themes])

    class Meta:
        verbose_name = _("brief")
        verbose_name_plural = _("briefs")
        ordering = ["title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(window_opens_on__isnull=True)
                | Q(window_closes_on__isnull=True)
                | Q(window_closes_on__gte=F("window_opens_on")),
                name="brief_window_closes_on_or_after_it_opens",
                violation_error_message=_("The window cannot close before it opens."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("briefs:brief-detail", args=[self.public_id])

    def clean(self):
        # The sections are a list in one column, which the database cannot check.
        unknown = [each for each in self.sections or () if each not in Section.values]
        if unknown:
            raise ValidationError(
                {
                    "sections": _("“%(section)s” is no section of a brief. Choose from: %(known)s.")
                    % {"section": unknown[0], "known": ", ".join(Section.values)}
                }
            )
        # A text may be in many languages, a brief in those that its own words have been translated into.
        if self.language in Language.values and self.language not in INTERFACES:
            raise ValidationError(
                {
                    "language": _("A brief cannot be written in %(language)s yet. Choose one of: %(known)s.")
                    % {
                        "language": Language(self.language).label,
                        "known": ", ".join(str(each.label) for each in INTERFACES),
                    }
                }
            )

    def refuse_lowering(self):
        # The numbers of its editions would tell how many were made for fewer eyes.
        if self.editions.exists():
            raise ValidationError(_("Its editions were made for one audience. Write a brief of its own for the other."))
