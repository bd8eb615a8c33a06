"""Suggestions of one commitment, or for one event, brought up to date for the page that shows them."""

import logging

from django.core.cache import cache
from django.db import OperationalError

from records.models import AuditEntry
from statements.models import Commitment
from tracking.suggestions.changes import Changes, changes_since, entries_since, number_at
from tracking.suggestions.ranking import Ranking
from tracking.suggestions.running import last_run
from tracking.suggestions.storing import store
from tracking.suggestions.updating import Update

logger = logging.getLogger(__name__)
# How long, in seconds, it is remembered that nothing has changed.
REMEMBERED = 86_400


def bring_up_to_date(commitment):
    """Rank the events for `commitment` anew if anything has changed that may concern it; whether that was done.

    When somebody else is writing for long, the page shows what is stored.
    """
    return brought(
        f"suggested-for-{commitment.pk}", lambda changes: may_concern(commitment, changes), lambda: rank(commitment)
    )


def bring_event_up_to_date(event):
    """Let the commitments that `event` may bear on be compared with it, if anything has changed; whether that was done."""
    return brought(f"suggested-of-{event.pk}", bool, lambda: compare(event))


def brought(name, is_stale, work):
    """Do `work` if what has changed `is_stale`, and remember under `name` up to which audit entry that was looked at."""
    last = AuditEntry.objects.order_by("-number").values_list("number", flat=True).first() or 0
    before = last_run()
    looked_at = cache.get(name)
    if before and before.read_up_to:
        number = number_at(before.read_up_to)
        if looked_at is not None and looked_at > number:
            changes = Changes(everything=entries_since(looked_at).exists())
        else:
            changes = changes_since(number, before.read_up_to)
    else:
        changes = Changes(everything=looked_at is None or entries_since(looked_at).exists())
    if not is_stale(changes):
        return False
    try:
        work()
    except OperationalError as error:
        logger.warning("Suggestions were not brought up to date: %s", error)
        return False
    cache.set(name, last, REMEMBERED)
    return True


def may_concern(commitment, changes):
    return (
        changes.everything
        or commitment.pk in changes.commitments
        or bool(changes.events or changes.parties or changes.places)
    )


def rank(commitment):
    ranking = Ranking()
    store({key: ranking.best(profile) for key, profile in ranking.profiles([commitment.pk]).items()})


def compare(event):
    """Bring up to date what is suggested of `event`, as if it had just changed."""
    ranking = Ranking()
    profiles = ranking.profiles(Commitment._base_manager.order_by().values_list("pk", flat=True))
    update = Update(ranking, profiles, Changes(events={event.pk}, known_events={event.pk}))
    merged, anew = update.run(set())
    store(merged | {key: ranking.best(profiles[key]) for key in anew})
