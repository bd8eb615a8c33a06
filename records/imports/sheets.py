"""Rows out of a spreadsheet (XLSX), as the texts they would be in a CSV file."""

import datetime
import re
import warnings
import zipfile

import openpyxl

from records.imports.delimited import CELL_LIMIT, ROW_LIMIT
from records.imports.faults import FileRefused, RowFault, cut
from records.imports.opening import CHUNK

# The most rows a sheet can have, and the most text of cells that is kept in memory: a sheet's texts stand apart from it.
ROWS_OF_A_SHEET = 1_048_577
TEXTS_LIMIT = 120_000_000

NO_SPREADSHEET = "This is a ZIP archive and no spreadsheet (XLSX). Unpack it, and import the CSV or XLSX file in it."
DAMAGED = "This spreadsheet is damaged and cannot be read. Download it again, or save its sheet as CSV."
TOO_LARGE = "This spreadsheet holds too much text to be read at once. Save its sheet as CSV, and import that."

ROW = re.compile(rb"<(?:\w+:)?row\b")

# How XLSX writes characters that XML cannot hold as they are.
ESCAPED = re.compile(r"_x(000[9ADad])_")


class SheetSource:
    """The rows of the first sheet in the XLSX `file`."""

    note = None

    def __init__(self, file):
        self.file = file
        self.number = 0
        self.start, self.size = checked_package(file)
        try:
            with warnings.catch_warnings():
                # Looks and rules of cells that are not read here.
                warnings.simplefilter("ignore")
                self.book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
        except Exception as error:
            # Whatever its XML holds, the reader of it may raise.
            raise FileRefused(DAMAGED) from error
        if not self.book.worksheets:
            raise FileRefused("This spreadsheet has no sheet with rows. Save the right sheet, and import it.")
        sheet = self.book.worksheets[0]
        # What a sheet says of its own size is often wrong.
        sheet.reset_dimensions()
        self.filled = self.filled_rows(sheet)
        self.header = next(self.filled, None)
        if self.header is None:
            raise FileRefused(
                "The first sheet is empty. Move the sheet with the rows to the front, and import it again."
            )
        self.width = len(self.header)

    def position(self):
        return self.file.tell() - self.start

    def filled_rows(self, sheet):
        """Yield the cells of each row that is not blank as texts, without blank ones at its end."""
        rows = sheet.iter_rows(values_only=True)
        for _row in range(ROWS_OF_A_SHEET):
            try:
                cells = [text_of(value) for value in next(rows)]
            except StopIteration:
                return
            except (OSError, EOFError):
                raise
            except Exception as error:
                raise FileRefused(DAMAGED) from error
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield cells
        raise FileRefused(TOO_LARGE)

    def rows(self):
        """Yield (number, cells) or a RowFault for each row that is not blank."""
        for cells in self.filled:
            self.number += 1
            if len(cells) < self.width:
                # A sheet does not say where its rows end.
                cells.extend([""] * (self.width - len(cells)))
            yield self.fault_of(cells) or (self.number, cells)

    def fault_of(self, cells):
        """The RowFault of the row `cells`, or None when there is nothing wrong with it."""
        if len(cells) > self.width:
            return RowFault(
                self.number,
                "",
                cut(cells[-1]),
                f"This row has too many cells: {self.width} are expected, as in the first row, and {len(cells)} were "
                f"found. Delete what stands to the right of the last column.",
            )
        if sum(map(len, cells)) > CELL_LIMIT:
            for name, cell in zip(self.header, cells, strict=True):
                if len(cell) > CELL_LIMIT:
                    return RowFault(
                        self.number,
                        name,
                        cut(cell),
                        f"This cell is {len(cell):,} characters long; at most {CELL_LIMIT:,} are read. Shorten it.",
                    )
        return None

    def close(self):
        self.book.close()


def checked_package(file):
    """(where its first sheet begins in `file`, how many bytes it takes there). FileRefused for what is no XLSX.

    No stretch of it may be so long that reading one cell, or one row, would fill the memory.
    """
    try:
        with zipfile.ZipFile(file) as package:
            names = package.namelist()
            if "xl/workbook.xml" not in names:
                raise FileRefused(NO_SPREADSHEET)
            sheets = [package.getinfo(name) for name in names if re.fullmatch(r"xl/worksheets/[^/]+\.xml", name)]
            for info in package.infolist():
                if info.file_size > TEXTS_LIMIT and info not in sheets:
                    raise FileRefused(TOO_LARGE)
            for sheet in sheets:
                check_stretches(package, sheet)
    except FileRefused:
        raise
    except Exception as error:
        # zipfile raises errors of many kinds for what somebody made to look like a package.
        raise FileRefused(DAMAGED) from error
    if not sheets:
        raise FileRefused("This spreadsheet has no sheet with rows. Save the right sheet, and import it.")
    return sheets[0].header_offset, sheets[0].compress_size


def check_stretches(package, sheet):
    """FileRefused when a row of `sheet` is longer than a row can be."""
    since = 0
    with package.open(sheet) as part:
        while chunk := part.read(CHUNK):
            starts = [row.start() for row in ROW.finditer(chunk)]
            since = len(chunk) - starts[-1] if starts else since + len(chunk)
            if since > 4 * ROW_LIMIT:
                raise FileRefused(TOO_LARGE)


def text_of(value):
    """The value of a cell as a CSV file would have it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return ESCAPED.sub(lambda escaped: chr(int(escaped[1], 16)), value) if "_x000" in value else value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ") if value.time() != datetime.time() else value.date().isoformat()
    return str(value)
