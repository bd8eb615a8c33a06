"""Where a fact was read: the publisher and the article, report or broadcast."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_countries.fields import CountryField
from simple_history.models import HistoricalRecords

from records.fields import PartialDateField
from records.kept_files import checksum, is_new_file, random_name
from records.languages import Language
from records.models.kept import Record, Reference
from records.text_fields import AddressField, AddressKeyField, LineField, LookAlikeKeyField, ProseField


class Publisher(Reference):
    """Whoever puts sources before the public: a news agency, a broadcaster, a ministry's press office."""

    class Kind(models.TextChoices):
        AGENCY = "agency", _("news agency")
        NEWSPAPER = "newspaper", _("newspaper or magazine")
        BROADCASTER = "broadcaster", _("broadcaster")
        GOVERNMENT = "government", _("government body")
        PARTY = "party", _("party to the talks")
        INTERNATIONAL = "international", _("international organisation")
        CIVIL_SOCIETY = "civil_society", _("civil society or research")
        SOCIAL_MEDIA = "social_media", _("social media account")
        OTHER = "other", _("other")

    class Reliability(models.TextChoices):
        """Reliability of a source, the letters of the NATO system (AJP-2.1)."""

        A = "A", _("A: completely reliable")
        B = "B", _("B: usually reliable")
        C = "C", _("C: fairly reliable")
        D = "D", _("D: not usually reliable")
        E = "E", _("E: unreliable")
        F = "F", _("F: cannot be judged")

    name = LineField(_("name"), unique=True, help_text=_("As it calls itself, for example “Reuters”."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    country = CountryField(_("country"), blank=True, help_text=_("Where it is based."))
    reliability = models.CharField(
        _("reliability"),
        max_length=1,
        choices=Reliability,
        default=Reliability.F,
        help_text=_("Your standing judgement of this publisher, A to F. Leave at F until someone has judged it."),
    )
    note = ProseField(_("note"), help_text=_("Whose voice it is, for example “state broadcaster, Arabic service”."))

    look = LookAlikeKeyField()

    named_by = ("",)
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("publisher")
        verbose_name_plural = _("publishers")
        ordering = ["name"]

    def __str__(self):
        return self.name


def kept_name(source, filename):
    """The name that the archived copy of a source is kept under."""
    return random_name("sources", filename)


class Source(Record):
    """One article, report, broadcast or post that a fact rests on."""

    class Kind(models.TextChoices):
        ARTICLE = "article", _("article")
        REPORT = "report", _("report")
        BROADCAST = "broadcast", _("broadcast")
        POST = "post", _("post")
        DOCUMENT = "document", _("document")
        INTERVIEW = "interview", _("interview")

    title = LineField(_("title"), help_text=_("As printed. For a broadcast, the programme and what was reported."))
    kind = models.CharField(_("kind"), max_length=20, choices=Kind, default=Kind.ARTICLE)
    publisher = models.ForeignKey(
        Publisher, models.PROTECT, null=True, blank=True, related_name="sources", verbose_name=_("publisher")
    )
    authors = LineField(_("authors"), blank=True, help_text=_("Names as printed, separated by commas."))
    published_on = PartialDateField(_("published on"), null=True, blank=True)
    url = AddressField(_("address"), blank=True)
    archived_url = AddressField(
        _("archived copy"), blank=True, help_text=_("The address of a copy that will not change, if there is one.")
    )
    document = models.FileField(
        _("archived copy (file)"),
        upload_to=kept_name,
        blank=True,
        help_text=_("A copy of our own, kept with its checksum: a page saved as PDF, a recording, a scan."),
    )
    document_sha256 = models.CharField(_("SHA-256 of the file"), max_length=64, blank=True, editable=False)
    language = models.CharField(_("language"), max_length=8, choices=Language, default=Language.ENGLISH)
    address_key = AddressKeyField()

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["-published_on_latest", "title"]

    def __str__(self):
        return ", ".join(part for part in (str(self.publisher or self.authors), self.title) if part)

    def save(self, *args, update_fields=None, **kwargs):
        if is_new_file(self.document):
            self.document_sha256 = checksum(self.document)
        elif not self.document:
            self.document_sha256 = ""
        if update_fields is not None:
            follow = {"url": "address_key", "document": "document_sha256"}
            update_fields = {*update_fields, *(follow[name] for name in update_fields if name in follow)}
        super().save(*args, update_fields=update_fields, **kwargs)

    @property
    def citation(self):
        """The source in our one printed style: authors, “title”, publisher, date."""
        parts = [self.authors, f"“{self.title}”", str(self.publisher or ""), str(self.published_on or _("undated"))]
        return ", ".join(str(part) for part in parts if part) + "."
