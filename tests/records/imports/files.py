"""Small files of rows for the tests of reading them."""

from io import BytesIO

import openpyxl

from records.imports.faults import RowFault
from records.imports.table import open_table


def everything_in(path):
    """(the header, what `rows` yields) of the file at `path`."""
    with open_table(path) as table:
        return table.header, list(table.rows())


def read(tmp_path, content):
    """What `rows` yields for a file with this `content`, bytes or text."""
    path = tmp_path / "rows"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return everything_in(path)[1]


def faults_in(found):
    return [one for one in found if isinstance(one, RowFault)]


def rows_in(found):
    return [one for one in found if not isinstance(one, RowFault)]


def spreadsheet(*rows):
    """The bytes of an XLSX file whose first sheet has these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Read me").append(["Not", "rows"])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
