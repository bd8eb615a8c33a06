import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from briefs.models.brief import Brief
from briefs.models.edition import Edition
from records.querysets import visible


class EditionOrderQuerySet(models.QuerySet):
    """Questions about orders."""

    def visible_to(self, reader, at=None):
        """Those for briefs that `reader` may see at the moment `at`."""
        return self.filter(visible(EditionOrder, reader, at))

    def open(self):
        """Those that are still to end in an edition, or in a sentence that says why not."""
        return self.filter(state__in=EditionOrder.OPEN)

    def free(self, now):
        """Those that nobody holds at the moment `now`: they wait, or the lease of whoever drew them is over."""
        waits, lapsed = Q(state=EditionOrder.State.WAITING), Q(state=EditionOrder.State.DRAWING, leased_until__lt=now)
        return self.filter(waits | lapsed)


class EditionOrder(models.Model):
    """That somebody asked for an edition of a brief as of a moment, and how far it is. Whoever sees the brief sees it."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        DRAWING = "drawing", _("being drawn")
        ISSUED = "issued", _("issued")
        FAILED = "failed", _("not issued")

    OPEN = (State.WAITING, State.DRAWING)

    is_by_product = True
    has_level = False
    hangs_on = ("brief",)

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    brief = models.ForeignKey(Brief, models.CASCADE, db_index=False, related_name="orders", verbose_name=_("brief"))
    as_of = models.DateTimeField(_("as of"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("asked by")
    )
    asked_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    # How many parts are drawn, of how many; no number before they are known.
    step = models.PositiveIntegerField(_("step"), default=0)
    steps = models.PositiveIntegerField(_("steps"), default=0)
    # Why there is no edition, in a sentence for whoever asked.
    said = models.TextField(_("what went wrong"), blank=True)
    # Whoever draws it says until when it is theirs; after that moment another may take it up.
    leased_until = models.DateTimeField(_("leased until"), null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)
    edition = models.ForeignKey(
        Edition, models.PROTECT, null=True, blank=True, related_name="orders", verbose_name=_("edition")
    )

    objects = EditionOrderQuerySet.as_manager()

    class Meta:
        verbose_name = _("order for an edition")
        verbose_name_plural = _("orders for editions")
        ordering = ["-pk"]
        indexes = [models.Index(fields=["brief", "-asked_at"], name="orders_of_a_brief")]
        constraints = [
            # Two clicks make one edition.
            models.UniqueConstraint(
                fields=["brief", "as_of"],
                condition=Q(state__in=["waiting", "drawing"]),
                name="edition_is_ordered_once_at_a_time",
            ),
        ]

    def __str__(self):
        return f"{self.brief}, {self.as_of:%Y-%m-%d}"

    @property
    def is_open(self):
        return self.state in self.OPEN
