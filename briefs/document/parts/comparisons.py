"""One commitment beside what was reported later, as a brief prints it."""

import re
from dataclasses import dataclass

from briefs.document.parts.texts import Wording

# How many letters of a reasoning are printed in the line of changes.
IN_SHORT = 220
SENTENCE_ENDS = re.compile(r"[.!?؟۔](?=\s)")


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
    key: str = ""  # the public id of the report


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
    key: str = ""  # the public id of the event
    told_at: str = ""  # the label of that commitment

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
    on: str = ""  # the day of `as_of` in ISO 8601
    assessment: str = ""  # the public id of the assessment

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
    key: str = ""  # the public id of the commitment
    issued_on: str = ""  # the last day on which its statement can have been issued, in ISO 8601

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
