"""Which edition another is told apart from."""

from dataclasses import dataclass

from briefs.document.shape import BriefContent, from_data

# Editions of the shapes before this one do not say which rows of the record they tell of.
FIRST_WITH_KEYS = 2


@dataclass(frozen=True)
class Before:
    """The edition before: its number and what it said.

    `latest` is what the edition issued last said, whether or not it stands: numbers that were printed in it are kept as
    well. There is no `content`, and 0 for a number, where that is all there is to go by.
    """

    number: int
    content: BriefContent | None
    latest: BriefContent | None = None

    @property
    def contents(self):
        """Those whose numbers are kept, the one that counts most first."""
        return tuple(content for content in (self.content, self.latest) if content)


def edition_before(brief, as_of):
    """The Before of an edition of `brief` as of a moment, or None: the last one issued that tells of no later moment.

    An edition that was withdrawn is passed over: nobody is to be told what changed since something that was wrong. So is
    one of a shape that is too old to be told apart from others.
    """
    if brief.pk is None:
        return None
    issued = brief.editions.filter(level__lte=brief.level).only("number", "content")
    before = first_told(issued.standing().filter(as_of__lte=as_of).order_by("-as_of", "-number"))
    newest = issued.order_by("-number")
    # To read the content of 500 commitments takes most of a second: not twice.
    is_newest = before is not None and newest.values_list("number", flat=True).first() == before[0]
    latest = before if is_newest else first_told(newest)
    if before:
        return Before(*before, latest[1])
    return Before(0, None, latest[1]) if latest else None


def first_told(editions):
    """The number and the content of the first of `editions` that can be told apart from others; None if there is none."""
    told = ((edition.number, told_in(edition.content)) for edition in editions.iterator(chunk_size=1))
    return next((pair for pair in told if pair[1]), None)


def told_in(data):
    """The BriefContent in the stored `data` of an edition; None where its shape is too old to be told apart from others."""
    try:
        content = from_data(data)
        return content if data.get("schema", 1) >= FIRST_WITH_KEYS else None
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
