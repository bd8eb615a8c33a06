"""Drawing chapters apart: in forks of a warm room, each limited in time, memory and pages, and free to fall."""

import atexit
import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from dataclasses import asdict
from multiprocessing.connection import Connection
from pathlib import Path

from briefs.document.drawing import warm
from briefs.document.drawing.drawn import Drawn, RenderingFailed
from briefs.document.drawing.limits import ADVICE, MIB, Allowance
from briefs.document.glyphs import MissingGlyph

ROOT = Path(__file__).resolve().parent.parent.parent.parent
# What a program that draws other people's words has no business to know.
SECRETS = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL")
# Seconds in which the room has to be warm, which takes about one, and to end.
WARM_IN = 60
ENDS_IN = 5
USUAL = Allowance()


class CutOff(Exception):
    """Somebody ended the process that drew, from outside."""


class Room:
    """A warm room of this process, and the way to have chapters drawn in it. Threads may share it."""

    def __init__(self, command=(sys.executable, "-m", warm.__name__)):
        self.owner = os.getpid()
        self.control, theirs = socket.socketpair()
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the room
        with theirs:
            self.process = subprocess.Popen(  # noqa: S603 - our own module
                command,
                stdin=theirs,
                stderr=self.said,
                cwd=ROOT,
                env={name: value for name, value in os.environ.items() if name not in SECRETS},
                # What interrupts this process at its terminal is not meant for the room: it ends when we do.
                start_new_session=True,
            )
        self.control.settimeout(WARM_IN)
        try:
            self.renderer = self.hello()
        except OSError as error:
            self.close()
            raise RenderingFailed(f"The renderer could not be started: {self.last_words() or error}.") from error

    def hello(self):
        """What the room draws with, in words. OSError if it does not get warm."""
        heard = b""
        while not heard.endswith(b"\n"):
            more = self.control.recv(256)
            if not more:
                raise ConnectionResetError("it ended before it was warm")
            heard += more
        return heard.decode().strip()

    def last_words(self):
        """The last line that the room wrote to its log."""
        self.said.seek(0)
        lines = self.said.read().decode(errors="replace").strip().splitlines()
        return lines[-1].rstrip(".") if lines else ""

    @property
    def is_usable(self):
        """Whether it is this process's own, not one left over from before a fork, and alive."""
        return self.owner == os.getpid() and self.process.poll() is None

    def close(self):
        """Let the room end, which it does when nobody listens any more."""
        self.control.close()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(ENDS_IN)
        self.process.kill()
        self.process.wait()

    def draw(self, name, order, allowance):
        """The Drawn of a chapter called `name`; `order` are the other arguments of `render.draw_chapter`.

        MissingGlyph, or RenderingFailed with a sentence that names the limit; CutOff if the process was killed.
        """
        ours, theirs = socket.socketpair()
        connection = Connection(ours.detach())
        with connection:
            try:
                with theirs:
                    socket.send_fds(self.control, [b"!"], [theirs.fileno()])
                clerk = int(connection.recv_bytes())
            except (EOFError, OSError) as error:
                # Not the chapter but the room has ended.
                self.close()
                raise CutOff from error
            try:
                connection.send_bytes(json.dumps(asdict(allowance)).encode())
                connection.send_bytes(json.dumps({"name": name, **order}).encode())
                if not connection.poll(allowance.wait):
                    os.killpg(clerk, signal.SIGKILL)
                    raise RenderingFailed(too_much(name, f"more than the {allowance.wait} seconds that it has"))
                said = connection.recv_bytes(allowance.answer)
            except (EOFError, OSError) as error:
                raise CutOff from error
        return understood(name, said[:1], said[1:], allowance)


def understood(name, kind, said, allowance):
    """The Drawn that a process answered with, or the exception that it means."""
    if kind == warm.DRAWN:
        return Drawn.from_bytes(said)
    if kind == warm.MISSING:
        raise MissingGlyph(*json.loads(said))
    if kind == warm.REFUSED:
        raise RenderingFailed(said.decode())
    memory = f"more than the {allowance.memory // MIB} MB of memory that it has"
    if kind == warm.MEMORY:
        raise RenderingFailed(too_much(name, memory))
    status = int(said)
    if status == -signal.SIGXCPU:
        raise RenderingFailed(too_much(name, f"more than the {allowance.processor} seconds of a processor that it has"))
    if status == -signal.SIGKILL:
        raise CutOff
    # The libraries below Python do not ask twice: without memory they end the process, each by a signal of its own.
    raise RenderingFailed(too_much(name, f"{memory}, or broke off (status {status})"))


def too_much(name, what):
    """The sentence on a chapter that went past a limit."""
    return f"Drawing “{name}” took {what}, and was stopped. {ADVICE}"


class Rooms:
    """The warm room of this process: made when first asked for, and again when it has died."""

    def __init__(self):
        self.lock = threading.Lock()
        self.room = None

    def get(self):
        """The Room, usable."""
        with self.lock:
            if self.room is None or not self.room.is_usable:
                self.room = Room()
                atexit.register(self.room.close)
            return self.room

    def forget(self):
        """After a fork: the room belongs to the parent, and the lock may be held by a thread that is not here."""
        self.lock, self.room = threading.Lock(), None


ROOMS = Rooms()
os.register_at_fork(after_in_child=ROOMS.forget)


def draw_apart(name, order, allowance=USUAL):
    """The Drawn of a chapter, from the room of this process. A chapter whose process was killed is drawn once more."""
    for _try in range(2):
        with contextlib.suppress(CutOff):
            return ROOMS.get().draw(name, order, allowance)
    raise RenderingFailed(
        f"The process that drew “{name}” was killed twice from outside, perhaps because the machine ran out of memory. "
        "Try again when less is running."
    )
