"""A bar in the terminal."""

BAR, TOLD_EVERY = 30, 0.2


class Progress:
    """Shows how far an import got on `stream`, which is a terminal, or nothing at all where it is None.

    `clock` gives seconds that only grow.
    """

    def __init__(self, stream, clock):
        self.stream, self.clock, self.told = stream, clock, None

    def __call__(self, rows, share):
        """Told that `rows` are done, which is the `share` (0 to 1) of all there is to do in this pass."""
        now = self.clock()
        if self.stream is None or (self.told is not None and now - self.told < TOLD_EVERY):
            return
        self.told = now
        full = round(min(1, share) * BAR)
        self.stream.write(f"\r[{'#' * full}{'.' * (BAR - full)}] {share:4.0%}  {rows:,} rows", ending="")
        self.stream.flush()

    def end(self):
        """Leave the line to what comes next."""
        if self.told is not None:
            self.stream.write("\r" + " " * (BAR + 30) + "\r", ending="")
