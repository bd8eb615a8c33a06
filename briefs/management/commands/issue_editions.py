"""`manage.py issue_editions`: the worker that draws and issues the editions people ask for."""

import datetime as dt
import logging
import os
import time

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from briefs.at_work import note_at_work
from briefs.models import EditionOrder
from briefs.ordering import requeue

PAUSE = 0.5
SWEEPS_EVERY, PRUNES_EVERY = dt.timedelta(seconds=10), dt.timedelta(hours=12)
# In days: what was queued longer ago and is done is forgotten.
KEPT_FOR = 14


class Command(BaseCommand):
    help = (
        "Draw and issue the editions that people ask for, one after the other, until told to stop. “make run” starts one; "
        "several may work beside each other. Whatever ends one, another takes up what it left."
    )
    # Each costs a second of every start, and the site has run them.
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="end when nothing is left in the queue")
        parser.add_argument("--parent", type=int, help="end when the process of this number is no longer the parent")

    def handle(self, *, once, parent, **options):
        # It says when it is told to stop, which whoever told it knows.
        logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
        worker = Worker(
            queue_names=["default"],
            excluded_queue_names=[],
            interval=0,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=1,
            worker_id=get_random_string(32),
        )
        worker.configure_signals()
        chores = Chores()
        while worker.running and (parent is None or os.getppid() == parent):
            close_old_connections()
            chores.do(timezone.now())
            # Asked first, because taking something from the queue locks the database, were it empty.
            if DBTaskResult.objects.ready().exists():
                worker.run()
            elif once:
                break
            else:
                time.sleep(PAUSE)


class Chores:
    """What a worker does beside drawing, each at its pace."""

    def __init__(self):
        self.swept_at = self.pruned_at = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)

    def do(self, now):
        """Leave a note; put back into the queue what others left; forget what was done long ago."""
        if now - self.swept_at >= SWEEPS_EVERY:
            self.swept_at = now
            note_at_work(now)
            requeue(EditionOrder.objects.open(), now)
        if now - self.pruned_at >= PRUNES_EVERY:
            self.pruned_at = now
            call_command("prune_db_task_results", min_age_days=KEPT_FOR, verbosity=0)
            # A task whose worker was killed is marked as running for ever.
            long_ago = now - dt.timedelta(days=KEPT_FOR)
            DBTaskResult.objects.running().filter(started_at__lt=long_ago).delete()
