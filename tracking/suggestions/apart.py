"""Suggestions brought up to date in a process of their own: a page starts it and waits for nothing."""

import sys

from django.conf import settings
from django.db import transaction

from records.imports.apart import launch

COMMAND = (sys.executable, str(settings.BASE_DIR / "manage.py"), "suggest_evidence", "--verbosity", "0")


def start():
    """Let a process of its own bring the suggestions up to date once the open transaction is stored."""
    transaction.on_commit(lambda: launch(list(COMMAND)))
