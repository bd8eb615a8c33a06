"""What the readers of event datasets share: from the rows of a table to records and faults."""

from functools import lru_cache

from records.imports.faults import BadValue, RowFault, cut
from records.imports.values import LONGEST_IDENTIFIER, NOTHING, line, whole_number

# Letters in a row beyond which it is looked at which cells are long. What readers keep in mind of names stays small so.
LONG_ROW = 4_000

# The same few figures stand in most cells of a column.
count = lru_cache(maxsize=10_000)(whole_number)


def read_rows(table, layout, record_of):
    """Yield an EventRecord, or a RowFault, for each row of `table`; FileRefused when its columns are not those of `layout`.

    `record_of(row, values, doubts)` makes a record of the cells of one row, in the order of the layout, whose first is the
    external id; what it doubts, as BadValue, it adds to `doubts`.
    """
    picked = layout.match(table.header)
    yield from picked.warnings
    pick, doubts = picked.pick, []
    for found in table.rows():
        if isinstance(found, RowFault):
            yield found
            continue
        row, cells = found
        values = pick(cells)
        try:
            if sum(map(len, values)) > LONG_ROW:
                layout.check_lengths(values)
            record = record_of(row, values, doubts)
        except BadValue as error:
            yield RowFault.of(row, error, line("", values[0], length=LONGEST_IDENTIFIER))
        else:
            for doubt in doubts:
                yield RowFault(row, doubt.column, cut(doubt.value), doubt.reason, record.external_id, is_warning=True)
            yield record
        if doubts:
            doubts.clear()


def coordinates(latitude, longitude):
    """The pair of converted coordinates `latitude` and `longitude`, each None or text; BadValue when one is missing."""
    if (latitude is None) != (longitude is None):
        column = "latitude" if latitude is None else "longitude"
        raise BadValue(column, "", "One of the two coordinates is missing. Give both, or neither.")
    return latitude, longitude


def claimants(cell, doubts, column):
    """The claimants in a list with semicolons, each once, without what stands for none."""
    labels = {}
    for part in cell.split(";"):
        label = part.strip(" ,\t\r\n")
        # Minus one stands for what was not recorded.
        if label not in NOTHING and label != "-1":
            label = line(column, label, doubts.append)
            if label:
                labels.setdefault(label.casefold(), label)
    return list(labels.values())
