from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from simple_history.models import HistoricalRecords

from events.models.claim import NAMES_A_CLAIMANT, Claim
from records.fields import PartialDateField
from records.models import Record
from records.numerals import in_digits
from records.text_fields import LineField, ProseField


class Question(Record):
    """Something that claimants answer with figures: “How many districts do the Taliban hold?”."""

    process = models.ForeignKey("talks.Process", models.PROTECT, related_name="questions", verbose_name=_("process"))
    text = LineField(_("question"), help_text=_("As a reader would ask it, with a question mark."))
    unit = LineField(_("unit"), max_length=60, help_text=_("What is counted: “districts”, “prisoners”."))
    note = ProseField(_("note"), help_text=_("Why the answers differ, as far as it is known."))

    hangs_on = ("process",)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions and figures")
        ordering = ["text"]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("events:question-detail", args=[self.public_id])


class Figure(Claim):
    """One claimant's answer to a question: a value or a range, as of when, by which definition."""

    class Bound(models.TextChoices):
        """How the words put the number."""

        EXACTLY = "exactly", _("exactly")
        ABOUT = "about", _("about")
        MORE_THAN = "more_than", _("more than")
        AT_LEAST = "at_least", _("at least")
        LESS_THAN = "less_than", _("less than")
        AT_MOST = "at_most", _("at most")
        BETWEEN = "between", _("between")

    class Definition(models.TextChoices):
        CAPTURED = "captured", pgettext_lazy("territory", "captured")
        HELD = "held", pgettext_lazy("territory", "held")
        CONTROLLED = "controlled", pgettext_lazy("territory", "controlled")
        CONTESTED = "contested", pgettext_lazy("territory", "contested")
        OTHER = "other", _("other, see the words")

    question = models.ForeignKey(Question, models.CASCADE, related_name="figures", verbose_name=_("question"))
    bound = models.CharField(_("put as"), max_length=10, choices=Bound, default=Bound.EXACTLY)
    value = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    upper_value = models.DecimalField(
        _("upper value"), max_digits=14, decimal_places=2, null=True, blank=True, help_text=_("Only for “between”.")
    )
    out_of = LineField(
        _("out of what"), blank=True, help_text=_("The whole, as the claimant states it; empty if not stated.")
    )
    definition = models.CharField(_("definition"), max_length=12, choices=Definition, blank=True)
    words = ProseField(_("own words"))
    stated_on = PartialDateField(_("as of"), null=True, blank=True, help_text=_("The day the figure is for."))
    source = models.ForeignKey(
        "records.Source", models.PROTECT, null=True, blank=True, related_name="figures", verbose_name=_("source")
    )
    report = models.ForeignKey(
        "events.Report",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="figures",
        verbose_name=_("from the report"),
    )

    hangs_on = ("question", "source", "report", "claimant_party", "claimant_person")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        ordering = ["question", "stated_on_latest", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=NAMES_A_CLAIMANT,
                name="figure_names_its_claimant",
                violation_error_message=_("Say whose figure it is: a party, a person, an office or a label."),
            ),
            models.CheckConstraint(
                condition=Q(bound="between", upper_value__isnull=False, upper_value__gte=F("value"))
                | ~Q(bound="between") & Q(upper_value__isnull=True),
                name="figure_has_an_upper_value_when_it_is_a_range",
                violation_error_message=_(
                    "“Between” needs an upper value that is not below the value; any other figure leaves it empty."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.claimant}: {self.in_words}"

    @property
    def in_words(self):
        """The figure as it is printed: “more than 100”, “between 80 and 90”, “69”."""
        value = in_digits(f"{self.value.normalize():,f}")
        if self.bound == self.Bound.EXACTLY:
            return value
        if self.bound == self.Bound.BETWEEN:
            return _("between %(low)s and %(high)s") % {
                "low": value,
                "high": in_digits(f"{self.upper_value.normalize():,f}"),
            }
        return f"{self.get_bound_display()} {value}"
