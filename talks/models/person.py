from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.fields import PartialDateField
from records.languages import Language
from records.models import Detail, Record
from records.text_fields import LineField, LookAlikeKeyField, ProseField


class Person(Record):
    """A human being who takes part in talks or speaks about what happened."""

    name = LineField(_("name"), help_text=_("The spelling we print. Others go below, so that a search finds each."))
    note = ProseField(_("note"))

    look = LookAlikeKeyField()

    named_by = ("", "names__")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    def __str__(self):
        return self.name


class PersonName(Detail):
    """Another spelling of a person's name, or the name in another script."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="names")
    name = LineField(_("name"), help_text=_("As printed, for example “Yunus Qanuni”."))
    language = models.CharField(_("language"), max_length=8, choices=Language, blank=True)

    look = LookAlikeKeyField()

    hangs_on = ("person",)
    names_its = "person"
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("other spelling")
        verbose_name_plural = _("other spellings")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "name"],
                name="person_has_each_spelling_once",
                violation_error_message=_("This spelling is listed already."),
            ),
        ]

    def __str__(self):
        return self.name


class Office(Detail):
    """A post that a person held for a time: foreign minister, spokesman, head of delegation."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="offices")
    title = LineField(_("office"), help_text=_("With the body it belongs to: “Spokesman, Ministry of Interior”."))
    party = models.ForeignKey(
        "talks.Party", models.PROTECT, null=True, blank=True, related_name="offices", verbose_name=_("on behalf of")
    )
    held_from = PartialDateField(_("from"), null=True, blank=True)
    held_until = PartialDateField(_("until"), null=True, blank=True)

    hangs_on = ("person", "party")
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices held")
        ordering = ["held_from_earliest", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_until_latest__isnull=True) | Q(held_until_latest__gte=F("held_from_earliest")),
                name="office_ends_on_or_after_it_starts",
                violation_error_message=_("An office cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return self.title
