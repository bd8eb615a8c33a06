from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from records.beside import BesideField
from records.circles import circle, circle_message
from records.fields import PartialDateField
from records.languages import Language
from records.models import Detail, Record
from records.text_fields import LineField, LookAlikeKeyField, ProseField
from talks.models.brought import Brought, BroughtQuerySet, unreviewed_rows


class Party(Brought, Record):
    """Whoever can sit at the table or be bound by its words: a state, a government, an armed group, a coalition."""

    class Kind(models.TextChoices):
        STATE = "state", _("state")
        GOVERNMENT = "government", _("government")
        ARMED_GROUP = "armed_group", _("armed group")
        POLITICAL_PARTY = "political_party", _("political party")
        INTERNATIONAL = "international", _("international organisation")
        COALITION = "coalition", _("coalition")
        CIVIL_SOCIETY = "civil_society", _("civil society")

    name = LineField(_("name"), help_text=_("The name we print, for example “Taliban”. Other names go below."))
    short_name = LineField(_("short name"), blank=True, max_length=60, help_text=_("For tables and charts."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = CountryField(_("country"), blank=True, help_text=_("The state it is, governs or acts in."))
    note = ProseField(_("note"))

    look = LookAlikeKeyField()

    named_by = ("", "names__")
    objects = BroughtQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("party")
        verbose_name_plural = _("parties")
        ordering = ["name"]
        indexes = [unreviewed_rows("parties_unreviewed")]

    def __str__(self):
        return self.name


class PartyName(Detail):
    """A name of a party in one language, for the time it was used."""

    party = models.ForeignKey(Party, models.CASCADE, related_name="names")
    name = LineField(_("name"), help_text=_("In its own script and spelling."))
    language = models.CharField(_("language"), max_length=8, choices=Language, blank=True)
    used_from = PartialDateField(_("used from"), null=True, blank=True)
    used_until = PartialDateField(_("used until"), null=True, blank=True)

    look = LookAlikeKeyField()

    hangs_on = ("party",)
    names_its = "party"
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("other name")
        verbose_name_plural = _("other names")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(used_until_latest__isnull=True) | Q(used_until_latest__gte=F("used_from_earliest")),
                name="party_name_ends_on_or_after_it_starts",
                violation_error_message=_("A name cannot go out of use before it comes into use."),
            ),
        ]

    def __str__(self):
        return self.name


class PartyLink(Detail):
    """One party's standing to another, for the time it held: part of, faction of, allied in, successor of."""

    class Kind(models.TextChoices):
        PARENT = "parent", _("belongs to")
        FACTION = "faction", _("is a faction of")
        ALLIANCE = "alliance", _("is allied in")
        SUCCESSOR = "successor", _("succeeds")

    party = models.ForeignKey(Party, models.CASCADE, related_name="links")
    kind = models.CharField(_("standing"), max_length=10, choices=Kind)
    other = models.ForeignKey(Party, models.PROTECT, related_name="linked_from", verbose_name=_("the other party"))
    valid_from = PartialDateField(_("from"), null=True, blank=True)
    valid_until = PartialDateField(_("until"), null=True, blank=True)

    hangs_on = ("party", "other")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("link to another party")
        verbose_name_plural = _("links to other parties")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(party=F("other")),
                name="party_is_not_linked_to_itself",
                violation_error_message=_("A party cannot be linked to itself: choose another party."),
            ),
            models.CheckConstraint(
                condition=Q(valid_until_latest__isnull=True) | Q(valid_until_latest__gte=F("valid_from_earliest")),
                name="party_link_ends_on_or_after_it_starts",
                violation_error_message=_("A link cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return f"{self.party} {self.get_kind_display()} {self.other}"

    def clean(self):
        # A chain of parties spans rows, so the database cannot check it. Alliances have no direction.
        party, other = getattr(self, "party", None), getattr(self, "other", None)
        if not (party and party.pk and other and party != other) or self.kind == self.Kind.ALLIANCE:
            return
        links = PartyLink.objects.filter(kind=self.kind).exclude(pk=self.pk).select_related("party", "other")
        above = {}
        for link in [*links, self]:
            above.setdefault(link.party, []).append(link.other)
        if chain := circle(party, lambda node: above.get(node, [])):
            raise ValidationError({"other": circle_message(chain)})


class PartyIdentifier(Detail):
    """The number or code by which another dataset knows the party."""

    class Scheme(models.TextChoices):
        UCDP = "ucdp", _("UCDP actor")
        GLEDITSCH_WARD = "gw", _("Gleditsch-Ward")
        ISO3166 = "iso3166", _("ISO 3166")
        PAX = "pax", _("PA-X")
        ACLED = "acled", _("ACLED")

    party = models.ForeignKey(Party, models.CASCADE, related_name="identifiers")
    scheme = models.CharField(_("dataset"), max_length=10, choices=Scheme)
    value = LineField(_("identifier"), max_length=100)
    beside = BesideField()

    hangs_on = ("party",)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("identifier")
        verbose_name_plural = _("identifiers")
        ordering = ["scheme", "value"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "value", "beside"],
                name="identifier_names_one_party",
                violation_error_message=_("Another party has this identifier already."),
            ),
        ]

    def __str__(self):
        return f"{self.get_scheme_display()} {self.value}"
