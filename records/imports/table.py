"""A file of rows, as a dataset's publisher or a spreadsheet wrote it: its columns by name, its rows one at a time."""

import os
import re
import zlib

from records.imports.delimited import DelimitedRows, names_shown
from records.imports.faults import FileRefused, cut
from records.imports.opening import ZIP, open_bytes, open_text, refuse_other_kinds, unreadable

# A name of a column is no number and no date. Of a row of data, more than every fourth cell is one.
DATUM = re.compile(r"\s*[-+]?\d[\d.,]*(?:e[-+]?\d+)?\s*|\s*\d{4}-\d\d-\d\d.*", re.ASCII | re.IGNORECASE | re.DOTALL)


class Table:
    """An open file of rows. Memory does not grow with it: `rows` can be asked for once."""

    def __init__(self, file, source, position, size):
        self.file, self.source = file, source
        self.header = checked_header(source.header)
        self._position, self._size = position, size

    @property
    def progress(self):
        """(bytes read, bytes in all), of the file as it lies on the disk."""
        return self._size if self.file.closed else min(self._position(), self._size), self._size

    def rows(self):
        """Yield (number, cells) or a RowFault for each row of data, counted from 1. Blank rows do not count.

        A RowFault with the row 0 is a warning about the file. FileRefused where it turns out to be cut short or damaged.
        """
        noted = False
        try:
            for found in self.source.rows():
                if not noted and self.source.note:
                    noted = True
                    yield self.source.note
                yield found
        except (OSError, EOFError, zlib.error) as error:
            raise unreadable(error) from error

    def close(self):
        self.source.close()
        self.file.close()

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()


class TextSource(DelimitedRows):
    """The rows of a file of text."""

    def __init__(self, unpacked, head):
        self.stream, self.raw = open_text(unpacked, head)
        super().__init__(self.stream)

    @property
    def note(self):
        return self.raw and self.raw.note

    def close(self):
        self.stream.close()


def open_table(path, file_name=None):
    """The Table in the file at `path`; `file_name` is what its user calls it. FileRefused where there is none in it.

    CSV with any usual delimiter and encoding, packed with gzip or not, or XLSX; told by content.
    """
    file, unpacked, head = open_bytes(path)
    try:
        size = os.fstat(file.fileno()).st_size
        if unpacked is file and head.startswith(ZIP):
            # Imported here because it takes a while, and most files are text.
            from records.imports.sheets import SheetSource

            source = SheetSource(file)
            return Table(file, source, source.position, source.size)
        refuse_other_kinds(head, is_packed=unpacked is not file)
        return Table(file, TextSource(unpacked, head), file.tell, size)
    except (OSError, EOFError, zlib.error) as error:
        file.close()
        raise unreadable(error) from error
    except FileRefused as refused:
        file.close()
        if file_name:
            raise FileRefused(f"{file_name}: {refused}") from refused
        raise


def checked_header(names):
    """`names` of columns without white space around them; FileRefused when they are data, or when one stands there twice."""
    header = [name.strip() for name in names]
    data = [name for name in header if DATUM.fullmatch(name)]
    if len(data) * 4 > len(header):
        raise FileRefused(
            f"The first line holds data (“{cut(data[0])}”), not the names of the columns. Export the file with its first "
            f"line, or add the names."
        )
    if any("\0" in name for name in header):
        raise FileRefused(
            "There is a NUL character in the first line, which stands in no text: the file may be damaged. Download it again."
        )
    twice = sorted({name for name in header if name and header.count(name) > 1})
    if twice:
        raise FileRefused(
            f"The first line names {listed(twice)} more than once. Rename or delete the column that is not meant."
        )
    return header


def listed(names, most=10):
    """`names` in quotes with commas, the first ten of them."""
    quoted = ", ".join(f"“{name}”" for name in names_shown(names[:most]))
    return quoted if len(names) <= most else f"{quoted} and {len(names) - most} more"
