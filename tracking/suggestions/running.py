"""A run over the record that brings the suggestions up to date: of all commitments, or of what has changed."""

import datetime as dt
from contextlib import contextmanager

from django.db import connection
from django.utils import timezone

from records.audit.chain import writing
from records.imports.alone import lock_of_a_file, lock_of_the_database
from statements.models import Commitment
from tracking.models import SuggestionRun
from tracking.suggestions.changes import changes_since, number_at
from tracking.suggestions.ranking import Ranking
from tracking.suggestions.storing import store
from tracking.suggestions.updating import Update

Extent = SuggestionRun.Extent
# Commitments whose suggestions are stored in one transaction.
BATCH = 50
# A writer on PostgreSQL may take the time before it waits for its turn to write.
MARGIN = dt.timedelta(seconds=30)


class Busy(Exception):
    """Another run is at work."""


@contextmanager
def alone():
    """Nobody else brings suggestions up to date meanwhile. Busy, with a sentence, when somebody does."""
    held = lock_of_the_database if connection.vendor == "postgresql" else lock_of_a_file
    with held("suggestions") as is_ours:
        if not is_ours:
            raise Busy("Suggestions are being brought up to date already. Wait until that has ended.")
        yield


def quiet(done, total):
    """Tells nobody of the progress."""


def last_run():
    """The last SuggestionRun that came to its end, or None."""
    return SuggestionRun.objects.filter(ended_at__isnull=False).order_by("-pk").first()


def run(extent=None, say=quiet):
    """The SuggestionRun that brought the suggestions up to date: of all, of what has changed, or, without an `extent`,
    of what has changed since the last run, and of all when there was none.

    Busy when another is at work. One that is killed leaves whole what it has stored; the next one does the rest.
    """
    with alone():
        before = last_run()
        if extent is None or before is None:
            extent = Extent.CHANGED if before else Extent.ALL
        now = settled_moment()
        made = SuggestionRun.objects.create(extent=extent, started_at=now)
        if extent == Extent.ALL:
            rank_all(made, say)
        else:
            changes = changes_since(number_at(before.read_up_to), before.read_up_to)
            made.events_done = len(changes.events)
            if changes.everything:
                rank_all(made, say)
            elif changes:
                rank_changed(made, changes, say)
        made.read_up_to, made.ended_at = now, timezone.now()
        made.save()
    return made


def settled_moment():
    """A moment before which nothing is still being written: all that will ever have been saved by then is stored."""
    with writing():
        now = timezone.now()
    return now - MARGIN if connection.vendor == "postgresql" else now


def rank_all(made, say):
    rank_anew(
        made, Ranking(), Commitment._base_manager.order_by("clause__statement", "pk").values_list("pk", flat=True), say
    )


def rank_anew(made, ranking, keys, say):
    """Rank the commitments `keys` as a whole, and store what is found batch by batch."""
    keys = list(keys)
    made.commitments_total += len(keys)
    made.save()
    for start in range(0, len(keys), BATCH):
        part = keys[start : start + BATCH]
        found = {key: ranking.best(profile) for key, profile in ranking.profiles(part).items()}
        made.suggested += store(found)
        made.commitments_done += len(part)
        made.save()
        say(made.commitments_done, made.commitments_total)


def rank_changed(made, changes, say):
    """Bring up to date what `changes` may bear on, and nothing else."""
    ranking = Ranking()
    profiles = ranking.profiles(Commitment._base_manager.order_by().values_list("pk", flat=True))
    update = Update(ranking, profiles, changes)
    anew = update.to_rank_anew()
    merged, more = update.run(anew)
    made.commitments_total += len(merged)
    made.suggested += store(merged)
    made.commitments_done += len(merged)
    rank_anew(made, ranking, sorted(anew | more), say)


def after_import(run_of_import):
    """Bring the suggestions up to date after an import, as long as there is a commitment to suggest for."""
    if Commitment._base_manager.exists():
        run()
