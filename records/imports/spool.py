"""What the first pass over a file found, kept on disk for the second: batches of tuples of plain values."""

import marshal
import tempfile

from records.imports.alone import folder

# Records that are stored in one transaction. More would keep other writers waiting, fewer make the database merge more.
BATCH = 4_000


class Spool:
    """Batches of packed records, written once and then read in their order. The file is gone when it is closed."""

    def __init__(self):
        # Open for as long as the two passes take.
        self.file = tempfile.TemporaryFile(dir=folder(), buffering=1 << 20)  # noqa: SIM115
        self.batch, self.count = [], 0

    def add(self, packed):
        self.batch.append(packed)
        self.count += 1
        if len(self.batch) == BATCH:
            self.flush()

    def flush(self):
        if self.batch:
            # Whole: marshal asks a file for each value, one after the other.
            data = marshal.dumps(self.batch)
            self.file.write(len(data).to_bytes(8, "big"))
            self.file.write(data)
            self.batch = []

    def batches(self):
        """Yield each batch, a list of packed records, from the beginning."""
        self.flush()
        self.file.seek(0)
        remaining = self.count
        while remaining:
            # Written by this process into a file without a name: nobody else could have.
            size = int.from_bytes(self.file.read(8), "big")
            batch = marshal.loads(self.file.read(size))  # noqa: S302
            remaining -= len(batch)
            yield batch

    def close(self):
        self.file.close()
