"""How good the ranking of suggestions is: on the labelled set, beside a plain search for words and the order of days.

Precision at 10: of the ten best, how many bear on the commitment. Recall at 50: of all that bear on it, how many are among
the fifty best. Reciprocal rank: one over the place of the first that bears on it, 0 where none of the fifty does. Each is
the mean over the commitments that anything bears on.
"""

from dataclasses import dataclass

from django.db import connection, transaction

from bench.labelled.made import make
from bench.labelled.tehran import load_tehran
from bench.tables import table
from events.models import Event
from records.word_search.index import index_name
from statements.models import Commitment
from talks.models import Place
from tracking.suggestions.ranking import rank

# How many times the recall of the better baseline that of the ranking is to be.
GOAL = 1.5
FIRST, ALL = 10, 50
# Told beside the two baselines, and no part of the goal: it knows where to look.
WITHIN = "full text, same country"


@dataclass(frozen=True)
class Quality:
    """The three figures over `asked` commitments."""

    asked: int
    precision: float
    recall: float
    reciprocal: float


def quality(found, truth):
    """The Quality of `found`, {commitment: [keys of events, the best first]}, against `truth`, {commitment: {event: …}}."""
    asked = [key for key in truth if truth[key]]
    precision = recall = reciprocal = 0.0
    for key in asked:
        hits = [event in truth[key] for event in found[key][:ALL]]
        precision += sum(hits[:FIRST]) / FIRST
        recall += sum(hits) / len(truth[key])
        reciprocal += 1 / (hits.index(True) + 1) if True in hits else 0
    number = len(asked) or 1
    return Quality(len(asked), precision / number, recall / number, reciprocal / number)


def ranked(commitments):
    """({commitment: keys of the events suggested}, {(commitment, event): the bearing proposed})."""
    found, bearings = {}, {}
    for commitment in commitments:
        rows = rank(commitment, ALL)
        found[commitment.pk] = [row[0] for row in rows]
        bearings |= {(commitment.pk, row[0]): row[3] for row in rows}
    return found, bearings


def by_words(commitments, *, within=False):
    """The events after the statement that share words with the commitment or its passages, by bm25, on the site's index.

    `within`: only those at places in the countries of the process, as somebody who filters a search by hand would find.
    """
    index, table_name = index_name(Event), Event._meta.db_table
    # All names are our own.
    there = f"AND e.place_id IN (SELECT id FROM {Place._meta.db_table} WHERE instr(%s, country)) " if within else ""  # noqa: S608
    asked = (
        f"SELECT w.rowid FROM {index} w JOIN {table_name} e ON e.id = w.rowid "  # noqa: S608
        f"WHERE {index} MATCH %s AND e.happened_on_latest >= %s {there}ORDER BY bm25({index}), w.rowid LIMIT %s"
    )
    found = {}
    with connection.cursor() as cursor:
        for commitment in commitments:
            keys = [commitment.search_key, *(passage.search_key for passage in commitment.passages.all())]
            words = sorted({word for key in keys for word in key.split(" ") if word})
            phrases = " OR ".join(f'"{word}"' for word in words)
            codes = [",".join(one.code for one in commitment.statement.process.countries)] if within else []
            cursor.execute(asked, [phrases, issued(commitment), *codes, ALL])
            found[commitment.pk] = [key for (key,) in cursor.fetchall()]
    return found


def by_day(commitments):
    """The events after the statement, the nearest first."""
    rows = Event.objects.listed().order_by("happened_on_latest", "pk")
    return {
        one.pk: list(rows.filter(happened_on_latest__gte=issued(one)).values_list("pk", flat=True)[:ALL])
        for one in commitments
    }


def issued(commitment):
    return commitment.statement.issued_on.earliest


def measured(labelled):
    """{way: {commitment: keys of events}} of the ways to rank, and the bearings that the first proposes."""
    rows = Commitment.objects.filter(pk__in=list(labelled.truth)).select_related("clause__statement__process")
    commitments = list(rows.prefetch_related("passages").order_by("pk"))
    ours, bearings = ranked(commitments)
    found = {
        "suggestions": ours,
        "full text": by_words(commitments),
        "days alone": by_day(commitments),
        WITHIN: by_words(commitments, within=True),
    }
    return found, bearings


def halves(labelled):
    """{name: truth} of the whole set and of its two halves, by accord: weights may be tuned on the first alone."""
    middle = (max(labelled.group.values()) + 1) // 2
    truth = labelled.truth
    return {
        "all accords": truth,
        "first half": {key: truth[key] for key in truth if labelled.group[key] <= middle},
        "second half": {key: truth[key] for key in truth if labelled.group[key] > middle},
    }


def recall_by_mark(found, labelled):
    """{mark: (pairs, share of them among the fifty)} over all pairs whose event has the mark."""
    pairs = {}
    for commitment, events in labelled.truth.items():
        for event in events:
            for mark in labelled.marks[event]:
                pairs.setdefault(mark, []).append(event in found[commitment][:ALL])
    return {mark: (len(hits), sum(hits) / len(hits)) for mark, hits in sorted(pairs.items())}


def bearings_right(bearings, truth):
    """Of the pairs that are suggested and true, the share whose proposed bearing is the true one."""
    right = [bearings[pair] == truth[pair[0]][pair[1]] for pair in bearings if pair[1] in truth[pair[0]]]
    return sum(right) / (len(right) or 1)


def figures(accords, say):
    """Measure on the made-up set of so many accords and on the Tehran record, `say` the tables; the figures as a dict.

    What is stored for it is gone again afterwards.
    """
    told = {}
    with transaction.atomic():
        labelled = make(accords)
        say(
            f"Suggestions on the labelled set: {accords} made-up accords, {len(labelled.truth):,} commitments, "
            f"{Event.objects.count():,} events, {sum(map(len, labelled.truth.values())):,} pairs that bear"
        )
        analyze()
        ways, bearings = measured(labelled)
        for name, truth in halves(labelled).items():
            told[name] = say_table(name, ways, truth, say)
        marks = recall_by_mark(ways["suggestions"], labelled)
        for mark, (number, share) in marks.items():
            say(f"  {mark}: {share:.0%} of {number:,} among the {ALL}")
        told["marks"], told["bearings"] = marks, bearings_right(bearings, labelled.truth)
        say(f"  bearing as proposed: right for {told['bearings']:.0%} of those found")
        transaction.set_rollback(True)
    with transaction.atomic():
        tehran = load_tehran()
        ways, _bearings = measured(tehran)
        told["Tehran"] = say_table("Tehran record", ways, tehran.truth, say, is_judged=False)
        say(f"no goal here: all that came later fits among {ALL}, in any order")
        transaction.set_rollback(True)
    say()
    return {"goal": GOAL, **told}


def analyze():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def say_table(name, ways, truth, say, *, is_judged=True):
    """Say the figures of each way on `truth`, and whether they reach the goal; {way: Quality as a dict} and the `ratio`
    of recalls."""
    found = {way: quality(rows, truth) for way, rows in ways.items()}
    ours = found["suggestions"]
    best = max(one.recall for way, one in found.items() if way not in ("suggestions", WITHIN))
    ratio = ours.recall / best if best else float("inf")
    rows = [
        (way, f"{one.asked:,}", f"{one.precision:.3f}", f"{one.recall:.3f}", f"{one.reciprocal:.3f}")
        for way, one in found.items()
    ]
    headings = (name, "commitments", f"precision at {FIRST}", f"recall at {ALL}", "reciprocal rank")
    for line in table(headings, rows):
        say(line)
    if is_judged:
        reached = "met" if ratio >= GOAL else "missed"
        say(f"recall is {ratio:.2f} times that of the better baseline; goal {GOAL}, {reached}")
    return {"ratio": ratio, **{way: vars(one) for way, one in found.items()}}
