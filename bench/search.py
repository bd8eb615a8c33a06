"""The search page's first hits of every kind beside bare FTS5 queries for the same words, on the same database file.

Bare is what one would type into sqlite3 for a first page: `SELECT rowid FROM <index> WHERE <index> MATCH ? ORDER BY rank
LIMIT 20`, one for each index that the search reads, all rows fetched. It knows of no level, counts nothing, joins nothing,
and shows no text. Ours gives the first five commitments, points and statements, those of the latest statement first, how
many of each the reader may see, and a stretch of each text with the words marked. `page` is all of that as a page.

What counts is the processor's time: SQLite works in this process, and a busy machine adds more than a search takes.
"""

import itertools
import math
import time
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test import Client
from django.urls import reverse

from bench.lists import HOST
from bench.tables import milliseconds, table, verdict
from bench.timing import Sample, in_turn
from briefs.synthetic.record import Plan, make
from records.word_search.index import index_name
from records.word_search.query import Query
from statements.models import Clause, Commitment, Passage, Statement, Version
from statements.searching import KINDS, search
from statements.views import SearchPage

GOAL = 3.0
FIRST = 20
INDEXED = (Passage, Commitment, Clause, Version, Statement)
# Rare, common, two words, phrases, three scripts, nothing: as people look through a record of talks.
ASKED = (
    "the",
    "sides",
    "both sides",
    "prisoners",
    "release prisoners",
    "ceasefire",
    "convoys families",
    "joint commission",
    "hospitals",
    "schools",
    "talks meeting",
    "humanitarian",
    '"no later than"',
    '"as soon as possible"',
    '"both sides will cease"',
    "زندانی",
    "كاروان‌هاي بشردوستانه",
    "«هر دو طرف»",
    "سجينا",
    "۱۴۰۰ زندانی",
    "Barandan",
    "mechanisms for peace",
    "unheardof",
)


@dataclass(frozen=True)
class Measured:
    """Words with what was found: hits by kind, and the time of our search, of its page, of bare FTS5 on every index.

    `passages` is bare FTS5 on the index of passages alone.
    """

    asked: str
    hits: dict
    ours: Sample
    page: Sample
    bare: Sample
    passages: Sample


def ask(text):
    """What the search page asks for: the Found of each kind."""
    query, reader = Query.of(text), AnonymousUser()
    return [search(kind, query, reader, count=SearchPage.FIRST_OF_EACH) for kind in KINDS.values()]


def bare(text, models):
    """The first rows of bare FTS5 queries, best first, asked of sqlite3 itself."""
    words = " ".join(f'"{phrase}"' for phrase in Query.of(text).keys)
    for model in models:
        index = index_name(model)
        asked = f"SELECT rowid FROM {index} WHERE {index} MATCH ? ORDER BY rank LIMIT {FIRST}"  # noqa: S608 - our names
        connection.connection.execute(asked, [words]).fetchall()


def grow(points):
    """Add made-up records, of seeds not used before, until the database holds `points` points or more."""
    for seed in itertools.count(2):
        if (missing := points - Clause.objects.count()) <= 0:
            return
        # Five commitments in every six points or so.
        make(Plan(events=1, commitments=max(1, missing * 4 // 5), seed=seed))


def measure(text, *, rounds, at_most=None):
    """The Measured of one search."""
    client, address = Client(SERVER_NAME=HOST), f"{reverse('search')}?{urlencode({'q': text})}"

    def page():
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}.")

    page()
    hits = {one.kind.name: one.number for one in ask(text)}
    runs = {
        "ours": lambda: ask(text),
        "page": page,
        "bare": lambda: bare(text, INDEXED),
        "passages": lambda: bare(text, [Passage]),
    }
    return Measured(text, hits, **in_turn(runs, rounds=rounds, at_most=at_most, clock=time.process_time))


def p95(samples):
    """The 95th percentile of all seconds of `samples`, by nearest rank."""
    seconds = sorted(second for sample in samples for second in sample.seconds)
    return seconds[math.ceil(len(seconds) * 0.95) - 1]


def figures(points, rounds, noise, say):
    """Measure every search over `points` points, `say` the table line by line; the figures as a dict."""
    grow(points)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = []
    for text in ASKED:
        found.append(measure(text, rounds=rounds, at_most=6))
        noise.listen(1)
    names = ("ours", "page", "bare", "passages")
    over_all = {name: p95([getattr(one, name) for one in found]) for name in names}
    ratios = {name: over_all[name] / over_all["bare"] for name in ("ours", "page")}
    numbers = ", ".join(f"{model.objects.count():,} {model._meta.verbose_name_plural}" for model in INDEXED)
    say(f"Searching {numbers}: milliseconds of the processor, median (least–most), warm")
    rows = [
        (one.asked, f"{sum(one.hits.values()):,}", *(milliseconds(getattr(one, name)) for name in names))
        for one in found
    ]
    for line in table(("", "hits", "search", "its page", "bare FTS5, five indexes", "passages alone"), rows):
        say(line)
    say(
        f"p95 of all: search {over_all['ours'] * 1000:,.1f}, page {over_all['page'] * 1000:,.1f}, "
        f"bare {over_all['bare'] * 1000:,.1f} ms; ratios {ratios['ours']:.2f} {verdict(ratios['ours'], GOAL)}, "
        f"{ratios['page']:.2f} {verdict(ratios['page'], GOAL)}; goal {GOAL}. Bare on passages alone: "
        f"{over_all['passages'] * 1000:,.1f} ms, ratios {over_all['ours'] / over_all['passages']:.2f} and "
        f"{over_all['page'] / over_all['passages']:.2f}"
    )
    say()
    return {
        "goal": GOAL,
        "p95": over_all,
        "ratios": ratios,
        "searches": {one.asked: {name: getattr(one, name).seconds for name in names} for one in found},
    }
