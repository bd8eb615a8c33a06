from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from records.beside import BesideField
from records.kept_files import checksum, is_new_file, random_name
from records.languages import Language
from records.models import Record
from records.text_fields import LineField, ProseField, VerbatimField, verbatim
from records.word_search.field import SearchKeyField
from statements.models.statement import Statement
from statements.text.pages import cut, joined, starts_fit


def kept_name(version, filename):
    """The name that an uploaded document is kept under."""
    return random_name("statements", filename)


class Version(Record):
    """One text of a statement in one language: the original, a translation, a wire's wording."""

    class Kind(models.TextChoices):
        ORIGINAL = "original", _("original")
        OFFICIAL = "official", _("official translation")
        UNOFFICIAL = "unofficial", _("unofficial translation")
        PRESS = "press", _("press wording")

    statement = models.ForeignKey(Statement, models.CASCADE, related_name="versions", verbose_name=_("statement"))
    label = LineField(
        _("label"), max_length=80, help_text=_("How we tell it from the others: “English, first wire wording”.")
    )
    beside = BesideField()
    language = models.CharField(_("language"), max_length=8, choices=Language)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    text = VerbatimField(
        _("text"),
        help_text=_(
            "The whole text, word for word. Once a passage is marked in it, it never changes: a correction is a new version."
        ),
    )
    translator = LineField(_("translator"), blank=True)
    source = models.ForeignKey(
        "records.Source", models.PROTECT, null=True, blank=True, related_name="versions", verbose_name=_("source")
    )
    document = models.FileField(
        _("document"),
        upload_to=kept_name,
        blank=True,
        help_text=_("The file it was taken from, kept with its checksum."),
    )
    document_sha256 = models.CharField(
        _("SHA-256 of the document"), max_length=64, blank=True, editable=False, db_index=True
    )
    # Where each page of the document begins in the text: offsets in code points, the first of them 0. Empty for a text
    # that was typed or pasted, and once passages are marked only good for finding the page that words are printed on.
    page_starts = models.JSONField(_("pages"), default=list, blank=True, editable=False)
    is_verbatim = models.BooleanField(
        _("verbatim"),
        default=False,
        help_text=_(
            "Somebody has read it against its source, letter by letter. Until then it is a draft, and nothing can be "
            "marked in it."
        ),
    )
    corrects = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="corrections",
        verbose_name=_("corrects"),
    )
    note = ProseField(_("note"), help_text=_("For example “a rendering of points 2, 4 and 6 only”."))

    search_key = SearchKeyField("text")

    hangs_on = ("statement", "source")
    in_its_language = ("text",)
    comes_back_with = {"text": ("page_starts",)}
    history = HistoricalRecords(excluded_fields=["search_key"])

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["statement", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["statement", "label", "beside"],
                name="version_label_is_used_once_in_a_statement",
                violation_error_message=_("The statement has a version with this label already."),
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.statement}"

    @property
    def direction(self):
        """`rtl` or `ltr`: it follows from the language."""
        return Language(self.language).direction

    @property
    def is_anchored(self):
        """Whether a passage stands in it, so that its text must not change."""
        return bool(self.pk) and self.passages.exists()

    @property
    def pages(self):
        """Its text in the Pages of its document; a single one for a text that was typed or pasted."""
        return cut(self.text, self.page_starts)

    def take_pages(self, pages):
        """Make `pages` its text. Where they begin is kept, so that it fits this text and no other."""
        text, starts = joined(pages)
        self.text = self.paged_text = verbatim(text)
        self.page_starts = starts if self.text else [0] * len(starts)

    def pages_fit(self):
        """Whether its pages begin where `page_starts` says: they are those of this very text."""
        text = verbatim(self.text)
        of_text = self.__dict__.get("paged_text", self.as_stored.get("text", text))
        # Or they came with this text, from an earlier state of the version.
        is_theirs = text == of_text or self.page_starts != self.as_stored.get("page_starts", self.page_starts)
        return is_theirs and starts_fit(text, self.page_starts)

    def clean(self):
        if self.is_anchored and not self.is_verbatim:
            raise ValidationError(
                {
                    "is_verbatim": _(
                        "Passages are marked in this text, so it is no draft. Enter a correction as a new version."
                    )
                }
            )
        if self.is_anchored and self.text != Version.objects.values_list("text", flat=True).get(pk=self.pk):
            raise ValidationError(
                {
                    "text": _(
                        "Passages are marked in this text, so it can no longer change. Enter the correction as a new version."
                    )
                }
            )

    def save(self, *args, update_fields=None, **kwargs):
        if is_new_file(self.document):
            self.document_sha256 = checksum(self.document)
        # Here, because only a save knows the text before and after: a form on the text knows nothing of its pages.
        if "text" in self.__dict__ and self.page_starts and not self.pages_fit():
            self.page_starts = []
        if update_fields is not None and "text" in update_fields:
            update_fields = {*update_fields, "page_starts"}
        super().save(*args, update_fields=update_fields, **kwargs)
        self.__dict__.pop("paged_text", None)
