"""Timing things in turn, so that whatever else the machine does falls on all of them alike."""

import statistics
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Sample:
    """How long something took, in seconds, once per round."""

    seconds: tuple[float, ...]

    @property
    def median(self):
        return statistics.median(self.seconds)

    @property
    def low(self):
        return min(self.seconds)

    @property
    def high(self):
        return max(self.seconds)

    @property
    def spread(self):
        """How far the slowest lies above the fastest, as a share of the fastest."""
        return self.high / self.low - 1


def ratio_of(first, second):
    """How much longer one Sample took than another measured in turn with it: the median of the rounds' own ratios.

    Whatever else the machine did falls on neighbours in time alike, and not on the medians of each.
    """
    pairs = zip(first.seconds, second.seconds, strict=True)
    return statistics.median(one / other for one, other in pairs)


def timed(run, clock=time.perf_counter):
    began = clock()
    run()
    return clock() - began


def in_turn(runs, *, rounds, at_most=None, before=lambda: None, clock=time.perf_counter):
    """{name: Sample} of `runs`, a dict of name to function, each called once a round and every other round backwards.

    `before` is called, untimed, ahead of each. After `at_most` seconds no new round is begun, but three are always made
    if `rounds` allows. With `clock=time.process_time` only work of this process counts, however busy the machine is.
    """
    taken = {name: [] for name in runs}
    began = time.perf_counter()
    for number in range(rounds):
        if number >= 3 and at_most is not None and time.perf_counter() - began > at_most:
            break
        for name in list(runs)[:: -1 if number % 2 else 1]:
            before()
            taken[name].append(timed(runs[name], clock))
    return {name: Sample(tuple(seconds)) for name, seconds in taken.items()}
