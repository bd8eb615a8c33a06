"""Taking a mark back, and undoing the last marking or taking back.

Rows that others may refer to are deleted only by who sees everything (`KeptOptions.has_delete_permission`): what hangs on
them goes along, and a refusal would tell of it. A mark may be taken back by whoever made it all the same, within a day
and while nothing whatever refers to it: then nothing goes along, and the one sentence that refuses names so many reasons
that it tells of none. The same holds for undoing, which is for minutes.
"""

import datetime as dt
from dataclasses import dataclass, field

from django.apps import apps
from django.core import signing
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from records.audit.chain import writing
from records.beside import NAME as BESIDE
from records.beside import stand_beside
from records.levels import Level, clearance_of
from records.models import Record
from statements.marking import last_past, marks_in
from statements.models import Clause, Commitment, Deadline, Passage

SIGNER = signing.TimestampSigner(salt="statements.undoing")
UNDONE_WITHIN = dt.timedelta(minutes=15)
TAKEN_BACK_WITHIN = dt.timedelta(days=1)
DISPUTED = ("is_disputed", "dispute_reason", "proposed_wording", "disputed_by")

CANNOT_UNDO = _(
    "This cannot be undone any more. It can be for 15 minutes, by who did it, while nobody has changed it, gone on from "
    "it or undone it."
)
CANNOT_TAKE_BACK = _(
    "This mark cannot be taken back here. It can be on the day it was made, by who made it, while nobody has changed it "
    "or gone on from it; later by someone who is cleared for everything."
)


class CannotUndo(Exception):
    """It is not to be undone or taken back; the sentence is the same whatever the reason."""


@dataclass
class Undoing:
    """What was taken back or undone: the spans (start, end) of text to draw anew, the keys of the points they are of.

    `steps` is how to undo it in its turn; `stays` the commitment or point that stayed when its words were taken back.
    """

    spans: list = field(default_factory=list)
    clauses: set = field(default_factory=set)
    steps: list = field(default_factory=list)
    stays: object = None

    def touch(self, row):
        """Count `row` among what is drawn anew."""
        if isinstance(row, Passage):
            self.spans.append((row.start, row.end))
        self.clauses.add(row.pk if isinstance(row, Clause) else clause_key(row))


def clause_key(row):
    return row.commitment.clause_id if isinstance(row, Deadline) else row.clause_id


def steps_of(marked):
    """The steps that undo what was `marked`, as JSON takes them."""
    changed = [["changed", row._meta.label_lower, row.pk, row.revision, before] for row, before in marked.changed]
    entered = [
        ["entered", row._meta.label_lower, row.pk, getattr(row, "revision", 0), 0] for row in reversed(marked.entered)
    ]
    return [*changed, *entered]


def token(steps, version, user):
    """A signed text by which `user` alone can undo the `steps` on `version` for some minutes. It holds keys, no words."""
    return SIGNER.sign_object({"steps": steps, "version": version.pk, "user": user.pk})


def undo(text, version, user):
    """Undo what the token `text` says; the Undoing. CannotUndo whatever the reason."""
    try:
        told = SIGNER.unsign_object(text, max_age=UNDONE_WITHIN)
    except signing.BadSignature as refusal:
        raise CannotUndo(CANNOT_UNDO) from refusal
    if (told["version"], told["user"]) != (version.pk, user.pk):
        raise CannotUndo(CANNOT_UNDO)
    done, ways = Undoing(), {"entered": unenter, "changed": unchange, "deleted": restore}
    try:
        with writing():
            for way, label, key, revision, past in told["steps"]:
                ways[way](done, apps.get_model(label), key, revision, past, user)
    except (ValidationError, ObjectDoesNotExist) as refusal:
        # What it hung on, or led to, is gone.
        raise CannotUndo(CANNOT_UNDO) from refusal
    return done


def unenter(done, model, key, revision, _past, user):
    """Delete a row that was entered and left alone since."""
    row = model._base_manager.select_for_update().filter(pk=key).first()
    if row is None or getattr(row, "revision", 0) != revision or is_referred_to(row):
        raise CannotUndo(CANNOT_UNDO)
    done.touch(row)
    row.delete()


def unchange(done, model, key, revision, past, user):
    """Give a row that was changed, and left alone since, what it said before."""
    row, before = model._base_manager.filter(pk=key).first(), model.history.filter(history_id=past).first()
    if row is None or before is None or row.revision != revision:
        raise CannotUndo(CANNOT_UNDO)
    for name in DISPUTED:
        setattr(row, name, getattr(before, name))
    row.changed_by = user
    row.save()
    done.touch(row)


def restore(done, model, key, _revision, past, user):
    """Store a row that was deleted as it was, under its own key and public id, with the links it had."""
    gone = model.history.filter(history_id=past, id=key, history_type="-").first()
    if gone is None or model._base_manager.filter(pk=key).exists():
        raise CannotUndo(CANNOT_UNDO)
    row = gone.instance
    row._state.adding = True
    if isinstance(row, Record):
        row.changed_by = user
    row.full_clean(exclude=[BESIDE])
    if stand_beside(row, user):
        # Another has its number, or marks its words, by now.
        raise CannotUndo(CANNOT_UNDO)
    row.save(force_insert=True)
    last = model.history.filter(id=key, history_id__lt=past).exclude(history_type="-").order_by("-history_id").first()
    for link in model._meta.many_to_many:
        column = f"{link.m2m_reverse_field_name()}_id"
        keys = getattr(last, link.name).values_list(column, flat=True)
        getattr(row, link.name).set(link.related_model._base_manager.filter(pk__in=list(keys)))
    done.touch(row)


def take_back(passage, version, user):
    """Take a mark of `version` back; the Undoing. CannotUndo whatever the reason.

    A dispute on the words of a point leaves the point marked. What has no words left, was entered by `user` within the
    day and is referred to by nothing goes along: the commitment, the point.
    """
    done = Undoing()
    with writing():
        row = marks_in(version, user).select_for_update(of=("self",)).filter(pk=passage.pk).first()
        if row is None or not may_take_back(row, user):
            raise CannotUndo(CANNOT_TAKE_BACK)
        done.touch(row)
        if row.is_disputed and not entered_as_dispute(row):
            settle_dispute(done, row, user)
            return done
        above = row.commitment or row.clause
        remove(done, row)
        if is_own(above, user) and not is_referred_to(above, but=Deadline):
            for deadline in above.deadlines.all() if isinstance(above, Commitment) else ():
                remove(done, deadline)
            remove(done, above)
        else:
            done.stays = above
    done.steps.reverse()
    return done


def may_take_back(row, user):
    """Whether `user` may take `row` back: see the head of this module."""
    is_free = not is_referred_to(row)
    return is_free and (clearance_of(user) == max(Level) or is_own(row, user))


def is_own(row, user):
    """Whether `user` entered `row` within the day and nobody else changed it."""
    is_fresh = timezone.now() - row.created_at < TAKEN_BACK_WITHIN
    return is_fresh and row.created_by_id == row.changed_by_id == user.pk


def entered_as_dispute(passage):
    """Whether a disputed passage was disputed from the start; else it marks a point whose wording came to be disputed."""
    first = Passage.history.filter(id=passage.pk).order_by("history_id").first()
    return first is None or first.is_disputed


def settle_dispute(done, passage, user):
    """Leave a passage marked, and no longer disputed."""
    before = last_past(passage)
    passage.is_disputed, passage.changed_by = False, user
    passage.dispute_reason = passage.proposed_wording = passage.disputed_by = ""
    passage.save()
    done.steps.append(["changed", passage._meta.label_lower, passage.pk, passage.revision, before])


def remove(done, row):
    """Delete `row` and keep how to restore it."""
    model, key = type(row), row.pk
    done.touch(row)
    row.delete()
    past = model.history.filter(id=key, history_type="-").order_by("-history_id").first()
    done.steps.append(["deleted", model._meta.label_lower, key, 0, past.history_id])


def is_referred_to(row, but=None):
    """Whether any row at all, seen by anyone or not, refers to `row`; those of the model `but` do not count."""
    return any(
        relation.related_model is not but
        and relation.related_model._base_manager.filter(**{relation.field.name: row}).exists()
        for relation in row._meta.related_objects
    )
