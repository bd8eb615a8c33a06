"""How each commitment stands to its deadline on a day, and which commitments stand how.

Both are told by what a reader may see: a hidden amendment, assessment or condition changes nothing. The same rules stand
here twice, for a list of rows in hand (`with_deadline_state`) and for the database to count by (`standing_as`).
"""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.db.models.lookups import Exact, In
from django.utils.translation import gettext_lazy as _

from statements.deadlines import in_force, over_before, told
from statements.models import Commitment, Deadline
from tracking import deadline_words as words
from tracking.codebook import Rating
from tracking.models import Assessment

# From how many days before its last day a deadline is due soon. Ours: no codebook draws this line. A month is about the
# time in which a question can still be put to the parties, and their answer reach the record, before the day.
SOON = 30

# Commitments that are kept day by day. What is said of one before its last day says nothing of the days that follow.
LASTING = (Commitment.Kind.REFRAIN, Commitment.Kind.CONTINUE)


class Due(models.TextChoices):
    """How a commitment stands to its deadline. A period counts by its last day, an approximate one with its leeway."""

    OVERDUE = "overdue", _("overdue")
    SOON = "soon", _("due soon")
    LATER = "later", _("due later")
    CLOSED = "closed", _("closed by its rating")
    UNDATED = "undated", _("no date: as soon as possible")
    CONDITIONAL = "conditional", _("waits for a condition")
    NONE = "none", _("none stated")


@dataclass(frozen=True)
class DeadlineState:
    """How a commitment stands to its deadline on a day: `kind`, in one or two sentences, and the last day it counts by.

    `day` is None for what has no date. `deadline` is the one in force, or None; `original` the first one where a later
    statement amended it, else None.
    """

    kind: Due
    day: dt.date | None
    sentence: str
    deadline: Deadline | None = None
    original: Deadline | None = None


@dataclass(frozen=True)
class Judged:
    """The `rating` of an assessment and the day, in UTC, that it speaks for."""

    rating: Rating
    day: dt.date


def with_deadline_state(commitments, reader, on, at=None):
    """The list `commitments`, each with its `deadline_state` on the day `on` and the `deadline` in force, or None.

    All as `reader` sees it at the moment `at` (records/querysets.py). Four queries at most, however many there are.
    """
    known = Known(commitments, reader, on, at)
    for commitment in commitments:
        commitment.deadline_state = known.state_of(commitment)
        commitment.deadline = commitment.deadline_state.deadline
    return commitments


class Known:
    """What `reader` may know on the day `on` of the deadlines, ratings and conditions of some commitments."""

    def __init__(self, commitments, reader, on, at=None):
        self.on = on
        self.deadlines = defaultdict(list)
        rows = told(reader, on, at).filter(commitment__in=commitments).select_related("amended_by")
        for row in rows.in_order():
            self.deadlines[row.commitment_id].append(row)
        waiting = [key for key, rows in self.deadlines.items() if rows[-1].terms == Deadline.Terms.CONDITIONAL]
        seen = Commitment.objects.visible_to(reader, at).order_by()
        conditions = seen.filter(pk__in=waiting).values_list("pk", "conditions", "depends_on") if waiting else ()
        self.conditions = {key: (text, awaited) for key, text, awaited in conditions}
        keys = {awaited for _text, awaited in self.conditions.values()} - {None}
        self.awaited = seen.only("public_id", "summary", "repeats").in_bulk(keys) if keys else {}
        judged = [*commitments, *self.awaited.values()]
        keys = {one.pk for one in judged} | {one.repeats_id for one in judged} - {None}
        self.judged = defaultdict(list)
        found = Assessment.objects.visible_to(reader, at).in_force(end_of(on)).filter(commitment__in=keys)
        for key, rating, as_of in found.values_list("commitment", "rating", "as_of"):
            self.judged[key].append(Judged(Rating(rating), as_of.astimezone(dt.UTC).date()))

    def judgements_of(self, commitment):
        """The Judged of `commitment`, the newest first; of the one that it repeats where nobody has judged it itself."""
        return self.judged.get(commitment.pk) or self.judged.get(commitment.repeats_id) or []

    def state_of(self, commitment):
        """The DeadlineState of one of the commitments."""
        rows = self.deadlines.get(commitment.pk)
        if not rows:
            return DeadlineState(Due.NONE, None, words.none_stated())
        deadline = rows[-1]
        original = rows[0] if rows[0].amended_by_id is None and len(rows) > 1 else None
        day = deadline.due_on.last_possible if deadline.due_on else None
        judged = self.judgements_of(commitment)
        kind = self.kind_of(commitment, deadline, day, judged)
        sentence = self.sentence_of(commitment, kind, deadline, day, judged)
        if deadline.amended_by_id:
            sentence = f"{sentence} {words.amended(deadline, original)}"
        return DeadlineState(kind, day, sentence, deadline, original)

    def kind_of(self, commitment, deadline, day, judged):
        if deadline.terms == Deadline.Terms.NONE:
            return Due.NONE
        if judged and closes(judged[0], commitment, deadline):
            return Due.CLOSED
        if deadline.terms == Deadline.Terms.SOON:
            return Due.UNDATED
        if deadline.terms == Deadline.Terms.CONDITIONAL:
            return Due.CONDITIONAL
        if day < self.on:
            return Due.OVERDUE
        return Due.SOON if (day - self.on).days <= SOON else Due.LATER

    def sentence_of(self, commitment, kind, deadline, day, judged):
        newest = judged[0] if judged else None
        match kind:
            case Due.NONE:
                return words.none_stated()
            case Due.CLOSED:
                if commitment.kind in LASTING:
                    return words.kept(newest, deadline)
                by_then = (one.day <= day for one in judged if one.rating == Rating.FULL) if day else ()
                return words.closed(newest, deadline, is_in_time=any(by_then))
            case Due.UNDATED:
                return words.undated(deadline)
            case Due.CONDITIONAL:
                text, key = self.conditions[commitment.pk]
                awaited = self.awaited.get(key)
                its = self.judgements_of(awaited) if awaited else []
                return words.conditional(awaited, its[0] if its else None, text or deadline.words)
            case Due.OVERDUE:
                return words.overdue(deadline, (self.on - day).days, newest)
            case _:
                return words.due(deadline, (day - self.on).days, self.on, newest)


def closes(judged, commitment, deadline):
    """Whether the Judged in force lets nothing more be expected by the deadline.

    It does when all was done, or when the rest can no longer be. What is kept day by day must have been judged on its
    last day or later.
    """
    if judged.rating == Rating.PARTLY_CLOSED:
        return True
    if judged.rating != Rating.FULL:
        return False
    return commitment.kind not in LASTING or deadline.due_on is None or judged.day >= deadline.due_on.latest


def end_of(day):
    """The last moment of `day`, in UTC."""
    return dt.datetime.combine(day, dt.time.max, dt.UTC)


def standing_as(due, reader, on, at=None):
    """The deadlines in force of the commitments that stand as `due`, a Due, says on the day `on`. Not for Due.NONE."""
    return in_force(reader, on, at).filter(condition_of(due, reader, on, at))


def condition_of(due, reader, on, at=None):
    """The condition that a deadline in force on the day `on` stands as `due`."""
    settled = closed(reader, on, at)
    dated = Q(terms=Deadline.Terms.DATED)
    over, soon_over = over_before(on), over_before(on + dt.timedelta(days=SOON + 1))
    return {
        Due.OVERDUE: dated & over & ~settled,
        Due.SOON: dated & ~over & soon_over & ~settled,
        Due.LATER: dated & ~soon_over & ~settled,
        Due.CLOSED: ~Q(terms=Deadline.Terms.NONE) & settled,
        Due.UNDATED: Q(terms=Deadline.Terms.SOON) & ~settled,
        Due.CONDITIONAL: Q(terms=Deadline.Terms.CONDITIONAL) & ~settled,
    }[due]


def judged_by(reader, on, at=None):
    """The published assessments as of the day `on` or before that `reader` sees."""
    return Assessment.objects.visible_to(reader, at).in_force(end_of(on)).order_by()


def closed(reader, on, at=None):
    """The condition on deadlines that the rating in force closes them (`closes`)."""

    def newest(path):
        judged = judged_by(reader, on, at).filter(commitment=OuterRef(path))
        return Subquery(judged.order_by("-as_of", "-pk").values("rating")[:1])

    rating = Coalesce(newest("commitment"), newest("commitment__repeats"), Value(""))
    is_ended = Q(Exact(rating, Rating.PARTLY_CLOSED))
    done_at_once = ~Q(commitment__kind__in=LASTING) | Q(due_on_latest__isnull=True)
    # The cheap question first, of each; what follows is asked of few.
    closing = Q(In(rating, [Rating.FULL, Rating.PARTLY_CLOSED]))
    return closing & (done_at_once | is_ended | judged_since(reader, on, at))


def judged_since(reader, on, at=None):
    """The condition on deadlines that an assessment speaks for their last day, or for a later one.

    Of the commitment itself or, where nobody has judged that, of the one that it repeats.
    """
    seen = judged_by(reader, on, at)

    def late(path):
        # A day without a time is the moment with which it begins.
        return Q(Exists(seen.filter(commitment=OuterRef(path), as_of__gte=OuterRef("due_on_latest"))))

    is_judged = Q(Exists(seen.filter(commitment=OuterRef("commitment"))))
    return late("commitment") | Q(commitment__repeats__isnull=False) & ~is_judged & late("commitment__repeats")


def due(commitments, which, reader, on, at=None):
    """Those of the queryset `commitments` that stand as `which`, a Due, says to their deadlines on the day `on`."""
    if which == Due.NONE:
        stated = in_force(reader, on, at).exclude(terms=Deadline.Terms.NONE)
        return commitments.exclude(pk__in=stated.order_by().values("commitment"))
    return commitments.filter(pk__in=standing_as(which, reader, on, at).order_by().values("commitment"))


def overdue(commitments, reader, on, at=None):
    """Those whose day has passed, and that no rating closes."""
    return due(commitments, Due.OVERDUE, reader, on, at)


def unassessed(reader, on, at=None):
    """The deadlines overdue on the day `on` of which no published assessment speaks for the last day or for a later one."""
    return standing_as(Due.OVERDUE, reader, on, at).filter(~judged_since(reader, on, at))


def overdue_unassessed(commitments, reader, on, at=None):
    """Those overdue whose deadlines are `unassessed`."""
    return commitments.filter(pk__in=unassessed(reader, on, at).order_by().values("commitment"))


def dated_in_order(reader, on, at=None):
    """The dated deadlines in force, with `urgency`: overdue 0, due 1, closed 2. In that order, the earliest first."""
    urgency = Case(
        When(closed(reader, on, at), then=Value(2)),
        When(over_before(on), then=Value(0)),
        default=Value(1),
    )
    rows = in_force(reader, on, at).filter(terms=Deadline.Terms.DATED).annotate(urgency=urgency)
    return rows.order_by("urgency", "due_on_latest", "pk")
