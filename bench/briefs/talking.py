"""Processes that stay: asked in lines of JSON, they answer in such lines, and only the first question waits for imports."""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


def answer(answers):
    """Answer until the asker hangs up; `answers` is {what is asked: function of what comes with it}.

    What is printed meanwhile goes to standard error: it would be taken for an answer.
    """
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(answers[asked.pop("do")](**asked)), file=out, flush=True)


class Warm:
    """`python -m module`, which answers as above, under `environment` (a dict; None for that of this process)."""

    def __init__(self, module, environment=None):
        self.module, self.said = module, tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self.process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", module],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.said,
            cwd=ROOT,
            env=environment,
            text=True,
            encoding="utf-8",
        )

    def __enter__(self):
        return self

    def __exit__(self, *_raised):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.stdout.close()
        self.process.wait()
        self.said.close()

    def ask(self, do, **more):
        """What it answers. RuntimeError with its last line when it broke off instead."""
        # Where it has ended already, what it said last is told below.
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.write(json.dumps({"do": do, **more}) + "\n")
            self.process.stdin.flush()
        if line := self.process.stdout.readline():
            return json.loads(line)
        self.process.wait()
        self.said.seek(0)
        said = self.said.read().decode(errors="replace").strip().splitlines() or ["it said nothing"]
        raise RuntimeError(f"{self.module} broke off at “{do}”: {said[-1]}")
