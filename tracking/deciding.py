"""What a person decides about a suggestion: it is evidence, it is none, or it is not to be shown again. And the ways back.

Each is stored whole or not at all. Of two who decide about the same pair at once, the second is told, and nothing is
entered twice. A decision that the second does not see, or an event that is hidden from them, is told of to nobody.

Whoever decided may undo it for some minutes, while nothing refers to it and nobody changed it (statements/undoing.py says
why that is not the deletion of a record). Later, a decision is taken back by the rules there.
"""

import datetime as dt

from django.core import signing
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from events.models import Event
from records.audit.chain import writing
from records.beside import NAME as BESIDE
from records.beside import stand_beside
from records.levels import AFTER_EVERY_EMBARGO, level_beneath
from statements.undoing import is_referred_to, may_take_back
from tracking.models import Dismissal, Evidence, Suggestion

SIGNER = signing.TimestampSigner(salt="tracking.deciding")
UNDONE_WITHIN = dt.timedelta(minutes=15)

NOT_SUGGESTED = _(
    "Nothing was entered: this is not suggested any more, as the event or the commitment changed meanwhile. Look again."
)
MERGED = _("Nothing was entered: “%s” was merged into another event meanwhile.")
DISMISSED = _("“%s” was set aside as not relevant meanwhile. Nothing was entered.")
DECIDED = _("“%(event)s” was decided meanwhile: %(status)s, “%(bearing)s”. Nothing was entered a second time.")
DECIDED_BY = _(
    "“%(event)s” was decided meanwhile by %(person)s: %(status)s, “%(bearing)s”. Nothing was entered a second time."
)
CANNOT_UNDO = _(
    "This cannot be undone any more. It can be for 15 minutes, by who decided it, while nobody has changed it or relied on "
    "it. Take it back below, or open it and change how it stands."
)
CANNOT_TAKE_BACK = _(
    "This cannot be taken back here. It can be on the day it was decided, by who decided it, while nobody has changed it or "
    "relied on it; later by someone who is cleared for everything. Anyone who may enter evidence can open it and change "
    "how it stands."
)


class CannotDecide(Exception):
    """Nothing was stored; the message is a sentence for whoever decided."""

    def __str__(self):
        return str(self.args[0])


def confirm(commitment, event, user, at, *, bearing, reasoning=""):
    """Enter that the event bears on the commitment (primary keys of both) as `bearing`; the stored Evidence.

    `at` is the moment of the decision. CannotDecide if the pair does not wait for a decision that `user` may take;
    ValidationError, by field, if it may not be entered like that: an event before the statement is context.
    """
    return entered(commitment, event, user, at, status=Evidence.Status.CONFIRMED, bearing=bearing, reasoning=reasoning)


def reject(commitment, event, user, at, *, reasoning=""):
    """Enter that a person found the event to be no evidence on the commitment; the stored Evidence. Errors as `confirm`."""
    return entered(commitment, event, user, at, status=Evidence.Status.REJECTED, reasoning=reasoning)


def entered(commitment, event, user, at, *, status, bearing=None, reasoning=""):
    """Evidence made of the suggestion of a pair; its bearing is the proposed one, as far as it can be, where none is given."""
    with writing():
        suggestion = suggested(commitment, event, user)
        strictest = max(suggestion.commitment.level, suggestion.event.level)
        evidence = Evidence(
            commitment=suggestion.commitment,
            event=suggestion.event,
            bearing=suggestion.bearing if bearing is None else bearing,
            reasoning=reasoning,
            origin=Evidence.Origin.MACHINE,
            score=suggestion.score,
            status=status,
            decided_by=user,
            decided_at=at,
            level=level_beneath(strictest),
            created_by=user,
            changed_by=user,
        )
        # What is no evidence needs no better reason than that: a date that moved since is none against saying so.
        if bearing is None and evidence.came_before:
            evidence.bearing = Evidence.Bearing.CONTEXT
        evidence.full_clean(exclude=[BESIDE])
        stand_beside(evidence, user)
        evidence.save()
    return evidence


def dismiss(commitment, event, user):
    """Enter that the event has nothing to do with the commitment (primary keys of both); the stored Dismissal.

    CannotDecide as `confirm`.
    """
    with writing():
        suggestion = suggested(commitment, event, user)
        dismissal = Dismissal(commitment=suggestion.commitment, event=suggestion.event, dismissed_by=user)
        dismissal.full_clean()
        dismissal.save()
    return dismissal


def suggested(commitment, event, user):
    """The Suggestion of the pair that waits for `user`; CannotDecide, with the reason, if none does."""
    rows = Suggestion.objects.visible_to(user, AFTER_EVERY_EMBARGO).filter(commitment=commitment, event=event)
    found = rows.waiting(user).select_related("commitment__clause__statement", "event").first()
    if found is None:
        raise CannotDecide(why_not(commitment, event, user))
    return found


def why_not(commitment, event, user):
    """The sentence that says why the pair does not wait for `user`. It tells of nothing that they do not see."""
    pair = {"commitment": commitment, "event": event}
    evidence = Evidence.objects.visible_to(user, AFTER_EVERY_EMBARGO).filter(**pair)
    if decided := evidence.select_related("event", "decided_by").first():
        told = {
            "event": decided.event,
            "status": decided.get_status_display(),
            "bearing": decided.get_bearing_display(),
            "person": decided.decided_by,
        }
        return (DECIDED_BY if decided.decided_by else DECIDED) % told
    dismissed = Dismissal.objects.visible_to(user, AFTER_EVERY_EMBARGO).filter(**pair)
    if found := dismissed.select_related("event").first():
        return DISMISSED % found.event
    merged = Event.objects.visible_to(user, AFTER_EVERY_EMBARGO).filter(pk=event, merged_into__isnull=False)
    return MERGED % merged[0] if merged else NOT_SUGGESTED


def said(row):
    """What was decided by the stored Evidence or Dismissal, in a sentence."""
    if isinstance(row, Dismissal):
        return gettext("Not to be shown again: “%s”.") % row.event
    if row.status == Evidence.Status.REJECTED:
        return gettext("Rejected: “%s”. It stays on record as rejected.") % row.event
    return gettext("Confirmed as “%(bearing)s”: “%(event)s”.") % {
        "bearing": row.get_bearing_display(),
        "event": row.event,
    }


def token(row, user):
    """A signed text by which `user` alone can undo the decision `row` for some minutes. It holds keys, no words."""
    told = {"kind": row._meta.label_lower, "row": row.pk, "revision": revision_of(row), "user": user.pk}
    return SIGNER.sign_object(told)


def revision_of(row):
    return getattr(row, "revision", 0)


def decision_in(text, user):
    """The Evidence or Dismissal that the token `text` lets `user` undo, locked if there is a transaction; else None."""
    try:
        told = SIGNER.unsign_object(text, max_age=UNDONE_WITHIN)
    except signing.BadSignature:
        return None
    model = {one._meta.label_lower: one for one in (Evidence, Dismissal)}[told["kind"]]
    row = model.objects.visible_to(user, AFTER_EVERY_EMBARGO).filter(pk=told["row"]).select_related("event").first()
    is_as_made = row is not None and (revision_of(row), user.pk) == (told["revision"], told["user"])
    return row if is_as_made else None


def undo(text, user):
    """Delete the decision that the token `text` tells of; the deleted row. CannotDecide whatever stands in the way."""
    with writing():
        row = decision_in(text, user)
        if row is None or is_referred_to(row):
            raise CannotDecide(CANNOT_UNDO)
        return deleted(row)


def take_back(row, user):
    """Delete a rejection or a dismissal, so that the event may be suggested again; the deleted row.

    `row` is the Evidence or Dismissal as it was shown. CannotDecide if it is gone, or not for `user` to take back.
    """
    with writing():
        seen = type(row).objects.visible_to(user, AFTER_EVERY_EMBARGO).filter(pk=row.pk)
        stored = seen.select_related("event").first()
        is_confirmed = getattr(stored, "status", "") == Evidence.Status.CONFIRMED
        if stored is None or is_confirmed or not is_open_to_taking_back(stored, user):
            raise CannotDecide(CANNOT_TAKE_BACK)
        return deleted(stored)


def is_open_to_taking_back(row, user):
    if not user.has_perm(f"tracking.delete_{row._meta.model_name}"):
        return False
    # A dismissal is nobody's finding: it only keeps a list short.
    return isinstance(row, Dismissal) or may_take_back(row, user)


def deleted(row):
    key = row.pk
    row.delete()
    # Whoever asks what went still needs to know which it was.
    row.pk = key
    return row
