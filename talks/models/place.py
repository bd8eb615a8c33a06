from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from records.circles import refuse_circle
from records.models import Record
from records.text_fields import LineField, LookAlikeKeyField
from talks.models.brought import Brought, BroughtQuerySet, unreviewed_rows


class Place(Brought, Record):
    """Somewhere on the map: a country, a province, a town, a border crossing, a building."""

    class Kind(models.TextChoices):
        COUNTRY = "country", _("country")
        ADMIN1 = "admin1", _("province or state (admin 1)")
        ADMIN2 = "admin2", _("district (admin 2)")
        TOWN = "town", _("city, town or village")
        CROSSING = "crossing", _("border crossing")
        SITE = "site", _("building or site")
        AREA = "area", _("area or line")

    class Precision(models.IntegerChoices):
        """How exactly the coordinates say where it is: `where_prec` of the UCDP GED codebook."""

        EXACT = 1, _("1: exact")
        NEAR = 2, _("2: within about 25 km")
        ADMIN2 = 3, _("3: the district")
        ADMIN1 = 4, _("4: the province")
        FUZZY = 5, _("5: a line or fuzzy area")
        COUNTRY = 6, _("6: the country")
        WATERS = 7, _("7: waters or airspace")

    name = LineField(_("name"), help_text=_("In Latin letters, as the field writes it: “Islam Qala”."))
    local_name = LineField(_("name in its own script"), blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    within = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="parts",
        verbose_name=_("within"),
        help_text=_("The smallest larger place on record, for example the province of a town."),
    )
    country = CountryField(_("country"), blank=True)
    admin1 = LineField(_("province (admin 1)"), blank=True)
    admin2 = LineField(_("district (admin 2)"), blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
        help_text=_("Degrees, north positive: 34.6641."),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
        help_text=_("Degrees, east positive: 61.0714."),
    )
    precision = models.PositiveSmallIntegerField(_("precision"), choices=Precision, null=True, blank=True)

    look = LookAlikeKeyField()

    named_by = ("",)
    namesakes_are_usual = True
    hangs_on = ("within",)
    objects = BroughtQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("place")
        verbose_name_plural = _("places")
        ordering = ["name"]
        indexes = [unreviewed_rows("places_unreviewed")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(latitude__isnull=True, longitude__isnull=True)
                | models.Q(latitude__isnull=False, longitude__isnull=False),
                name="place_has_both_coordinates_or_neither",
                violation_error_message=_("Give latitude and longitude together, or neither."),
            ),
        ]

    def __str__(self):
        return ", ".join(part for part in (self.name, self.admin1 if self.admin1 != self.name else "") if part)

    def clean(self):
        within = getattr(self, "within", None)
        if within and within.kind == self.Kind.COUNTRY and self.country and within.country != self.country:
            raise ValidationError({"country": _("“%s” lies in another country than this.") % within})
        refuse_circle(self, "within")
