"""How steady the machine is: the same work again and again, which should take the same time."""

from bench.timing import Sample, timed

LOOPS = 400_000


def work(loops=LOOPS):
    """A fixed amount of plain arithmetic: it waits for nothing and touches no file."""
    total = 0
    for number in range(loops):
        total += number * number % 7
    return total


class Noise:
    """Samples of the fixed work, taken between the other measurements."""

    def __init__(self, loops=LOOPS):
        self.loops, self.seconds = loops, []

    def listen(self, times=3):
        self.seconds += [timed(lambda: work(self.loops)) for _ in range(times)]

    @property
    def sample(self):
        return Sample(tuple(self.seconds))
