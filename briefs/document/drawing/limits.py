"""How much a brief may cost to draw. Bytes, seconds and pages."""

import contextlib
import os
import resource
from dataclasses import dataclass

MIB = 1024 * 1024
# Pages of all chapters together.
PAGES_OF_A_BRIEF = 3_000
# Chapters of one brief that are drawn at once.
AT_ONCE = 2
ADVICE = "Narrow the brief to fewer commitments, to one round or statement, or to a shorter time."


@dataclass(frozen=True)
class Allowance:
    """What drawing one chapter may use: seconds by the clock, of the processor, bytes beyond the warm room, pages."""

    wait: int = 180
    processor: int = 120
    memory: int = 500 * MIB
    pages: int = 600
    answer: int = 128 * MIB  # of its PDF

    def hold(self):
        """Bind this process to the allowance: past it the system ends it."""
        for kind, amount, spare in (
            # Its signal comes at the limit; what does not end by it is killed a little later.
            (resource.RLIMIT_CPU, self.processor, 2),
            (resource.RLIMIT_AS, size_now() + self.memory, 0),
            (resource.RLIMIT_FSIZE, MIB, 0),
            (resource.RLIMIT_CORE, 0, 0),
        ):
            # macOS does not bound the memory of a process.
            with contextlib.suppress(ValueError):
                resource.setrlimit(kind, (amount, amount + spare))


def size_now(source="/proc/self/statm"):
    """How many bytes this process has asked the system for, which is what RLIMIT_AS counts; 0 where nobody says."""
    try:
        with open(source, encoding="ascii") as told:
            return int(told.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0
