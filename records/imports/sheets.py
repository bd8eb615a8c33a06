"""Rows out of a spreadsheet (XLSX), as the texts they would be in a CSV file."""

import datetime
import re
import zipfile
from functools import cache

from openpyxl.utils import column_index_from_string
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

from records.imports.delimited import CELL_LIMIT, ROW_LIMIT, names_shown
from records.imports.faults import FileRefused, RowFault, cut
from records.imports.opening import unreadable
from records.imports.package import DAMAGED, WORKBOOK, Texts, Workbook, parse, unescaped

NO_SPREADSHEET = "This is a ZIP archive and no spreadsheet (XLSX). Unpack it, and import the CSV or XLSX file in it."
EMPTY = "The first sheet is empty. Move the sheet with the rows to the front, and import it again."

LETTERS = re.compile(r"[A-Z]{1,3}", re.ASCII)
COLUMNS_OF_A_SHEET = 16_384
FLAGS = {"1": "True", "0": "False"}


class SheetSource:
    """The rows of the first sheet in the XLSX `file`."""

    note = None

    def __init__(self, file):
        self.file = file
        self.number = self.width = 0
        self.header = []
        self.texts = Texts()
        try:
            package = zipfile.ZipFile(file)
            if WORKBOOK not in package.namelist():
                raise FileRefused(NO_SPREADSHEET)
            book = Workbook(package)
            if shared := book.part("sharedStrings"):
                self.texts.read(package, shared)
            reader = SheetReader(self.texts, book.date_styles(), is_1904=book.counts_from_1904)
            self.filled = reader.rows(package, book.sheet)
            self.header = next(self.filled, [])
            sheet = package.getinfo(book.sheet)
            self.start, self.size = sheet.header_offset, sheet.compress_size
        except Exception as error:
            self.close()
            raise refusal(error) from error
        if not self.header:
            self.close()
            raise FileRefused(EMPTY)
        self.names, self.width = names_shown(self.header), len(self.header)

    def position(self):
        return max(self.file.tell() - self.start, 0)

    def rows(self):
        """Yield (number, cells) or a RowFault for each row that is not blank."""
        while True:
            try:
                cells = next(self.filled, None)
            except Exception as error:
                raise refusal(error) from error
            if cells is None:
                return
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
        for name, cell in zip(self.names, cells, strict=True):
            if len(cell) > CELL_LIMIT:
                return RowFault(
                    self.number,
                    name,
                    cut(cell),
                    f"This cell is longer than {CELL_LIMIT:,} characters, which is the most that is read. Shorten it.",
                )
        return None

    def close(self):
        self.texts.close()


def refusal(error):
    """The FileRefused for what was raised while a spreadsheet was read: its XML can bring about any error."""
    if isinstance(error, FileRefused):
        return error
    return unreadable(error) if isinstance(error, OSError) else FileRefused(DAMAGED)


class SheetReader:
    """Makes texts of the cells of a sheet, as its elements come."""

    def __init__(self, texts, date_styles, *, is_1904):
        self.texts, self.date_styles = texts, date_styles
        self.epoch = CALENDAR_MAC_1904 if is_1904 else CALENDAR_WINDOWS_1900
        self.done = []
        self.cells, self.weight = [], 0
        self.column, self.kind, self.style = 0, "n", ""
        self.pieces, self.length = [], 0
        self.is_value = self.is_reading_aid = False

    def rows(self, package, name):
        """Yield the cells of each row that is not blank, without blank ones at its end."""
        for _piece in parse(package, name, start=self.start, end=self.end, text=self.text):
            yield from self.done
            self.done.clear()

    def start(self, tag, attributes):
        if tag == "c":
            reference = attributes.get("r")
            self.column = column_of(reference) if reference else self.column + 1
            self.kind, self.style = attributes.get("t", "n"), attributes.get("s", "")
        elif tag == "v" or tag == "t":
            self.is_value = not self.is_reading_aid
        elif tag == "row":
            self.cells, self.weight, self.column = [], 0, 0
        elif tag == "rPh":
            self.is_reading_aid = True

    def text(self, data):
        if self.is_value and self.length <= CELL_LIMIT:
            self.pieces.append(data)
            self.length += len(data)

    def end(self, tag):
        if tag == "v" or tag == "t":
            self.is_value = False
        elif tag == "c":
            if self.pieces:
                self.add("".join(self.pieces))
                self.pieces, self.length = [], 0
        elif tag == "row":
            cells = self.cells
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                self.done.append(cells)
            self.cells = []
        elif tag == "rPh":
            self.is_reading_aid = False

    def add(self, raw):
        """Put what a cell holds where its column is. Of a row that grows beyond all bounds one cell is made too long."""
        missing = self.column - 1 - len(self.cells)
        if missing < 0 or self.column > COLUMNS_OF_A_SHEET:
            raise FileRefused(DAMAGED)
        if missing:
            self.cells.extend([""] * missing)
        if self.weight > ROW_LIMIT:
            self.cells.append("x")
            return
        cell = self.text_of(raw)
        self.weight += len(cell)
        self.cells.append(cell if self.weight <= ROW_LIMIT else "x" * (CELL_LIMIT + 1))

    def text_of(self, raw):
        """What a cell holds as a CSV file would have it."""
        if self.kind == "s":
            return self.texts[int(raw)]
        if self.kind == "n":
            return number_as_text(raw) if self.style not in self.date_styles else self.moment(raw)
        if self.kind == "b":
            return FLAGS[raw.strip()]
        return unescaped(raw[: CELL_LIMIT + 1])

    def moment(self, raw):
        try:
            found = from_excel(float(raw), self.epoch)
        except (ValueError, OverflowError):
            # No day has this number: whoever reads the column will say so.
            return raw
        if isinstance(found, datetime.datetime):
            return found.date().isoformat() if found.time() == datetime.time() else found.isoformat(" ")
        return str(found)


def number_as_text(raw):
    """A number as it is shown, with fifteen figures: 35.1 is kept as 35.100000000000001, and 300380 at times as 3.0038E5."""
    if raw.isdigit():
        return raw
    number = float(raw)
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else f"{number:.15g}"


def column_of(reference):
    """The number, from 1, of the column in a reference such as AB12."""
    return column_lettered(LETTERS.match(reference)[0])


column_lettered = cache(column_index_from_string)
