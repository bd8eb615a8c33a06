"""Many editors writing at once, on a site of its own served as in production: is every change kept, does exactly one win?"""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path

from bench.editors import Editor, boxes_on, together
from bench.serving import ROOT, served
from records.admin.revision import signed_revision
from records.models import Source

CLIENTS = 32
RACERS = 20
DEFERRED = "transaction_mode=DEFERRED"
STORED = "SELECT authors, revision FROM records_source WHERE id = ?"
SAVED, CONFLICT = 302, 409


@dataclass(frozen=True)
class Kept:
    """Posts that were sent, how many of their changes are stored, what was answered instead of “saved”, seconds in all."""

    posts: int
    kept: int
    errors: dict
    seconds: float


@dataclass(frozen=True)
class Races:
    """Rounds of simultaneous saves, how many had exactly one winner and conflict pages for all others, seconds in all."""

    rounds: int
    one_winner: int
    seconds: float


@dataclass
class Office:
    """A served site with people who have signed in, and a source for each of them to change."""

    site: str
    staged: dict
    database: Path

    @cached_property
    def editors(self):
        return [Editor(self.site, session, **self.staged["cookies"]) for session in self.staged["sessions"]]

    def stored(self, source):
        """(authors, revision) of a source as the database has them."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=20)) as connection:
            return connection.execute(STORED, [source]).fetchone()

    def history(self):
        """How many changes the history and the audit tell of, each."""
        count = "SELECT COUNT(*) FROM {} WHERE {}"
        asked = (
            count.format("records_historicalsource", "history_type = '~'"),
            count.format("records_auditentry", "action = 'changed' AND kind = 'records.source'"),
        )
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as connection:
            return tuple(connection.execute(query).fetchone()[0] for query in asked)


def page_of(source):
    return f"/admin/records/source/{source}/change/"


@contextmanager
def office(folder, empty, options=""):
    """An Office in the new `folder`, on a copy of the database `empty`, opened with the `options` of a database URL."""
    folder.mkdir()
    database, head = folder / "writes.sqlite3", folder / "head"
    shutil.copy(empty, database)
    shutil.copy(f"{empty}.head", head)
    environment = {
        **os.environ,
        "BENCH_FOLDER": str(folder),
        "VAR_DIR": str(folder),
        "AUDIT_HEAD": str(head),
        "DATABASE_URL": f"sqlite:///{database}{'?' if options else ''}{options}",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-m", "bench.staging", str(CLIENTS)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"The site for many editors could not be made: {done.stderr}")
    with served(environment, log=folder / "writes.log") as site:
        yield Office(site, json.loads(done.stdout), database)


def read_modify_write(office, posts):
    """Kept: each client reads its source, adds one, sends the form, again and again, until `posts` are sent by all."""
    began = time.perf_counter()
    shares = [posts // CLIENTS + (place < posts % CLIENTS) for place in range(CLIENTS)]
    answers = together(
        [
            partial(add_up, office, editor, source, share)
            for editor, source, share in zip(office.editors, office.staged["sources"], shares, strict=True)
        ]
    )
    seconds = time.perf_counter() - began
    kept = sum(int(office.stored(source)[0]) for source in office.staged["sources"])
    statuses = sum(answers, Counter())
    return Kept(posts, kept, {status: number for status, number in statuses.items() if status != SAVED}, seconds)


def add_up(office, editor, source, share):
    """Add one to the number in a source, `share` times; a Counter of the answers' statuses."""
    statuses, address = Counter(), page_of(source)
    boxes = boxes_on(editor.open(address))
    for _time in range(share):
        number, revision = office.stored(source)
        opened = signed_revision(Source(pk=source), revision)
        answer = editor.send(address, {**boxes, "authors": str(int(number) + 1), "opened_revision": opened})
        statuses[answer.status] += 1
    return statuses


def races(office, rounds):
    """Races: in each round twenty editors send the form of one source at the same moment, each with a text of their own."""
    began, won, prize = time.perf_counter(), 0, page_of(office.staged["prize"])
    racers = office.editors[:RACERS]
    for number in range(rounds):
        boxes = boxes_on(racers[0].open(prize))
        typed = [f"Round {number}, editor {place}" for place in range(RACERS)]
        answers = together(
            [partial(racer.send, prize, {**boxes, "authors": text}) for racer, text in zip(racers, typed, strict=True)]
        )
        winners = [place for place, answer in enumerate(answers) if answer.status == SAVED]
        lost = [place for place, answer in enumerate(answers) if answer.status == CONFLICT]
        authors, _revision = office.stored(office.staged["prize"])
        told = all(typed[place] in answers[place].text for place in lost)
        won += len(winners) == 1 and len(lost) == RACERS - 1 and authors == typed[winners[0]] and told
    return Races(rounds, won, time.perf_counter() - began)
