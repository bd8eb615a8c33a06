"""What a brief says, as plain data: no database, no HTML. All texts are as they will be printed.

The content is frozen and can be told apart by its hash: the same record, as of the same moment and for the same level,
gives the same content, and the same content gives the same file. Nothing here names the edition, which is counted later.
"""

import dataclasses
import datetime as dt
import hashlib
import json
import re
from dataclasses import dataclass

from briefs.document.annexes import CodebookPart, CodingPart

# How many letters of a reasoning are printed in the line of changes.
IN_SHORT = 220
SENTENCE_ENDS = re.compile(r"[.!?؟۔](?=\s)")


@dataclass(frozen=True)
class SourcePart:
    """An entry of the numbered list of sources. `number` counts from 1; `anchor` is its place in the document."""

    number: int
    citation: str
    url: str = ""

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


@dataclass(frozen=True)
class Run:
    """A stretch of text that is marked alike throughout. `commitments` are the labels ("C1") of those quoted in it."""

    text: str
    commitments: tuple[str, ...] = ()
    is_disputed: bool = False


@dataclass(frozen=True)
class PointPart:
    """One numbered point as it stands in one version; `number` is empty for text between the points."""

    number: str
    runs: tuple[Run, ...]

    @property
    def tagged(self):
        """Pairs (run, the labels to print after it): a commitment that goes on in the next run is not named twice."""
        following = (*self.runs[1:], Run(""))
        return tuple(
            (run, tuple(label for label in run.commitments if label not in later.commitments))
            for run, later in zip(self.runs, following, strict=True)
        )


@dataclass(frozen=True)
class VersionPart:
    """One text of a statement. `language` is BCP 47, `direction` is "ltr" or "rtl"; `about` says whose text it is."""

    label: str
    language: str
    language_name: str
    direction: str
    about: str
    note: str
    points: tuple[PointPart, ...]
    source: int | None = None


@dataclass(frozen=True)
class StatementPart:
    """A statement with its texts. `facts` are label-value pairs (form, issued, PA-X stage, signatures, relations)."""

    title: str
    facts: tuple[tuple[str, str], ...]
    summary: str
    substance: tuple[tuple[str, str, tuple[str, ...]], ...]  # point number, what it says, commitment labels
    versions: tuple[VersionPart, ...]


@dataclass(frozen=True)
class DisputedWords:
    """Words whose rendering is contested: as `printed`, what is `proposed` instead, why and by whom."""

    printed: str
    proposed: str
    reason: str
    disputed_by: str = ""


@dataclass(frozen=True)
class Wording:
    """A commitment's words in one version, with the disputes about them."""

    text: str
    language: str
    language_name: str
    direction: str
    version: str
    disputes: tuple[DisputedWords, ...] = ()

    @property
    def is_disputed(self):
        return bool(self.disputes)


@dataclass(frozen=True)
class ReportPart:
    """What one claimant says of an event. `is_standing` is False once a later report took its place."""

    claimant: str
    stance: str  # the code of events.Report.Stance: "affirms", "denies", ...
    stance_label: str
    words: str
    made_on: str
    source: int | None
    is_standing: bool


@dataclass(frozen=True)
class EventPart:
    """An event beside a commitment. `number` ("E3") is the same wherever the event stands in the brief."""

    number: str
    title: str
    kind: str
    when: str
    place: str
    account: str
    parties: str
    deaths: str
    bearing: str  # the code of tracking.Evidence.Bearing
    bearing_label: str
    conduct_of: str
    reasoning: str
    standing: str  # the code of events.standing.Standing
    standing_label: str
    reports: tuple[ReportPart, ...]
    is_told_before: bool  # its reports are printed in full at an earlier commitment

    @property
    def anchor(self):
        """Where its reports are printed in full."""
        return f"event-{self.number}"


@dataclass(frozen=True)
class RatingPart:
    """A judgement of a commitment. `key` is the code of tracking.codebook.Rating, or "not_assessed"."""

    key: str
    label: str
    as_of: str = ""
    reasoning: str = ""
    assessor: str = ""
    codebook_version: str = ""
    relied_on: tuple[str, ...] = ()  # event numbers
    taken_from: str = ""  # the commitment that was judged, where this one only repeats it
    published: str = ""  # who let it leave review, in words that name no account

    @property
    def in_short(self):
        """The reasoning in short: as many whole sentences as fit, or the first words of a long one."""
        text = " ".join(self.reasoning.split())
        if len(text) <= IN_SHORT:
            return text
        ends = [match.end() for match in SENTENCE_ENDS.finditer(text) if match.end() <= IN_SHORT]
        end = ends[-1] if ends else text.rfind(" ", 0, IN_SHORT + 1)
        return f"{text[: end if end > 0 else IN_SHORT]} …"


@dataclass(frozen=True)
class ChangePart:
    """A step in the line of a commitment's ratings: what was said `before`, and the rating `now`. Either may be the same."""

    before: str
    now: RatingPart


@dataclass(frozen=True)
class DeadlinePart:
    """A deadline as worded; `set_by` names the statement that set it, with its date."""

    words: str
    set_by: str


@dataclass(frozen=True)
class Comparison:
    """One commitment beside what was reported later: the unit that the brief is made of."""

    label: str  # "C1"
    statement: str
    point: str
    summary: str
    kind: str
    specificity: str
    verifiable: str
    wordings: tuple[Wording, ...]
    obligors_as_written: str
    obligors: tuple[str, ...]
    beneficiaries: str
    deadlines: tuple[DeadlinePart, ...]  # the original first, the one in force last
    conditions: str
    themes: tuple[str, ...]
    events: tuple[EventPart, ...]
    rating: RatingPart
    earlier_ratings: tuple[RatingPart, ...]  # oldest first
    repeats: str = ""  # the earlier commitment that it repeats, in words
    repeated_in: tuple[str, ...] = ()  # the later ones in the brief that repeat it, in words
    is_counted: bool = True  # not when it repeats one that the brief counts
    unrated: str = ""  # what a commitment without a rating is called

    @property
    def anchor(self):
        return f"commitment-{self.label}"

    @property
    def line_of_changes(self):
        """The ChangeParts of the commitment's own ratings, the first one first; none where it was never judged itself."""
        if not self.rating.as_of or self.rating.taken_from:
            return ()
        given = (*self.earlier_ratings, self.rating)
        before = (self.unrated, *(part.label for part in given))
        return tuple(ChangePart(was, part) for was, part in zip(before, given, strict=False))


@dataclass(frozen=True)
class FigurePart:
    """One claimant's figure."""

    claimant: str
    value: str
    out_of: str
    definition: str
    stated_on: str
    words: str
    source: int | None


@dataclass(frozen=True)
class QuestionPart:
    """A question that claimants answer with different figures. There is no average."""

    text: str
    unit: str
    note: str
    figures: tuple[FigurePart, ...]


@dataclass(frozen=True)
class TimelineItem:
    """A bar or a point on the timeline. `kind` is "round", "statement" or "event"."""

    kind: str
    label: str
    number: str
    earliest: dt.date
    latest: dt.date
    when: str


@dataclass(frozen=True)
class DisputePart:
    """A rendering that is contested, with what should stand there instead."""

    statement: str
    point: str
    version: str
    language: str
    direction: str
    printed: str
    proposed: str
    reason: str
    disputed_by: str


@dataclass(frozen=True)
class RatingCount:
    """How many commitments have a rating. `percent` is a whole number; those of all ratings add up to 100."""

    key: str
    label: str
    count: int
    percent: int
    which: tuple[str, ...]  # labels of the commitments


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


def to_data(content):
    """The content as JSON-ready data: dicts, lists, texts, numbers; moments and days in ISO 8601."""
    return json.loads(to_json(content))


def to_json(content):
    """The content as one canonical JSON text: keys sorted, no white space, letters as they are."""
    data = dataclasses.asdict(content)
    return json.dumps(
        data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=lambda day: day.isoformat()
    )


def content_hash(content):
    """SHA-256 of the canonical JSON, 64 hexadecimal digits."""
    return hashlib.sha256(to_json(content).encode()).hexdigest()
