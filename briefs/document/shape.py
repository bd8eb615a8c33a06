"""What a brief says, as plain data: no database, no HTML. All texts are as they will be printed.

The content is frozen and can be told apart by its hash: the same record, as of the same moment and for the same level,
gives the same content, and the same content gives the same file. Nothing here names the edition, which is counted later.
"""

import dataclasses
import datetime as dt
import functools
import hashlib
import json
import types
import typing
from dataclasses import dataclass

from briefs.document.parts.annexes import CodebookPart, CodingPart
from briefs.document.parts.comparisons import Comparison
from briefs.document.parts.parties import PartyPart
from briefs.document.parts.pictures import Breakdown, PlacePart, QuestionPart, RatingCount, TimelineItem
from briefs.document.parts.since import SincePart
from briefs.document.parts.talks import RoundPart, SourcePart
from briefs.document.parts.texts import DisputePart, StatementPart

# Counts the changes of this shape that a program reading the JSON has to know of; docs/brief-content.md tells them.
SCHEMA = 2


@dataclass(frozen=True)
class Summary:
    """The first page: counts by rating, what changed of late, what is contested. Each line is a full sentence."""

    counts: tuple[RatingCount, ...]
    commitments: int
    events: int
    reports: int
    changes: tuple[str, ...]
    contested: tuple[str, ...]
    index: str  # the PAM index in words, or why there is none
    repeated: str = ""  # how many commitments repeat others in the brief, in words


@dataclass(frozen=True)
class BriefContent:
    """All that a brief says, as of a moment and for a level of readers."""

    brief_id: str
    title: str
    process: str
    conflict: str
    about: str  # what the process is, for a reader who is new to it
    scope: str
    as_of: dt.datetime  # UTC
    level: str  # "public", "restricted" or "confidential"
    language: str
    codebook_version: str
    summary: Summary
    rounds: tuple[RoundPart, ...]
    statements: tuple[StatementPart, ...]
    comparisons: tuple[Comparison, ...]
    questions: tuple[QuestionPart, ...]
    timeline: tuple[TimelineItem, ...]
    disputes: tuple[DisputePart, ...]
    sources: tuple[SourcePart, ...]
    codebook: tuple[CodebookPart, ...]
    codings: tuple[CodingPart, ...] = ()
    kind: str = "full"  # the code of briefs.kinds.Kind
    sections: tuple[str, ...] = ()  # the codes of briefs.kinds.Section that are printed, in their order
    since: SincePart | None = None  # what changed since the edition before
    places: tuple[PlacePart, ...] = ()
    breakdowns: tuple[Breakdown, ...] = ()
    party: PartyPart | None = None  # whose sheet this is
    # The last number given so far to a commitment, to an event and to a source: later editions give higher ones.
    numbered: tuple[int, int, int] = (0, 0, 0)
    schema: int = SCHEMA


def to_data(content):
    """The content as JSON-ready data: dicts, lists, texts, numbers; moments and days in ISO 8601."""
    return json.loads(to_json(content))


def to_json(content):
    """The content as one canonical JSON text: keys sorted, no white space, letters as they are."""
    return canonical(dataclasses.asdict(content))


def canonical(data):
    """The data of a content, as it is stored with an edition too, as that one canonical JSON text."""
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=lambda day: day.isoformat()
    )


def content_hash(content):
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(to_json(content).encode()).hexdigest()


def record_hash(content):
    """The hash of what the record said, whatever editions came before: by it an edition is found again."""
    return content_hash(dataclasses.replace(content, since=None, numbered=(0, 0, 0)))


def from_data(data):
    """The BriefContent that `to_data` made `data` of. What an older shape did not have yet is left empty.

    KeyError or TypeError for data that is none.
    """
    return read_as(BriefContent, data)


# The same few kinds are asked for thousands of times.
hints_of = functools.cache(typing.get_type_hints)


def read_as(kind, value):
    """`value`, as JSON has it, as the `kind` that a field of the shape has."""
    if dataclasses.is_dataclass(kind):
        hints = hints_of(kind)
        return kind(**{name: read_as(hints[name], one) for name, one in value.items() if name in hints})
    if typing.get_origin(kind) is tuple:
        inner = typing.get_args(kind)
        each = inner[:1] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(read_as(one, item) for one, item in zip(each, value, strict=True))
    if typing.get_origin(kind) is types.UnionType:
        return None if value is None else read_as(typing.get_args(kind)[0], value)
    if kind in (dt.date, dt.datetime):
        return kind.fromisoformat(value)
    return value
