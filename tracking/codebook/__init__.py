"""The codebook of ratings: what each means, when it applies, what evidence it needs, how it reads in other scales.

PAM is the 0-3 implementation scale of the Peace Accords Matrix (Kroc Institute). PolitiFact is the promise meter of
that name. OGP is the completion scale of the Open Government Partnership's reporting mechanism. Where a scale has
no word for a rating the crosswalk says so with None, and no score is made up.

Each version is a file in `versions/`. One that was in force is never edited: assessments are explained by the words of the
version they were made with.
"""

from tracking.codebook.ratings import Change, Entry, Needs, Rating, Version, changes_between
from tracking.codebook.reading import read_versions

__all__ = [
    "CODEBOOK",
    "ENTRY_FOR",
    "VERSION",
    "VERSIONS",
    "Change",
    "Entry",
    "Needs",
    "Rating",
    "Version",
    "changes_between",
    "current_version",
    "entry_of",
    "version_named",
]

# All versions, the newest first; the newest is in force.
VERSIONS = read_versions()
IN_FORCE = VERSIONS[0]
VERSION = IN_FORCE.name
CODEBOOK = IN_FORCE.entries
ENTRY_FOR = IN_FORCE.entry_for


def current_version():
    """The name of the version in force: what a new assessment is made with."""
    return VERSION


def version_named(name):
    """The Version called `name`; None when there is none."""
    return next((version for version in VERSIONS if version.name == name), None)


def entry_of(rating, version):
    """The Entry of a rating in the version called so; None when that version is not kept here, or has no such rating."""
    found = version_named(version)
    return found.entry_for.get(rating) if found else None
