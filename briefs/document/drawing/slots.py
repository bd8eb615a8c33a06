"""How many chapters the machine draws at once, over all processes of the site: one for each core."""

import contextlib
import fcntl
import os
import time
from pathlib import Path

# Seconds between two looks for a free place: far less than a chapter takes, far more than a look.
PAUSE = 0.02


@contextlib.contextmanager
def slot(folder, places):
    """Wait for one of so many `places`, kept as locks on files in `folder`, and hold it. A process that dies lets go.

    Where no file can be opened the work goes on without: the limits of a single chapter still hold.
    """
    with contextlib.ExitStack() as stack:
        try:
            Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
            handles = [
                os.open(Path(folder) / f"place-{number}", os.O_CREAT | os.O_RDWR, 0o600) for number in range(places)
            ]
        except OSError:
            handles = []
        for handle in handles:
            stack.callback(os.close, handle)
        while handles and not any(map(is_taken_now, handles)):
            time.sleep(PAUSE)
        yield


def is_taken_now(handle):
    """Lock the file unless somebody else has it; whether we do."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
