"""Pages of a long list, each found by where its neighbour ended: page 10,000 costs what page 1 does.

A page by number makes the database count off all rows before it. Here the address names the row at which the neighbour
ended (a cursor), and an index leads there.
"""

import hashlib
import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESSIV
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import F, Q, QuerySet

from records.leading import Aside

# What an address says of the page; none of it is a filter.
AFTER, BEFORE, PAGE, LAST = "after", "before", "page", "last"
OF_THE_PAGE = (AFTER, BEFORE, PAGE)
# A sealed position takes some eighty letters.
LONGEST = 200


@dataclass(frozen=True)
class Part:
    """Rows of a list that stand together: by `column`, or by their keys alone where all have the same in it, or nothing.

    That rows without a date are a part of their own puts them last on every database, and keeps NULL out of comparisons.
    `is_led`: an index finds its rows, so they are sorted; else they may be met in order, by an index of that order.
    """

    rows: QuerySet
    column: str | None
    is_led: bool = False

    def in_order(self, falling):
        """Its rows by (column, key), as tuples of these."""
        columns = (self.column, "pk") if self.column else ("pk",)
        order = [Aside(name) if self.is_led else F(name) for name in columns]
        return self.rows.order_by(*(one.desc() if falling else one.asc() for one in order)).values_list(*columns)


@dataclass(frozen=True)
class Position:
    """Where a row stands: in which part, what it has in the column of that, its primary key."""

    part: int
    value: object
    key: int


@dataclass(frozen=True)
class KeysetPage:
    """The keys of a page's rows in order, and the cursors of its neighbours; "" where there is none.

    `is_lost` where the address named a position that is none of this list: the page is then the first.
    """

    keys: list
    before: str
    after: str
    is_lost: bool = False

    @property
    def has_other_pages(self):
        return bool(self.before or self.after)


class Keyset:
    """The rows of `parts`, which have none in common, one part after the other, in the order of (column, key).

    `what` says which list this is, filters and order included: a cursor is good for that alone.
    """

    # How many rows there are, once somebody has counted them.
    count = None

    def __init__(self, parts, *, descending, what, size):
        self.parts, self.descending, self.what, self.size = parts, descending, what, size

    def page(self, asked):
        """The KeysetPage that `asked`, the query of an address, names: the first for anything that names none."""
        try:
            if asked.get(PAGE) == LAST:
                return self.last()
            if cursor := asked.get(BEFORE):
                return self.page_before(unsealed(cursor, self))
            if cursor := asked.get(AFTER):
                return self.page_after(unsealed(cursor, self))
        except CursorLost:
            return self.page_after(None, is_lost=True)
        return self.page_after(None)

    def page_after(self, position, *, is_lost=False):
        """The page that follows `position`; the first for None."""
        found = self.walk(position, self.size + 1, backwards=False)
        shown = found[: self.size]
        before = shown[0] if position and shown else None
        after = shown[-1] if len(found) > self.size else None
        return self.as_page(shown, before, after, is_lost)

    def page_before(self, position):
        """The page that ends before `position`. Where that is the first one, it is shown whole."""
        found = self.walk(position, self.size + 1, backwards=True)
        if len(found) <= self.size:
            return self.page_after(None)
        shown = found[: self.size][::-1]
        return self.as_page(shown, shown[0], shown[-1])

    def last(self):
        found = self.walk(None, self.size + 1, backwards=True)
        shown = found[: self.size][::-1]
        return self.as_page(shown, shown[0] if len(found) > self.size else None, None)

    def as_page(self, shown, before, after, is_lost=False):
        cursors = (self.cursor_of(position) for position in (before, after))
        return KeysetPage([position.key for position in shown], *cursors, is_lost)

    def cursor_of(self, position):
        """What an address says of `position`; "" for None."""
        return sealed(position, self) if position else ""

    def walk(self, position, wanted, *, backwards):
        """Up to `wanted` Positions beyond `position` (None: from the end), in the order they are met."""
        numbered = list(enumerate(self.parts))
        first = position.part if position else None
        found = []
        for number, part in numbered[::-1] if backwards else numbered:
            if first is not None and (number > first if backwards else number < first):
                continue
            falling = self.descending is not backwards
            rows = part.in_order(falling)
            if position and number == first:
                rows = rows.filter(beyond(part.column, position, falling))
            for *value, key in rows[: wanted - len(found)]:
                found.append(Position(number, value[0] if value else None, key))
            if len(found) == wanted:
                break
        return found


def first_keys(parts, wanted):
    """The keys of the first `wanted` rows of `parts`, the rows of each in falling order."""
    keys = []
    for part in parts:
        if len(keys) < wanted:
            keys += [key for *_value, key in part.in_order(falling=True)[: wanted - len(keys)]]
    return keys


def beyond(column, position, falling):
    """The condition that a row stands beyond `position` in the order (`column`, key)."""
    side = "lt" if falling else "gt"
    if column is None:
        return Q(**{f"pk__{side}": position.key})
    # The first condition says nothing new, but leads the database to where the page begins in its index.
    at_or_beyond = Q(**{f"{column}__{side}e": position.value})
    return at_or_beyond & (Q(**{f"{column}__{side}": position.value}) | Q(**{f"pk__{side}": position.key}))


class CursorLost(Exception):
    """The cursor of an address is none of ours, or of another list."""


@cache
def cipher(secret):
    # The same position always gives the same cursor, so that a page is the same page whenever it is asked for.
    return AESSIV(hashlib.sha256(f"records.keyset:{secret}".encode()).digest())


def sealed(position, keyset):
    """`position` as the cursor of an address: it tells no key of a row, and cannot be made up."""
    text = json.dumps([position.part, position.value, position.key], cls=DjangoJSONEncoder)
    return urlsafe_b64encode(cipher(settings.SECRET_KEY).encrypt(text.encode(), [keyset.what.encode()])).decode()


def unsealed(cursor, keyset):
    """The Position that `cursor` names. CursorLost where it names none in this list."""
    try:
        held = urlsafe_b64decode(cursor[:LONGEST].encode())
        number, value, key = json.loads(cipher(settings.SECRET_KEY).decrypt(held, [keyset.what.encode()]))
        part = keyset.parts[number]
        field = part.column and part.rows.model._meta.get_field(part.column)
        return Position(number, field.to_python(value) if field else None, key)
    except (InvalidTag, ValueError, TypeError, IndexError, ValidationError) as error:
        raise CursorLost from error
