"""Reading the versions of the codebook from their files, one TOML file to a version, strictly."""

import datetime as dt
import tomllib
from pathlib import Path

from tracking.codebook.ratings import Entry, Needs, Rating, Version

FOLDER = Path(__file__).parent / "versions"
HEAD = {"version", "in_force_from", "retired_on", "changes", "ratings"}
RATING = {"rating", "label", "test", "needs_evidence", "crosswalk"}
SCALES = {"pam", "politifact", "ogp"}


class BadCodebook(Exception):
    """A file of the codebook that cannot be read; the message names the file and what is wrong with it."""


def read_versions(folder=FOLDER):
    """The Versions in the TOML files of `folder`, the newest first. BadCodebook unless the last alone is in force."""
    versions = sorted((read_version(path) for path in folder.glob("*.toml")), key=age, reverse=True)
    in_force = [version.name for version in versions if version.is_in_force]
    if in_force != [version.name for version in versions[:1]] or not versions:
        raise BadCodebook(
            f"{folder}: the newest version must be the only one without “retired_on”; such are: {', '.join(in_force) or 'none'}."
        )
    return tuple(versions)


def age(version):
    """By what versions are ordered: 1.10 comes after 1.9."""
    return [int(part) for part in version.name.split(".")]


def read_version(path):
    """The Version in the file `path`."""
    try:
        said = tomllib.loads(path.read_text(encoding="utf-8"))
        return version_of(said, path.stem)
    except (KeyError, TypeError, ValueError) as error:
        raise BadCodebook(f"{path.name}: {error}") from error


def version_of(said, name):
    """The Version that the contents of a file called `name` give; ValueError, TypeError or KeyError otherwise."""
    refuse_unknown(said, HEAD, "the file")
    if said["version"] != name or not all(part.isdecimal() for part in name.split(".")):
        raise ValueError(f"“version” is “{said['version']}”: it must be numbers with points, and the name of the file.")
    entries = tuple(entry_of(row) for row in said["ratings"])
    if len({entry.rating for entry in entries}) < len(entries):
        raise ValueError("a rating stands in it twice.")
    return Version(
        name=name,
        in_force_from=day(said, "in_force_from"),
        retired_on=day(said, "retired_on") if "retired_on" in said else None,
        changes=said["changes"],
        entries=entries,
    )


def day(said, name):
    if type(said[name]) is not dt.date:
        raise ValueError(f"“{name}” is {said[name]!r}: write a day, such as 2026-11-23, without quotes.")
    return said[name]


def entry_of(row):
    refuse_unknown(row, RATING, "a rating")
    refuse_unknown(row["crosswalk"], SCALES, "a crosswalk")
    scales = row["crosswalk"]
    if scales.get("pam") not in (None, 0, 1, 2, 3):
        raise ValueError(f"“pam” is {scales['pam']!r}: the scale has 0, 1, 2 and 3.")
    return Entry(
        rating=Rating(row["rating"]),
        label=row["label"],
        test=row["test"],
        pam=scales.get("pam"),
        politifact=scales.get("politifact"),
        ogp=scales.get("ogp"),
        needs=Needs(**row["needs_evidence"]) if "needs_evidence" in row else None,
    )


def refuse_unknown(said, known, where):
    if unknown := said.keys() - known:
        raise ValueError(f"{where} has “{min(unknown)}”, which means nothing here. Known: {', '.join(sorted(known))}.")
