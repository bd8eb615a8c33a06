from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Case, F, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.circles import refuse_circle
from records.fields import PartialDateField
from records.models import Detail, FromDataset, Record
from records.models.from_dataset import known_once
from records.querysets import KeptQuerySet, RecordQuerySet, hidden_rows
from records.text_fields import LineField, ProseField
from records.word_search.field import SearchKeyField
from statements.models.clause import Clause
from statements.models.statement import Statement
from statements.models.theme import Theme


class CommitmentQuerySet(RecordQuerySet):
    """Questions about commitments."""

    def counted_once(self, reader, at=None):
        """Those that repeat none of these which `reader` sees at the moment `at`: each promise once, however often made."""
        return self.filter(
            Q(repeats__isnull=True) | ~Q(repeats__in=self.visible_to(reader, at).order_by().values("pk"))
        )

    def repeating(self, reader, at=None):
        """Those that repeat one of these which `reader` sees at the moment `at`: what `counted_once` leaves out."""
        return self.filter(repeats__in=self.visible_to(reader, at).order_by().values("pk"))

    def newest_first(self):
        """Those of the latest statement first; within it as they stand."""
        return self.order_by("-clause__statement__issued_on_latest", "-clause__statement_id", "clause__position", "pk")


class Commitment(FromDataset, Record):
    """Something that a statement binds its authors to do, to leave off, to go on with, or to stand by."""

    class Kind(models.TextChoices):
        ACT = "act", _("act")
        REFRAIN = "refrain", _("refrain")
        CONTINUE = "continue", _("continue")
        NEGOTIATE = "negotiate", _("negotiate")
        DECLARE = "declare", _("declare")
        CONDEMN = "condemn", _("condemn")
        FACILITATE = "facilitate", _("facilitate")
        REPORT = "report", _("report")

    class Specificity(models.TextChoices):
        SPECIFIC = "specific", _("specific")
        GENERAL = "general", _("general")
        DECLARATORY = "declaratory", _("declaratory")

    clause = models.ForeignKey(
        Clause,
        models.PROTECT,
        related_name="commitments",
        verbose_name=_("point"),
        help_text=_("The point of the statement that it is quoted from."),
    )
    summary = LineField(
        _("summary"), help_text=_("One line with a verb: “Continue talks at a later meeting on mechanisms for peace”.")
    )
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=Kind,
        help_text=_(
            "“Refrain” is to leave something off (no attacks); “declare” states a belief and asks for no deed."
        ),
    )
    specificity = models.CharField(
        _("specificity of wording"),
        max_length=12,
        choices=Specificity,
        help_text=_(
            "Specific: says who does what by when. General: says what, but not how much or by when. "
            "Declaratory: a stance, no deed."
        ),
    )
    is_verifiable = models.BooleanField(
        _("can be verified"), default=True, help_text=_("Could an observer ever tell whether it was kept, as worded?")
    )
    verifiability_note = LineField(_("why, or why not"), blank=True)
    obligors_as_written = LineField(
        _("who is bound, as written"),
        blank=True,
        help_text=_("The statement's own words: “both sides”. Leave the parties empty and “both sides” finds them."),
    )
    obligors = models.ManyToManyField("talks.Party", blank=True, related_name="commitments", verbose_name=_("obligors"))
    beneficiaries_as_written = LineField(_("who is to benefit, as written"), blank=True)
    beneficiaries = models.ManyToManyField(
        "talks.Party", blank=True, related_name="commitments_in_favour", verbose_name=_("beneficiaries")
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="commitments", verbose_name=_("themes"))
    conditions = ProseField(_("conditions"), help_text=_("What must happen first, in the statement's words."))
    depends_on = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="dependants",
        verbose_name=_("waits for"),
        help_text=_("The other commitment that must be kept first, if the condition is one."),
    )
    repeats = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repetitions",
        verbose_name=_("repeats"),
        help_text=_(
            "The same commitment as an earlier statement worded it. The tracker counts the two once, and judges the earlier."
        ),
    )

    search_key = SearchKeyField("summary", "obligors_as_written", "conditions")

    hangs_on = ("clause",)
    objects = CommitmentQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[obligors, beneficiaries, themes], excluded_fields=["search_key", "digest"])

    class Meta:
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        ordering = ["clause", "pk"]
        indexes = [hidden_rows("commitments_hidden")]
        constraints = [known_once("commitment")]

    def __str__(self):
        return self.summary

    def get_absolute_url(self):
        return reverse("tracking:commitment-detail", args=[self.public_id])

    @property
    def statement(self):
        return self.clause.statement

    def clean(self):
        refuse_circle(self, "depends_on")
        refuse_circle(self, "repeats")
        # Spans two tables, so the database cannot check it.
        clause, repeated = getattr(self, "clause", None), getattr(self, "repeats", None)
        if clause and repeated and repeated.clause.statement_id == clause.statement_id:
            raise ValidationError(
                {"repeats": _("“%s” stands in the same statement. Choose the commitment of an earlier one.") % repeated}
            )
        if clause and repeated:
            self.refuse_repeating_later(clause.statement.issued_on, repeated)

    def refuse_repeating_later(self, issued, repeated):
        """ValidationError when the statement of `repeated` is known to be of a later day than `issued`."""
        its = repeated.clause.statement.issued_on
        if issued and its and issued.latest and its.earliest and its.earliest > issued.latest:
            raise ValidationError(
                {
                    "repeats": _(
                        "“%(repeated)s” was issued on %(its)s, after this one (%(issued)s). Choose the commitment of an "
                        "earlier statement, or enter on that one that it repeats this."
                    )
                    % {"repeated": repeated, "its": its, "issued": issued}
                }
            )


class DeadlineQuerySet(KeptQuerySet):
    """Questions about deadlines."""

    def set_by_day(self, day):
        """The original ones, and those that a statement issued on or before `day` had set."""
        return self.filter(Q(amended_by=None) | Q(amended_by__issued_on_latest__lte=day))

    def in_order(self):
        """The original first and the one in force last; an amendment without a date before those with one."""
        original = Case(When(amended_by=None, then=Value(0)), default=Value(1))
        return self.order_by(original, F("amended_by__issued_on_latest").asc(nulls_first=True), "pk")


class Deadline(Detail):
    """When a commitment falls due, as first worded or as a later statement amended it. None is ever overwritten."""

    class Terms(models.TextChoices):
        DATED = "dated", _("by a date")
        SOON = "soon", _("as soon as possible")
        CONDITIONAL = "conditional", _("once a condition is met")
        NONE = "none", _("none stated")

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="deadlines")
    terms = models.CharField(_("terms"), max_length=12, choices=Terms, default=Terms.NONE)
    due_on = PartialDateField(_("due on"), null=True, blank=True, help_text=_("Only for a deadline by a date."))
    words = LineField(_("as worded"), blank=True, help_text=_("The statement's own words: “as soon as possible”."))
    amended_by = models.ForeignKey(
        Statement,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="amended_deadlines",
        verbose_name=_("amended by"),
        help_text=_("The later statement that set this deadline. Leave empty for the original one."),
    )

    hangs_on = ("commitment", "amended_by")
    objects = DeadlineQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("deadline")
        verbose_name_plural = _("deadlines, the original first")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(amended_by__isnull=True),
                name="commitment_has_one_original_deadline",
                violation_error_message=_("The original deadline is entered already: say which statement amended it."),
            ),
            models.UniqueConstraint(
                fields=["commitment", "amended_by"],
                name="statement_amends_a_deadline_once",
                violation_error_message=_("This statement's amendment is entered already."),
            ),
            models.CheckConstraint(
                condition=Q(terms="dated", due_on_latest__isnull=False)
                | Q(~Q(terms="dated"), due_on_latest__isnull=True, due_on_earliest__isnull=True),
                name="deadline_has_a_date_when_it_is_by_a_date",
                violation_error_message=_(
                    "A deadline by a date needs the date in “due on”; any other leaves “due on” empty and keeps its words."
                ),
            ),
        ]

    def __str__(self):
        return self.words or (str(self.due_on) if self.due_on else self.get_terms_display())

    def clean(self):
        # Spans two tables, so the database cannot check it.
        commitment = getattr(self, "commitment", None)
        clause = getattr(commitment, "clause", None)
        if not (clause and self.due_on and self.due_on.latest):
            return
        issued = clause.statement.issued_on
        if issued and issued.earliest and self.due_on.latest < issued.earliest:
            raise ValidationError(
                {
                    "due_on": _(
                        "%(due)s is before the statement was issued (%(issued)s). A commitment falls due on or after that day."
                    )
                    % {"due": self.due_on, "issued": issued}
                }
            )
