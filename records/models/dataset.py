"""Datasets that others publish, their releases, and the runs that bring their rows in."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.beside import BesideField
from records.models.kept import Detail, Record
from records.text_fields import LineField, ProseField


class Dataset(models.TextChoices):
    """The datasets whose layout Parley reads (docs/datasets.md)."""

    GED = "ged", _("UCDP GED")
    ACLED = "acled", _("ACLED")
    PAX = "pax", _("PA-X")
    PAM = "pam", _("PAM")


# Their publishers' terms do not allow showing the rows to others, whatever we think of a single one.
NEVER_PUBLIC = frozenset({Dataset.ACLED})


class Release(Record):
    """One edition of a dataset, under one licence. Rows that came with it are never shown below its level."""

    dataset = models.CharField(_("dataset"), max_length=8, choices=Dataset)
    name = LineField(_("release"), max_length=60, help_text=_("As its publisher numbers it, for example “24.1”."))
    beside = BesideField()
    licence = LineField(_("licence"), blank=True, help_text=_("For example “CC BY 4.0”."))
    attribution = LineField(_("attribution"), blank=True, help_text=_("The line to print wherever its rows are shown."))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("release of a dataset")
        verbose_name_plural = _("releases of datasets")
        ordering = ["dataset", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["dataset", "name", "beside"],
                name="release_of_a_dataset_is_entered_once",
                violation_error_message=_("This release of the dataset is on record already."),
            ),
            models.CheckConstraint(
                condition=~Q(dataset__in=sorted(NEVER_PUBLIC)) | Q(level__gt=0),
                name="release_that_may_not_be_shown_is_never_public",
                violation_error_message=_("The terms of this dataset do not allow showing its rows to others."),
            ),
        ]

    def __str__(self):
        return f"{self.get_dataset_display()} {self.name}"

    def refuse_lowering(self):
        if self.dataset in NEVER_PUBLIC:
            raise ValidationError(
                _("The terms of %(dataset)s do not allow showing its rows to others: a release of it is never public.")
                % {"dataset": self.get_dataset_display()}
            )


class ImportRun(Record):
    """One reading of one file of a release: what was found in it, what came of each row, how far it got."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting to be checked")
        CHECKING = "checking", _("being checked")
        CHECKED = "checked", _("checked, to be confirmed")
        LOADING = "loading", _("being stored")
        FINISHED = "finished", _("finished")
        REFUSED = "refused", _("refused")
        STOPPED = "stopped", _("stopped half way")

    class Extent(models.TextChoices):
        """What a file says of the rows that are not in it."""

        RELEASE = (
            "release",
            _("the release, or a file of it: rows of earlier releases that are not in it are withdrawn"),
        )
        PART = "part", _("a part of the release: rows that are not in it are left as they are")
        WHOLE = "whole", _("all of the dataset: every row that is not in it is withdrawn, however many")

    release = models.ForeignKey(Release, models.PROTECT, related_name="runs", verbose_name=_("release"))
    file_name = LineField(_("file"), help_text=_("Its name as it was given."))
    sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, editable=False)
    # Where the uploaded file is kept until the run has ended, below the folder of imports; empty for a file of the shell's.
    kept_as = models.CharField(max_length=100, blank=True, default="", editable=False)
    skips_bad = models.BooleanField(
        _("leave out rows at fault"), default=False, help_text=_("Otherwise one row at fault keeps out the whole file.")
    )
    extent = models.CharField(
        _("what the file holds"),
        max_length=8,
        choices=Extent,
        default=Extent.RELEASE,
        help_text=_("It decides what becomes of rows that are on record and not in the file."),
    )
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.WAITING)
    # Rows of data, the header not counted. `rows_done` are settled for good, and where the next attempt goes on.
    rows_read = models.PositiveIntegerField(_("rows read"), default=0)
    rows_done = models.PositiveIntegerField(_("rows done"), default=0)
    rows_new = models.PositiveIntegerField(_("new"), default=0)
    rows_changed = models.PositiveIntegerField(_("changed"), default=0)
    rows_same = models.PositiveIntegerField(_("the same"), default=0)
    rows_rejected = models.PositiveIntegerField(_("rejected"), default=0)
    rows_withdrawn = models.PositiveIntegerField(_("withdrawn"), default=0)
    warnings = models.PositiveIntegerField(_("warnings"), default=0)
    conflicts = models.PositiveIntegerField(_("conflicts"), default=0)
    refusal = ProseField(_("why it ended"), help_text=_("Why it was refused or stopped, and what to do."))
    started_at = models.DateTimeField(_("started"), null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True, editable=False)
    # Moves on with every batch: whoever looks can tell a run at work from one that was killed.
    seen_at_work_at = models.DateTimeField(null=True, blank=True, editable=False)

    # A run moves on by itself; nobody edits it.
    kept_by_the_site = frozenset(
        {
            *("sha256", "kept_as", "state", "rows_read", "rows_done", "rows_new", "rows_changed", "rows_same"),
            *("rows_rejected", "rows_withdrawn", "warnings", "conflicts", "refusal", "started_at", "ended_at"),
            *("seen_at_work_at", "changed_at", "shown_level", "shown_from"),
        }
    )
    hangs_on = ("release",)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.release}: {self.file_name}"

    def get_absolute_url(self):
        return reverse("admin:records_importrun_change", args=[self.pk])

    @property
    def is_under_way(self):
        return self.state in (self.State.WAITING, self.State.CHECKING, self.State.LOADING)


class ImportIssue(Detail):
    """What was wrong, doubtful or in conflict about one row of a file."""

    class Kind(models.TextChoices):
        REJECTED = "rejected", _("rejected")
        WARNING = "warning", _("warning")
        CONFLICT = "conflict", _("conflict")

    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="issues", verbose_name=_("import"))
    kind = models.CharField(_("kind"), max_length=8, choices=Kind)
    # Of data: the first row after the header is 1. Empty for what is about the file as a whole.
    row = models.PositiveIntegerField(_("row"), null=True, blank=True)
    column = LineField(_("column"), blank=True, max_length=100)
    value = ProseField(_("value"), help_text=_("As it stood in the file, cut short when it is long."))
    reason = ProseField(_("reason"), help_text=_("What is wrong and what to do."))
    external_id = LineField(_("id of the row"), blank=True, max_length=100)

    hangs_on = ("run",)

    class Meta:
        verbose_name = _("row at fault")
        verbose_name_plural = _("rows at fault")
        ordering = ["row", "pk"]

    def __str__(self):
        return f"{self.row}: {self.reason}"
