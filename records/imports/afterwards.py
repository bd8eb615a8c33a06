"""What is done after each import that ended well. Each room registers its own when it is ready."""

import logging

logger = logging.getLogger(__name__)
WORKS = []


def register(work):
    """Let `work`, a function of the ImportRun, be called after each import that has finished, in the same process."""
    WORKS.append(work)
    return work


def follow(run):
    """Do what is registered. The import is stored: what fails here is told in the log, and spoils nothing."""
    for work in WORKS:
        try:
            work(run)
        except Exception:
            logger.exception("What follows an import of %s failed: %s", run.release, work.__name__)
