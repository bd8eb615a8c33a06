"""What a brief covers, whether or not it has been kept yet."""

import datetime as dt
from dataclasses import dataclass

from briefs.kinds import Arrangement, Kind, Section
from records.levels import Level
from talks.models import Process


@dataclass(frozen=True)
class Scope:
    """A question put to the record. Empty sets narrow nothing; the sets hold primary keys."""

    title: str
    process: Process
    level: Level
    language: str = "en"
    rounds: frozenset[int] = frozenset()
    statements: frozenset[int] = frozenset()
    parties: frozenset[int] = frozenset()
    commitments: frozenset[int] = frozenset()
    themes: frozenset[int] = frozenset()
    opens_on: dt.date | None = None
    closes_on: dt.date | None = None
    kind: Kind = Kind.FULL
    sections: tuple[Section, ...] = ()  # none leaves out none
    arrangement: Arrangement = Arrangement.AS_SAID
    brief_id: str = ""  # empty for a preview of what nobody has kept


NARROWED_BY = ("rounds", "statements", "parties", "commitments", "themes")


def scope_of(brief):
    """The Scope of a kept Brief."""
    narrowed = {name: frozenset(getattr(brief, name).values_list("pk", flat=True)) for name in NARROWED_BY}
    return Scope(
        title=brief.title,
        process=brief.process,
        level=Level(brief.level),
        language=brief.language,
        opens_on=brief.window_opens_on,
        closes_on=brief.window_closes_on,
        kind=Kind(brief.kind),
        sections=tuple(Section(each) for each in brief.sections),
        arrangement=Arrangement(brief.arrangement),
        brief_id=str(brief.public_id),
        **narrowed,
    )


def scope_on(subject, level):
    """The Scope of everything on `subject`, a Process, a Round or a Statement, for readers of `level`."""
    if isinstance(subject, Process):
        return Scope(title=str(subject), process=subject, level=level)
    narrowed = {f"{subject._meta.model_name}s": frozenset({subject.pk})}
    return Scope(title=str(subject), process=subject.process, level=level, **narrowed)
