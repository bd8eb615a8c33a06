"""The importers there are, one for each dataset. Each room registers its own when it is ready."""

from typing import NamedTuple

from records.models import Dataset

IMPORTERS = {}


class Tally(NamedTuple):
    """What became of one batch of rows. `conflicts` are RowFaults: what an analyst changed by hand, and was kept."""

    new: int = 0
    changed: int = 0
    same: int = 0
    conflicts: tuple = ()


class Importer:
    """How the rows of one dataset are read and stored. Subclasses stand in the room their rows belong to.

    `read` and `pack` ask no database. What `pack` makes is a tuple of plain values (None, bool, int, float, str, bytes and
    tuples of these), whose first two are the number of the row and its external id: it is written to a file between the
    two passes.
    """

    dataset: Dataset
    licence = ""
    attribution = ""

    def read(self, table):
        """Yield a record, or a RowFault, for each row of `table` (records.imports.table.Table). FileRefused for its layout."""
        raise NotImplementedError

    def pack(self, record):
        """The record as a tuple of plain values."""
        raise NotImplementedError

    def describe(self, packed):
        """One line about a packed record, for the preview."""
        raise NotImplementedError

    def forecast(self, batch):
        """The Tally that storing `batch`, a list of packed records, would have, without conflicts."""
        raise NotImplementedError

    def store(self, batch, release, person):
        """Store `batch` in the transaction that is open; its Tally. `person` imports it, or None for a command."""
        raise NotImplementedError

    def on_record(self):
        """How many rows of the dataset are stored and not withdrawn."""
        raise NotImplementedError

    def vanished(self, ids, release):
        """Yield the key of each stored row, not withdrawn, whose external id is not in `ids`.

        `ids` is an `ExternalIds` (records/imports/ids.py). With a `release`, rows that came with it do not count: they
        were in another file of the same. Without one, all do.
        """
        raise NotImplementedError

    def withdraw(self, keys, release):
        """Mark the rows of these keys as no longer in the dataset since `release`."""
        raise NotImplementedError


def register(importer):
    """Make the Importer class `importer` known under its dataset."""
    IMPORTERS[importer.dataset] = importer
    return importer


def importer_of(dataset):
    """A new Importer for `dataset`: one may remember, for as long as one import takes, what it has looked up."""
    return IMPORTERS[Dataset(dataset)]()
