"""The report of an import as CSV: a line for each row at fault, each warning and each conflict."""

from records.csv_export import lines

COLUMNS = (
    ("kind", lambda issue: issue.get_kind_display()),
    ("row", lambda issue: issue.row),
    ("id", lambda issue: issue.external_id),
    ("column", lambda issue: issue.column),
    ("value", lambda issue: issue.value),
    ("reason", lambda issue: issue.reason),
)


def write_report(run, path):
    """Write the report of `run` to the file at `path`. OSError where that cannot be written."""
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.writelines(lines(COLUMNS, run.issues.order_by("row", "pk"), list))
