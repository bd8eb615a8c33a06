"""What the workbench costs on a long text: its page, and saving one mark, beside a statement of one page.

What counts of a save is the processor's time: SQLite works in this process, and a busy machine adds more than the few
milliseconds that are compared.
"""

import re
import time
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bench.tables import milliseconds, table, verdict
from bench.timing import Sample, in_turn, ratio_of
from briefs.synthetic.agreement import ENGLISH, MARKS, Agreement
from briefs.synthetic.agreement_record import enter_agreement
from records.admin.revision import signed_revision
from records.levels import Level
from records.models import User
from records.roles import Role
from statements.models import Version
from talks.models import Process

# Saving one mark: at most so many times what it costs on one page.
SAVE_GOAL = 1.5
HOST = "127.0.0.1"
# Of the one page: a few articles, each with its marks.
ARTICLES, PAGE_MARKS = 2, 6
ANALYST = "analyst of the workbench"
TOKEN = re.compile(r'name="token" value="([^"]+)"')


@dataclass(frozen=True)
class Workbench:
    """What was found: `queries` and `opened` of the pages, and `saved`, each by name: "long" and "short"."""

    characters: dict
    marks: dict
    queries: dict
    bytes: dict
    opened: dict[str, Sample]
    saved: dict[str, Sample]

    @property
    def ratio(self):
        """How much longer a save takes on the long text."""
        return ratio_of(self.saved["long"], self.saved["short"])

    @property
    def is_fixed(self):
        """Whether both pages ask the same number of queries."""
        return len(set(self.queries.values())) == 1


class Analyst:
    """Somebody who marks words of a version, and undoes each marking before the next."""

    def __init__(self, version, number):
        user = User.objects.create_user(f"{ANALYST} {number}", clearance=Level.CONFIDENTIAL)
        user.groups.set(Group.objects.filter(name=Role.ANALYST))
        self.client = Client(SERVER_NAME=HOST)
        self.client.force_login(User.objects.get(pk=user.pk))
        self.version, self.page_revision, self.token = version, signed_revision(version), ""
        place = version.passages.filter(commitment=None).order_by("-start").first()
        self.start, self.exact = place.start, place.exact[: place.exact.index(" ", 20)]
        self.clause = place.clause_id

    def open(self):
        return self.answer(self.client.get(self.address("workbench")))

    def mark(self):
        """Mark words near the end of the text as a commitment."""
        sent = {
            **{"start": self.start, "end": self.start + len(self.exact), "exact": self.exact, "point": self.clause},
            **{"page_revision": self.page_revision, "since": "0", "summary": "Do what is said", "level": "1"},
            **{"kind": "act", "specificity": "general", "deadline-terms": "none"},
        }
        answer = self.answer(self.client.post(self.address("workbench_new", "commitment"), sent))
        self.token = TOKEN.search(answer.content.decode())[1]

    def undo(self):
        if self.token:
            self.answer(self.client.post(self.address("workbench_undo"), {"token": self.token}))
            self.token = ""

    def address(self, page, *args):
        return reverse(f"admin:statements_version_{page}", args=[self.version.pk, *args])

    def answer(self, response):
        if response.status_code != 200:
            raise RuntimeError(f"{response.request['PATH_INFO']} answered {response.status_code}.")
        return response


def measure(*, rounds, at_most=None, agreement=None, marks=MARKS):
    """The Workbench of a long `agreement` (that of 120 pages by default) with `marks` marks, and of one page."""
    process = Process.objects.create(name="Talks for the workbench", slug="talks-for-the-workbench", level=Level.PUBLIC)
    short = Agreement(articles=ARTICLES, annexes=0)
    versions = {
        "long": version_of(enter_agreement(process, agreement, languages=(ENGLISH,), marked=(ENGLISH,), marks=marks)),
        "short": version_of(enter_agreement(process, short, languages=(ENGLISH,), marked=(ENGLISH,), marks=PAGE_MARKS)),
    }
    analysts = {name: Analyst(version, place) for place, (name, version) in enumerate(versions.items())}
    queries, size = {}, {}
    for name, analyst in analysts.items():
        analyst.open()
        with CaptureQueriesContext(connection) as asked:
            answer = analyst.open()
        queries[name], size[name] = len(asked), len(answer.content)
        analyst.mark()

    def undo_all():
        for analyst in analysts.values():
            analyst.undo()

    undo_all()
    opened = in_turn({name: one.open for name, one in analysts.items()}, rounds=rounds, at_most=at_most)
    saved = in_turn(
        {name: one.mark for name, one in analysts.items()},
        rounds=rounds,
        at_most=at_most,
        before=undo_all,
        clock=time.process_time,
    )
    undo_all()
    return Workbench(
        characters={name: len(version.text) for name, version in versions.items()},
        marks={name: version.passages.count() for name, version in versions.items()},
        queries=queries,
        bytes=size,
        opened=opened,
        saved=saved,
    )


def workbench_figures(rounds, noise, say):
    """Measure, tell by `say` in a table, and return the figures."""
    found = measure(rounds=rounds, at_most=20)
    noise.listen()
    say(
        "The workbench of a 120-page agreement beside that of one page: saving one mark in milliseconds of the processor"
    )
    rows = [
        (
            *(name, f"{found.characters[name]:,}", found.marks[name], found.queries[name], f"{found.bytes[name]:,}"),
            *(milliseconds(found.opened[name]), milliseconds(found.saved[name])),
        )
        for name in found.opened
    ]
    for line in table(("", "characters", "marks", "queries", "bytes", "the page", "saving one mark"), rows):
        say(line)
    say(
        f"Saving on the long one : on the short one = {found.ratio:.2f}, goal {SAVE_GOAL}, "
        f"{verdict(found.ratio, SAVE_GOAL)}; queries of the page fixed: {'yes' if found.is_fixed else 'no'}"
    )
    say()
    return {
        "goal": SAVE_GOAL,
        "ratio": found.ratio,
        "queries": found.queries,
        "opened": {name: sample.seconds for name, sample in found.opened.items()},
        "saved": {name: sample.seconds for name, sample in found.saved.items()},
    }


def version_of(statement):
    return Version.objects.get(statement=statement)
