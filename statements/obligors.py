"""Who “both sides” are: the words that a statement uses for its authors, resolved to the parties that negotiated."""

import re

from talks.models import Participation, Party

# What is left of a phrase when it means the negotiating parties, and how many there must be for it (None: any number).
PHRASES = {
    "both sides": 2,
    "both parties": 2,
    "the two sides": 2,
    "the two parties": 2,
    "two sides": 2,
    "the sides": None,
    "the parties": None,
    "دو طرف": 2,
    "هر دو طرف": 2,
    "دو جانب": 2,
    "هر دو جانب": 2,
    "جانبین": 2,
    "طرفین": 2,
}


def means_both_sides(words):
    """Whether `words` name the negotiating parties together, whatever the case, quotes and spaces around them."""
    return plain(words) in PHRASES


def plain(words):
    return re.sub(r"\s+", " ", words).strip(" .,:;“”\"'«»").casefold()


def resolve_both_sides(commitment):
    """Bind the negotiating parties of the round to a stored `commitment` that says “both sides”; return those bound.

    Nothing is done, and [] returned, when parties are bound already, when the words are others, when the statement
    belongs to no round, or when “both” meets another number of negotiating parties than two.
    """
    round_ = commitment.statement.round
    if not (round_ and means_both_sides(commitment.obligors_as_written)) or commitment.obligors.exists():
        return []
    negotiating = Participation.Role.NEGOTIATING
    sides = list(
        Party.objects.filter(participations__round=round_, participations__role=negotiating).distinct().order_by("pk")
    )
    wanted = PHRASES[plain(commitment.obligors_as_written)]
    if len(sides) < 2 or (wanted and len(sides) != wanted):
        return []
    commitment.obligors.set(sides)
    return sides
