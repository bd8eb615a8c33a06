"""Other ways to a PDF of the same content: Chromium prints our page, Typst sets the content. Each is a whole process."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import pikepdf

from bench.briefs import NotMeasured

HERE = Path(__file__).resolve().parent
FONTS = HERE.parent.parent / "static" / "fonts"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
TYPST = "typst==0.15.2"
# A page or a content that takes longer tells enough.
PATIENCE = 900
SET = """
import sys, typst
source, content, out, fonts = sys.argv[1:]
typst.compile(
    source, output=out, root="/", font_paths=[fonts], ignore_system_fonts=True, pdf_standards=["ua-1"],
    sys_inputs={"content": content},
)
"""


class Chromium:
    """The system's Chromium, in a profile of its own in `folder`. NotMeasured where there is none."""

    name = "Chromium"

    def __init__(self, folder, browsers=BROWSERS):
        self.profile = Path(folder) / "chromium"
        self.program = next(filter(None, map(shutil.which, browsers)), None)
        if not self.program:
            raise NotMeasured(f"no Chromium is installed (looked for {', '.join(browsers)})")

    def draw(self, content, page, out):
        """Seconds to the PDF at `out` of the page at `page`, and its pages."""
        return drawn(
            [
                *(self.program, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run"),
                *(f"--user-data-dir={self.profile}", "--no-pdf-header-footer", f"--print-to-pdf={out}"),
                Path(page).as_uri(),
            ],
            out,
        )


class Typst:
    """Typst from PyPI, in an environment of its own in `folder`. NotMeasured where it cannot be installed."""

    name = "Typst"

    def __init__(self, folder, package=TYPST):
        environment = Path(folder) / "typst"
        self.python = environment / "bin" / "python"
        run([sys.executable, "-m", "venv", str(environment)])
        asked = ("install", "--quiet", "--disable-pip-version-check", "--retries=1", "--timeout=15", package)
        run([str(self.python), "-m", "pip", *asked])

    def draw(self, content, page, out):
        """Seconds to the PDF at `out` of the content whose JSON is at `content`, and its pages."""
        return drawn(
            [str(self.python), "-c", SET, str(HERE / "brief.typ"), str(content), str(out), str(FONTS)],
            out,
        )


def drawn(command, out):
    """{"seconds", "pages"} of a command that leaves a PDF at `out`. NotMeasured when it leaves none."""
    Path(out).unlink(missing_ok=True)
    began = time.perf_counter()
    run(command)
    seconds = time.perf_counter() - began
    if not Path(out).is_file():
        raise NotMeasured(f"{Path(command[0]).name} left no file")
    with pikepdf.open(out) as file:
        return {"seconds": seconds, "pages": len(file.pages)}


def run(command):
    """Run a command to its end. NotMeasured, with what it said last, when it fails or takes too long."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)  # noqa: S603 - ours
    except (OSError, subprocess.TimeoutExpired) as error:
        raise NotMeasured(f"{Path(command[0]).name}: {error}") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines() or [f"code {done.returncode}"]
        wrong = [line for line in said if "error" in line.lower()] or said
        raise NotMeasured(f"{Path(command[0]).name}: {wrong[-1].strip()}")


def peer(kind, folder):
    """(the peer, "") or (None, why there is none)."""
    try:
        return kind(folder), ""
    except NotMeasured as error:
        return None, str(error)
