"""Which of several filters leads a database to the rows, and which are merely checked on each row found.

A database chooses by averages. It may walk a million rows by date for a word that stands in three of them, or gather
the three hundred thousand rows of a word to show the fifty latest. Here the filters say how many rows they lead to, the
one that leads to fewest leads, and all others are written so that they cannot.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Func, Q

# A filter that leads to more rows than this does not lead: rows in the order of the list are then met soon enough.
MOST_LED = 20_000


class Aside(Func):
    """A column that no index is asked for: `In(Aside("place"), …)`. PostgreSQL knows its tables well enough to choose."""

    function, arity = None, 1
    template = "%(expressions)s"

    def __init__(self, name, **extra):
        super().__init__(F(name) if isinstance(name, str) else name, **extra)

    def as_sqlite(self, compiler, connection, **extra):
        return self.as_sql(compiler, connection, template="+%(expressions)s", **extra)


@dataclass(frozen=True)
class Condition:
    """One filter, in two ways: `lead` finds its rows through an index, `check` is decided on a row at hand.

    `number` is how many rows it leads to, given how many matter. Without it the filter never leads. `aside` is the check
    in words that no index is asked for, where `check` has an index of its own; it is for when another filter leads.
    """

    check: Q
    lead: Q | None = None
    number: Callable[[int], int] | None = None
    aside: Q | None = None


def leader_of(conditions):
    """The Condition that leads to fewest rows; None where each leads to more than MOST_LED."""
    numbers = [(one.number(MOST_LED), one) for one in conditions if one.number]
    number, leader = min(numbers, key=lambda pair: pair[0], default=(None, None))
    return leader if number is not None and number <= MOST_LED else None


def led(rows, conditions):
    """`rows` under all `conditions`, led to by one of them at most."""
    leader = leader_of(conditions)
    for one in conditions:
        check = one.aside if leader and one.aside else one.check
        rows = rows.filter(one.lead if one is leader else check)
    return rows
