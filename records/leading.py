"""Which of several filters leads a database to the rows, and which are merely checked on each row found.

A database chooses by averages. It may walk a million rows by date for a word that stands in three of them, or gather
the three hundred thousand rows of a word to show the fifty latest. Here the filters say how many rows they lead to, the
one that leads to fewest leads, and all others are written so that they cannot.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import F, Func, Q
from django.utils.functional import cached_property

# A filter that leads to more rows than this does not lead: rows in the order of the list are then met soon enough. With
# another filter beside it they are met less often, so that more rows are worth gathering.
MOST_LED, MOST_LED_BESIDE_OTHERS = 20_000, 50_000


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
    """One filter, in several ways.

    `check` is decided on a row at hand. `led(most)`, where there is one, is a queryset or expression of the keys of the
    rows it leads to, at most so many (None: all), and `lead` a shorter way to say so. `aside` is the check in words that
    no index is asked for, where `check` has an index of its own: for when another filter leads. `narrow` says more of the
    rows led to, which are a few too many.
    """

    check: Q
    led: Callable[[int | None], object] | None = None
    number: Callable[[int], int] | None = None
    aside: Q | None = None
    lead: Q | None = None
    narrow: Q | None = None

    def leading(self, most=None):
        """The condition as it is asked when this one leads, to at most so many rows."""
        if most is None and self.lead is not None:
            return self.lead
        keys = Q(pk__in=self.led(most))
        return keys & self.narrow if self.narrow is not None else keys


class Led:
    """`base`, a queryset, under all `conditions`. `leader` is the one that leads to fewest rows, `leads_to` their number.

    Where each leads to too many, the one with fewest is `nearly` the leader.
    """

    def __init__(self, base, conditions):
        self.base, self.conditions = base, list(conditions)
        able = [one for one in self.conditions if one.number]
        most = MOST_LED if len(able) == 1 else MOST_LED_BESIDE_OTHERS
        numbers = [one.number(most) for one in able]
        self.leads_to = min(numbers, default=None)
        first = able[numbers.index(self.leads_to)] if able else None
        self.leader, self.nearly = (first, None) if able and self.leads_to <= most else (None, first)

    @cached_property
    def rows(self):
        """The rows, in no order."""
        return self.under(self.leader)

    @cached_property
    def unled(self):
        """The same rows, for an index that none of the conditions asks for."""
        return self.under(None, aside=True)

    def under(self, leader, most=None, *, aside=False):
        """The rows, led to by `leader`, a Condition or None, and then to at most so many."""
        rows = self.base
        for one in self.conditions:
            check = one.check if one.aside is None or not (leader or aside) else one.aside
            rows = rows.filter(one.leading(most) if one is leader else check)
        return rows
