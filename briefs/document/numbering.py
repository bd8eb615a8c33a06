"""The numbers by which a brief names commitments, events and sources: one that was printed stays with what it named."""

from dataclasses import dataclass


class Numbering:
    """Numbers from 1: each thing has the one it had before, and what is new the next one that nothing ever had.

    `kept` is {public id: number}; `last` is the last number that was ever given.
    """

    def __init__(self, kept=None, last=0):
        self._numbers = dict(kept or {})
        self.last = max(last, *self._numbers.values(), 0)

    def of(self, key):
        """The number of the thing with the public id `key`."""
        if key not in self._numbers:
            self.last += 1
            self._numbers[key] = self.last
        return self._numbers[key]


@dataclass(frozen=True)
class Numberings:
    """The Numbering of each kind of thing that a brief numbers."""

    commitments: Numbering
    events: Numbering
    sources: Numbering

    @property
    def last(self):
        """The last number given to a commitment, to an event and to a source: none up to it is ever given again."""
        return self.commitments.last, self.events.last, self.sources.last


def numberings(contents=()):
    """The Numberings that go on from those of some BriefContents of one brief; where two differ, the first counts."""
    last = [max(numbers) for numbers in zip((0, 0, 0), *(content.numbered for content in contents), strict=True)]
    kept = ({}, {}, {})
    for content in contents:
        for numbers, printed in zip(kept, printed_in(content), strict=True):
            taken = set(numbers.values())
            for key, number in printed.items():
                if number not in taken:
                    numbers.setdefault(key, number)
    return Numberings(*(Numbering(*pair) for pair in zip(kept, last, strict=True)))


def printed_in(content):
    """The numbers printed in a BriefContent, {public id: number} of its commitments, of its events and of its sources."""
    return (
        {part.key: int(part.label[1:]) for part in content.comparisons},
        {event.key: int(event.number[1:]) for part in content.comparisons for event in part.events},
        {part.key: part.number for part in content.sources},
    )
