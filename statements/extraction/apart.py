"""Reading files in a process of its own, limited in time and memory: whatever a file does there ends with it."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from statements.extraction import child
from statements.extraction.kinds import PDF
from statements.extraction.refusals import Choice, Refused, Unsure
from statements.text.pages import Page, joined, without_text

ROOT = Path(__file__).resolve().parent.parent.parent
# What a program that opens hostile files has no business to know.
SECRETS = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL")
# So many files are opened at once by each process of the site; more would have to share its processors anyway.
SLOTS = threading.BoundedSemaphore(2)


@dataclass(frozen=True)
class Drawn:
    """What was drawn from a file: its kind, its Pages, and `facts` about what was done to the text, by name."""

    kind: str
    pages: tuple[Page, ...]
    facts: dict

    @cached_property
    def text_and_starts(self):
        return joined(self.pages)

    @property
    def without_text(self):
        """The numbers, from 1, of the pages that hold no text."""
        return without_text(self.pages)


def draw(data, encoding=""):
    """The Drawn of a file as bytes; `encoding` is that of a plain text, where a person chose one.

    Raises Refused, and Unsure where a person has to say how a plain text is encoded.
    """
    told = json.loads(apart("read", data, *filter(None, [encoding])))
    drawn = Drawn(told["kind"], tuple(Page(body, tail) for body, tail in told["pages"]), told["facts"])
    if drawn.kind != PDF and all(page.is_empty for page in drawn.pages):
        raise Refused("no_text")
    return drawn


def picture(data, number):
    """The PNG of page `number` (from 1) of a PDF as bytes. Raises Refused."""
    return apart("picture", data, str(number))


def read_by_ocr(data, number, language):
    """The text that OCR reads on page `number` (from 1) of a PDF in `language` (BCP 47). Raises Refused."""
    return json.loads(apart("ocr", data, str(number), language))["text"]


def apart(task, data, *given, slots=SLOTS):
    """What the process answers to one task, as bytes. Raises Refused and Unsure."""
    allowance = child.TASKS[task][1]
    if not slots.acquire(timeout=allowance.wait):
        raise Refused("busy")
    try:
        status, answer = run([task, *given], data, allowance.wait)
    finally:
        slots.release()
    if status == 0:
        return answer
    if status == child.UNSURE:
        raise Unsure(Choice(encoding, lines) for encoding, lines in json.loads(answer))
    if status == child.REFUSED:
        told = json.loads(answer)
        raise Refused(told["name"], **told["facts"])
    if status in (-signal.SIGXCPU, -signal.SIGKILL):
        raise Refused("too_slow", most=allowance.processor)
    raise Refused("broke_off")


def run(arguments, data, seconds):
    """(status, answer) of the process; negative for the signal that ended it. It gets `seconds` by the clock."""
    # In a file, whose length the system bounds: what a process says through a pipe has no end.
    with tempfile.TemporaryFile() as answer:
        process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", child.__name__, *arguments],
            stdin=subprocess.PIPE,
            stdout=answer,
            cwd=ROOT,
            env=environment(),
            start_new_session=True,
        )
        try:
            process.communicate(data, timeout=seconds)
        except subprocess.TimeoutExpired:
            # It and whatever it started.
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
        answer.seek(0)
        return process.returncode, answer.read()


def environment():
    """The environment of the process: ours without what it has no business to know."""
    return {name: value for name, value in os.environ.items() if name not in SECRETS}
