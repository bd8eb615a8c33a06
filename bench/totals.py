"""The aggregates, the page of a commitment and the desk at size, beside bare SQL that finds the same, written by hand.

What counts is the processor's time: SQLite works in this process, and a busy machine adds more than a page takes. The bare
SQL goes to the cursor and its rows are fetched: no ORM, no template, no frame of a page.
"""
# ruff: noqa: S608 - SQL made of our own names, each value apart from it

import time
from collections import Counter
from dataclasses import dataclass
from functools import partial

from django.contrib.auth.models import AnonymousUser, Group, Permission
from django.core.cache import caches
from django.db import connection
from django.db.models import Count, Q
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from bench.lists import HOST
from bench.tables import milliseconds, table, verdict
from bench.timing import Sample, in_turn
from records.levels import Level
from records.models import User
from records.roles import Role
from statements.models import Commitment
from talks.models import Process
from tracking.models import Evidence
from tracking.totals.counting import KEYS

GOAL = 3.0
NOW = "STRFTIME('%%Y-%%m-%%d %%H:%%M:%%f', 'now')"
SEEN = "{0}.shown_level <= 0 AND {0}.shown_from <= " + NOW
# One lookup for each commitment, as anyone would write it first.
RATING = f"""COALESCE(
    (SELECT a.rating FROM tracking_assessment a WHERE a.commitment_id = c.id AND a.status = 'published'
        AND {SEEN.format("a")} ORDER BY a.as_of DESC, a.id DESC LIMIT 1), 'not_assessed')"""
ONCE = f"""(c.repeats_id IS NULL
    OR NOT EXISTS (SELECT 1 FROM statements_commitment e WHERE e.id = c.repeats_id AND {SEEN.format("e")}))"""
BOUND = f"""FROM statements_commitment c JOIN statements_clause l ON l.id = c.clause_id
    JOIN statements_statement s ON s.id = l.statement_id {{}} WHERE {SEEN.format("c")} AND {ONCE} {{}}"""
TIED = """LEFT JOIN (SELECT t.commitment_id, t.{0}_id AS key FROM {1} t JOIN {2} g ON g.id = t.{0}_id {3}) k
    ON k.commitment_id = c.id"""
GROUPS = {
    "process": ("s.process_id", ""),
    "statement": ("s.id", ""),
    "party": (
        "k.key",
        TIED.format("party", "statements_commitment_obligors", "talks_party", f"AND {SEEN.format('g')}"),
    ),
    "theme": ("k.key", TIED.format("theme", "statements_commitment_themes", "statements_theme", "")),
}
MONTH = "SUBSTR({}, 1, 7)"


def trend(within):
    """How many more have a rating at the end of a month: each from an assessment to the next, or to the first there is."""
    return f"""
WITH bound AS (SELECT c.id, {MONTH.format("s.issued_on_latest")} AS entered
        {BOUND.format("", f"AND s.issued_on_latest <= date({NOW}) {within}")}),
    told AS (SELECT b.id, b.entered, a.rating, {MONTH.format("a.as_of")} AS since,
            LEAD({MONTH.format("a.as_of")}) OVER (PARTITION BY b.id ORDER BY a.as_of, a.id) AS until
        FROM bound b JOIN tracking_assessment a ON a.commitment_id = b.id
        WHERE a.status = 'published' AND {SEEN.format("a")} AND a.as_of <= {NOW}),
    stood AS (SELECT rating, MAX(entered, since) AS since, until FROM told
        UNION ALL SELECT 'not_assessed', entered, (SELECT MIN(since) FROM told WHERE told.id = bound.id) FROM bound)
SELECT since, rating, COUNT(*) FROM stood WHERE until IS NULL OR since < until GROUP BY since, rating
UNION ALL SELECT until, rating, -COUNT(*) FROM stood WHERE since < until GROUP BY until, rating
"""


# What the page of one commitment shows of it, with whatever hangs on it.
OF_A_COMMITMENT = (
    "SELECT c.*, l.number, s.title, s.issued_on, p.name FROM statements_commitment c JOIN statements_clause l"
    " ON l.id = c.clause_id JOIN statements_statement s ON s.id = l.statement_id JOIN talks_process p"
    f" ON p.id = s.process_id WHERE c.id = %s AND {SEEN.format('c')}",
    "SELECT v.*, w.start, w.exact FROM statements_passage w JOIN statements_version v ON v.id = w.version_id"
    f" WHERE w.commitment_id = %s AND {SEEN.format('w')}",
    "SELECT g.name FROM statements_commitment_obligors t JOIN talks_party g ON g.id = t.party_id"
    f" WHERE t.commitment_id = %s AND {SEEN.format('g')}",
    "SELECT g.label FROM statements_commitment_themes t JOIN statements_theme g ON g.id = t.theme_id"
    " WHERE t.commitment_id = %s",
    "SELECT * FROM statements_deadline WHERE commitment_id = %s",
    "SELECT v.*, e.*, o.name FROM tracking_evidence v JOIN events_event e ON e.id = v.event_id LEFT JOIN talks_place o"
    f" ON o.id = e.place_id WHERE v.commitment_id = %s AND v.status = 'confirmed' AND {SEEN.format('v')}"
    " ORDER BY e.happened_on_latest, e.happened_on_earliest, v.id",
    "SELECT r.* FROM events_report r JOIN tracking_evidence v ON v.event_id = r.event_id WHERE v.commitment_id = %s"
    f" AND v.status = 'confirmed' AND {SEEN.format('r')} AND {SEEN.format('v')}",
    f"SELECT a.* FROM tracking_assessment a WHERE a.commitment_id = %s AND a.status = 'published' AND {SEEN.format('a')}"
    " ORDER BY a.as_of DESC, a.id DESC",
    "SELECT x.assessment_id, v.reasoning FROM tracking_assessment a JOIN tracking_assessment_evidence x"
    " ON x.assessment_id = a.id JOIN tracking_evidence v ON v.id = x.evidence_id WHERE a.commitment_id = %s",
    f"SELECT c.id, c.summary FROM statements_commitment c WHERE c.repeats_id = %s AND {SEEN.format('c')}",
    f"SELECT c.id, c.summary FROM statements_commitment c WHERE c.depends_on_id = %s AND {SEEN.format('c')}",
)


@dataclass(frozen=True)
class Measured:
    """A page with its queries, what it took, and what bare SQL took that finds the same."""

    name: str
    queries: int
    page: Sample
    bare: Sample

    @property
    def ratio(self):
        return self.page.median / self.bare.median


def fetched(sql, values=()):
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))
        return cursor.fetchall()


def counted_bare(by, process=None):
    """({rating: number} of all, {group: {rating: number}}, {month: {rating: change}}) by three queries by hand."""
    key, ties = GROUPS[by]
    within, values = ("AND s.process_id = %s", [process.pk]) if process else ("", [])
    whole = dict(fetched(f"SELECT {RATING}, COUNT(*) {BOUND.format('', within)} GROUP BY 1", values))
    groups = {}
    for group, rating, number in fetched(
        f"SELECT {key}, {RATING}, COUNT(*) {BOUND.format(ties, within)} GROUP BY 1, 2", values
    ):
        groups.setdefault(group, {})[rating] = number
    moves = {}
    for month, rating, number in fetched(trend(within), values):
        moves.setdefault(month, Counter())[rating] += number
    return whole, groups, moves


def told(count):
    return {str(key): number for key, number in zip(KEYS, count.numbers, strict=True) if number}


def check(address, found):
    """RuntimeError where a page and what bare SQL `found` do not tell the same."""
    request = RequestFactory(SERVER_NAME=HOST).get(address)
    request.user = AnonymousUser()
    context = resolve(request.path).func(request).context_data
    whole, groups, moves = found
    totals, stock = context["totals"], Counter()
    for change in moves.values():
        stock.update(change)
    if (
        told(totals.whole) != whole
        or {key: told(count) for key, count in totals.groups} != groups
        or told(context["trend"][-1].count) != {key: number for key, number in stock.items() if number}
    ):
        raise RuntimeError(f"{address}: the page and the bare SQL tell different numbers.")


def measured(name, address, bare, *, rounds, client=None):
    """The Measured of one page, both ways warmed up, no count kept from before."""
    client = client or Client(SERVER_NAME=HOST)

    def serve():
        response = client.get(address)
        if response.status_code != 200:
            raise RuntimeError(f"{address} answered {response.status_code}.")

    serve()
    bare()
    caches["counts"].clear()
    with CaptureQueriesContext(connection) as asked:
        serve()
    queries = len(asked)
    runs = {"page": serve, "bare": bare}
    times = in_turn(runs, rounds=rounds, at_most=10, before=caches["counts"].clear, clock=time.process_time)
    return Measured(name, queries, times["page"], times["bare"])


def overviews(rounds):
    """Measured of the overview by each grouping, and of one process."""
    path = reverse("tracking:overview")
    found = []
    asked = [(by, None) for by in GROUPS] + [("party", Process.objects.order_by("pk").first())]
    for by, process in asked:
        name = f"overview by {by}" + (", of one process" if process else "")
        address = f"{path}?by={by}" + (f"&process={process.public_id}" if process else "")
        bare = partial(counted_bare, by, process)
        check(address, bare())
        found.append(measured(name, address, bare, rounds=rounds))
    return found


def busiest(most):
    """The commitments with most and with least confirmed evidence, seen by everyone."""
    seen = Commitment.objects.visible_to(Level.PUBLIC)
    order = "-number" if most else "number"
    confirmed = Count("evidence", filter=Q(evidence__status=Evidence.Status.CONFIRMED))
    return seen.annotate(number=confirmed).order_by(order, "pk").first()


def commitment_pages(rounds):
    """Measured of the page of the commitment with most evidence and of that with least."""
    found = []
    for name, commitment in (("most", busiest(True)), ("least", busiest(False))):

        def bare(key=commitment.pk):
            return [fetched(sql, [key]) for sql in OF_A_COMMITMENT]

        found.append(measured(f"commitment with {name} evidence", commitment.get_absolute_url(), bare, rounds=rounds))
    return found


def desks(rounds):
    """Measured of the desk of an analyst, and of one who publishes, beside its own SQL alone, sent again as it stands."""
    found = []
    for name, permissions in (("an analyst", ()), ("who publishes", ("publish_assessment",))):
        user = User.objects.create_user(f"{name} of this measurement", clearance=Level.CONFIDENTIAL)
        user.groups.set(Group.objects.filter(name=Role.ANALYST))
        # Without the role: that would ask for a second factor first.
        user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
        client = Client(SERVER_NAME=HOST)
        client.force_login(user)
        address = reverse("admin:desk")
        client.get(address)
        caches["counts"].clear()
        with CaptureQueriesContext(connection) as asked:
            client.get(address)
        told = [one["sql"] for one in asked.captured_queries if one["sql"].startswith("SELECT")]
        found.append(measured(f"desk, {name}", address, partial(sent_again, told), rounds=rounds, client=client))
        user.delete()
    return found


def sent_again(queries):
    """The rows of each of `queries`, which hold their values."""
    with connection.cursor() as cursor:
        return [cursor.execute(sql).fetchall() for sql in queries]


def figures(rounds, noise, say):
    """Measure, tell by `say`, and return the figures."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    found = [*overviews(rounds), *commitment_pages(rounds), *desks(rounds)]
    noise.listen(1)
    say(
        f"{Commitment.objects.count():,} commitments, {Evidence.objects.count():,} rows of evidence: "
        "milliseconds of the processor, median (least–most), warm, nothing counted before"
    )
    rows = [
        (
            *(one.name, one.queries, milliseconds(one.page), milliseconds(one.bare)),
            *(f"{one.ratio:.2f}", f"{GOAL}", verdict(one.ratio, GOAL)),
        )
        for one in found
    ]
    for line in table(("", "queries", "page", "bare SQL", "ratio", "goal", ""), rows):
        say(line)
    say("bare SQL of a desk: its own queries, sent again without ORM and template; of the others: written by hand.")
    say()
    return [
        {
            "name": one.name,
            "queries": one.queries,
            "goal": GOAL,
            "ratio": one.ratio,
            "page": one.page.seconds,
            "bare": one.bare.seconds,
        }
        for one in found
    ]
