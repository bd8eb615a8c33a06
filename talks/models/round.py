from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.beside import BesideField
from records.fields import PartialDateField
from records.models import Detail, Record
from records.querysets import RecordQuerySet
from records.text_fields import LineField, ProseField
from talks.models.party import Party
from talks.models.person import Person
from talks.models.place import Place
from talks.models.process import Process


class RoundQuerySet(RecordQuerySet):
    """Questions about rounds."""

    def held_by(self, day):
        """Rounds that had opened on or before `day`."""
        return self.filter(opened_on_earliest__lte=day)


class Round(Record):
    """One sitting of the talks, from opening to closing session."""

    class Format(models.TextChoices):
        DIRECT = "direct", _("direct talks")
        HOSTED = "hosted", _("direct talks with a host")
        MEDIATED = "mediated", _("mediated talks")
        PROXIMITY = "proximity", _("proximity talks")
        SHUTTLE = "shuttle", _("shuttle diplomacy")
        CONFERENCE = "conference", _("conference")
        REMOTE = "remote", _("remote meeting")

    class Status(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        HELD = "held", _("held")
        POSTPONED = "postponed", _("postponed")
        CALLED_OFF = "called_off", _("called off")

    process = models.ForeignKey(Process, models.PROTECT, related_name="rounds", verbose_name=_("process"))
    name = LineField(_("name"), help_text=_("For example “Tehran meeting”."))
    number = models.PositiveSmallIntegerField(
        _("number"), null=True, blank=True, help_text=_("Where the rounds of the process are counted.")
    )
    beside = BesideField()
    format = models.CharField(_("format"), max_length=12, choices=Format)
    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="rounds", verbose_name=_("place")
    )
    opened_on = PartialDateField(_("opened on"), null=True, blank=True)
    closed_on = PartialDateField(_("closed on"), null=True, blank=True)
    status = models.CharField(_("status"), max_length=12, choices=Status, default=Status.HELD)
    agenda = ProseField(_("agenda"), help_text=_("What the sides meant to talk about, if it was made known."))
    whats_next = ProseField(
        _("what is next"),
        help_text=_("What was said of the next meeting, and what was not: “date and place not given”."),
    )
    source = models.ForeignKey(
        "records.Source", models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("source")
    )

    hangs_on = ("process", "place", "source")
    objects = RoundQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("round")
        verbose_name_plural = _("rounds")
        ordering = ["-opened_on_earliest", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on_latest__isnull=True) | Q(closed_on_latest__gte=F("opened_on_earliest")),
                name="round_closes_on_or_after_it_opens",
                violation_error_message=_("A round cannot close before it opens: check “opened on” and “closed on”."),
            ),
            models.UniqueConstraint(
                fields=["process", "number", "beside"],
                name="round_number_is_used_once_in_a_process",
                violation_error_message=_("The process has a round with this number already."),
            ),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("talks:round-detail", args=[self.public_id])


class Participation(Record):
    """A party's part in a round: in which role, named how, led by whom."""

    class Role(models.TextChoices):
        NEGOTIATING = "negotiating", _("negotiating party")
        HOST = "host", _("host")
        MEDIATOR = "mediator", _("mediator")
        FACILITATOR = "facilitator", _("facilitator")
        GUARANTOR = "guarantor", _("guarantor")
        OBSERVER = "observer", _("observer")
        GUEST = "guest", _("guest")

    round = models.ForeignKey(Round, models.CASCADE, related_name="participations")
    party = models.ForeignKey(Party, models.PROTECT, related_name="participations", verbose_name=_("party"))
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.NEGOTIATING)
    beside = BesideField()
    named_as_written = LineField(
        _("named as written"), blank=True, help_text=_("How the statement or the host named the delegation.")
    )
    head = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="delegations_led", verbose_name=_("head")
    )
    delegates = models.ManyToManyField(Person, blank=True, related_name="delegations", verbose_name=_("delegates"))

    hangs_on = ("round", "party", "head")
    history = HistoricalRecords(m2m_fields=[delegates])

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "party", "role", "beside"],
                name="party_has_each_role_once_in_a_round",
                violation_error_message=_("This party has this role in the round already."),
            ),
        ]

    def __str__(self):
        return f"{self.party}, {self.get_role_display()}"


class Naming(Detail):
    """What one source called a party in a round, where sources differ: both are kept."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="namings")
    party = models.ForeignKey(Party, models.PROTECT, related_name="namings", verbose_name=_("party"))
    named = LineField(_("named"), help_text=_("In the source's own words, for example “Afghan politicians”."))
    source = models.ForeignKey("records.Source", models.PROTECT, related_name="namings", verbose_name=_("according to"))

    hangs_on = ("round", "party", "source")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("disputed naming")
        verbose_name_plural = _("disputed namings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "party", "named", "source"],
                name="source_names_a_party_one_way_once",
                violation_error_message=_("This naming is listed already."),
            ),
        ]

    def __str__(self):
        return f"“{self.named}” ({self.source})"
