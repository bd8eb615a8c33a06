"""The whole command that writes the Tehran brief, beside WeasyPrint alone on the same page with the same fonts."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from bench.briefs.ours import with_stylesheet
from bench.tables import milliseconds, table, verdict
from bench.timing import in_turn

ROOT = Path(__file__).resolve().parent.parent.parent
GOAL = 2.5
TALKS, AS_OF = "intra-afghan-talks", "2021-08-31"
BARE = "import sys, weasyprint; weasyprint.HTML(filename=sys.argv[1]).write_pdf(sys.argv[2])"


class TehranBrief:
    """The Tehran record in a SQLite file in `folder`, and both ways to its brief."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.database, self.kept = self.folder / "tehran.sqlite3", self.folder / "tehran-kept.sqlite3"
        # What the site keeps beside its record: parts drawn before would spare the next run its work.
        self.files = self.folder / "tehran-files"
        self.page, self.pdf, self.bare_pdf = (self.folder / name for name in ("brief.html", "brief.pdf", "bare.pdf"))

    def set_up(self):
        """Load the record and keep a copy of it; write the page that both ways draw."""
        self.manage("migrate", "--verbosity=0")
        self.manage("load_demo", "--no-editions", "--verbosity=0")
        with closing(sqlite3.connect(self.database)) as connection:
            # Not a copy of the file: part of the record may still stand in the log beside it.
            connection.execute("VACUUM INTO ?", [str(self.kept)])
        self.write("--html", str(self.page))
        self.page.write_text(with_stylesheet(self.page.read_text(encoding="utf-8")), encoding="utf-8")

    def forget_editions(self):
        """Put the record back as it was loaded: a brief that was issued before is handed out again, not drawn."""
        for ending in ("", "-wal", "-shm"):
            Path(f"{self.database}{ending}").unlink(missing_ok=True)
        shutil.rmtree(self.files, ignore_errors=True)
        shutil.copyfile(self.kept, self.database)

    def write(self, *more):
        self.manage(
            "write_brief",
            *("--process", TALKS, "--as-of", AS_OF, "--level", "public", "--out", str(self.pdf)),
            *more,
            "--verbosity=0",
        )

    def draw_bare(self):
        self.run([sys.executable, "-c", BARE, str(self.page), str(self.bare_pdf)])

    def measure(self, rounds):
        """{"command": Sample, "bare": Sample}, each a process from start to end."""
        return in_turn({"command": self.write, "bare": self.draw_bare}, rounds=rounds, before=self.forget_editions)

    def manage(self, *arguments):
        self.run([sys.executable, str(ROOT / "manage.py"), *arguments])

    def run(self, command):
        settings = {
            "DATABASE_URL": f"sqlite:///{self.database}",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "VAR_DIR": str(self.files),
        }
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, check=False)  # noqa: S603 - our own commands
        if done.returncode:
            raise RuntimeError(f"{' '.join(command[1:3])} failed: {done.stderr.decode(errors='replace').strip()}")


def figures(folder, rounds, noise, say):
    """Measure and print; the figures as a dict."""
    brief = TehranBrief(folder)
    brief.set_up()
    noise.listen()
    times = brief.measure(rounds)
    noise.listen()
    ratio = times["command"].median / times["bare"].median
    say("The Tehran brief, in milliseconds: median (least–most), whole processes")
    row = ("write_brief", *map(milliseconds, times.values()), f"{ratio:.2f}", f"{GOAL}", verdict(ratio, GOAL))
    for line in table(("", "command", "bare WeasyPrint", "ratio", "goal", ""), [row]):
        say(line)
    say()
    return {"goal": GOAL, "ratio": ratio, **{name: sample.seconds for name, sample in times.items()}}
