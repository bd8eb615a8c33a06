"""The importers of event datasets."""

from events.imports import acled, ged
from events.imports.loader import EventImporter
from records.imports.importers import register
from records.models import Dataset


@register
class Ged(EventImporter):
    """The Georeferenced Event Dataset of the Uppsala Conflict Data Program."""

    dataset = Dataset.GED
    licence = "CC BY 4.0"
    attribution = "UCDP Georeferenced Event Dataset {release}, Uppsala Conflict Data Program"

    def read(self, table):
        return ged.read(table)


@register
class Acled(EventImporter):
    """The events of the Armed Conflict Location & Event Data project, which may not be shown to others."""

    dataset = Dataset.ACLED
    licence = "ACLED terms of use: rows are not passed on"
    attribution = "Armed Conflict Location & Event Data Project (ACLED), {release}"

    def read(self, table):
        return acled.read(table)
