"""A bar in the terminal: how far an edition is."""

WIDTH = 30


class Bar:
    """Shows on `stream` how many parts are drawn; nothing where it is None."""

    def __init__(self, stream):
        self.stream, self.is_begun = stream, False

    def __call__(self, step, steps):
        """`step` parts of `steps` are drawn."""
        if self.stream is None:
            return
        self.is_begun = True
        full = round(WIDTH * step / steps) if steps else 0
        self.stream.write(f"\r[{'#' * full}{'.' * (WIDTH - full)}] {step} / {steps}", ending="")
        self.stream.flush()

    def end(self):
        """Leave the line to what comes next."""
        if self.is_begun:
            self.stream.write("\r" + " " * (WIDTH + 20) + "\r", ending="")
