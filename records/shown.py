"""The level in effect: a record is never shown below what it hangs on, and the strictest of all is kept in its row."""

from functools import cache

from django.apps import apps
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce, Greatest

from records.levels import ALWAYS, Level


def settle_shown(model, records):
    """Set the level and embargo in effect of `records` of `model` from their own and from what is stored above them.

    What they hang on is read anew and, on PostgreSQL, locked until the transaction ends: it cannot be raised unseen
    while they are stored.
    """
    links = [model._meta.get_field(name) for name in model.hangs_on]
    above = {
        link: shown_of(link.related_model, {key_of(record, link) for record in records} - {None}) for link in links
    }
    for record in records:
        shown = [(record.level, record.embargo_until or ALWAYS)]
        # What is not found above will be refused by the database.
        shown += [above[link].get(key_of(record, link), (Level.PUBLIC, ALWAYS)) for link in links]
        record.shown_level, record.shown_from = (max(column) for column in zip(*shown, strict=True))


def key_of(record, link):
    """The primary key that `record` refers to by `link`, also when that was stored after it was assigned."""
    assigned = link.get_cached_value(record, default=None)
    return getattr(record, link.attname) if assigned is None else assigned.pk


def shown_of(model, keys):
    """{key: (level, moment)} in effect of the rows `keys` of `model`."""
    keys, found = sorted(keys), {}
    # Slices, because a database takes only so many parameters in one query.
    for start in range(0, len(keys), 1000):
        rows = model._base_manager.select_for_update(no_key=True).filter(pk__in=keys[start : start + 1000])
        found.update((key, shown) for key, *shown in rows.values_list("pk", "shown_level", "shown_from"))
    return found


@cache
def dependants(model):
    """Pairs (record model, foreign key name) of all that hangs on `model`."""
    return tuple(
        (other, name)
        for other in apps.get_models()
        if getattr(other, "has_level", False)
        for name in other.hangs_on
        if other._meta.get_field(name).related_model is model
    )


def spread_shown(model, keys):
    """Settle the level in effect of every row that hangs, however far down, on the rows `keys` of `model`.

    The number of rows that moved.
    """
    number = 0
    for other, name in dependants(model):
        number += settle_stored(other, other._base_manager.filter(**{f"{name}__in": keys}))
    return number


def settle_rows(model, keys):
    """Settle the level in effect of the stored rows `keys` of `model`, and of all that hangs on them.

    The number of rows that moved.
    """
    return settle_stored(model, model._base_manager.filter(pk__in=keys))


def settle_stored(model, rows):
    """Settle the level in effect of `rows` of `model`, and of all that hangs on those that move; how many moved."""
    level = strictest(model, "shown_level", F("level"))
    moment = strictest(model, "shown_from", Coalesce("embargo_until", Value(ALWAYS)))
    moved = list(rows.exclude(shown_level=level, shown_from=moment).values_list("pk", flat=True))
    number = 0
    # Slices, because a database takes only so many parameters in one query.
    for start in range(0, len(moved), 1000):
        part = moved[start : start + 1000]
        model._base_manager.filter(pk__in=part).update(shown_level=level, shown_from=moment)
        number += len(part) + spread_shown(model, part)
    return number


def strictest(model, column, own):
    """The greatest of `own` and the parents' `column`, as an expression over rows of `model`."""
    values = [own]
    for name in model.hangs_on:
        parent = model._meta.get_field(name).related_model
        found = Subquery(parent._base_manager.filter(pk=OuterRef(f"{name}_id")).values(column)[:1])
        # No parent sets no bound; Greatest would answer NULL on SQLite.
        values.append(Coalesce(found, own))
    return Greatest(*values) if len(values) > 1 else own
