"""An edition issued while whoever asks waits for it, on the same path as those that pages ask for."""

import time

from briefs.issuing import NotIssued
from briefs.ordering import order_edition
from briefs.taking_up import take_up

# Seconds between looks at an order that is in other hands.
LOOK = 0.5


def issue_now(brief, as_of, *, clock, tell=None):
    """The Edition of `brief` as of a moment. NotIssued with the sentence that its order ended in.

    The order is made or found, and taken up here; where somebody draws it already, they are waited for. `clock()` gives
    the moment, `tell(step, steps)` hears of each step.
    """
    order = order_edition(brief, as_of, user=None, queued=False)
    while not take_up(order, clock=clock, tell=tell) and order.is_open:
        if tell:
            tell(order.step, order.steps)
        time.sleep(LOOK)
    if order.edition is None:
        raise NotIssued(order.said)
    return order.edition
