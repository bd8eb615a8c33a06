"""How many commitments have which rating: of all that were asked for, and of each group of them."""

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from tracking.codebook import Rating
from tracking.filters import NOT_ASSESSED
from tracking.shares import whole_percentages
from tracking.totals.grouping import add_groups
from tracking.totals.index import index_of
from tracking.totals.standing import tables_for

# The best first, then those without a score. No evidence found, not started and not assessed are three things.
KEYS = (
    *(Rating.FULL, Rating.INTERMEDIATE, Rating.MINIMAL, Rating.PARTLY_CLOSED, Rating.NOT_STARTED, Rating.BREACHED),
    *(Rating.CONTESTED, Rating.NO_EVIDENCE, Rating.UNVERIFIABLE, NOT_ASSESSED),
)

# What repeats a commitment of the extent is counted with that one.
COUNTED = """
SELECT id, statement_id, process_id, repeats_id FROM extent
WHERE repeats_id IS NULL OR repeats_id NOT IN (SELECT id FROM extent)
"""
# An own judgement comes before that of what is repeated, and any before none.
RATED = """
SELECT statement_id, process_id, id, rating FROM (
    SELECT statement_id, process_id, id, rating,
        ROW_NUMBER() OVER (PARTITION BY id ORDER BY turn, as_of DESC, judgement DESC) AS place
    FROM (
        SELECT counted.*, 0 AS turn, judged.rating, judged.as_of, judged.id AS judgement
        FROM counted JOIN judged ON judged.commitment_id = counted.id
        UNION ALL
        SELECT counted.*, 1, judged.rating, judged.as_of, judged.id
        FROM counted JOIN judged ON judged.commitment_id = counted.repeats_id
        UNION ALL
        SELECT counted.*, 2, %s, NULL, NULL FROM counted
    ) AS told
) AS ranked WHERE place = 1
"""


@dataclass(frozen=True)
class Part:
    """One rating of a Count: `share` is a whole percentage, `start` how many commitments stand before it."""

    key: str
    number: int
    share: int
    start: int

    @property
    def rating(self):
        """The Rating, None for *not assessed*."""
        return None if self.key == NOT_ASSESSED else Rating(self.key)


@dataclass(frozen=True)
class Count:
    """How many commitments have which rating: `numbers`, in the order of KEYS."""

    numbers: tuple[int, ...]

    @cached_property
    def total(self):
        return sum(self.numbers)

    @cached_property
    def parts(self):
        """A Part for each of KEYS. The shares add up to 100; all are 0 where nothing is counted."""
        shares = whole_percentages(self.numbers) if self.total else [0] * len(self.numbers)
        starts = accumulate(self.numbers, initial=0)
        return [Part(str(key), *told) for key, *told in zip(KEYS, self.numbers, shares, starts, strict=False)]

    @cached_property
    def index(self):
        return index_of(dict(zip(map(str, KEYS), self.numbers, strict=True)))


NOTHING = Count((0,) * len(KEYS))


@dataclass(frozen=True)
class Totals:
    """What was counted. `whole` counts each commitment once; `groups` are pairs (key, Count), by number, then by name.

    A key is that of a row of the grouping's model, None for those that belong to none that the reader sees. `repeated`
    is the number of commitments left out because they repeat one that is counted.
    """

    whole: Count
    groups: list
    repeated: int


def totals(question, grouping):
    """The Totals of a Question by a Grouping, in one query however many groups there are."""
    tables = tables_for(question)
    tables.add("counted (id, statement_id, process_id, repeats_id)", COUNTED)
    tables.add("rated (statement_id, process_id, id, rating)", RATED, [NOT_ASSESSED])
    add_groups(tables, grouping, question)
    numbers = ", ".join(f"SUM(CASE WHEN rating = '{key}' THEN 1 ELSE 0 END)" for key in KEYS)
    rows = tables.ask(
        f"SELECT 0 AS kind, CAST(NULL AS BIGINT) AS key, '' AS name, COUNT(*) AS number, {numbers} FROM rated"  # noqa: S608 - our own names
        f" UNION ALL SELECT 1, NULL, '', (SELECT COUNT(*) FROM extent), {', '.join(['0'] * len(KEYS))}"
        f" UNION ALL SELECT 2, key, MIN(name), COUNT(*), {numbers} FROM grouped GROUP BY key"
        " ORDER BY 1, 4 DESC, 3, 2"
    )
    (_kind, _key, _name, total, *whole), (_kind, _key, _name, extent, *_none), *found = rows
    groups = [(key, Count(tuple(counted))) for _kind, key, _name, _number, *counted in found]
    return Totals(Count(tuple(number or 0 for number in whole)), groups, extent - total)
