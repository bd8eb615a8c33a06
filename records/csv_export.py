"""Lists as CSV (RFC 4180, UTF-8), row by row, safe to open in a spreadsheet."""

import csv
from itertools import islice

from django.http import StreamingHttpResponse

from records.cells import cell

# How many rows are dressed and sent at a time.
PART = 500


class Line:
    """A file for csv.writer that hands each line straight back."""

    def write(self, line):
        return line


def lines(columns, rows, dress):
    """Yield the lines of the file. `columns` are pairs (heading, function of a row); `dress` prepares a list of rows.

    `rows` is a queryset or a list.
    """
    writer = csv.writer(Line())
    yield writer.writerow([heading for heading, _value in columns])
    rows = iter(rows) if isinstance(rows, list) else rows.iterator(chunk_size=PART)
    while part := dress(list(islice(rows, PART))):
        for row in part:
            yield writer.writerow([cell(value(row)) for _heading, value in columns])


def csv_response(name, columns, rows, dress):
    """The rows as a download `name`.csv that starts before the last row is read."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"', "X-Content-Type-Options": "nosniff"}
    return StreamingHttpResponse(
        lines(columns, rows, dress), content_type="text/csv; charset=utf-8; header=present", headers=headers
    )
