"""The words of the made-up stories, in four languages, from bench/labelled/words/."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from records.languages import Language

WORDS = Path(__file__).resolve().parent / "words"
LANGUAGES = {"en": Language.ENGLISH, "fa": Language.PERSIAN, "ar": Language.ARABIC, "fr": Language.FRENCH}
# What nothing that was promised is about.
BESIDES = "besides"


@dataclass(frozen=True)
class Told:
    """How an event is told: its kind and bearing as stored, and its title with slots ({a}, {b}, {place}, {n})."""

    kind: str
    bearing: str
    title: str


@dataclass(frozen=True)
class Matter:
    """What can be promised: how commitments `says` it, and events `told` in such words or `otherwise`, in others."""

    says: tuple
    told: tuple
    otherwise: tuple


@dataclass(frozen=True)
class Phrases:
    """The words of one language. `matters` maps the name of a matter to it; `fillers` are sentences that say nothing."""

    armed_men: str
    and_: str
    fillers: tuple
    matters: dict


@cache
def phrases(language):
    """The Phrases of a language of LANGUAGES."""
    found = tomllib.loads((WORDS / f"{language}.toml").read_text(encoding="utf-8"))
    names = {name: found.pop(name) for name in ("armed_men", "and", "fillers")}
    matters = {
        name: Matter(
            tuple(table.get("says", ())),
            tuple(Told(*row) for row in table["told"]),
            tuple(Told(*row) for row in table.get("otherwise", ())),
        )
        for name, table in found.items()
    }
    return Phrases(names["armed_men"], names["and"], tuple(names["fillers"]), matters)
