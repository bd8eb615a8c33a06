"""Rows out of text with delimiters, where one fault must cost one row only.

The csv module reads; this module stands between it and the lines, so that a quotation mark that is never closed can be
told from a cell of many lines, and the rows after it are read again.
"""

import csv
from collections import deque
from functools import partial

from records.imports import values
from records.imports.faults import FileRefused, RowFault, cut

DELIMITERS = ",;\t|"

# Letters in one cell, and in one row.
CELL_LIMIT = 200_000
ROW_LIMIT = 4_000_000
# Letters of the name of a column that a report repeats.
NAME_SHOWN = 100
# Letters beyond the first line of a row after which it is looked at whether it holds other rows.
FIRST_WEIGHING = 250_000
# A line inside a cell may read like a whole row of a narrow table by chance, but not like one of so many cells.
WIDE = 8

# For the whole process, whose own limit is below ours. Rows are bounded here before a cell can be.
csv.field_size_limit(max(csv.field_size_limit(), 2 * ROW_LIMIT))


EMPTY = "The file is empty. Download it again, or export it again."


class RunsOn(Exception):
    """A row goes on for longer than a row can."""


def delimiter_of(line):
    """The delimiter that parts the names in the first `line` of a file; FileRefused when nothing does."""
    bare = "".join(line.split('"')[::2])
    delimiter = max(DELIMITERS, key=bare.count)
    if not bare.count(delimiter):
        raise FileRefused(
            "This is no table: its first line has one column only. Its columns should be parted by commas, "
            "semicolons, tabs or upright strokes."
        )
    return delimiter


def shown(text):
    """`text` as a report shows it, which cannot hold a NUL."""
    return cut(text.strip().replace("\0", "␀"))


def names_shown(header):
    """The names of columns in `header` as a report shows them."""
    return [values.line("", name, length=NAME_SHOWN) for name in header]


class DelimitedRows:
    """The rows of a text stream (opened with newline=""), one at a time."""

    def __init__(self, stream):
        self.read = partial(stream.readline, ROW_LIMIT)
        # Lines that were read and are to be read again; lines of the row that is being read.
        self.again, self.held = deque(), []
        self.lines_read = self.weight = self.number = 0
        self.next_weighing = FIRST_WEIGHING
        self.is_odd = False
        self.dialect = {"delimiter": self.sniffed(), "strict": True}
        self.header, self.names, self.width = [], [], 0
        self.header = self.read_header()
        self.names, self.width = names_shown(self.header), len(self.header)

    def sniffed(self):
        line = self.read()
        while line and not line.strip():
            self.lines_read += 1
            line = self.read()
        if not line:
            raise FileRefused(EMPTY)
        if line[:4].lower() == "sep=" and len(line.strip()) <= 5:
            # What one spreadsheet writes for itself before the names.
            self.lines_read += 1
            return line[4:5] if line[4:5] in DELIMITERS else ","
        self.again.append(line)
        return delimiter_of(line)

    def read_header(self):
        for found in self.records():
            if isinstance(found, RowFault):
                raise FileRefused(
                    "The names of the columns cannot be read: a quotation mark in the first line is never closed."
                    " Close it, or export the file again."
                )
            self.number = 0
            return found
        raise FileRefused("The file holds no names of columns. Export it again with its first line.")

    def rows(self):
        """Yield (number, cells) or a RowFault for each row that is not blank."""
        for found in self.records():
            yield found if isinstance(found, RowFault) else (self.number, found)

    def records(self):
        """Yield the cells of each row, or a RowFault, and keep `number` on it."""
        held = self.held
        while True:
            try:
                for cells in csv.reader(self.hand_out(), **self.dialect):
                    if (self.is_odd or len(held) > 1 or len(cells) != self.width) and self.width:
                        if any(cells):
                            self.number += 1
                            yield self.fault_of(cells) or cells
                        self.begin_row()
                    elif any(cells):
                        self.number += 1
                        held.clear()
                        yield cells
                    else:
                        self.begin_row()
            except (csv.Error, RunsOn):
                self.number += 1
                yield self.quote_fault()
            else:
                return

    def begin_row(self):
        self.held.clear()
        self.weight, self.next_weighing, self.is_odd = 0, FIRST_WEIGHING, False

    def hand_out(self):
        """Yield lines for the csv module, which takes no more of them than its row needs."""
        held, again, read = self.held, self.again, self.read
        while line := again.popleft() if again else read():
            self.lines_read += 1
            held.append(line)
            if len(held) > 1:
                self.weigh(line)
            if len(line) > CELL_LIMIT:
                self.is_odd = True
                self.refuse_endless(line)
            if "\0" in line:
                self.is_odd = True
            yield line

    def weigh(self, line):
        self.weight += len(line)
        if self.weight > self.next_weighing:
            self.is_odd = True
            self.next_weighing *= 2
            if self.weight > ROW_LIMIT or self.holds_rows():
                raise RunsOn

    def refuse_endless(self, line):
        """RunsOn, and the rest of the line passed over, when `line` was cut because it is longer than a row can be."""
        if len(line) < ROW_LIMIT or line.endswith(("\n", "\r")):
            return
        while (more := self.read()) and not more.endswith(("\n", "\r")):
            pass
        raise RunsOn

    def holds_rows(self):
        """Whether a line after the first one of the row in hand reads as a whole row by itself."""
        return any(self.is_whole(line) for line in self.held[1:])

    def is_whole(self, line):
        # An odd quotation mark closes a cell that opened on an earlier line.
        if line.count(self.dialect["delimiter"]) < self.width - 1 or line.count('"') % 2:
            return False
        try:
            return len(next(csv.reader([line], **self.dialect))) == self.width
        except csv.Error:
            return False

    def cells_alone(self, line):
        """The cells of `line` read for itself, whether or not its quotation marks are closed."""
        return next(csv.reader([line], delimiter=self.dialect["delimiter"]), [])

    def fault_of(self, cells):
        """The RowFault of the row in hand, or None when there is nothing wrong with it."""
        is_right = len(cells) == self.width
        if len(self.held) > 1 and (self.width >= WIDE or not is_right) and self.holds_rows():
            return self.quote_fault()
        if not is_right:
            what = "too few" if len(cells) < self.width else "too many"
            return RowFault(
                self.number,
                "",
                shown(self.held[0]),
                f"This row has {what} cells: {self.width} are expected, as in the first line, and {len(cells)} were "
                f"found. Look for a missing or a stray delimiter or quotation mark.",
            )
        for name, cell in zip(self.names, cells, strict=True):
            if len(cell) > CELL_LIMIT:
                return RowFault(
                    self.number,
                    name,
                    cut(cell),
                    f"This cell is {len(cell):,} characters long; at most {CELL_LIMIT:,} are read. Shorten it, or look "
                    f"for a quotation mark that is not closed.",
                )
            if "\0" in cell:
                return RowFault(
                    self.number,
                    name,
                    shown(cell),
                    "There is a NUL character in this cell, which stands in no text: the file may be damaged. "
                    "Download it again, or delete the character.",
                )
        return None

    def quote_fault(self):
        """The RowFault of a row whose quotation marks cannot be right; what follows it is read again, as rows."""
        first, rest = self.held[0], self.held[1:]
        line = self.lines_read - len(rest)
        cells = self.cells_alone(first[:ROW_LIMIT])
        column = self.names[len(cells) - 1] if 0 < len(cells) <= self.width else ""
        value = shown(cells[-1]) if cells else ""
        next_row = next((at for at, text in enumerate(rest) if self.begins_row(text)), len(rest))
        self.again.extendleft(reversed(rest[next_row:]))
        self.lines_read -= len(rest) - next_row
        self.begin_row()
        if len(first) >= ROW_LIMIT:
            reason = f"This row is longer than {ROW_LIMIT:,} characters (line {line:,} of the file). Shorten it."
        elif rest or first.count('"') % 2:
            reason = (
                f"A quotation mark that opens in this row (line {line:,} of the file) is not closed. Close it, or write "
                f"it twice where it is part of the text."
            )
        else:
            reason = (
                f"A quotation mark stands inside a quoted cell (line {line:,} of the file). Write it twice where it is "
                f"part of the text."
            )
        return RowFault(self.number, column, value, reason)

    def begins_row(self, line):
        """Whether `line` reads like a row, or like the first line of one: half of the cells of a row at least."""
        if len(self.cells_alone(line)) < max(2, (self.width + 1) // 2):
            return False
        # With an odd quotation mark it either opens a cell or closes one of an earlier line.
        return line.count('"') % 2 == 0 or self.leaves_open(line)

    def leaves_open(self, line):
        """Whether a cell of `line`, read for itself, goes on after it."""
        try:
            next(csv.reader([line], **self.dialect))
        except csv.Error:
            return True
        return False
