"""A file of UCDP GED into an empty site, beside the least that a database needs to take in the same rows."""

import csv
import os
import resource
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from bench.ged_file import write_ged
from bench.tables import table, verdict

ROOT = Path(__file__).resolve().parent.parent
GOAL, AGAIN_GOAL, MEMORY_GOAL, LIBRARY_GOAL = 4, 0.5, 300, 5
# Rows that django-import-export is given: it takes so long for each that more would tell no more.
LIBRARY_ROWS = 2_000

# What the file has for each index that a row of it enters in ours, so that both keep as many; two sides are two rows.
INDEXES = {
    "events by public id": ("UNIQUE", "relid"),
    "events by id of the dataset": ("UNIQUE", "id"),
    "events at a place": ("", "where_coordinates, date_end DESC, id DESC, code_status, active_year"),
    "events by release": ("", "year"),
    "events, newest first": ("", "date_end DESC, id DESC, code_status, active_year"),
    "events of a kind": ("", "type_of_violence, date_end DESC, id DESC, code_status, active_year"),
    "events, deadliest first": ("", "best DESC, id DESC"),
    "events that are hidden": ("", "code_status, active_year"),
    "events by who entered them": ("", "gwnoa"),
    "events by who changed them": ("", "gwnob"),
    "sides by event, one": ("", "dyad_new_id"),
    "sides by event, other": ("", "conflict_new_id"),
    "sides by party, one": ("", "side_a_new_id, id"),
    "sides by party, other": ("", "side_b_new_id, id"),
    "sides by all three, one": ("UNIQUE", "id, side_a_new_id, side_a"),
    "sides by all three, other": ("UNIQUE", "id, side_b_new_id, side_b"),
    "reports by public id": ("UNIQUE", "id, source_original"),
    "reports by event": ("", "priogrid_gid"),
    "reports by source": ("", "source_office"),
    "reports by party": ("", "source_date"),
    "reports by person": ("", "number_of_sources"),
    "reports by who entered them": ("", "event_clarity"),
    "reports by who changed them": ("", "date_prec"),
    "reports by what they supersede": ("", "region"),
}
# The few without which nobody could ask such a table anything.
FEW = ("events by id of the dataset", "events, newest first", "events of a kind", "events at a place")
FEW += ("sides by party, one", "sides by party, other", "reports by source")
WORDS = "dyad_name, where_coordinates, where_description, source_headline"


@dataclass(frozen=True)
class Taken:
    """One command: its seconds by the clock and of the processor, and the most memory it held, in MB."""

    seconds: float
    processor: float
    memory: float


def run(command, environment=None, text=None):
    """(Taken, what it printed) of a command that ends well; RuntimeError with its complaint otherwise."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, env=environment, input=text, capture_output=True, text=True, check=False)  # noqa: S603
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()}")
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Taken(seconds, processor, memory_of(done.stdout)), done.stdout


def memory_of(printed):
    """The most memory that the command said it held; 0 when it said nothing."""
    last = printed.strip().rpartition("\n")[2]
    return float(last.removeprefix("memory ")) if last.startswith("memory ") else 0.0


# The command as people run it, which tells in the end how much memory it took.
IMPORT = """
import resource, sys
from django.core.management import execute_from_command_line
execute_from_command_line(sys.argv)
most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print("memory", most / 1024 if sys.platform != "darwin" else most / 1024**2)
"""


def import_ged(environment, path, release="24.1"):
    command = [sys.executable, "-c", IMPORT, "import_dataset", "ged", str(path), "--release", release]
    return run(command, environment)


def bare_sqlite(folder, path, names):
    """The `sqlite3` shell's `.import` of the file with an index for each of `names` and one of words."""
    database = folder / "bare.sqlite3"
    database.unlink(missing_ok=True)
    indexes = "".join(
        f"CREATE {kind} INDEX bare_{place} ON ged({columns});\n"
        for place, (kind, columns) in enumerate(INDEXES[name] for name in names)
    )
    script = (
        "PRAGMA journal_mode = WAL;\nPRAGMA synchronous = FULL;\n.mode csv\n"
        f".import {path} ged\n{indexes}"
        f"CREATE VIRTUAL TABLE words USING fts5({WORDS}, content = 'ged');\nINSERT INTO words(words) VALUES ('rebuild');\n"
    )
    taken, _printed = run(["sqlite3", str(database)], text=script)
    for name in ("bare.sqlite3", "bare.sqlite3-wal", "bare.sqlite3-shm"):
        (folder / name).unlink(missing_ok=True)
    return taken


def site_in(folder, empty):
    """The environment of a site in `folder` that begins with the database at `empty`, a migrated one."""
    folder.mkdir()
    shutil.copy(empty, folder / "parley.sqlite3")
    shutil.copy(f"{empty}.head", folder / "head")
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'parley.sqlite3'}",
        "AUDIT_HEAD": str(folder / "head"),
        "VAR_DIR": str(folder),
        "BENCH_FOLDER": str(folder),
    }


# What the other library is given, under the names of our fields, and where in the file it stands.
GIVEN = {
    "external_id": "id",
    "kind": None,
    "title": "dyad_name",
    "account": "source_headline",
    "deaths_low": "low",
    "deaths_best": "best",
    "deaths_high": "high",
    "where_coordinates": "where_coordinates",
    "date_end": "date_end",
}
LIBRARY = """
import csv, sys, time
import django; django.setup()
from django.db import connection, transaction
from import_export import fields, resources, widgets
import tablib
from events.models import Event
from records.models import Release
from talks.models import Place

release = Release.objects.create(dataset="ged", name="library")

class Events(resources.ModelResource):
    place = fields.Field(column_name="where_coordinates", attribute="place", widget=widgets.ForeignKeyWidget(Place, "name"))
    class Meta:
        model = Event
        import_id_fields = ["external_id"]
        fields = ["external_id", "title", "account", "kind", "deaths_best", "deaths_low", "deaths_high", "place"]
        skip_unchanged = True
    def before_import_row(self, row, **kwargs):
        Place.objects.get_or_create(name=row["where_coordinates"], defaults={"kind": "town"})
    def before_save_instance(self, event, row, **kwargs):
        event.dataset, event.release, event.happened_on = "ged", release, row["date_end"]

with open(sys.argv[1], newline="") as file:
    rows = tablib.Dataset().load(file, format="csv")
began = time.process_time()
result = Events().import_data(rows, use_transactions=True, raise_errors=True)
print(time.process_time() - began, Event.objects.filter(dataset="ged").count())
"""


def library(environment, path, rows):
    """Seconds of the processor that django-import-export takes for `rows` rows: the events and their places alone."""
    some = path.with_name("some.csv")
    with open(path, encoding="utf-8", newline="") as whole, open(some, "w", encoding="utf-8", newline="") as part:
        writer = csv.writer(part)
        writer.writerow(GIVEN)
        for row in islice(csv.DictReader(whole), rows):
            writer.writerow("armed_clash" if name is None else row[name] for name in GIVEN.values())
    _taken, printed = run([sys.executable, "-c", LIBRARY, str(some)], environment)
    seconds, stored = printed.split()
    if int(stored) != rows:
        raise RuntimeError(f"django-import-export stored {stored} of {rows} rows.")
    return float(seconds)


def import_figures(folder, empty, rows, noise, say):
    """Measure and print; the figures as a dict."""
    path = folder / "ged.csv"
    write_ged(path, rows)
    bare = bare_sqlite(folder, path, INDEXES)
    few = bare_sqlite(folder, path, FEW)
    noise.listen()
    environment = site_in(folder / "import", empty)
    first, printed = import_ged(environment, path)
    again, printed_again = import_ged(environment, path)
    if f"= {rows:,} new" not in printed or f"{rows:,} the same" not in printed_again:
        raise RuntimeError(f"The import did not store every row: {printed}{printed_again}")
    noise.listen()
    some = min(rows, LIBRARY_ROWS)
    ours_of_some = first.processor / rows * some
    theirs = library(site_in(folder / "library", empty), path, some)
    say(
        f"GED into SQLite: {rows:,} rows, {path.stat().st_size / 1e6:.0f} MB; seconds by the clock, and of the processor"
    )
    lines = [
        ("sqlite3 .import, one index for each of ours, FTS5", *shown(bare), "", "", ""),
        (f"sqlite3 .import, {len(FEW)} indexes, FTS5", *shown(few), "", "", ""),
        ("import_dataset", *shown(first), *against(first.processor / bare.processor, GOAL)),
        (f"  beside the one with {len(FEW)} indexes", "", "", f"{first.processor / few.processor:.2f}", "", ""),
        ("import_dataset, the same file again", *shown(again), *against(again.processor / first.processor, AGAIN_GOAL)),
        (
            f"django-import-export, {some:,} rows, events and places alone",
            "",
            f"{theirs:.1f}",
            *at_least(theirs / ours_of_some),
        ),
    ]
    for line in table(("", "clock", "processor", "ratio", "goal", ""), lines):
        say(line)
    most = max(first.memory, again.memory)
    say(f"Peak memory: {most:.0f} MB, goal {MEMORY_GOAL} MB, {verdict(most, MEMORY_GOAL)}")
    say()
    return {
        "rows": rows,
        "bare": vars(bare),
        "few": vars(few),
        "first": vars(first),
        "again": vars(again),
        "library": {"rows": some, "processor": theirs, "ratio": theirs / ours_of_some},
        "goals": {"first": GOAL, "again": AGAIN_GOAL, "memory": MEMORY_GOAL, "library": LIBRARY_GOAL},
    }


def shown(taken):
    return f"{taken.seconds:.1f}", f"{taken.processor:.1f}"


def against(ratio, goal):
    return f"{ratio:.2f}", f"{goal}", verdict(ratio, goal)


def at_least(ratio):
    return f"{ratio:.1f}", f"at least {LIBRARY_GOAL}", "met" if ratio >= LIBRARY_GOAL else "missed"
