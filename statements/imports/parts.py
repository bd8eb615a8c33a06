"""Who signed, as an agreement's dataset writes it: free text over many lines, of which only what is certain is taken.

The whole text is kept as written beside. A heading such as “For the Government of Sudan:” names a party; the lines below it
are the people who signed for it. A line such as “Witness: the African Union” names a third party and its role.
"""

import re
from typing import NamedTuple

from records.text import LINE_LENGTH
from statements.models import Signature
from talks.models import Party

HEADING = re.compile(
    r"(?:signed\s+)?(?:for\s+and\s+)?(?:for|on\s+behalf\s+of)\s*:?\s+(?:the\s+)?(?P<name>[^:;]{2,150}?)\s*[:,;.]?",
    re.IGNORECASE,
)
UNSIGNED = re.compile(
    r"\b(?:unsigned|not signed|no signatures?|no signator(?:y|ies)"
    r"|signatures? (?:is |are )?(?:not |un)(?:known|available|listed))\b",
    re.IGNORECASE,
)
THIRD = re.compile(r"(?P<role>[^:]{3,80}):\s*(?:the\s+)?(?P<name>[^:]{2,150})")
# What the words before the colon mean. Mediators and others have no capacity under a text: their line is kept as written.
CAPACITIES = (
    (re.compile(r"\bwitness", re.IGNORECASE), Signature.Capacity.WITNESS),
    (re.compile(r"\bguarant", re.IGNORECASE), Signature.Capacity.GUARANTOR),
    (re.compile(r"\bobserv", re.IGNORECASE), Signature.Capacity.OBSERVER),
    (re.compile(r"\bhost", re.IGNORECASE), Signature.Capacity.HOST),
)
KINDS = (
    (
        re.compile(
            r"\b(?:united nations|un|african union|european union|organi[sz]ation|league|commonwealth|ecowas|igad|osce|nato)\b",
            re.IGNORECASE,
        ),
        Party.Kind.INTERNATIONAL,
    ),
    (re.compile(r"\b(?:government|republic|kingdom|ministry|president)\b", re.IGNORECASE), Party.Kind.GOVERNMENT),
    (re.compile(r"\bparty\b", re.IGNORECASE), Party.Kind.POLITICAL_PARTY),
)


class Signed(NamedTuple):
    """A signature as it is written: the party, its kind as far as the name tells, the capacity, who signed for it."""

    name: str
    kind: str
    capacity: str
    as_written: str


def parties_in(text):
    """The Signed of the headings in `text`, each party once."""
    found, people = {}, []
    for line in map(str.strip, text.splitlines()):
        heading = HEADING.fullmatch(line)
        if heading:
            people = found.setdefault(plain(heading["name"]), [])
        elif line:
            people.append(line)
        else:
            # What follows an empty line may belong to nobody named.
            people = []
    return [
        Signed(name, kind_of(name), Signature.Capacity.PARTY.value, shortened("; ".join(lines)))
        for name, lines in found.items()
        if name
    ]


def third_parties_in(text):
    """The Signed of the lines “role: name” in `text` whose role is a capacity, each once."""
    found = {}
    for line in map(str.strip, text.splitlines()):
        third = THIRD.fullmatch(line)
        capacity = third and capacity_of(third["role"])
        if capacity:
            name = plain(third["name"])
            found.setdefault((name, capacity), Signed(name, kind_of(name), capacity, shortened(line)))
    return list(found.values())


def says_unsigned(text):
    """Whether `text` says that nobody signed, or that nobody knows who did."""
    return bool(UNSIGNED.search(text))


def capacity_of(role):
    return next((capacity.value for words, capacity in CAPACITIES if words.search(role)), "")


def kind_of(name):
    """The kind of party that `name` tells of: a group in arms unless it says otherwise, as most that sign agreements are."""
    return next((kind.value for words, kind in KINDS if words.search(name)), Party.Kind.ARMED_GROUP.value)


def plain(name):
    return " ".join(name.split()).strip(" .,;-–")


def shortened(text):
    return text if len(text) <= LINE_LENGTH else f"{text[: LINE_LENGTH - 1]}…"
