"""The first pass over a file: every row is read and checked, and what is found is laid down for the second."""

from dataclasses import dataclass, field

from records.imports.faults import FileRefused, RowFault
from records.imports.ids import ExternalIds
from records.imports.spool import Spool
from records.imports.table import open_table
from records.models import ImportIssue

# Faults that are stored at a time.
AT_ONCE = 500
# How many rows pass between two reports of progress.
TOLD_EVERY = 2_000


@dataclass
class Reading:
    """What one pass found: the records in `spool`, and their external `ids`. Close it, and its files are gone.

    `gone` are the keys of the rows on record that the file should have and has not.
    """

    spool: Spool = field(default_factory=Spool)
    ids: ExternalIds = field(default_factory=ExternalIds)
    gone: list = field(default_factory=list)
    rejected: int = 0
    warnings: int = 0

    @property
    def rows(self):
        """How many rows of data the file has."""
        return self.spool.count + self.rejected

    def close(self):
        self.spool.close()
        self.ids.close()


def read_whole(importer, path, file_name, keep_fault, say):
    """Read the file at `path` to its end; the Reading. `keep_fault` takes each RowFault, `say` the rows and the share.

    FileRefused when it cannot be read at all, or holds no row.
    """
    reading, last_bad = Reading(), None
    try:
        with open_table(path, file_name) as table:
            for record in importer.read(table):
                if isinstance(record, RowFault):
                    keep_fault(record)
                    if record.is_warning:
                        reading.warnings += 1
                    elif record.row != last_bad:
                        # A row may have several faults, and is rejected once.
                        last_bad = record.row
                        reading.rejected += 1
                    continue
                packed = importer.pack(record)
                row, external_id = packed[:2]
                if not reading.ids.add(external_id):
                    keep_fault(RowFault(row, "", external_id, TWICE, external_id))
                    reading.rejected += 1
                    continue
                reading.spool.add(packed)
                if reading.spool.count % TOLD_EVERY == 0:
                    read, size = table.progress
                    say(reading.spool.count, read / size)
        if not reading.rows:
            raise FileRefused("The file has a header and no rows. Export it again, with its rows.")
    except BaseException:
        reading.close()
        raise
    return reading


TWICE = "An earlier row of the file has this id already. Keep the right one of the two, and remove the other."


class Faults:
    """The faults of one run on their way into its report."""

    def __init__(self, run):
        self.run, self.waiting = run, []

    def keep(self, fault):
        kind = ImportIssue.Kind.WARNING if fault.is_warning else ImportIssue.Kind.REJECTED
        self.add(kind, fault)

    def add(self, kind, fault):
        self.waiting.append(
            ImportIssue(
                run=self.run,
                kind=kind,
                row=fault.row or None,
                column=fault.column,
                value=fault.value,
                reason=fault.reason,
                external_id=fault.external_id,
            )
        )
        if len(self.waiting) == AT_ONCE:
            self.flush()

    def flush(self):
        if self.waiting:
            ImportIssue.objects.bulk_create(self.waiting)
            self.waiting = []
