"""What the door costs: each list as its reader gets it, beside the same list with `visible_to` letting everything through.

What counts is the processor's time: SQLite works in this process, and a few milliseconds are less than what a busy
machine adds to them.
"""

import secrets
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db.models import Q
from django.test import Client
from django.urls import reverse

from bench.bare import CELLS
from bench.lists import HOST
from bench.timing import Sample, in_turn, ratio_of
from briefs.models import Brief
from records import querysets
from records.levels import Level
from records.models import User
from records.roles import Role
from talks.models import Process

# At most 15% on any list.
GOAL = 1.15
BRIEFS = 300
ANALYST = "analyst of the measurement"

PUBLIC_LISTS = (
    "talks:process-list",
    "talks:round-list",
    "statements:statement-list",
    "tracking:commitment-list",
    "events:event-list",
    "briefs:brief-list",
)
ADMIN_LISTS = ("admin:statements_commitment_changelist", "admin:events_event_changelist")


@dataclass(frozen=True)
class Cost:
    """Times of one list: through the door, the same once more (what differs is noise), and with the door open."""

    name: str
    door: Sample
    again: Sample
    without: Sample

    @property
    def ratio(self):
        return ratio_of(self.door, self.without)

    @property
    def noise(self):
        return ratio_of(self.door, self.again)


@contextmanager
def open_door():
    """Every row is shown to everyone meanwhile. For measuring only; nothing of the site can do this."""
    kept, guarded = querysets.KeptQuerySet.visible_to, querysets.visible
    counted = querysets.RecordQuerySet.number_visible_to
    users = [module for module in list(sys.modules.values()) if getattr(module, "visible", None) is guarded]
    querysets.KeptQuerySet.visible_to = lambda rows, reader, at=None: rows.all()
    querysets.RecordQuerySet.number_visible_to = lambda rows, reader, at=None: rows.count()
    for module in users:
        module.visible = lambda model, reader, at=None, prefix="": Q()
    try:
        yield
    finally:
        querysets.KeptQuerySet.visible_to = kept
        querysets.RecordQuerySet.number_visible_to = counted
        for module in users:
            module.visible = guarded


def analyst():
    """Someone who enters the record and is cleared for restricted rows."""
    person, made = User.objects.get_or_create(username=ANALYST, defaults={"clearance": Level.RESTRICTED})
    if made:
        person.set_password(secrets.token_urlsafe(20))
        person.save()
        person.groups.add(Group.objects.get(name=Role.ANALYST))
    return person


def add_briefs():
    """Briefs enough for a list of several pages: the synthetic record has none."""
    if Brief.objects.exists():
        return
    processes = list(Process.objects.order_by("pk"))
    Brief.objects.bulk_create(
        Brief(
            title=f"Measured brief {number}",
            process=processes[number % len(processes)],
            level=Level.RESTRICTED if number % 10 == 0 else Level.PUBLIC,
        )
        for number in range(BRIEFS if processes else 0)
    )


def pages():
    """Pairs (address, browser) of the lists that are measured."""
    add_briefs()
    anyone, signed_in = Client(SERVER_NAME=HOST), Client(SERVER_NAME=HOST)
    signed_in.force_login(analyst())
    yield from ((reverse(name), anyone) for name in PUBLIC_LISTS)
    yield from ((reverse(name), signed_in) for name in ADMIN_LISTS)


def serve(browser, address):
    response = browser.get(address)
    if response.status_code != 200:
        raise RuntimeError(f"{address} answered {response.status_code}.")


def in_three_ways(name, ask, *, rounds, at_most, before=lambda: None):
    """The Cost of `ask`, a function, each way warmed up first."""

    def without():
        with open_door():
            ask()

    runs = {"door": ask, "without": without, "again": ask}
    for run in runs.values():
        run()
    times = in_turn(runs, rounds=rounds, at_most=at_most, before=before, clock=time.process_time)
    return Cost(name, times["door"], times["again"], times["without"])


def cost_of_pages(*, rounds, at_most=None):
    """Yield pairs of Costs of each list page: with the number of its rows known, and with it counted anew."""
    for address, browser in pages():
        ask = lambda address=address, browser=browser: serve(browser, address)  # noqa: E731 - measured twice
        cache.clear()
        warm = in_three_ways(address, ask, rounds=rounds, at_most=at_most)
        yield warm, in_three_ways(address, ask, rounds=rounds, at_most=at_most, before=cache.clear)


def cost_of_rows(*, rounds, at_most=None):
    """Yield the Cost of bare rows of each model: the newest 50, and the number of all, for anyone."""
    for model in CELLS:

        def ask(model=model):
            rows = model.objects.visible_to(Level.PUBLIC)
            list(rows.order_by("-pk").values(*CELLS[model].columns)[:50])
            model.objects.number_visible_to(Level.PUBLIC)

        yield in_three_ways(str(model._meta.verbose_name_plural), ask, rounds=rounds, at_most=at_most)
