"""Who “both sides” are: the words that a statement uses for its authors, resolved to the parties that negotiated."""

import re

from django.db import transaction

from records.levels import AFTER_EVERY_EMBARGO
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


def bound_parties(commitment, editor):
    """The obligors of `commitment` that `editor` may see."""
    return commitment.obligors.visible_to(editor, AFTER_EVERY_EMBARGO)


def sides_meant(words, round_, editor):
    """The parties that `words` such as “both sides” mean in a statement of `round_`, as far as `editor` sees them.

    [] when the words are others, when there is no round, or when “both” meets another number of negotiating parties than
    two. Only what `editor` may see counts, or the answer would tell of what is hidden.
    """
    if not (round_ and means_both_sides(words)):
        return []
    negotiating = Participation.objects.visible_to(editor, AFTER_EVERY_EMBARGO).filter(
        round=round_, role=Participation.Role.NEGOTIATING
    )
    sides = list(Party.objects.filter(pk__in=negotiating.order_by().values("party")).order_by("pk"))
    wanted = PHRASES[plain(words)]
    return [] if len(sides) < 2 or (wanted and len(sides) != wanted) else sides


def resolve_both_sides(commitment, editor):
    """Bind the negotiating parties of the round to a stored `commitment` that says “both sides”; return those bound.

    Nothing is done, and [] returned, when parties are bound already, or when the words mean nobody (`sides_meant`).
    """
    if bound_parties(commitment, editor).exists():
        return []
    sides = sides_meant(commitment.obligors_as_written, commitment.statement.round, editor)
    if sides:
        with transaction.atomic():
            # A change like any other: a form opened before it is stale.
            commitment.save(update_fields=["revision"])
            commitment.obligors.add(*sides)
    return sides
