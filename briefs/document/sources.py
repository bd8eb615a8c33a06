"""The numbered list of sources: each is numbered where it is first cited."""

from briefs.document.parts.talks import SourcePart


class Sources:
    """Numbers sources as they are cited, from 1."""

    def __init__(self):
        self._parts = {}

    def cite(self, source):
        """The number of `source` (a records.Source, or None for no source)."""
        if source is None:
            return None
        if source.pk not in self._parts:
            address = source.archived_url or source.url
            self._parts[source.pk] = SourcePart(len(self._parts) + 1, source.citation, address)
        return self._parts[source.pk].number

    @property
    def parts(self):
        return tuple(self._parts.values())
