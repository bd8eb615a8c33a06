import hashlib
from pathlib import PurePath
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.languages import Language
from records.models import Record
from records.text_fields import LineField, ProseField, VerbatimField
from statements.models.statement import Statement


def kept_name(version, filename):
    """A random name for an uploaded document, so that its address cannot be guessed; the ending stays."""
    return f"statements/{uuid4()}{PurePath(filename).suffix.lower()[:8]}"


class Version(Record):
    """One text of a statement in one language: the original, a translation, a wire's wording."""

    class Kind(models.TextChoices):
        ORIGINAL = "original", _("original")
        OFFICIAL = "official", _("official translation")
        UNOFFICIAL = "unofficial", _("unofficial translation")
        PRESS = "press", _("press wording")

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="versions", verbose_name=_("statement"))
    label = LineField(
        _("label"), max_length=80, help_text=_("How we tell it from the others: “English, first wire wording”.")
    )
    language = models.CharField(_("language"), max_length=8, choices=Language)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = VerbatimField(
        _("text"),
        help_text=_(
            "The whole text, word for word. Once a passage is marked in it, it never changes: a correction is a new version."
        ),
    )
    translator = LineField(_("translator"), blank=True)
    source = models.ForeignKey(
        "records.Source", models.PROTECT, null=True, blank=True, related_name="versions", verbose_name=_("source")
    )
    document = models.FileField(
        _("document"),
        upload_to=kept_name,
        blank=True,
        help_text=_("The file it was taken from, kept with its checksum."),
    )
    document_sha256 = models.CharField(_("SHA-256 of the document"), max_length=64, blank=True, editable=False)
    note = ProseField(_("note"), help_text=_("For example “a rendering of points 2, 4 and 6 only”."))

    hangs_on = ("statement", "source")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["statement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "label"],
                name="version_label_is_used_once_in_a_statement",
                violation_error_message=_("The statement has a version with this label already."),
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.statement}"

    @property
    def direction(self):
        """`rtl` or `ltr`: it follows from the language."""
        return Language(self.language).direction

    @property
    def is_anchored(self):
        """Whether a passage stands in it, so that its text must not change."""
        return bool(self.pk) and self.passages.exists()

    def clean(self):
        if self.is_anchored and self.text != Version.objects.values_list("text", flat=True).get(pk=self.pk):
            raise ValidationError(
                {
                    "text": _(
                        "Passages are marked in this text, so it can no longer change. Enter the correction as a new version."
                    )
                }
            )

    def save(self, *args, **kwargs):
        if self.document and not self.document._committed:
            digest = hashlib.sha256()
            for chunk in self.document.chunks():
                digest.update(chunk)
            self.document_sha256 = digest.hexdigest()
        super().save(*args, **kwargs)
