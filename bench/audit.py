"""What the audit costs: the same writes with and without it, and the time to verify a long chain."""

import datetime as dt
import uuid
from contextlib import contextmanager
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db import connection, models, transaction
from django.forms.models import model_to_dict
from django.test import Client
from django.urls import reverse

from bench.timing import Sample, in_turn, ratio_of, timed
from records.admin.revision import signed_revision
from records.audit import chain, entries, head, receivers
from records.audit.verification import verify
from records.levels import Level
from records.models import Source
from records.models.audited import Audited
from records.roles import Role

WRITE_GOAL = 1.10
VERIFY_GOAL = 30
HOST = "127.0.0.1"
# Rows of one bulk write.
MANY = 500
# Entries handed to the database at a time, and what each of them says.
AT_A_TIME = 5_000
SAMPLE = ("changed", 7, "amina", "statements.commitment", 1, "statements.commitment")


@dataclass(frozen=True)
class Write:
    """One kind of write: its time with the audit and without."""

    name: str
    audited: Sample
    bare: Sample

    @property
    def ratio(self):
        return ratio_of(self.audited, self.bare)


@contextmanager
def without_audit():
    """The same site as if it had no audit: nobody hears, nobody remembers what was read, nothing is appended."""
    kept = {name: Audited.__dict__[name] for name in ("from_db", "remember")}
    append, take_turn = entries.append, chain.take_turn
    for signal, receiver, sender in receivers.heard():
        signal.disconnect(receiver, sender=sender)
    entries.append = chain.take_turn = lambda *values: None
    Audited.from_db = classmethod(models.Model.from_db.__func__)
    Audited.remember = lambda *values: None
    try:
        yield
    finally:
        receivers.listen()
        entries.append, chain.take_turn = append, take_turn
        for name, method in kept.items():
            setattr(Audited, name, method)


def writes(*, rounds, at_most=None):
    """Each kind of Write, measured `rounds` times in turn with and without the audit."""
    return [Write(name, **measured(run, rounds, at_most)) for name, run in kinds_of_write().items()]


def measured(run, rounds, at_most):
    def bare():
        with without_audit():
            # To take the audit down and up again is no part of the write.
            found.append(timed(run))

    def audited():
        found.append(timed(run))

    found = []
    runs = {"audited": audited, "bare": bare}
    for each in runs.values():
        each()
    taken = {name: [] for name in runs}
    found.clear()
    in_turn(
        {name: lambda name=name: (runs[name](), taken[name].append(found.pop())) for name in runs},
        rounds=rounds,
        at_most=at_most,
    )
    return {name: Sample(tuple(seconds)) for name, seconds in taken.items()}


def kinds_of_write():
    """{name: function that writes once}, each write a change of its own."""
    source = Source.objects.create(title="Round-up of the day", level=Level.RESTRICTED)
    client = Client(SERVER_NAME=HOST)
    analyst = get_user_model().objects.create_user("bench", clearance=Level.RESTRICTED)
    analyst.groups.set(Group.objects.filter(name=Role.ANALYST))
    client.force_login(get_user_model().objects.get(pk=analyst.pk))
    address = reverse("admin:records_source_change", args=[source.pk])
    count = iter(range(10**9))

    def post_form():
        stored = Source.objects.get(pk=source.pk)
        sent = {name: value for name, value in model_to_dict(stored).items() if value or value == 0}
        sent |= {"title": f"Round-up {next(count)}", "opened_revision": signed_revision(stored), "first_opened": ""}
        response = client.post(address, {**sent, "_continue": "1"})
        if response.status_code != 302:
            raise RuntimeError(f"{address} answered {response.status_code}.")

    def save():
        stored = Source.objects.get(pk=source.pk)
        stored.title = f"Round-up {next(count)}"
        stored.save()

    def bulk_create():
        Source.objects.bulk_create([Source(title=f"Dispatch {next(count)}") for _ in range(MANY)])

    def update():
        newest = Source.objects.order_by("-pk").values_list("pk", flat=True)[:MANY]
        Source.objects.filter(pk__in=list(newest)).update(authors=f"Desk {next(count)}")

    return {
        "a record saved in the admin, request and answer": post_form,
        "a record read and saved in Python": save,
        f"{MANY} records added in bulk": bulk_create,
        f"{MANY} records changed in bulk": update,
    }


def verification(number):
    """Seconds to verify a chain of `number` entries, once."""
    lengthen(number)
    found = []
    seconds = timed(lambda: found.append(verify()))
    if found[0].count != number:
        raise RuntimeError(f"{found[0].count} entries were verified, not {number}.")
    return seconds


def lengthen(number):
    """Add entries until the chain has `number`, in one transaction."""
    with transaction.atomic(), connection.cursor() as cursor:
        last, rows = head.last_entry(), []
        for following in range(last.number + 1, number + 1):
            entry = (following, dt.datetime.now(dt.UTC), *SAMPLE, uuid.uuid4(), 1, "summary, kind", "", last.hash)
            last = head.Head(following, chain.digest(entry))
            rows.append(chain.as_stored(entry, last.hash))
            if len(rows) == AT_A_TIME or following == number:
                cursor.executemany(chain.APPEND, rows)
                rows.clear()
        head.follow(is_first=False)
