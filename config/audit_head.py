"""Where the head of the audit is kept: a file of its own for each database, outside of it."""

from pathlib import Path

from django.utils.text import slugify


def head_beside(database, folder, asked=""):
    """The path that was `asked` for (the variable AUDIT_HEAD); without one, beside a SQLite file or in `folder`."""
    if asked:
        return Path(asked).absolute()
    if database["ENGINE"].endswith(".sqlite3"):
        return Path(f"{database['NAME']}.audit-head").absolute()
    return folder / f"audit-head-{slugify('-'.join(str(database[part]) for part in ('HOST', 'PORT', 'NAME')))}"
