"""Imports at work in processes of their own: a page starts one and waits for nothing."""

import subprocess
import sys
import threading

from django.conf import settings
from django.db import transaction


def command_for(run):
    """The command line that works on `run`."""
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "run_import", str(run.pk)]


def start(run):
    """Let a process of its own work on `run` once the open transaction is stored. It outlives the request and the worker."""
    transaction.on_commit(lambda: launch(command_for(run)))


def launch(command):
    """The process that runs `command`; what it has to complain of stands in the log of the site."""
    process = subprocess.Popen(  # noqa: S603 - a command of our own
        command, cwd=settings.BASE_DIR, start_new_session=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    # Somebody has to hear of its end, or it stays in the list of processes.
    threading.Thread(target=process.wait, daemon=True).start()
    return process
