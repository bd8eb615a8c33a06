"""What the database refused, in a sentence for the editor."""

import re

from django.db import IntegrityError
from django.db.models import ProtectedError, RestrictedError, UniqueConstraint
from django.utils.text import capfirst, get_text_list
from django.utils.translation import gettext as _

from records.beside import NAME as BESIDE
from records.models import ShownTooWidely
from records.models.kept import TAKES_TWO

# What may be refused when a form is saved that passed its own checks.
REFUSALS = (IntegrityError, ProtectedError, RestrictedError, ShownTooWidely)

# How often a save is tried while others take the same value at the same moment.
TRIES = 4

# How many of the rows that stand in the way are named.
NAMED = 5


def refusal_sentence(error, models):
    """The reason in `error` (one of REFUSALS) in words; `models` are those that were being written."""
    if isinstance(error, (ProtectedError, RestrictedError)):
        return still_used(getattr(error, "protected_objects", None) or error.restricted_objects)
    if isinstance(error, ShownTooWidely):
        return _("This would show it to more people than before. %s") % TAKES_TWO
    text = str(error)
    constraints = [constraint for model in models for constraint in model._meta.constraints]
    for constraint in constraints:
        if re.search(rf"\b{re.escape(constraint.name)}\b", text):
            return str(constraint.get_violation_error_message())
    if columns := columns_taken(error):
        return taken(columns, models)
    # What a trigger of ours says is a sentence already; PostgreSQL adds lines of context to it.
    sentence = text.splitlines()[0] if text else ""
    if sentence.endswith(".") and " " in sentence:
        return sentence
    return (
        _("The database refused this, because it would break a rule of the record (%s). Nothing was saved.") % sentence
    )


def again_if_taken(save):
    """What `save`, a function that stores all or nothing, returns. It is called anew when a value was taken meanwhile.

    Who took it may be hidden from whoever saves now: only `save` itself, looking again, can tell.
    """
    for _try in range(TRIES - 1):
        try:
            return save()
        except IntegrityError as error:
            if not any(column.endswith(f".{BESIDE}") for column in columns_taken(error)):
                raise
    return save()


def columns_taken(error):
    """The columns, "table.column", of a value that must be unique and was not; empty for any other refusal."""
    if sqlite := re.search(r"UNIQUE constraint failed: (.*)", str(error)):
        return sqlite[1].split(", ")
    if postgresql := re.search(r"Key \((.*)\)=", str(error)):
        table = error.__cause__.diag.table_name
        return [f"{table}.{column}" for column in postgresql[1].split(", ")]
    return []


def taken(columns, models):
    """The sentence for a value that another row took meanwhile; `columns` are named "table.column"."""
    tables = {model._meta.db_table: model for model in models}
    table = columns[0].rpartition(".")[0]
    names = [column.rpartition(".")[2] for column in columns]
    model = tables.get(table)
    if model is None:
        return _("Someone else has just saved the same. Look at what is there now, and change yours.")
    fields = [field for field in model._meta.concrete_fields if field.column in names]
    for constraint in model._meta.constraints:
        if isinstance(constraint, UniqueConstraint) and set(constraint.fields) == {field.name for field in fields}:
            return str(constraint.get_violation_error_message())
    return _("There is a %(kind)s with this %(fields)s already.") % {
        "kind": model._meta.verbose_name,
        "fields": get_text_list([str(field.verbose_name) for field in fields], _("and")),
    }


def still_used(rows):
    """The sentence that names what still refers to a row."""
    rows = list(rows)
    named = [f"{capfirst(row._meta.verbose_name)} “{row}”" for row in rows[:NAMED]]
    if len(rows) > NAMED:
        named.append(_("%d more") % (len(rows) - NAMED))
    return _("It is still used by: %s. Change or delete these first.") % "; ".join(named)
