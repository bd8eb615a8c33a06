"""Rows beside one another: a value is used once among the rows that anyone sees, and tells of no other.

Someone who may enter rows and does not see all of them would learn from “there is a point with this number already”
that one exists above their level. So a value is refused only where they see the row that has it. Beside a row that they
do not see, theirs stands with a number of its own, by which the database tells the two apart. Databases of several
levels do the same, as polyinstantiation (Lunt and others, “The SeaView Security Model”, 1990).
"""

from django.db import models
from django.db.models import Exists, OuterRef, UniqueConstraint

from records.levels import AFTER_EVERY_EMBARGO

NAME = "beside"


class BesideField(models.PositiveSmallIntegerField):
    """Tells a row from those with its value that whoever entered it did not see; 0 where there was none.

    A model with this field, called `beside`, names it in the one unique constraint that it is for. Nobody is shown it.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"default": 0, "editable": False, **kwargs})


def constraint_of(model):
    """The constraint by which a value is used once among the rows of `model` that anyone sees; None for most models."""
    constraints = (one for one in model._meta.constraints if isinstance(one, UniqueConstraint) and NAME in one.fields)
    return next(constraints, None)


def used_once(model):
    """The names of the fields that hold that value; none for most models."""
    constraint = constraint_of(model)
    return tuple(name for name in constraint.fields if name != NAME) if constraint else ()


def value_of(row):
    """What a row holds that is used once, as a dict of its columns."""
    return {(column := row._meta.get_field(name).attname): getattr(row, column) for name in used_once(type(row))}


def stand_beside(row, reader):
    """Give `row` the number by which it can stand beside rows of its value that `reader` does not see.

    Where the reader sees one, it is that one's number, so that the database refuses the row; then the answer is True.
    """
    value = value_of(row)
    # To the database nothing is the same as NULL.
    if not value or None in value.values():
        return False
    alike = type(row)._default_manager.filter(**value).order_by(NAME)
    # Rows that were entered unseen of each other may all be seen later. Each can still be changed in all else.
    if row.pk and alike.filter(pk=row.pk).exists():
        return False
    seen = alike.visible_to(reader, AFTER_EVERY_EMBARGO).values_list(NAME, flat=True).first()
    row.beside = free_among(alike) if seen is None else seen
    return seen is not None


def stand_beside_all(row):
    """Give `row` a number by which it can stand beside every row of its value, seen or not: they were put together."""
    if value := value_of(row):
        row.beside = free_among(type(row)._default_manager.filter(**value).exclude(pk=row.pk))


def free_among(rows):
    """The lowest number that none of `rows` has."""
    taken = set(rows.values_list(NAME, flat=True))
    return next(number for number in range(len(taken) + 1) if number not in taken)


def seen_beside(rows, reader):
    """Pairs (row, another of its value), each once, for those of `rows`, of any kinds, beside one that `reader` sees."""
    kinds, told = {}, set()
    for row in rows:
        kinds.setdefault(type(row), []).append(row)
    for model, ours in kinds.items():
        names = used_once(model)
        if not names:
            continue
        others = model.objects.visible_to(reader, AFTER_EVERY_EMBARGO)
        same = others.filter(**{name: OuterRef(name) for name in names}).exclude(pk=OuterRef("pk")).order_by()
        # Slices, because a database takes only so many parameters in one query.
        for start in range(0, len(ours), 1000):
            keys = [row.pk for row in ours[start : start + 1000]]
            for row in model._default_manager.filter(Exists(same), pk__in=keys).order_by("pk"):
                for other in others.filter(**value_of(row)).exclude(pk=row.pk):
                    pair = frozenset({row.pk, other.pk})
                    if (model, pair) not in told:
                        told.add((model, pair))
                        yield row, other
