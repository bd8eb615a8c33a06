"""`manage.py suggest_evidence`: which later events may bear on which commitment, brought up to date."""

import time

from django.core.management.base import BaseCommand, CommandError

from tracking.models import SuggestionRun
from tracking.suggestions.running import Busy, run

Extent = SuggestionRun.Extent


class Command(BaseCommand):
    help = (
        "Suggest later events that may bear on commitments, for analysts to confirm or reject. The first time every "
        "commitment is looked at, afterwards only what has changed. It may be stopped at any time and run again. What "
        "people have decided stays as it is."
    )

    def add_arguments(self, parser):
        extent = parser.add_mutually_exclusive_group()
        extent.add_argument(
            "--all", dest="extent", action="store_const", const=Extent.ALL, help="look at every commitment anew"
        )
        extent.add_argument(
            "--changed",
            dest="extent",
            action="store_const",
            const=Extent.CHANGED,
            help="only what has changed since the last time (the default, once every commitment was looked at)",
        )

    def handle(self, *, extent, verbosity, **options):
        began = time.monotonic()

        def say(done, total):
            if verbosity:
                self.stdout.write(f"{time.monotonic() - began:7.1f} s  commitments {done:,} of {total:,}")
                self.stdout.flush()

        try:
            made = run(extent, say)
        except Busy as busy:
            raise CommandError(str(busy)) from busy
        if verbosity:
            self.stdout.write(
                f"Looked at {made.commitments_done:,} commitments and {made.events_done:,} changed events: "
                f"{made.suggested:,} new suggestions."
            )
