"""A party as its own sheet prints it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class RolePart:
    """A round that the party took part in: in what role, and as what it was named."""

    round: str
    dates: str
    role: str
    named_as_written: str


@dataclass(frozen=True)
class PartyPart:
    """One party: what it is, what else it is called, where it took part. What it promised stands in the comparisons."""

    name: str
    kind: str
    key: str
    other_names: tuple[str, ...]
    relations: tuple[str, ...]  # full sentences
    roles: tuple[RolePart, ...]
