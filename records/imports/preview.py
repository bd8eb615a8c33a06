"""The first rows of a file in words, for whoever decides whether it is to be stored."""

from itertools import islice

from records.imports.faults import RowFault
from records.imports.importers import importer_of
from records.imports.table import open_table

SHOWN = 10


def first_rows(dataset, path, file_name):
    """One line for each of the first rows without a fault in the file at `path`, a list of at most SHOWN."""
    importer = importer_of(dataset)
    with open_table(path, file_name) as table:
        records = (record for record in importer.read(table) if not isinstance(record, RowFault))
        return [importer.describe(importer.pack(record)) for record in islice(records, SHOWN)]
