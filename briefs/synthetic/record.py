"""A whole made-up record, of a size and a seed."""

import gc
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import transaction

from briefs.synthetic import happenings, judgements, statements, table
from briefs.synthetic.chance import Chance
from briefs.synthetic.ledger import Ledger
from statements.models import Theme
from talks.models import Process


class AlreadyThere(Exception):
    """The made-up record of this seed is in the database."""


@dataclass(frozen=True)
class Plan:
    """How much to make up. The same plan gives the same record, public ids included."""

    events: int
    commitments: int
    seed: int = 1

    @property
    def theatres(self):
        """How many processes share the events and commitments: 1 to 40."""
        return 1 + min(39, max(self.events // 8_000, self.commitments // 1_600))

    @property
    def rounds(self):
        return self.theatres * 2 + self.commitments // 16


@contextmanager
def collector_at_rest():
    """No search for circles of objects meanwhile: rows make none, and looking through them takes a quarter of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def make(plan, say=lambda line: None):
    """Store the record of `plan`, all of it or nothing; a Counter of rows by model. `say` is told how far it is.

    Raises AlreadyThere when the database holds a record of the same seed, whatever its size.
    """
    # The stop keeps seed 1 from seeing what seed 12 made.
    if Process.objects.filter(slug__startswith=f"synthetic-{plan.seed}-").exists():
        raise AlreadyThere(f"The synthetic record of seed {plan.seed} is in this database already.")
    ledger = Ledger()
    with collector_at_rest(), transaction.atomic():
        # A stream each, so that more events leave the table as it was.
        theatres = table.set_up(
            ledger, Chance(plan.seed, "table"), seed=plan.seed, theatres=plan.theatres, rounds=plan.rounds
        )
        say(f"processes {plan.theatres}, rounds {plan.rounds:,}")
        release = happenings.release_of(ledger, Chance(plan.seed, "datasets"), plan.seed)
        calendars = happenings.happen(ledger, Chance(plan.seed, "events"), theatres, plan.events, release, say)
        themes = {theme.code: theme for theme in Theme.objects.filter(codebook=Theme.Codebook.PAM)}
        said, judged = Chance(plan.seed, "statements"), Chance(plan.seed, "judgements")
        for drafts in statements.speak(ledger, said, theatres, themes, plan.commitments, say):
            judgements.judge(ledger, judged, drafts, calendars)
    return ledger.kept
