"""Countries as datasets know them: by the number of a state, by ISO number, by name.

`data/gleditsch_ward.csv` is our own table of facts: the numbers of independent states after K. S. Gleditsch and M. D. Ward,
"Interstate System Membership: A Revised List of the Independent States since 1816", International Interactions 25 (1999),
each with the ISO 3166 code of the state that has the number today. A state that is gone, or that has no code, has none.
"""

import csv
from functools import cache
from pathlib import Path

from django_countries.data import ALT_CODES

STATES = Path(__file__).parent / "data" / "gleditsch_ward.csv"


@cache
def states():
    """(codes by Gleditsch-Ward number, codes by name in small letters)."""
    by_number, by_name = {}, {}
    with STATES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            by_number[int(row["number"])] = row["iso"]
            for name in (row["name"], *filter(None, row["other_names"].split("|"))):
                by_name[name.lower()] = row["iso"]
    return by_number, by_name


def country_numbered(number):
    """The ISO 3166 code of two letters of the state with a Gleditsch-Ward `number`, "" for none, None when not known."""
    return states()[0].get(number)


def country_named(name):
    """The ISO 3166 code of the state called `name`, also as in "Myanmar (Burma)"; "" when there is none, or not known."""
    by_name = states()[1]
    full = name.strip().lower()
    return by_name.get(full, by_name.get(full.partition("(")[0].strip(), ""))


@cache
def countries_by_iso_number():
    return {number: code for code, (_letters, number) in ALT_CODES.items()}


def country_with_iso_number(number):
    """The ISO 3166 code of two letters for the ISO `number` of three figures; None when there is none."""
    return countries_by_iso_number().get(number)
