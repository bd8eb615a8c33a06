"""What was said, word for word, as a brief prints it."""

from dataclasses import dataclass


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
