"""`manage.py seed_scale`: a made-up record of any size, to measure with."""

import argparse
import time

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from briefs.synthetic.record import AlreadyThere, Plan, make


def count(text):
    """A whole number, 0 or more; commas and underscores may part its thousands."""
    try:
        number = int(text.replace(",", "_"))
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is not a whole number: write it like 20000.") from None
    if number < 0:
        raise argparse.ArgumentTypeError(f"{number} is below 0: there cannot be fewer than none.")
    return number


def seed(text):
    """A whole number that a process can carry in its address."""
    number = count(text)
    if number >= 10**9:
        raise argparse.ArgumentTypeError(f"{number} is too large for a seed: choose one below 1,000,000,000.")
    return number


class Command(BaseCommand):
    help = (
        "Add a synthetic record: processes, statements, commitments, events and all that hangs on them, every process "
        "and party marked as synthetic. The same seed and numbers give the same record; a seed is added once. All or "
        "nothing is stored, and no history, since nobody edited it. Meant for measuring: keep it out of a real record."
    )

    def add_arguments(self, parser):
        parser.add_argument("--events", type=count, required=True, help="how many events; 0 for none")
        parser.add_argument("--commitments", type=count, required=True, help="how many commitments; 0 for none")
        parser.add_argument("--seed", type=seed, default=1, help="which of the many possible records (default: 1)")

    def handle(self, *, events, commitments, seed, verbosity, **options):
        if not events and not commitments:
            raise CommandError("There is nothing to make: ask for at least one event or one commitment.")
        began = time.monotonic()

        def say(line):
            if verbosity:
                self.stdout.write(f"{time.monotonic() - began:7.1f} s  {line}")
                self.stdout.flush()

        try:
            kept = make(Plan(events, commitments, seed), say)
        except AlreadyThere as there:
            raise CommandError(f"{there} Nothing was added. Choose another with --seed.") from there
        # The database orders its work by what it knows of the tables, and they have grown.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        if verbosity:
            for model, number in sorted(kept.items(), key=lambda pair: pair[0]._meta.label):
                self.stdout.write(f"{model._meta.verbose_name_plural!s:34} {number:10,}")
