"""Suggestions for many commitments against a large record of events, beside the bare work, and after an import of a few.

It is set beside two others, neither of which knows levels, words, factions, places within others, deadlines or reasons:

- one query in SQL for each commitment, which finds every later event of an obligor or at the place of the round, gives each
  its points for kind, party, place and time, and returns the best fifty;
- the least work that a ranking cannot do without, in raw SQL and plain arithmetic: the events of one period after another,
  asked for once for each statement, until there are a hundred, and a number for each.

What counts is the processor's time.
"""

import datetime as dt
import json
import os
import random
import sys
import time
from heapq import nlargest
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
    django.setup()

from django.core.management import call_command
from django.db import connection

from bench.noise import Noise
from bench.tables import milliseconds, table, verdict
from bench.timing import Sample, in_turn
from briefs.synthetic.words import HAPPENINGS
from events.models import Event, EventParty
from records.levels import Level
from statements.models import Commitment
from tracking.models import Suggestion, SuggestionRun
from tracking.suggestions import weights
from tracking.suggestions.ranking import Ranking
from tracking.suggestions.running import run

GOAL, BARE_GOAL, CHANGED_GOAL = 10, 1.5, 0.02
NEW = 1_000
# Days after the statement that are looked at one after the other.
PERIODS = (7, 30, 90, 180, 365, 730, 3_650)
ROLES = {str(role) for role in weights.ACTING}
FOUND = (
    "SELECT e.id, e.kind, e.happened_on_latest, e.place_id, p.party_id, p.role FROM events_event e "
    "JOIN events_eventparty p ON p.event_id = e.id WHERE e.merged_into_id IS NULL "
    "AND e.happened_on_latest BETWEEN %s AND %s AND e.kind = %s AND (EXISTS (SELECT 1 FROM events_eventparty o "
    "WHERE o.event_id = e.id AND o.party_id IN ({marks})) OR e.place_id = %s)"
)

BEST = (
    "SELECT e.id, CASE e.kind {kinds} ELSE 0 END + CASE {days} ELSE 0 END + CASE WHEN e.place_id = %s THEN 1 ELSE 0 END "
    "+ COALESCE((SELECT MAX(CASE WHEN p.role IN ({roles}) THEN 4 ELSE 3 END) FROM events_eventparty p "
    "WHERE p.event_id = e.id AND p.party_id IN ({marks})), 0) AS score FROM events_event e "
    "WHERE e.merged_into_id IS NULL AND e.happened_on_latest >= %s AND (EXISTS (SELECT 1 FROM events_eventparty o "
    "WHERE o.event_id = e.id AND o.party_id IN ({marks})) OR e.place_id = %s) "
    "ORDER BY score DESC, e.happened_on_latest, e.id LIMIT 50"
)
# Every so many of the commitments are asked about in one query each: it takes long, and tells the same.
SPACED = 10


def commitments(number):
    """(key, kind, first day, place of the round, obligors) of `number` commitments, those of a statement together."""
    rows = Commitment.objects.filter(clause__statement__issued_on_earliest__isnull=False)
    rows = rows.order_by("clause__statement", "pk").values_list(
        "pk", "kind", "clause__statement__issued_on_earliest", "clause__statement__round__place"
    )
    rows = list(rows[:number])
    bound = {}
    ties = Commitment.obligors.through.objects.filter(commitment__in=[row[0] for row in rows])
    for commitment, party in ties.values_list("commitment", "party"):
        bound.setdefault(commitment, []).append(party)
    return [(*row, tuple(sorted(bound.get(row[0], ())))) for row in rows]


def bare(rows):
    """The bare work for `rows` of `commitments`; how many events were kept."""
    asked, kept = {}, 0
    with connection.cursor() as cursor:
        for _key, kind, since, place, parties in rows:
            worth = {}
            for first, last in zip((-1, *PERIODS), PERIODS, strict=False):
                for event_kind, cell in weights.KINDS[kind].items():
                    about = (parties, place, since, event_kind, last)
                    if about not in asked:
                        days = since + dt.timedelta(first + 1), since + dt.timedelta(last)
                        cursor.execute(
                            FOUND.format(marks=", ".join(["%s"] * len(parties)) or "NULL"),
                            [*days, event_kind, *parties, place],
                        )
                        asked[about] = cursor.fetchall()
                    for key, _kind, _day, where, party, role in asked[about]:
                        points = worth.get(key) or cell[0] + (where == place) - last / 1000
                        worth[key] = points + (party in parties) * (4 if role in ROLES else 3)
                if len(worth) >= weights.KEPT * 2:
                    break
            kept += len(nlargest(weights.KEPT, worth.items(), key=lambda pair: pair[1]))
    return kept


def in_one_query(rows):
    """The best fifty for each of `rows` of `commitments`, found and given points by one query each; how many were kept."""
    kept = 0
    with connection.cursor() as cursor:
        for _key, kind, since, place, parties in rows:
            cells = [(str(event_kind), cell[0]) for event_kind, cell in weights.KINDS[kind].items()]
            days = [(since + dt.timedelta(most), points) for most, points in weights.DAYS]
            marks = ", ".join(["%s"] * len(parties)) or "NULL"
            cursor.execute(
                BEST.format(
                    kinds=" ".join(["WHEN %s THEN %s"] * len(cells)),
                    days=" ".join(["WHEN e.happened_on_latest <= %s THEN %s"] * len(days)),
                    roles=", ".join(["%s"] * len(ROLES)),
                    marks=marks,
                ),
                [
                    *(value for cell in cells for value in cell),
                    *(value for day in days for value in day),
                    place,
                    *sorted(ROLES),
                    *parties,
                    since,
                    *parties,
                    place,
                ],
            )
            kept += len(cursor.fetchall())
    return kept


def rank(ranking, keys):
    """Rank the events for the commitments `keys`; how many were kept."""
    return sum(len(ranking.best(profile)) for profile in ranking.profiles(keys).values())


def bring_in(number):
    """Store `number` new events like those of the record, on days and between parties that a seed chooses."""
    chance = random.Random(number)  # noqa: S311 - a record that is made up
    seen = list(
        EventParty.objects.order_by("-pk").values_list("event__happened_on_latest", "event__place", "party")[:50_000]
    )
    rows = [row for row in seen if row[0]]
    drawn = [chance.choice(rows) for _ in range(number)]
    events = Event.objects.bulk_create(
        Event(
            kind=chance.choice(list(HAPPENINGS)),
            title=f"New event {place}",
            happened_on=day,
            place_id=where,
            level=Level.PUBLIC,
        )
        for place, (day, where, _party) in enumerate(drawn)
    )
    EventParty.objects.bulk_create(
        EventParty(event=event, party_id=party) for event, (_day, _where, party) in zip(events, drawn, strict=True)
    )


def timed_run(extent):
    """(the SuggestionRun, seconds of the processor) of one run."""
    began = time.process_time()
    made = run(extent)
    return made, time.process_time() - began


def suggestion_figures(events, number, noise, say):
    """Measure and print; the figures as a dict."""
    rows = commitments(number)
    keys = [row[0] for row in rows]
    warm = Ranking()
    rank(warm, keys)
    bare(rows)
    runs = {
        "cold": lambda: rank(Ranking(), keys),
        "warm": lambda: rank(warm, keys),
        "bare": lambda: bare(rows),
    }
    times = in_turn(runs, rounds=3, clock=time.process_time)
    noise.listen()
    each = {name: Sample(tuple(second / len(rows) for second in one.seconds)) for name, one in times.items()}
    whole, full = timed_run(SuggestionRun.Extent.ALL)
    again, unchanged = timed_run(SuggestionRun.Extent.ALL)
    bring_in(NEW)
    made, changed = timed_run(SuggestionRun.Extent.CHANGED)
    noise.listen()
    share, milli = changed / unchanged, each["cold"].median * 1000
    spaced, began = rows[::SPACED], time.process_time()
    in_one_query(spaced)
    one_query = (time.process_time() - began) / len(spaced)
    ratio, least = each["cold"].median / one_query, each["cold"].median / each["bare"].median
    say(f"Suggestions for {len(rows):,} commitments against {events:,} events, milliseconds of the processor for each")
    lines = [
        ("ranked, nothing known beforehand", milliseconds(each["cold"]), f"{milli:.1f}", GOAL, verdict(milli, GOAL)),
        ("ranked, what was asked is known", milliseconds(each["warm"]), *warm_verdict(each["warm"])),
        (
            "found and given points by one query in SQL",
            f"{one_query * 1000:.1f}",
            f"{ratio:.2f}",
            BARE_GOAL,
            verdict(ratio, BARE_GOAL),
        ),
        ("the least work, period by period", milliseconds(each["bare"]), f"{least:.2f}", "", ""),
    ]
    for line in table(("", "each", "", "goal", ""), lines):
        say(line)
    say(
        f"Whole runs, stored: {full:.2f} s the first, {unchanged:.2f} s again; {made.events_done:,} new events: "
        f"{changed:.3f} s, {share:.1%} of it, goal {CHANGED_GOAL:.0%}, {verdict(share, CHANGED_GOAL)}"
    )
    say()
    return {
        "events": events,
        "commitments": len(rows),
        "each": {name: one.seconds for name, one in each.items()},
        "one_query": one_query,
        "ratio": ratio,
        "beside_the_least": least,
        "full": [full, unchanged],
        "changed": changed,
        "share": share,
        "stored": Suggestion.objects.count(),
        "done": [whole.commitments_done, again.commitments_done, made.commitments_done],
        "goals": {"each": GOAL, "ratio": BARE_GOAL, "share": CHANGED_GOAL},
    }


def warm_verdict(sample):
    milli = sample.median * 1000
    return f"{milli:.1f}", GOAL, verdict(milli, GOAL)


def main(events, number, path):
    """Make a record of `events` events and as many commitments, measure, and write the figures to the file at `path`."""
    call_command("seed_scale", events=events, commitments=number, verbosity=0)
    figures = suggestion_figures(events, number, Noise(), lambda line="": print(line, flush=True))
    Path(path).write_text(json.dumps(figures), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
