"""Who met, and where it is said: the talks and the numbered sources, as a brief prints them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SourcePart:
    """An entry of the numbered list of sources. `number` counts from 1; `anchor` is its place in the document."""

    number: int
    citation: str
    url: str = ""
    key: str = ""  # the public id of the source

    @property
    def anchor(self):
        return f"source-{self.number}"


@dataclass(frozen=True)
class NamingPart:
    """What one source called a party."""

    named: str
    source: int


@dataclass(frozen=True)
class ParticipationPart:
    """A party's part in a round. `named_as_written` is empty when nothing is on record."""

    role: str
    party: str
    named_as_written: str
    head: str
    delegates: tuple[str, ...]
    namings: tuple[NamingPart, ...]

    @property
    def names(self):
        """Pairs (name, source numbers), each name once: the one on record first, then those that sources print."""
        found = {self.named_as_written: []} if self.named_as_written else {}
        for naming in self.namings:
            found.setdefault(naming.named, []).append(naming.source)
        return tuple((name, tuple(numbers)) for name, numbers in found.items())


@dataclass(frozen=True)
class RoundPart:
    """A round of the talks."""

    name: str
    dates: str
    place: str
    format: str
    status: str
    agenda: str
    whats_next: str
    participations: tuple[ParticipationPart, ...]
    source: int | None = None
