"""In what order the commitments of a brief stand."""

from briefs.kinds import Arrangement
from tracking.codebook import Rating

# What asks for attention first.
WORST_FIRST = (
    *(Rating.BREACHED, Rating.CONTESTED, Rating.NOT_STARTED, Rating.NO_EVIDENCE, Rating.MINIMAL, Rating.PARTLY_CLOSED),
    *(Rating.INTERMEDIATE, Rating.FULL, Rating.UNVERIFIABLE),
)


def arranged(commitments, known, arrangement):
    """`commitments`, in the order in which they were said, in that of the Arrangement.

    Those alike in it stay as they were said. By theme and by party a commitment stands at the first of its own; those
    without any come last. By rating those that nobody judged come last.
    """
    if arrangement == Arrangement.BY_RATING:
        return sorted(commitments, key=lambda row: place_of(rating_of(row, known)))
    if arrangement == Arrangement.BY_THEME:
        return sorted(commitments, key=lambda row: first_of(theme.label for theme in row.known_themes))
    if arrangement == Arrangement.BY_PARTY:
        return sorted(commitments, key=lambda row: first_of(party.name for party in row.known_obligors))
    return commitments


def rating_of(commitment, known):
    """The rating in force of a commitment, or of the one that it repeats where it was not judged itself; None without."""
    repeated = known.earlier.get(commitment.pk)
    found = known.assessments.get(commitment.pk) or (repeated and known.assessments.get(repeated.pk))
    return found[0].rating if found else None


def place_of(rating):
    return WORST_FIRST.index(rating) if rating in WORST_FIRST else len(WORST_FIRST)


def first_of(names):
    """What to sort by: the first of `names`, and after all of them where there is none."""
    first = min(names, default=None)
    return (first is None, first or "")
