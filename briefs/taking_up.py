"""An order is taken up: leased, drawn with progress, and ended as an edition or as a sentence that says why not.

A lease is held by whoever last counted an attempt. Whoever lost it, because it ran out and another took the order up,
notices at the next step or in the transaction that would store the edition, and leaves everything as it is.
"""

import datetime as dt
import errno
import logging
import traceback

from django.db import DatabaseError
from django.db.models import F
from django.utils.translation import gettext as _

from briefs.document.content import NothingOnRecord
from briefs.document.draw import draw as draw_content
from briefs.document.drawing.drawn import RenderingFailed
from briefs.document.glyphs import MissingGlyph
from briefs.issuing import NotIssued, issue_brief
from briefs.models import EditionOrder

logger = logging.getLogger(__name__)

# Longer than the drawing of any one part, after each of which it begins anew.
LEASE = dt.timedelta(seconds=60)
ATTEMPTS = 3
# Progress is stored no more often than this.
PACE = dt.timedelta(seconds=0.4)
# SQLite and PostgreSQL name a full disk so.
FULL = ("SQLITE_FULL", "53100")

State = EditionOrder.State


class LeaseLost(Exception):
    """Somebody else has taken the order up meanwhile, or it has ended."""


class Held:
    """An order in the hands of who took it up. `clock()` gives the moment; `tell(step, steps)` hears of each step."""

    def __init__(self, order, clock, tell):
        self.order, self.clock, self.tell = order, clock, tell
        self.stored_at = clock()

    def store(self, **changes):
        """LeaseLost unless the order is still in these hands."""
        mine = EditionOrder.objects.filter(pk=self.order.pk, state=State.DRAWING, attempts=self.order.attempts)
        if not mine.update(**changes):
            raise LeaseLost

    def on_step(self, step, steps):
        """`step` parts of `steps` are drawn: the lease begins anew, and the page can tell of it."""
        if self.tell:
            self.tell(step, steps)
        now = self.clock()
        if now - self.stored_at >= PACE or step in (0, steps):
            self.stored_at = now
            self.store(step=step, steps=steps, leased_until=now + LEASE)

    def end(self, state, **changes):
        self.store(state=state, ended_at=self.clock(), leased_until=None, **changes)

    def issued(self, edition):
        self.end(State.ISSUED, edition=edition)

    def failed(self, sentence):
        self.end(State.FAILED, said=sentence)


def take_up(order, *, clock, draw=draw_content, tell=None):
    """Draw and issue `order`, which is then as it ended. Whether it was there to be taken up.

    `clock()` gives the moment, `draw` is as in briefs.document.draw, `tell(step, steps)` hears of each step.
    """
    if not lease(order, clock()):
        return False
    held = Held(order, clock, tell)
    try:
        draw_and_issue(held, draw)
    except LeaseLost:
        logger.warning("The order %s was taken up by another meanwhile.", order.public_id)
    order.refresh_from_db()
    return True


def lease(order, now):
    """Whether `order` is now in the hands of who asks: it waited, or the lease of whoever drew it was over at `now`."""
    found = EditionOrder.objects.free(now).filter(pk=order.pk)
    taken = found.filter(attempts__lt=ATTEMPTS).update(
        state=State.DRAWING, attempts=F("attempts") + 1, leased_until=now + LEASE, step=0, steps=0
    )
    if not taken:
        found.update(state=State.FAILED, said=cut_off(), ended_at=now, leased_until=None)
    order.refresh_from_db()
    return bool(taken)


def draw_and_issue(held, draw):
    """End a held order. Whatever goes wrong becomes one sentence: an exception may hold words of the record."""
    order = held.order
    try:
        issue_brief(order.brief, order.as_of, user=order.asked_by, draw=draw, on_step=held.on_step, settle=held.issued)
    except LeaseLost:
        raise
    except (NotIssued, NothingOnRecord, MissingGlyph, RenderingFailed) as error:
        held.failed(str(error))
    except KeyboardInterrupt:
        held.failed(_("It was stopped by hand. Ask again."))
        raise
    except Exception as error:
        has_no_room = is_for_want_of_room(error)
        if not has_no_room:
            log_without_words(order, error)
        held.failed(no_room() if has_no_room else unforeseen())


def is_for_want_of_room(error):
    """Whether `error` says that the disk, or the database, is full."""
    if isinstance(error, DatabaseError):
        cause = error.__cause__
        return getattr(cause, "sqlite_errorname", getattr(cause, "sqlstate", "")) in FULL
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def log_without_words(order, error):
    """Enter in the log where `error` came about, without its message: that may quote the record."""
    where = "".join(traceback.format_tb(error.__traceback__))
    logger.error("The order %s ended in %s:\n%s", order.public_id, type(error).__qualname__, where)


def cut_off():
    return (
        _(
            "It was taken up %d times, and cut off each time before it was done. Ask for less at once; if that is cut off as "
            "well, an operator finds the reason in the log of the site."
        )
        % ATTEMPTS
    )


def no_room():
    return _("There is no room left on the server to draw or to store it. When an operator has made room, ask again.")


def unforeseen():
    return _("It failed for a reason that was not foreseen, which an operator finds in the log of the site.")
