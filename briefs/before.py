"""Which edition another is told apart from."""

from dataclasses import dataclass

from briefs.document.shape import BriefContent, from_data


@dataclass(frozen=True)
class Before:
    """The edition before: its number and what it said."""

    number: int
    content: BriefContent


def edition_before(brief, as_of):
    """The Before of an edition of `brief` as of a moment, or None: the last one issued that tells of no later moment.

    An edition that was withdrawn is passed over: nobody is to be told what changed since something that was wrong.
    """
    if brief.pk is None:
        return None
    told = brief.editions.standing().filter(as_of__lte=as_of, level__lte=brief.level)
    found = told.order_by("-as_of", "-number").first()
    return Before(found.number, from_data(found.content)) if found else None
