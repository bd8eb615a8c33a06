"""Showing a record to more people than before: asked for by one person, decided by another."""

import uuid

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from records.levels import Level
from records.models.audited import Audited
from records.models.kept import Record
from records.querysets import AuditedQuerySet
from records.text_fields import ProseField


class LoweringQuerySet(AuditedQuerySet):
    """Questions about requests."""

    def visible_to(self, reader, at=None):
        """Requests about records that `reader` may see: a request tells that its record exists."""
        seen = Q()
        for kind in ContentType.objects.filter(pk__in=self.order_by().values("kind").distinct()):
            model = kind.model_class()
            # A kind of record that the code no longer knows is seen by nobody.
            if model is not None and issubclass(model, Record):
                rows = model.objects.visible_to(reader, at).filter(pk=OuterRef("key")).order_by()
                seen |= Q(kind=kind) & Exists(rows)
        return self.filter(seen) if seen else self.none()

    def waiting(self):
        """Requests that nobody has decided."""
        return self.filter(outcome=Lowering.Outcome.WAITING)


class Lowering(Audited):
    """A request to show a record to more people: at a lower level, or without waiting for its embargo to end."""

    class Outcome(models.TextChoices):
        WAITING = "waiting", _("waiting")
        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("taken back")

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    kind = models.ForeignKey(ContentType, models.PROTECT, related_name="+", verbose_name=_("kind"))
    key = models.BigIntegerField()
    record = GenericForeignKey("kind", "key")
    from_level = models.PositiveSmallIntegerField(_("from"), choices=Level)
    to_level = models.PositiveSmallIntegerField(_("to"), choices=Level)
    lifts_embargo = models.BooleanField(_("ends the embargo"), default=False)
    reason = ProseField(_("reason"), blank=False, help_text=_("Why it can be shown to more people now."))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="lowerings_asked", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, default=Outcome.WAITING)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="lowerings_decided",
        verbose_name=_("decided by"),
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    note = ProseField(_("note"), help_text=_("For whoever asked: why not, or what to mind."))

    objects = LoweringQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to show more widely")
        verbose_name_plural = _("requests to show more widely")
        ordering = ["-asked_at", "-pk"]
        permissions = [("decide_lowering", "Can decide what is shown to more people")]
        constraints = [
            models.CheckConstraint(
                condition=Q(to_level__lt=F("from_level")) | Q(to_level=F("from_level"), lifts_embargo=True),
                name="lowering_shows_to_more_people",
                violation_error_message=_("Choose a level below the one the record has, or ask to end its embargo."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="approved") | Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by")),
                name="lowering_is_approved_by_a_second_person",
                violation_error_message=_("Nobody approves their own request: ask a reviewer."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="waiting", decided_at__isnull=True)
                | ~Q(outcome="waiting") & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="lowering_decided_says_by_whom_and_when",
                violation_error_message=_("A decision needs its person and its moment."),
            ),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(outcome="waiting"),
                name="record_waits_for_one_decision",
                violation_error_message=_("There is a request for this record already, and nobody has decided it."),
            ),
        ]

    @property
    def shown_level(self):
        """The level of those who may know of the request: it tells that its record exists."""
        return max(self.from_level, self.record.shown_level if self.record else self.from_level)

    def __str__(self):
        return f"{self.kind.name}: {self.get_from_level_display()} → {self.get_to_level_display()}"
