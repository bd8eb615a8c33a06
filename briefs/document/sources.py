"""The numbered list of sources: a new one is numbered where it is first cited."""

from django.conf import settings
from django.utils.translation import override

from briefs.document.directions import direction_of
from briefs.document.parts.talks import SourcePart


class Sources:
    """Numbers sources as they are cited, by a `numbering` (a Numbering)."""

    def __init__(self, numbering):
        self._numbering = numbering
        self._parts = {}

    def cite(self, source):
        """The number of `source` (a records.Source, or None for no source)."""
        if source is None:
            return None
        if source.pk not in self._parts:
            address = source.archived_url or source.url
            key = str(source.public_id)
            self._parts[source.pk] = SourcePart(self._numbering.of(key), citation_of(source), address, key)
        return self._parts[source.pk].number

    @property
    def parts(self):
        """The SourceParts of all that were cited, by their numbers. Numbers of what is cited no longer are left out."""
        return tuple(sorted(self._parts.values(), key=lambda part: part.number))


def citation_of(source):
    """The citation, its date as its line runs: a Persian month in a line of English would be torn from its day."""
    if direction_of(source.citation) == "rtl":
        return source.citation
    with override(settings.LANGUAGE_CODE):
        return source.citation
