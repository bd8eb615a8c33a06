"""The demo record as it is written down: TOML files, one table for each row, read into rows of the models."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model

from events.models import Event, Question
from records.models import Detail, Publisher, Source
from statements.models import Statement, Theme
from talks.models import Party, Person, Place, Process, Round
from tracking.models import Assessment, Evidence

TEHRAN = Path(__file__).resolve().parent / "tehran"

# The tables that a file may have; all others are written inside the row that they belong to.
TABLES = {
    model._meta.model_name: model
    for model in (
        Publisher,
        Source,
        Theme,
        Place,
        Party,
        Person,
        Process,
        Round,
        Statement,
        Event,
        Question,
        Evidence,
        Assessment,
    )
}


class RowNotUnderstood(ValueError):
    """The files say something that no row can be made of; the message says which row and what."""


@dataclass(frozen=True)
class Row:
    """One row to be entered: its plain `values`, its `links` {foreign key: key of another row} and `many` {name: keys}.

    `key` is unique among the rows of the model and begins with that of the row it is written in; details have none.
    `below` are the rows written inside it, each with the name of the foreign key that leads back here.
    """

    model: type[Model]
    key: str
    values: dict
    links: dict
    many: dict
    below: tuple


def read(folder=TEHRAN):
    """Yield the Rows of the TOML files of `folder`, in the order of their names; RowNotUnderstood when one is none."""
    for path in sorted(folder.glob("*.toml")):
        with path.open("rb") as file:
            tables = tomllib.load(file)
        for table, entries in tables.items():
            if table not in TABLES:
                raise RowNotUnderstood(f"{path.name} has rows of “{table}”. Known are: {', '.join(TABLES)}.")
            for entry in entries:
                yield row(TABLES[table], entry)


def row(model, entry, above=""):
    """The Row of `model` that the table `entry` states, inside the row with the key `above`."""
    entry = dict(entry)
    key = ""
    if not issubclass(model, Detail):
        if "key" not in entry:
            raise RowNotUnderstood(f"A {model._meta.verbose_name} has no key: {entry}.")
        key = "/".join(filter(None, (above, entry.pop("key"))))
    values, links, many, below = {}, {}, {}, []
    for name, value in entry.items():
        try:
            field = model._meta.get_field(name)
        except FieldDoesNotExist as error:
            raise RowNotUnderstood(f"{model._meta.verbose_name} “{key}” has no “{name}”.") from error
        if field.one_to_many:
            below += [(field.remote_field.name, row(field.related_model, inner, key)) for inner in value]
        elif field.many_to_many:
            many[name] = value
        elif field.many_to_one:
            links[name] = value
        else:
            values[name] = value
    return Row(model, key, values, links, many, tuple(below))
