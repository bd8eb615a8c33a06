from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.circles import circle, circle_message
from records.fields import PartialDateField
from records.models import Detail, FromDataset, Record
from records.models.from_dataset import known_once
from records.querysets import RecordQuerySet, hidden_rows
from records.text_fields import LineField, ProseField
from records.word_search.field import SearchKeyField
from statements.models.theme import Theme


class StatementQuerySet(RecordQuerySet):
    """Questions about statements."""

    def issued_by_day(self, day):
        """Statements issued on or before `day`; a statement without a date is not."""
        return self.filter(issued_on_latest__lte=day)


class Statement(FromDataset, Record):
    """What one or more parties said together or alone: a joint statement, an agreement, a declaration."""

    class Form(models.TextChoices):
        JOINT = "joint", _("joint statement")
        COMMUNIQUE = "communique", _("communiqué")
        AGREEMENT = "agreement", _("agreement")
        CEASEFIRE = "ceasefire", _("ceasefire")
        RESOLUTION = "resolution", _("resolution")
        UNILATERAL = "unilateral", _("unilateral declaration")
        PRESS = "press", _("press remarks")
        VERBAL = "verbal", _("verbal announcement")

    class Stage(models.TextChoices):
        """Stage of the process, `Stage` of the PA-X codebook."""

        PRE = "Pre", _("pre-negotiation")
        PARTIAL = "SubPar", _("substantive, partial")
        COMPREHENSIVE = "SubComp", _("substantive, comprehensive")
        IMPLEMENTATION = "Imp", _("implementation")
        RENEWAL = "Ren", _("renewal")
        CEASEFIRE = "Cea", _("ceasefire")
        OTHER = "Other", _("other")

    class Status(models.TextChoices):
        """How the parties stand to the document, `Status` of the PA-X codebook."""

        SIGNED = "signed", _("multiparty, signed or agreed")
        UNILATERAL = "unilateral", _("unilateral document")
        UNCLEAR = "unclear", _("status unclear")
        SUBSEQUENT = "subsequent", _("agreement with subsequent status")

    process = models.ForeignKey("talks.Process", models.PROTECT, related_name="statements", verbose_name=_("process"))
    round = models.ForeignKey(
        "talks.Round",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="statements",
        verbose_name=_("round"),
        help_text=_("The round that produced it. Leave empty for a statement made outside any round."),
    )
    title = LineField(_("title"), help_text=_("For example “Joint statement of the Tehran meeting”."))
    form = models.CharField(_("form"), max_length=12, choices=Form)
    stage = models.CharField(_("PA-X stage"), max_length=10, choices=Stage, blank=True)
    substage = LineField(_("PA-X sub-stage"), blank=True, max_length=60)
    status = models.CharField(_("PA-X status"), max_length=12, choices=Status, blank=True)
    issued_on = PartialDateField(
        _("issued on"),
        null=True,
        blank=True,
        help_text=_("The day it was released. Where outlets differ, give the range: “2021-07-07/2021-07-08”."),
    )
    effective_on = PartialDateField(_("effective on"), null=True, blank=True)
    ended_on = PartialDateField(_("ended on"), null=True, blank=True)
    signatures_note = LineField(
        _("note on signatures"), blank=True, help_text=_("For example “no signatures were published”.")
    )
    summary = ProseField(_("summary"))
    themes = models.ManyToManyField(
        Theme,
        blank=True,
        related_name="statements",
        verbose_name=_("themes"),
        help_text=_("What it deals with as a whole. What binds whom to what is said by its commitments."),
    )
    search_key = SearchKeyField("title", "summary")

    hangs_on = ("process", "round", "release")
    objects = StatementQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[themes], excluded_fields=["search_key", "digest"])

    class Meta:
        verbose_name = _("statement")
        verbose_name_plural = _("statements")
        ordering = ["-issued_on_latest", "title"]
        indexes = [
            models.Index(fields=["-issued_on_latest", "-id"], name="statements_newest_first"),
            hidden_rows("statements_hidden"),
        ]
        constraints = [
            known_once("statement"),
            models.CheckConstraint(
                condition=Q(ended_on_latest__isnull=True) | Q(ended_on_latest__gte=F("effective_on_earliest")),
                name="statement_ends_on_or_after_it_takes_effect",
                violation_error_message=_("A statement cannot end before it takes effect."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("statements:statement-detail", args=[self.public_id])

    def clean(self):
        # Spans two tables, so the database cannot check it.
        process, round_ = getattr(self, "process", None), getattr(self, "round", None)
        if process and round_ and round_.process_id != process.pk:
            raise ValidationError(
                {
                    "round": _("“%(round)s” is a round of %(process)s. Choose a round of this process, or change it.")
                    % {"round": round_, "process": round_.process}
                }
            )


class StatementLink(Detail):
    """What a statement does to an earlier one: reaffirms, amends, replaces it, or is annexed to it."""

    class Kind(models.TextChoices):
        REAFFIRMS = "reaffirms", _("reaffirms")
        AMENDS = "amends", _("amends")
        REPLACES = "replaces", _("replaces")
        ANNEX = "annex", _("is an annex of")

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="links")
    kind = models.CharField(_("relation"), max_length=10, choices=Kind)
    earlier = models.ForeignKey(
        Statement, models.PROTECT, related_name="linked_from", verbose_name=_("the other statement")
    )

    # What makes the other statement one that no longer says all there is to say.
    CHANGING = (Kind.AMENDS, Kind.REPLACES)

    hangs_on = ("statement", "earlier")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("relation to another statement")
        verbose_name_plural = _("relations to other statements")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "kind", "earlier"],
                name="statements_are_related_once_in_each_way",
                violation_error_message=_("This relation is listed already."),
            ),
            models.CheckConstraint(
                condition=~Q(statement=F("earlier")),
                name="statement_is_not_related_to_itself",
                violation_error_message=_("A statement cannot be related to itself."),
            ),
        ]

    def __str__(self):
        return f"{self.statement} {self.get_kind_display()} {self.earlier}"

    def clean(self):
        statement, earlier = getattr(self, "statement", None), getattr(self, "earlier", None)
        if not (statement and statement.pk and earlier and earlier != statement):
            return
        above = {}
        others = StatementLink.objects.filter(kind=self.kind).exclude(pk=self.pk)
        for link in [*others.select_related("statement", "earlier"), self]:
            above.setdefault(link.statement, []).append(link.earlier)
        if chain := circle(statement, lambda node: above.get(node, [])):
            raise ValidationError({"earlier": circle_message(chain)})


class Signature(Detail):
    """A party's or person's name under a statement, in a capacity, as written."""

    class Capacity(models.TextChoices):
        PARTY = "party", _("party")
        WITNESS = "witness", _("witness")
        GUARANTOR = "guarantor", _("guarantor")
        HOST = "host", _("host")
        OBSERVER = "observer", _("observer")

    class Standing(models.TextChoices):
        SIGNED = "signed", _("signed")
        AGREED = "agreed", _("agreed without signing")
        ATTRIBUTED = "attributed", _("attributed to it by others")
        DISOWNED = "disowned", _("disowned later")

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="signatures")
    party = models.ForeignKey(
        "talks.Party", models.PROTECT, null=True, blank=True, related_name="signatures", verbose_name=_("party")
    )
    person = models.ForeignKey(
        "talks.Person", models.PROTECT, null=True, blank=True, related_name="signatures", verbose_name=_("person")
    )
    capacity = models.CharField(_("capacity"), max_length=10, choices=Capacity, default=Capacity.PARTY)
    standing = models.CharField(_("standing"), max_length=10, choices=Standing, default=Standing.SIGNED)
    as_written = LineField(_("as written"), blank=True, help_text=_("The name and title as printed under the text."))

    hangs_on = ("statement", "party", "person")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(party__isnull=False) | Q(person__isnull=False),
                name="signature_is_of_a_party_or_a_person",
                violation_error_message=_("Say whose signature it is: choose a party, a person, or both."),
            ),
        ]

    def __str__(self):
        return self.as_written or str(self.party or self.person)
