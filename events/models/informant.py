import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from events.models.report import Report
from records.models import Guarded
from records.models.audited import Audited
from records.roles import Role
from records.text_fields import LineField, ProseField


class Informant(Guarded):
    """Who stands behind an anonymous label: a person whom being named could endanger.

    No record, on purpose: it has no level, no history and no door but its own permission, which only keepers of
    informants have. Nothing points to it; reports carry the label alone.
    """

    entered_by = Role.KEEPER

    public_id = models.UUIDField(_("public id"), default=uuid.uuid4, unique=True, editable=False)
    name = LineField(_("name"), help_text=_("Who it is. Seen by keepers of informants alone."))
    contact = ProseField(_("contact"), help_text=_("How to reach this person safely."))
    note = ProseField(_("note"), help_text=_("What was promised, for example “may be quoted as a senior official”."))
    reports = models.ManyToManyField(
        Report,
        blank=True,
        through="InformantReport",
        related_name="+",
        verbose_name=_("reports"),
    )

    class Meta:
        verbose_name = _("informant")
        verbose_name_plural = _("informants")
        ordering = ["name"]

    def __str__(self):
        return self.name


class InformantReport(Audited):
    """That an informant stands behind a report. The report does not know: it may be deleted without a trace of this."""

    entered_by = Role.KEEPER

    informant = models.ForeignKey(Informant, models.CASCADE, related_name="said")
    # No constraint and no cascade: either would tell whoever deletes the report that somebody stands behind it.
    report = models.ForeignKey(Report, models.DO_NOTHING, db_constraint=False, related_name="+")

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("what this person said; the reports themselves do not know")
        constraints = [
            models.UniqueConstraint(
                fields=["informant", "report"],
                name="informant_stands_behind_a_report_once",
                violation_error_message=_("This report is listed already."),
            )
        ]

    def __str__(self):
        # The report may be above the keeper's level, and this stands on pages that ask nobody.
        return str(_("a report"))
