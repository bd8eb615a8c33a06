"""What the annexes of a brief say, as plain data: the codebook, and how far two coders agreed."""

from dataclasses import dataclass


@dataclass(frozen=True)
class CodebookPart:
    """A rating in a version of the codebook: its test, the evidence it needs, how it reads in other scales."""

    key: str
    label: str
    test: str
    pam: str
    politifact: str
    ogp: str
    version: str = ""
    evidence: str = ""


@dataclass(frozen=True)
class KappaPart:
    """A measure of agreement. `observed` and `expected` are shares, all numbers as printed; `why` says why there is none."""

    name: str
    pairs: int
    observed: str
    expected: str
    kappa: str
    interval: str
    why: str = ""


@dataclass(frozen=True)
class CodingPart:
    """A blind coding of commitments by two people that had ended: how far they agreed, and what was settled."""

    title: str
    as_of: str
    ended_on: str
    codebook_version: str
    commitments: int
    coders: tuple[tuple[str, int], ...]  # who, as printed, and how many they rated
    both: int  # rated by both
    agreed: int
    differences: int
    settled: int
    kappas: tuple[KappaPart, ...]
