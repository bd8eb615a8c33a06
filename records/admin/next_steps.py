"""What is usually entered after a record. A room further up the street says so here for records of the rooms below."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode

from django.apps import apps
from django.contrib.auth import get_permission_codename
from django.db.models import Model
from django.urls import reverse

from records.levels import level_beneath
from records.roles import may_enter


@dataclass(frozen=True)
class NextStep:
    """Entering an `add` after a record; `given(record)` are the values that the empty form starts with."""

    add: type[Model]
    label: str
    given: Callable

    @property
    def room(self):
        return self.add._meta.app_label

    def address(self, record):
        meta = self.add._meta
        given = self.given(record)
        given["level"] = level_beneath(given["level"]).value
        values = {name: value for name, value in given.items() if value is not None}
        return f"{reverse(f'admin:{meta.app_label}_{meta.model_name}_add')}?{urlencode(values)}"

    def words(self, record, user):
        return self.label

    def is_open_to(self, user):
        meta = self.add._meta
        return user.has_perm(f"{meta.app_label}.{get_permission_codename('add', meta)}")


@dataclass(frozen=True)
class NextPage:
    """Another page to go to after a record, open to all who may enter the admin; `room` is whose page it is.

    `label` is a text, or a function of the record and the person that gives one. `needs` is a permission without which
    the page is not open.
    """

    room: str
    label: str | Callable
    address: Callable
    needs: str = ""

    def words(self, record, user):
        return self.label(record, user) if callable(self.label) else self.label

    def is_open_to(self, user):
        return may_enter(user) and (not self.needs or user.has_perm(self.needs))


STEPS = defaultdict(list)


def next_step(*, after, add, label, given):
    """Offer on the page of each `after` (a model) to enter an `add`, prefilled with `given(record)`, its level among it."""
    STEPS[after].append(NextStep(add, label, given))


def next_page(*, after, room, label, address, needs=""):
    """Offer on the page of each `after` (a model) the page of `room` at `address(record)`."""
    STEPS[after].append(NextPage(room, label, address, needs))


def steps_after(record, user):
    """Pairs (label, address) of what `user` may enter after `record`, in the order of the street."""
    rooms = list(apps.app_configs)
    steps = sorted(STEPS[type(record)], key=lambda step: -rooms.index(step.room))
    return [(step.words(record, user), step.address(record)) for step in steps if step.is_open_to(user)]
