from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.beside import BesideField
from records.models import Detail, Record
from records.text_fields import LineField, ProseField
from records.word_search.field import SearchKeyField
from statements.models.statement import Statement
from statements.models.version import Version
from statements.text.anchors import Anchor, AnchorBroken, QuoteAmbiguous, QuoteNotFound, anchor_at, check, locate

DRAFT = _(
    "“%s” is a draft: read it against its source and tick “verbatim” there, then mark passages in it. A text in which "
    "something is marked never changes."
)


class Clause(Record):
    """A numbered point of a statement, shared by all its versions."""

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="clauses", verbose_name=_("statement"))
    number = LineField(_("number"), max_length=20, help_text=_("As printed: “2”, “3 (a)”, “Article 5”."))
    beside = BesideField()
    position = models.PositiveSmallIntegerField(
        _("position"), default=0, help_text=_("Its place in the text. Leave 0 everywhere to keep the order of entry.")
    )
    summary = LineField(_("substance"), blank=True, help_text=_("What the point says, in a few of our own words."))
    search_key = SearchKeyField("summary")

    hangs_on = ("statement",)
    history = HistoricalRecords(excluded_fields=["search_key"])

    class Meta:
        verbose_name = _("point")
        verbose_name_plural = _("points")
        ordering = ["statement", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "number", "beside"],
                name="clause_number_is_used_once_in_a_statement",
                violation_error_message=_("The statement has a point with this number already."),
            ),
        ]

    def __str__(self):
        return f"point {self.number}, {self.statement}"


class Passage(Record):
    """Where a clause, or the words of one commitment in it, stands in one version: W3C text selectors in code points."""

    clause = models.ForeignKey(Clause, models.CASCADE, related_name="passages", verbose_name=_("point"))
    commitment = models.ForeignKey(
        "statements.Commitment",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="passages",
        verbose_name=_("commitment"),
        help_text=_("Leave empty when the passage is the whole point."),
    )
    version = models.ForeignKey(Version, models.PROTECT, related_name="passages", verbose_name=_("version"))
    exact = models.TextField(
        _("quote"), help_text=_("The words exactly as they stand in the version: copy them from its text.")
    )
    start = models.PositiveIntegerField(
        _("start"), null=True, blank=True, help_text=_("In code points; found from the quote.")
    )
    end = models.PositiveIntegerField(_("end"), null=True, blank=True)
    beside = BesideField()
    prefix = models.TextField(
        _("words before"), blank=True, help_text=_("Needed only when the quote stands in the text twice.")
    )
    suffix = models.TextField(_("words after"), blank=True)
    is_disputed = models.BooleanField(
        _("disputed translation"), default=False, help_text=_("Tick when this rendering is contested, and say why.")
    )
    dispute_reason = ProseField(_("why it is disputed"))
    proposed_wording = ProseField(
        _("proposed wording"), help_text=_("What it should say instead, in the same language.")
    )
    disputed_by = LineField(_("disputed by"), blank=True)
    carried_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="carried_to",
        verbose_name=_("carried over from"),
    )

    search_key = SearchKeyField("exact")

    hangs_on = ("clause", "version", "commitment")
    history = HistoricalRecords(excluded_fields=["search_key"])

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")
        ordering = ["version", "start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "clause", "commitment", "start", "end", "beside"],
                name="passage_is_marked_once",
                violation_error_message=_("These words are marked already."),
            ),
            models.CheckConstraint(
                condition=Q(end__gt=F("start")),
                name="passage_holds_at_least_one_letter",
                violation_error_message=_("A passage cannot be empty: its end lies after its start."),
            ),
            models.CheckConstraint(
                condition=Q(is_disputed=False) | ~Q(dispute_reason=""),
                name="disputed_passage_says_why",
                violation_error_message=_("Say why this rendering is disputed."),
            ),
        ]

    def __str__(self):
        return f"“{self.exact[:60]}{'…' if len(self.exact) > 60 else ''}”"

    @property
    def anchor(self):
        """The passage as an Anchor."""
        return Anchor(self.start, self.end, self.exact, self.prefix, self.suffix)

    def clean(self):
        commitment, version = getattr(self, "commitment", None), getattr(self, "version", None)
        if commitment and not self.clause_id:
            self.clause = commitment.clause
        clause = getattr(self, "clause", None)
        if clause and version and clause.statement_id != version.statement_id:
            raise ValidationError(
                {"version": _("This version belongs to another statement: “%s”.") % version.statement}
            )
        if clause and commitment and commitment.clause_id != clause.pk:
            raise ValidationError(
                {"commitment": _("This commitment is quoted from another point: “%s”.") % commitment.clause}
            )
        if version and not version.is_verbatim:
            raise ValidationError(DRAFT % version.label)
        if version and self.exact:
            self.settle_anchor(version.text)

    def settle_anchor(self, text):
        """Find the quote in `text`, or check the place given for it; ValidationError says what stands there instead."""
        try:
            if self.start is None or self.end is None:
                found = locate(text, self.exact, prefix=self.prefix, suffix=self.suffix)
            else:
                check(text, self.anchor)
                found = anchor_at(text, self.start, self.end)
        except (AnchorBroken, QuoteAmbiguous, QuoteNotFound) as error:
            raise ValidationError({"exact": str(error)}) from error
        self.start, self.end, self.prefix, self.suffix = found.start, found.end, found.prefix, found.suffix


class Omission(Detail):
    """A passage of an earlier version that a correction no longer holds, as a person decided, with the reason."""

    passage = models.ForeignKey(Passage, models.CASCADE, related_name="omissions", verbose_name=_("passage"))
    version = models.ForeignKey(Version, models.CASCADE, related_name="omissions", verbose_name=_("version"))
    reason = LineField(
        _("reason"), help_text=_("Why it is no longer in the text: “struck out by both sides on 9 July”.")
    )

    hangs_on = ("passage", "version")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("passage left out")
        verbose_name_plural = _("passages left out")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "version"],
                name="passage_is_left_out_of_a_version_once",
                violation_error_message=_("This passage is left out of this version already."),
            ),
        ]

    def __str__(self):
        return f"{self.passage}: {self.reason}"

    def clean(self):
        # Spans two tables, so the database cannot check it.
        passage, version = getattr(self, "passage", None), getattr(self, "version", None)
        if passage and version and version.corrects_id != passage.version_id:
            raise ValidationError({"passage": _("It does not stand in the text that “%s” corrects.") % version.label})
