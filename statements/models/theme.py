from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import Reference
from records.text_fields import LineField, ProseField


class Theme(Reference):
    """What a commitment is about, as a codebook names it."""

    class Codebook(models.TextChoices):
        """PAM: the 51 provisions of the Peace Accords Matrix. PA-X: the issue groups of the PA-X codebook."""

        PAM = "pam", _("PAM")
        PAX = "pax", _("PA-X")
        OWN = "own", _("our own")

    codebook = models.CharField(_("codebook"), max_length=4, choices=Codebook, default=Codebook.OWN)
    code = models.SlugField(_("code"), max_length=40, help_text=_("Short and stable, for example “cease”."))
    label = LineField(_("label"))
    description = ProseField(_("what counts"), help_text=_("What falls under it, and what does not."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["codebook", "label"]
        constraints = [
            models.UniqueConstraint(
                fields=["codebook", "code"],
                name="theme_code_is_used_once_in_a_codebook",
                violation_error_message=_("This codebook has a theme with this code already."),
            ),
        ]

    def __str__(self):
        return f"{self.label} ({self.get_codebook_display()})"
