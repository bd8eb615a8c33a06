"""A site served as in production, by gunicorn in a process of its own, for as long as it is needed."""

import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def served(environment, *, log, application=None):
    """The address of a site that is served with the `environment`, its settings; what the server says goes to `log`.

    `application` names another WSGI application, "module:name", than Parley's own.
    """
    # Never the PORT of the environment: that is for the site that people use, and others may be served beside this one.
    port = str(free_port())
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", *([application] if application else [])]
    with open(log, "ab") as said:
        server = subprocess.Popen(  # noqa: S603 - our own command
            command, cwd=ROOT, env={**environment, "PORT": port}, stdout=said, stderr=said
        )
    try:
        wait_for(f"http://127.0.0.1:{port}/health/", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=40)


def wait_for(address, server):
    """Return once `address` answers; RuntimeError when the server ends or a minute has passed."""
    for _ in range(300):
        if server.poll() is not None:
            raise RuntimeError("The server ended before it answered.")
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310 - an address of ours
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"{address} did not answer within a minute.")
