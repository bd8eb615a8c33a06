"""The ratings of a brief's commitments broken down by theme and by party."""

from django.utils.translation import gettext as _

from briefs.document.parts.pictures import Breakdown, BreakdownRow
from briefs.document.summary import counts


def breakdowns(comparisons):
    """The Breakdowns of the comparisons by theme and by party; what repeats a commitment of the brief is counted once.

    None when there is nothing to count.
    """
    counted = [part for part in comparisons if part.is_counted]
    if not counted:
        return ()
    return (
        breakdown(
            _("Ratings by theme"),
            counted,
            lambda part: part.themes,
            _("no theme on record"),
            _("A commitment on several themes counts in each of them."),
        ),
        breakdown(
            _("Ratings by the party that is bound"),
            counted,
            lambda part: part.obligors,
            _("no party on record"),
            _("A commitment that binds several parties counts with each of them."),
        ),
    )


def breakdown(title, comparisons, groups_of, without, note):
    """A Breakdown, the row with most commitments first; `groups_of` names the rows that a Comparison counts in.

    `without` names the row of those that count in no other. `note` is told where one counts in several.
    """
    rows = {}
    for part in comparisons:
        for name in groups_of(part) or (without,):
            rows.setdefault(name, []).append(part)
    in_order = sorted(rows, key=lambda name: (name == without, -len(rows[name]), name))
    return Breakdown(
        title,
        tuple(BreakdownRow(name, counts(rows[name])) for name in in_order),
        note if any(len(groups_of(part)) > 1 for part in comparisons) else "",
    )
