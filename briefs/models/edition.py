from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from briefs.models.brief import Brief
from records.models import Record
from records.querysets import RecordQuerySet


class EditionQuerySet(RecordQuerySet):
    """Questions about editions."""

    def for_list(self):
        """Without the weight of content and file. `is_withdrawn` says whether it is no longer stood by."""
        withdrawals = apps.get_model("briefs", "Withdrawal").objects.filter(edition=OuterRef("pk")).order_by()
        return self.defer("content", "pdf").annotate(is_withdrawn=Exists(withdrawals))

    def standing(self):
        """Those that were not withdrawn."""
        return self.filter(withdrawals__isnull=True)

    def after(self, edition):
        """The next edition of the same brief that stands; None when there is none."""
        return self.filter(brief=edition.brief_id, number__gt=edition.number).standing().order_by("number").first()


class Edition(Record):
    """One numbered issue of a brief: what was known as of a moment, with its file. It never changes.

    Its level is the one it was made for, whatever becomes of the brief's.
    """

    brief = models.ForeignKey(Brief, models.PROTECT, related_name="editions", verbose_name=_("brief"))
    number = models.PositiveIntegerField(_("number"))
    as_of = models.DateTimeField(_("as of"))
    content = models.JSONField(_("content"))
    # Of the content without what changed since the edition before: by it an edition is found again.
    record_hash = models.CharField(_("SHA-256 of the record"), max_length=64, blank=True)
    content_hash = models.CharField(_("SHA-256 of the content"), max_length=64)
    pdf = models.BinaryField(_("file"))
    pdf_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64)
    # What drew the file, such as "weasyprint 70.0": another drawing of the same content may differ from it.
    drawn_with = models.CharField(_("drawn with"), max_length=60, blank=True)
    codebook_version = models.CharField(_("codebook"), max_length=20)
    issued_at = models.DateTimeField(_("issued at"), auto_now_add=True)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="editions",
        verbose_name=_("issued by"),
    )

    hangs_on = ("brief",)
    objects = EditionQuerySet.as_manager()

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        ordering = ["brief", "-number"]
        permissions = [("withdraw_edition", "Can withdraw editions")]
        constraints = [
            models.UniqueConstraint(fields=["brief", "number"], name="edition_number_is_used_once_in_a_brief"),
        ]

    def __str__(self):
        return f"{self.brief}, edition {self.number}"

    def get_absolute_url(self):
        return reverse("briefs:edition-detail", args=[self.brief.public_id, self.number])
