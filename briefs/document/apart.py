"""Drawing a brief in a process of its own, so that no web worker spends its time or its memory on it."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent


class RenderingFailed(Exception):
    """The page could not be drawn as it should be; the message names what was wrong."""


def pdf_in_own_process(html, *, seconds=60):
    """The PDF of a page as bytes, as `render.to_pdf` gives it. RenderingFailed, also after `seconds`."""
    command = [sys.executable, "-m", "briefs.document.render"]
    try:
        done = subprocess.run(command, input=html.encode(), capture_output=True, timeout=seconds, cwd=ROOT, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        raise RenderingFailed(
            f"Drawing the brief took longer than {seconds} seconds and was stopped. "
            "Narrow it to one round or statement, or write it from the command line."
        ) from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        raise RenderingFailed(said[-1] if said else f"Drawing the brief was cut off (code {done.returncode}).")
    return done.stdout
