"""Entering the demo record as an editor would: validated as in the admin, and never over an editor's work."""

import uuid
from collections import Counter
from dataclasses import dataclass, field

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction

from events.models import EventParty
from records.levels import Level
from records.models import Publisher
from statements.models import Deadline, Theme
from talks.models import Naming, Office, PartyIdentifier, PartyLink, PartyName, PersonName

# The same everywhere, so that an address or a file of one installation is that of every other.
NAMESPACE = uuid.UUID("5d1c1a0e-7c0b-5a55-9a57-3d0f6c1e0b21")

REASON = "loaded with the Tehran record"

# Reference data that an editor may have entered before: the row of that name is taken, whoever made it.
SHARED = {Publisher: ("name",), Theme: ("codebook", "code")}

# Details have no public id. These values say which one a row is, together with the record it belongs to.
TOLD_APART_BY = {
    PartyName: ("party", "name"),
    PartyLink: ("party", "kind", "other"),
    PartyIdentifier: ("party", "scheme"),
    PersonName: ("person", "name"),
    Office: ("person", "title"),
    Naming: ("round", "party", "named", "source"),
    EventParty: ("event", "party", "role"),
    Deadline: ("commitment", "amended_by"),
}


class NotLoaded(Exception):
    """A row of the record was refused, and nothing was entered; the message names the row and says why."""


@dataclass
class Tally:
    """How many rows of each model were `added`, and how many were there and `left` as they are."""

    added: Counter = field(default_factory=Counter)
    left: Counter = field(default_factory=Counter)


def load(rows):
    """Enter those of `rows` that are not on record, and leave the others as they are; the Tally.

    All or nothing: NotLoaded when a row is refused, and then none was entered.
    """
    tally, known = Tally(), {}
    with transaction.atomic():
        for row in rows:
            enter(row, known, tally)
    return tally


def public_id_of(model, key):
    """The public id of the row of `model` with this key, on every installation."""
    return uuid.uuid5(NAMESPACE, f"{model._meta.label_lower}:{key}")


def enter(row, known, tally, **above):
    """Enter `row` and the rows inside it. `known` is {(model, key): record} so far; `above` the link to its parent."""
    fields = {**row.values, **above, **{name: linked(row, name, key, known) for name, key in row.links.items()}}
    record = on_record(row, fields)
    if record:
        tally.left[row.model] += 1
    else:
        record = add(row, fields, known)
        tally.added[row.model] += 1
    if row.key:
        known[row.model, row.key] = record
    for name, inner in row.below:
        enter(inner, known, tally, **{name: record})


def linked(row, name, key, known):
    """The record that `row` names by its key; NotLoaded when no row before it has that key."""
    model = row.model._meta.get_field(name).related_model
    if (model, key) not in known:
        raise NotLoaded(f"{described(row)}: {name} names “{key}”, and no {model._meta.verbose_name} before it is that.")
    return known[model, key]


def on_record(row, fields):
    """The record that `row` stands for, as it is now, or None."""
    rows = row.model._base_manager
    if not row.key:
        return detail_on_record(row, fields)
    if found := rows.filter(public_id=public_id_of(row.model, row.key)).first():
        return found
    if names := SHARED.get(row.model):
        return rows.filter(**{name: stated(row.model, fields, name) for name in names}).first()
    return None


def detail_on_record(row, fields):
    """The detail that `row` stands for, even where an editor has changed since what it is told apart by; or None."""
    wanted = {name: stated(row.model, fields, name) for name in TOLD_APART_BY[row.model]}
    if found := row.model._base_manager.filter(**wanted).first():
        return found
    once = row.model.history.filter(**wanted).values_list("id", flat=True)
    return row.model._base_manager.filter(pk__in=list(once)).first()


def stated(model, fields, name):
    """The value that a new row of `fields` would have."""
    return fields[name] if name in fields else model._meta.get_field(name).get_default()


def add(row, fields, known):
    """A new record of `row`, saved with its many-to-many values; NotLoaded when the model refuses it."""
    if row.model.has_level:
        fields = {"level": Level.PUBLIC, **fields}
    if row.key:
        fields = {"public_id": public_id_of(row.model, row.key), **fields}
    record = row.model(**fields)
    record._change_reason = REASON
    many = {name: [linked(row, name, key, known) for key in keys] for name, keys in row.many.items()}
    try:
        record.full_clean()
    except ValidationError as error:
        raise NotLoaded(f"{described(row)}: {said(error)}") from error
    record.save()
    for name, others in many.items():
        getattr(record, name).set(others)
    return record


def described(row):
    """The row in words: “report “islam-qala/arian””; a detail by what it holds."""
    name = row.key or ", ".join(str(value) for value in (*row.values.values(), *row.links.values()))
    return f"{row.model._meta.verbose_name} “{name}”"


def said(error):
    """The messages of what `full_clean` raised, each after the field it is about."""
    return " ".join(
        message if name == NON_FIELD_ERRORS else f"{name}: {message}"
        for name, messages in error.message_dict.items()
        for message in messages
    )
