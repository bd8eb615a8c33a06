"""The columns of a dataset, and where they stand in a file: by name, in any order."""

import re
from operator import itemgetter
from typing import NamedTuple

from records.imports.faults import BadValue, FileRefused, RowFault
from records.imports.table import listed

# Letters in a cell that holds a name, a number or a code.
LONGEST_NAME = 2_000


class Column(NamedTuple):
    """A column of a dataset under its name of today. `earlier` are names that it had in other releases.

    `is_prose` says that its cells may be long; those of other columns hold a name, a number or a code.
    """

    name: str
    is_required: bool = True
    earlier: tuple = ()
    is_prose: bool = False


class Picked(NamedTuple):
    """The columns of a layout, found in one file.

    `pick` turns the cells of a row into a tuple with a cell for each column of the layout, in its order; a column that
    the file does not have reads as empty. `present` are the names of those it has, `warnings` are about the file.
    """

    pick: object
    present: frozenset
    warnings: list


class Layout:
    """The columns that files of one dataset have. `of_what` names the dataset, for whoever brings another file."""

    def __init__(self, of_what, columns, ignored=()):
        self.of_what = of_what
        self.columns = columns
        # Known, and of no use here: no warning.
        self.ignored = frozenset(map(folded, ignored))
        self.names = {}
        for column in columns:
            for name in (column.name, *column.earlier):
                self.names[folded(name)] = column.name

    def match(self, header):
        """The Picked for a file with this `header`; FileRefused when columns are missing, or one is there twice."""
        places, unknown = {}, []
        for at, name in enumerate(header):
            column = self.names.get(folded(name))
            if column in places:
                raise FileRefused(
                    f"“{header[places[column]]}” and “{name}” are both the column {column}. Delete the one that is not "
                    f"meant."
                )
            if column:
                places[column] = at
            elif folded(name) not in self.ignored:
                unknown.append(name or f"column {at + 1} (without a name)")
        missing = [column.name for column in self.columns if column.is_required and column.name not in places]
        if missing:
            raise FileRefused(f"These columns are missing: {listed(missing)}. Is this a file of {self.of_what}?")
        warnings = []
        if unknown:
            warnings.append(
                RowFault(
                    0, "", "", f"These columns are not known and were not read: {listed(unknown)}.", is_warning=True
                )
            )
        # One cell more than the file has stands for every column that it does not have.
        empty = len(header)
        picker = itemgetter(*(places.get(column.name, empty) for column in self.columns))

        def pick(cells):
            cells.append("")
            return picker(cells)

        return Picked(pick, frozenset(places), warnings)

    def check_lengths(self, values):
        """BadValue when a cell among the picked `values` is far longer than what belongs in its column."""
        for column, cell in zip(self.columns, values, strict=True):
            if len(cell) > LONGEST_NAME and not column.is_prose:
                raise BadValue(
                    column.name,
                    cell,
                    f"This cell is {len(cell):,} characters long, as no name and no number is. Look for cells that "
                    f"slipped into another column, or shorten it.",
                )


def folded(name):
    """What counts when names of columns are compared: small letters and figures."""
    return re.sub(r"[^0-9a-z]+", "_", name.strip().lower()).strip("_")
