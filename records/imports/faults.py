"""What can be wrong with a file or with a row of it, in words for whoever imports it."""

from typing import NamedTuple

# Letters of a faulty value that a report repeats.
SHOWN_OF_A_VALUE = 200


class FileRefused(Exception):
    """The file as a whole cannot be imported. Its text is a sentence that says why, and what to do."""


class BadValue(Exception):
    """A value that a column cannot hold: `column` and `value` as in the file, `reason` with the remedy."""

    def __init__(self, column, value, reason):
        self.column, self.value, self.reason = column, value, reason
        super().__init__(f"{column}: {reason}")


class RowFault(NamedTuple):
    """What is wrong with one row. Rows of data count from 1, the header not counted."""

    row: int
    column: str
    value: str
    reason: str
    external_id: str = ""
    # A warning tells something doubtful of a row that is imported all the same.
    is_warning: bool = False

    @classmethod
    def of(cls, row, error, external_id=""):
        """The fault of `row` that the BadValue `error` tells of."""
        return cls(row, error.column, cut(error.value), str(error.reason), external_id)


def cut(value):
    """`value` as a report shows it."""
    text = str(value)
    return text if len(text) <= SHOWN_OF_A_VALUE else f"{text[:SHOWN_OF_A_VALUE]}…"
