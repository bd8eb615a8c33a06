"""Blind second coding: two people rate the same commitments apart, and what they differ on is settled."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.models import Detail, Record
from records.models.guarded import Guarded
from records.querysets import GuardedQuerySet, KeptQuerySet
from records.text_fields import LineField, ProseField
from tracking.codebook import VERSION, Rating


class DoubleCoding(Record):
    """Blind coding of a chosen set of commitments by two people: neither sees what the other gave until both are done."""

    title = LineField(_("title"), help_text=_("What is coded, and why: “Tehran statement, all points, August”."))
    process = models.ForeignKey(
        "talks.Process", models.PROTECT, editable=False, related_name="double_codings", verbose_name=_("process")
    )
    as_of = models.DateTimeField(
        _("as of"),
        editable=False,
        help_text=_("The moment (UTC) that both judge by: nothing later is set before them."),
    )
    first_coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("first coder")
    )
    second_coder = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+", verbose_name=_("second coder")
    )
    first_label = LineField(
        _("first coder, as printed"), blank=True, help_text=_("For readers of a brief, who see no names of accounts.")
    )
    second_label = LineField(_("second coder, as printed"), blank=True)
    commitments = models.ManyToManyField(
        "statements.Commitment",
        through="tracking.ChosenCommitment",
        editable=False,
        related_name="double_codings",
        verbose_name=_("commitments"),
    )
    codebook_version = LineField(_("codebook"), max_length=20, default=VERSION, editable=False)
    opened_at = models.DateTimeField(_("opened at"), editable=False)
    first_done_at = models.DateTimeField(_("first coder done at"), null=True, editable=False)
    second_done_at = models.DateTimeField(_("second coder done at"), null=True, editable=False)
    # When both were done, and the codes came to be seen.
    ended_at = models.DateTimeField(_("ended at"), null=True, editable=False)

    hangs_on = ("process",)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("double coding")
        verbose_name_plural = _("double codings")
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(first_coder=F("second_coder")),
                name="double_coding_takes_two_coders",
                violation_error_message=_("Choose two different people: nobody codes blind beside themselves."),
            ),
            models.CheckConstraint(
                condition=Q(as_of__lte=F("opened_at")),
                name="double_coding_looks_back",
                violation_error_message=_(
                    "Choose a moment that has passed: nobody can judge by what is still to come."
                ),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=False, first_done_at__isnull=False, second_done_at__isnull=False)
                | Q(ended_at__isnull=True) & (Q(first_done_at__isnull=True) | Q(second_done_at__isnull=True)),
                name="double_coding_ends_when_both_are_done",
                violation_error_message=_("A double coding ends when both coders are done, and not before."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def coders(self):
        """The keys of the two accounts, the first one first."""
        return (self.first_coder_id, self.second_coder_id)

    def has_coder(self, person):
        """Whether `person`, an account or nobody, is one of the two."""
        return person is not None and person.pk is not None and person.pk in self.coders

    def done_at(self, coder):
        """When the coder of this key said that they were done; None while they are not."""
        return self.first_done_at if coder == self.first_coder_id else self.second_done_at


class ChosenCommitment(Detail):
    """That a commitment is one of those that a double coding is about."""

    # Chosen once, when the coding is set up, by no form of its own.
    entered_by = None

    coding = models.ForeignKey(DoubleCoding, models.CASCADE, related_name="chosen", verbose_name=_("double coding"))
    # Whoever would delete the commitment is told of the coding, and not of who has rated it.
    commitment = models.ForeignKey(
        "statements.Commitment", models.PROTECT, related_name="chosen_for", verbose_name=_("commitment")
    )

    hangs_on = ("coding", "commitment")

    class Meta:
        verbose_name = _("commitment of a double coding")
        verbose_name_plural = _("commitments of double codings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["coding", "commitment"],
                name="commitment_is_chosen_once_for_a_double_coding",
                violation_error_message=_("This commitment is in the set already."),
            ),
        ]

    def __str__(self):
        return str(self.coding)


class CodedRatingQuerySet(GuardedQuerySet, KeptQuerySet):
    """Questions about codes."""

    def visible_to(self, reader, at=None):
        """Those that `reader` may see: of an ended coding, all that hang on what they see; before that, only their own."""
        seen = super().visible_to(reader, at)
        # A Level and nobody have coded nothing.
        own = Q(coder=reader.pk) if getattr(reader, "pk", None) else Q(pk__in=[])
        return seen.filter(Q(coding__ended_at__isnull=False) | own)

    def numbers(self, coding, reader, at=None):
        """{coder key: how many they have rated} of the commitments that `reader` may see. Nothing else is told of a code
        before both are done, and to a coder not even the other's number."""
        keys = coding.coders
        if coding.ended_at is None and coding.has_coder(reader):
            keys = (reader.pk,)
        rows = super().visible_to(reader, at).filter(coding=coding, coder__in=keys).order_by()
        found = dict(rows.values_list("coder").annotate(models.Count("pk")))
        return {key: found.get(key, 0) for key in keys}


class CodedRating(Guarded, Detail):
    """What one of the two coders gave a commitment, and why. It is theirs to change until they say that they are done."""

    entered_by = None

    coding = models.ForeignKey(DoubleCoding, models.CASCADE, related_name="codes", verbose_name=_("double coding"))
    commitment = models.ForeignKey(
        "statements.Commitment", models.CASCADE, related_name="codes", verbose_name=_("commitment")
    )
    coder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("coder"))
    rating = models.CharField(_("rating"), max_length=16, choices=Rating)
    reasoning = ProseField(_("reasoning"), help_text=_("What decided it. It helps to settle a difference later."))

    hangs_on = ("coding", "commitment")
    objects = CodedRatingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("code")
        verbose_name_plural = _("codes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["coding", "commitment", "coder"],
                name="coder_rates_a_commitment_once",
                violation_error_message=_("You have rated this commitment already: change that rating instead."),
            ),
        ]

    def __str__(self):
        # Wherever a row is named, its rating must not be.
        return str(self.coding)

    def clean(self):
        coding = getattr(self, "coding", None)
        if coding is None or not self.coder_id:
            return
        if self.coder_id not in coding.coders:
            raise ValidationError(_("Only the two people who were chosen code here."))
        if self._state.adding and coding.done_at(self.coder_id):
            raise ValidationError(_("You said that you were done: what you gave stays as it is."))
        if not coding.chosen.filter(commitment=self.commitment_id).exists():
            raise ValidationError(_("This commitment is not among those that were chosen."))


class Settlement(Detail):
    """The rating on which a difference between two coders was settled, and why."""

    entered_by = None

    coding = models.ForeignKey(
        DoubleCoding, models.CASCADE, related_name="settlements", verbose_name=_("double coding")
    )
    commitment = models.ForeignKey(
        "statements.Commitment", models.CASCADE, related_name="settlements", verbose_name=_("commitment")
    )
    rating = models.CharField(_("rating"), max_length=16, choices=Rating)
    note = ProseField(
        _("note"), blank=False, help_text=_("Why this rating: what the two saw differently, and what decided.")
    )
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("settled by")
    )
    settled_at = models.DateTimeField(_("settled at"))

    hangs_on = ("coding", "commitment")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("settlement")
        verbose_name_plural = _("settlements")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["coding", "commitment"],
                name="difference_is_settled_once",
                violation_error_message=_("This difference was settled already."),
            ),
            models.CheckConstraint(
                condition=~Q(note=""),
                name="settlement_gives_its_note",
                violation_error_message=_("Say why: a settlement without a note teaches nobody."),
            ),
        ]

    def __str__(self):
        return str(self.coding)

    def clean(self):
        coding = getattr(self, "coding", None)
        if coding is not None and coding.ended_at is None:
            raise ValidationError(_("Settle once both coders are done."))
