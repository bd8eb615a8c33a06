from django.contrib import admin
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from records.admin.base import KeptAdmin, RecordAdmin, VisibleRelatedFilter, date_column
from records.admin.document import DOCUMENTS, DocumentPage, LinksToDocument
from records.admin.forms import PageForm
from records.admin.look_alike_warning import SHOWN, link_to
from records.admin.source_exchange import ExchangePages
from records.levels import AFTER_EVERY_EMBARGO
from records.models import Publisher, Source
from records.same_source import same_sources


@admin.register(Publisher)
class PublisherAdmin(KeptAdmin):
    list_display = ("name", "kind", "country", "reliability")
    list_filter = ("kind", "reliability")
    search_fields = ("name", "note")
    placeholders = {"name": "Reuters"}


class SourceForm(LinksToDocument, PageForm):
    """A source, entered once: one that is on record already is shown before a second is saved."""

    confirmation = _("I have looked: it is another source than the one on record.")
    # What two records of one source have in common.
    TELLING = {"title", "publisher", "published_on", "url"}

    def likenesses(self):
        yield from super().likenesses()
        if self.TELLING.isdisjoint(self.changed_data) or not self.TELLING.isdisjoint(self.errors):
            return
        for source, why in same_sources(self.instance, self.reader, AFTER_EVERY_EMBARGO)[:SHOWN]:
            said = gettext(
                "{} is on record and {}: use that one. If this is another, say so at the top of the page and save again."
            )
            yield "title", source, format_html(said, link_to(source), why)


@admin.register(Source)
class SourceAdmin(ExchangePages, DocumentPage, RecordAdmin):
    form = SourceForm
    list_display = ("title", "publisher", "published", "kind", "language", "seen_by")
    list_filter = ("kind", "language", ("publisher", VisibleRelatedFilter), "level")
    list_select_related = ("publisher",)
    search_fields = ("title", "authors", "publisher__name", "url")
    date_hierarchy = "published_on_latest"
    placeholders = {"title": "Taliban overrun Afghan border post", "url": "https://"}
    fieldsets = (
        (None, {"fields": ("title", "kind", "publisher", "authors", "published_on", "language")}),
        (_("Where it can be read"), {"fields": ("url", "archived_url", "document", "document_sha256")}),
    )
    readonly_fields = ("document_sha256",)
    formfield_overrides = DOCUMENTS

    published = date_column("published_on", _("published"))
