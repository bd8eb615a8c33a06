"""The worker that issues editions, kept alive beside the web workers for as long as gunicorn serves.

It is a process of its own, `manage.py issue_editions`. It ends by itself when gunicorn is gone, whatever ended that.
"""

import os
import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Seconds: between looks at whether it lives, before it is started anew, and for it to finish what it draws.
LOOK, AGAIN, PATIENCE = 1, 5, 20

stopping = threading.Event()
keeper = None


def start():
    """Start the worker, and from now on start it anew whenever it ends."""
    global keeper
    # Here and not in the thread: gunicorn forks its web workers next, and one that was forked while a process is being
    # started would hold open what says that it has started.
    keeper = threading.Thread(target=keep, args=[launch()], daemon=True)
    keeper.start()


def stop():
    """End the worker, after what it draws if that takes no longer than PATIENCE. Returns when it has ended."""
    stopping.set()
    if keeper is not None:
        keeper.join()


def keep(process):
    """Start the worker anew whenever its `process` has ended, and end it when the server stops."""
    while not stopping.wait(LOOK):
        if process.poll() is not None and not stopping.wait(AGAIN):
            process = launch()
    process.terminate()
    try:
        process.wait(PATIENCE)
    except subprocess.TimeoutExpired:
        # Its lease runs out, and the next worker takes up what it drew.
        process.kill()
        process.wait()


def launch():
    """The process. In a session of its own, so that Ctrl-C in the terminal reaches it through gunicorn alone."""
    command = [sys.executable, str(ROOT / "manage.py"), "issue_editions", "--parent", str(os.getpid())]
    return subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdin=subprocess.DEVNULL)  # noqa: S603 - our own
