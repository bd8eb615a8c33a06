"""A party as its own sheet prints it."""

from dataclasses import dataclass

from briefs.document.parts.talks import NamingPart


@dataclass(frozen=True)
class NamePart:
    """A name in one language. `language` is BCP 47 or empty, `direction` is "ltr" or "rtl"; `used` says when, in words."""

    name: str
    language: str
    language_name: str
    direction: str
    used: str = ""


@dataclass(frozen=True)
class RolePart:
    """A round that the party took part in: in what role, and as what it was named, by the record and by each source."""

    round: str
    dates: str
    role: str
    named_as_written: str
    namings: tuple[NamingPart, ...] = ()


@dataclass(frozen=True)
class PartyPart:
    """One party: what it is, what else it is called, where it took part. What it promised stands in the comparisons."""

    name: str
    kind: str
    key: str
    other_names: tuple[NamePart, ...]
    relations: tuple[str, ...]  # full sentences
    roles: tuple[RolePart, ...]
