from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from records.beside import BesideField
from records.fields import PartialDateField
from records.models import FromDataset, Record
from records.models.from_dataset import known_once
from records.text_fields import LineField, LookAlikeKeyField, ProseField


class Process(FromDataset, Record):
    """A run of talks over one conflict, made of rounds and of the statements they produce."""

    name = LineField(_("name"), help_text=_("The name most readers know it by, for example “Intra-Afghan talks”."))
    slug = models.SlugField(
        _("short name in addresses"), help_text=_("Small letters and hyphens, “intra-afghan-talks”.")
    )
    beside = BesideField()
    conflict = LineField(_("conflict"), blank=True, help_text=_("What the talks are to end, as the field names it."))
    countries = CountryField(_("countries"), multiple=True, blank=True)
    opened_on = PartialDateField(_("opened on"), null=True, blank=True)
    closed_on = PartialDateField(_("closed on"), null=True, blank=True)
    summary = ProseField(_("summary"), help_text=_("Two or three sentences for a reader who is new to it."))

    look = LookAlikeKeyField()

    named_by = ("",)
    hangs_on = ("release",)
    history = HistoricalRecords(excluded_fields=["digest"])

    class Meta:
        verbose_name = _("process")
        verbose_name_plural = _("processes")
        ordering = ["name"]
        constraints = [
            known_once("process"),
            models.CheckConstraint(
                condition=Q(closed_on_latest__isnull=True) | Q(closed_on_latest__gte=F("opened_on_earliest")),
                name="process_closes_on_or_after_it_opens",
                violation_error_message=_("A process cannot close before it opens: check “opened on” and “closed on”."),
            ),
            models.UniqueConstraint(
                fields=["slug", "beside"],
                name="process_short_name_is_used_once",
                violation_error_message=_("There is a process with this short name in addresses already."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("talks:process-detail", args=[self.public_id])
