"""Numbers of rows that are counted no further than anyone reads: “10,000+”."""

from django.utils.formats import number_format

# To count on takes longer than to show a page, and nobody looks through so many rows.
MOST = 10_000


class AtLeast(int):
    """A number of rows that was counted no further: there are more than it says."""

    def __str__(self):
        return f"{number_format(int(self), use_l10n=True, force_grouping=True)}+"


def capped(number, most=MOST):
    """`number`, or AtLeast(`most`) where it is greater."""
    return number if number <= most else AtLeast(most)


def counted(rows, most=MOST):
    """How many `rows`, a queryset, there are; no more than `most` + 1 are looked at."""
    return rows.order_by().values("pk")[: most + 1].count()


def counted_together(querysets, most=MOST):
    """How many rows `querysets`, which have none in common, hold together, counted as `counted` does."""
    number = 0
    for rows in querysets:
        number += counted(rows, most - number)
        if number > most:
            break
    return number
