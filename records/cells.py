"""Texts in the cells of a spreadsheet: none of ours is ever run as a formula, and each comes back as it was."""

import re

# What Excel, LibreOffice and Google Sheets take for the start of a formula, or skip before looking for one (OWASP, CSV
# injection); the full-width forms because East Asian editions read them as the narrow ones.
STARTS_A_FORMULA = re.compile("'*[=+\\-@\t\r\n\0＝＋－＠]")


def cell(value):
    """`value` as the text of a cell: None is empty, a number stays bare, an apostrophe goes before what would be run."""
    if value is None:
        return ""
    text = str(value)
    if isinstance(value, (int, float)):
        return text
    return f"'{text}" if STARTS_A_FORMULA.match(text) else text


def restored(text):
    """The text that `cell` was given, from a file of ours: without the one apostrophe that was put before it."""
    return text[1:] if text.startswith("'") and STARTS_A_FORMULA.match(text) else text
