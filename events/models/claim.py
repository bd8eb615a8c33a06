"""Who says a thing: shared by reports on events and by figures."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from records.models import Record
from records.text_fields import LineField


class Claim(Record):
    """Something said by a claimant: a party, a person, the holder of an office, or an anonymous label."""

    claimant_party = models.ForeignKey(
        "talks.Party",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("claimant: party"),
        help_text=_("The party that speaks, or that the speaker speaks for."),
    )
    claimant_person = models.ForeignKey(
        "talks.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="%(class)ss",
        verbose_name=_("claimant: person"),
    )
    claimant_office = LineField(
        _("office of the claimant"), blank=True, help_text=_("Held at the time: “spokesman, Ministry of Interior”.")
    )
    claimant_label = LineField(
        _("claimant: label"),
        blank=True,
        help_text=_("For a claimant who is not named: “two senior security officials”. Never write who it really is."),
    )

    class Meta:
        abstract = True

    @property
    def claimant(self):
        """The claimant in words: the label if there is one, else person and office, else the party."""
        if self.claimant_label:
            return self.claimant_label
        named = ", ".join(part for part in (str(self.claimant_person or ""), self.claimant_office) if part)
        return named or str(self.claimant_party or "")


NAMES_A_CLAIMANT = (
    Q(claimant_party__isnull=False) | Q(claimant_person__isnull=False) | ~Q(claimant_office="") | ~Q(claimant_label="")
)
