"""The most memory that a process and those that it started held, each on its own."""

import threading
from pathlib import Path

PROCESSES = Path("/proc")
# Linux keeps the most that each ever held, so a look now and then misses none that lives as long.
EVERY = 0.2


class Peaks:
    """While entered, looks at the process `root` and its children, and theirs. Only where there is /proc, as on Linux."""

    def __init__(self, root):
        self.root, self.held, self.ended = root, {}, threading.Event()
        self.looking = threading.Thread(target=self.look_on, daemon=True)

    def __enter__(self):
        self.looking.start()
        return self

    def __exit__(self, *_raised):
        self.look()
        self.ended.set()
        self.looking.join()

    @property
    def most(self):
        """MB of the process that held most; None where that cannot be told."""
        return max(self.held.values(), default=None)

    def look_on(self):
        while not self.ended.wait(EVERY):
            self.look()

    def look(self):
        found = {}
        for path in PROCESSES.glob("[0-9]*/status"):
            try:
                lines = dict(line.split(":", 1) for line in path.read_text().splitlines() if ":" in line)
            except OSError:  # ended since it was listed
                continue
            found[int(path.parent.name)] = int(lines["PPid"]), int(lines.get("VmHWM", "0").split()[0]) / 1024
        for process, (_parent, held) in found.items():
            if self.root in ancestry(process, found):
                self.held[process] = max(held, self.held.get(process, 0))


def ancestry(process, found):
    """The process, its parent, and so on; `found` is {process: (parent, …)}."""
    while process in found:
        yield process
        process = found[process][0]
