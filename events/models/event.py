from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.fields import PartialDateField
from records.models import Detail, FromDataset, Record
from records.models.from_dataset import kept_by_the_site, known_once, withdrawn_rows
from records.querysets import RecordQuerySet, hidden_rows
from records.text_fields import LineField, ProseField
from records.word_search.field import SearchKeyField

# Events that stand on lists; those whose first and last day differ, or whose first day is not stated.
LISTED = Q(merged_into__isnull=True)
LASTING = Q(happened_on_earliest__lt=F("happened_on_latest")) | Q(
    happened_on_earliest__isnull=True, happened_on_latest__isnull=False
)


class EventQuerySet(RecordQuerySet):
    """Questions about events."""

    def listed(self):
        """Events but those that turned out to be the same as another one."""
        return self.filter(LISTED)

    def happened_by(self, day):
        """Events whose whole period lies on or before `day`; one that still goes on counts from its first day."""
        return self.filter(
            Q(happened_on_latest__lte=day) | Q(happened_on_latest__isnull=True, happened_on_earliest__lte=day)
        )


class Event(FromDataset, Record):
    """Something that happened, or is said to have happened, on the ground or around the table."""

    class Kind(models.TextChoices):
        """The first block are the sub-events of ACLED that talks turn on, under ACLED's names; the second is our own."""

        ARMED_CLASH = "armed_clash", _("Armed clash")
        ATTACK = "attack", _("Attack")
        SHELLING = "shelling", _("Shelling/artillery/missile attack")
        AIR_STRIKE = "air_strike", _("Air/drone strike")
        REMOTE = "remote", _("Remote explosive/landmine/IED")
        GOVERNMENT_REGAINS = "government_regains", _("Government regains territory")
        NON_STATE_OVERTAKES = "non_state_overtakes", _("Non-state actor overtakes territory")
        NON_VIOLENT_TRANSFER = "non_violent_transfer", _("Non-violent transfer of territory")
        ABDUCTION = "abduction", _("Abduction/forced disappearance")
        SEXUAL_VIOLENCE = "sexual_violence", _("Sexual violence")
        PEACEFUL_PROTEST = "peaceful_protest", _("Peaceful protest")
        MOB_VIOLENCE = "mob_violence", _("Mob violence")
        LOOTING = "looting", _("Looting/property destruction")
        ARRESTS = "arrests", _("Arrests")
        HEADQUARTERS = "headquarters", _("Headquarters or base established")
        GROUP_CHANGE = "group_change", _("Change to group/activity")
        DISRUPTED_WEAPONS = "disrupted_weapons", _("Disrupted weapons use")
        AGREEMENT = "agreement", _("Agreement")
        MEETING_HELD = "meeting_held", _("Meeting held")
        MEETING_POSTPONED = "meeting_postponed", _("Meeting postponed or called off")
        STATEMENT_ISSUED = "statement_issued", _("Statement issued")
        PRISONER_RELEASE = "prisoner_release", _("Prisoner release")
        CEASEFIRE_DECLARED = "ceasefire_declared", _("Ceasefire declared")
        CEASEFIRE_ENDED = "ceasefire_ended", _("Ceasefire ended")
        HUMANITARIAN_ACCESS = "humanitarian_access", _("Humanitarian access")
        DISPLACEMENT = "displacement", _("Displacement or flight")
        LAW_OR_DECREE = "law_or_decree", _("Law or decree")
        CHANGE_OF_POWER = "change_of_power", _("Change of power")
        OTHER = "other", _("Other")

    class Clarity(models.IntegerChoices):
        """`event_clarity` of the UCDP GED codebook."""

        IDENTIFIABLE = 1, _("1: an event of its own")
        AGGREGATE = 2, _("2: known only as part of a total")

    kind = models.CharField(_("kind"), max_length=24, choices=Kind)
    title = LineField(
        _("title"),
        help_text=_("What is said to have happened, in a sentence without a verdict: “Fighting at Qala-e-Naw”."),
    )
    account = ProseField(
        _("account"), help_text=_("In our own words. What each side says belongs in the reports below.")
    )
    happened_on = PartialDateField(_("happened on"), null=True, blank=True)
    place = models.ForeignKey(
        "talks.Place",
        models.PROTECT,
        null=True,
        blank=True,
        # Found by an index below, which has the date beside it.
        db_index=False,
        related_name="events",
        verbose_name=_("place"),
    )
    deaths_low = models.PositiveIntegerField(_("deaths, low"), null=True, blank=True)
    deaths_best = models.PositiveIntegerField(
        _("deaths, best"),
        null=True,
        blank=True,
        help_text=_("Only a figure that someone has stated; say who in a report."),
    )
    deaths_high = models.PositiveIntegerField(_("deaths, high"), null=True, blank=True)
    clarity = models.PositiveSmallIntegerField(_("clarity"), choices=Clarity, default=Clarity.IDENTIFIABLE)
    # The event that this one turned out to be the same as. It stays where links lead, and is listed no more.
    merged_into = kept_by_the_site("self", _("merged into"), related_name="merged")
    search_key = SearchKeyField("title", "account")

    hangs_on = ("place", "release")
    objects = EventQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["search_key", "digest"])

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        ordering = ["-happened_on_latest", "-pk"]
        # With what decides who may see a row, so that counting and paging read the index alone. Events that were merged
        # into another are on no list. PostgreSQL and SQLite put NULL at different ends: lists ask for dated rows apart.
        indexes = [
            models.Index(
                fields=["-happened_on_latest", "-id", "shown_level", "shown_from"],
                condition=LISTED,
                name="events_newest_first",
            ),
            models.Index(
                fields=["kind", "-happened_on_latest", "-id", "shown_level", "shown_from"],
                condition=LISTED,
                name="events_of_a_kind",
            ),
            models.Index(
                fields=["place", "-happened_on_latest", "-id", "shown_level", "shown_from", "merged_into"],
                name="events_at_a_place",
            ),
            # Few rows each, or none in most imports: what they do not hold costs an import nothing.
            models.Index(
                fields=["-happened_on_latest", "-id", "happened_on_earliest"],
                condition=LASTING,
                name="events_of_a_period",
            ),
            models.Index(fields=["-deaths_best", "-id"], condition=Q(deaths_best__gt=0), name="events_deadliest_first"),
            models.Index(
                fields=["-happened_on_latest", "-id"], condition=Q(dataset__isnull=True), name="events_by_hand"
            ),
            hidden_rows("events_hidden"),
            withdrawn_rows("events_withdrawn"),
            models.Index(fields=["merged_into"], condition=Q(merged_into__isnull=False), name="events_merged"),
        ]
        constraints = [
            known_once("event"),
            models.CheckConstraint(
                condition=~Q(merged_into=F("id")),
                name="event_is_not_merged_into_itself",
                violation_error_message=_("An event cannot be merged into itself: choose the other one."),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("events:event-detail", args=[self.public_id])


class EventParty(Detail):
    """A party's part in an event."""

    class Role(models.TextChoices):
        ACTOR = "actor", _("acted")
        SIDE_A = "side_a", _("side A")
        SIDE_B = "side_b", _("side B")
        TARGET = "target", _("was acted upon")
        HOST = "host", _("hosted")
        TOOK_PART = "took_part", _("took part")

    event = models.ForeignKey(Event, models.CASCADE, related_name="event_parties")
    party = models.ForeignKey(
        "talks.Party",
        models.PROTECT,
        # Found by an index below, which has the event beside it.
        db_index=False,
        related_name="event_parties",
        verbose_name=_("party"),
    )
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.ACTOR)
    as_written = LineField(_("as written"), blank=True)

    hangs_on = ("event", "party")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("party to the event")
        verbose_name_plural = _("parties to the event")
        ordering = ["pk"]
        indexes = [models.Index(fields=["party", "event"], name="events_of_a_party")]
        constraints = [
            models.UniqueConstraint(
                fields=["event", "party", "role"],
                name="party_has_each_role_once_in_an_event",
                violation_error_message=_("This party has this role in the event already."),
            ),
        ]

    def __str__(self):
        return f"{self.as_written or self.party}: {self.get_role_display()}"
