"""`python -m bench`: measure Parley on a record made for it, in a folder that is thrown away afterwards."""

import argparse
import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.noise import Noise
from bench.tables import milliseconds, table, verdict

EMPTY = "empty.sqlite3"


def arguments(given):
    parser = argparse.ArgumentParser(
        prog="python -m bench",
        description="Measure briefs, lists, suggestions, searches, long texts, the audit, many editors; print the figures.",
    )
    parser.add_argument("--events", type=int, default=100_000, help="events of the synthetic record (default: 100000)")
    parser.add_argument("--commitments", type=int, default=20_000, help="its commitments (default: 20000)")
    parser.add_argument("--rounds", type=int, default=11, help="how often each page is measured (default: 11)")
    parser.add_argument("--brief-rounds", type=int, default=5, help="how often each brief is written (default: 5)")
    parser.add_argument(
        "--obvious-rounds", type=int, default=1, help="how often the large brief by the obvious template (default: 1)"
    )
    parser.add_argument(
        "--brief-commitments", type=int, default=50, help="commitments of the full report (default: 50)"
    )
    parser.add_argument("--large-brief", type=int, default=500, help="commitments of the large one (default: 500)")
    parser.add_argument(
        "--no-peers", action="store_true", help="measure no brief by Chromium or Typst, and install nothing"
    )
    parser.add_argument("--points", type=int, default=100_000, help="points that are searched (default: 100000)")
    parser.add_argument("--entries", type=int, default=1_000_000, help="entries of the audit (default: 1000000)")
    parser.add_argument("--posts", type=int, default=10_000, help="forms sent by 32 clients (default: 10000)")
    parser.add_argument("--races", type=int, default=100, help="rounds of 20 simultaneous saves (default: 100)")
    parser.add_argument("--rows", type=int, default=350_000, help="rows of a dataset to import (default: 350000)")
    parser.add_argument("--accords", type=int, default=42, help="made-up accords of the labelled set (default: 42)")
    parser.add_argument(
        "--suggestion-events", type=int, default=1_000_000, help="events to suggest from (default: 1000000)"
    )
    parser.add_argument(
        "--suggestion-commitments", type=int, default=500, help="commitments to suggest for (default: 500)"
    )
    parser.add_argument("--json", metavar="FILE", help="also write every figure to this file")
    asked = parser.parse_args(given)
    numbers = (
        asked.events,
        asked.commitments,
        asked.rounds,
        asked.brief_rounds,
        asked.obvious_rounds,
        asked.brief_commitments,
        asked.large_brief,
        asked.points,
        asked.entries,
        asked.posts,
        asked.races,
        asked.rows,
        asked.accords,
        asked.suggestion_events,
        asked.suggestion_commitments,
    )
    if min(numbers) < 1:
        parser.error("every number must be 1 or more")
    return asked


def say(line=""):
    print(line, flush=True)


def settle_in(folder):
    """Point Django at a new database and new files in `folder`, and make them."""
    os.environ |= {
        "BENCH_FOLDER": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'scale.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
        # A key of its own: the site's is kept in var, which is not ours to touch.
        "SECRET_KEY": secrets.token_urlsafe(50),
        "REDIS_URL": "",
    }
    import django

    django.setup()
    from django.core.management import call_command

    (folder / "static").mkdir()
    call_command("migrate", verbosity=0)
    keep_empty(folder)


def keep_empty(folder):
    """Keep a copy of the empty database, with the head of its audit, for sites that are made later."""
    from django.conf import settings
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(folder / EMPTY)])
    shutil.copy(settings.AUDIT_HEAD, folder / f"{EMPTY}.head")


def seed(events, commitments):
    """Make the record; seconds it took."""
    from django.core.management import call_command

    began = time.perf_counter()
    call_command("seed_scale", events=events, commitments=commitments, verbosity=0)
    return time.perf_counter() - began


def brief_figures(folder, rounds, noise):
    from bench.briefs.tehran import figures

    return figures(folder, rounds, noise, say)


def briefs_figures(folder, asked, noise):
    from bench.briefs.figures import Plan, figures

    plan = Plan(
        rounds=asked.brief_rounds,
        obvious_rounds=asked.obvious_rounds,
        commitments=asked.brief_commitments,
        large=asked.large_brief,
        has_peers=not asked.no_peers,
    )
    return figures(folder, folder / EMPTY, plan, noise, say)


def list_figures(rounds, noise):
    from bench.lists import GOAL, cases, measure

    found = []
    for case in cases():
        found.append(measure(case, rounds=rounds, at_most=4))
        noise.listen(1)
    say(
        "List pages, in milliseconds: median (least–most), this process, warm; “uncounted”: once, no number of rows kept"
    )
    rows = [
        (
            one.case.name,
            f"{one.rows:,}",
            one.queries,
            f"{one.first * 1000:,.1f}",
            milliseconds(one.page),
            milliseconds(one.bare),
            f"{one.ratio:.2f}",
            f"{GOAL}",
            verdict(one.ratio, GOAL),
        )
        for one in found
    ]
    for line in table(
        ("", "rows", "queries", "uncounted", "page", "bare values() and table", "ratio", "goal", ""), rows
    ):
        say(line)
    say()
    return [
        {
            "name": one.case.name,
            "address": one.case.address,
            "rows": one.rows,
            "queries": one.queries,
            "uncounted": one.first,
            "goal": GOAL,
            "ratio": one.ratio,
            "page": one.page.seconds,
            "bare": one.bare.seconds,
        }
        for one in found
    ]


def admin_of_a_thousand():
    """{filter: seconds} of the admin's list of a thousand events, which are gone again afterwards."""
    from django.db import connection, transaction

    from bench.events import admin
    from briefs.synthetic.record import Plan, make

    with transaction.atomic():
        make(Plan(events=1_000, commitments=1, seed=999_999_999))
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        small = {one.name: one.page.median for one in admin(5)}
        transaction.set_rollback(True)
    return small


def event_figures(rounds, small, noise):
    from bench.events import figures

    return figures(rounds, small, noise, say)


def ranking_figures(accords):
    from bench.ranking import figures

    return figures(accords, say)


def total_figures(rounds, noise):
    from bench.totals import figures

    return figures(rounds, noise, say)


def door_figures(rounds, noise):
    from bench.door import GOAL, cost_of_pages, cost_of_rows

    costs = []
    for known, counted in cost_of_pages(rounds=rounds, at_most=4):
        costs += [(known.name, "page, rows counted before", known), (counted.name, "page, rows counted anew", counted)]
        noise.listen(1)
    costs += [(cost.name, "newest 50 and their number", cost) for cost in cost_of_rows(rounds=rounds, at_most=2)]
    say("What the door costs, in milliseconds of the processor: each list through visible_to, and with all let through")
    rows = [
        (
            *(name, what, milliseconds(cost.door), milliseconds(cost.without)),
            *(f"{cost.ratio:.2f}", f"{cost.noise:.2f}", f"{GOAL}", verdict(cost.ratio, GOAL)),
        )
        for name, what, cost in costs
    ]
    headings = ("", "what", "through the door", "without", "ratio", "door again", "goal", "")
    for line in table(headings, rows):
        say(line)
    say("“door again”: the same measured twice; as far as it is from 1, a ratio says nothing.")
    say()
    return [
        {
            "name": name,
            "what": what,
            "goal": GOAL,
            "ratio": cost.ratio,
            "again": cost.noise,
            "door": cost.door.seconds,
            "without": cost.without.seconds,
        }
        for name, what, cost in costs
    ]


def text_figures(points, rounds, noise):
    """What long texts cost, and searching many: they add to the record, so they come after the lists."""
    from bench.carrying import carrying_figures
    from bench.search import figures as search_figures
    from bench.workbench import workbench_figures

    return {
        "search": search_figures(points, rounds, noise, say),
        "workbench": workbench_figures(rounds, noise, say),
        "carrying": carrying_figures(rounds, noise, say),
    }


def audit_figures(rounds, entries, noise):
    from bench.audit import VERIFY_GOAL, WRITE_GOAL, verification, writes

    found = writes(rounds=rounds * 5, at_most=30)
    noise.listen()
    say("What the audit costs, in milliseconds: median (least–most), with the audit and without")
    rows = [
        (
            one.name,
            milliseconds(one.audited),
            milliseconds(one.bare),
            f"{one.ratio:.2f}",
            f"{WRITE_GOAL:.2f}",
            verdict(one.ratio, WRITE_GOAL),
        )
        for one in found
    ]
    for line in table(("", "with", "without", "ratio", "goal", ""), rows):
        say(line)
    seconds = verification(entries)
    say(f"Verifying {entries:,} entries: {seconds:.1f} s, goal {VERIFY_GOAL} s, {verdict(seconds, VERIFY_GOAL)}")
    say()
    return {
        "goal": WRITE_GOAL,
        "writes": {
            one.name: {"ratio": one.ratio, "audited": one.audited.seconds, "bare": one.bare.seconds} for one in found
        },
        "entries": entries,
        "verification": seconds,
        "verification_goal": VERIFY_GOAL,
    }


def many_editors_figures(folder, posts, rounds, noise):
    from bench.writes import CLIENTS, DEFERRED, RACERS, office, races, read_modify_write

    with office(folder / "at-once", folder / EMPTY) as site:
        found = read_modify_write(site, posts)
        told = site.history()
        noise.listen()
        raced = races(site, rounds)
    with office(folder / "deferred", folder / EMPTY, DEFERRED) as site:
        control = read_modify_write(site, min(posts, 1000))
    is_kept = found.kept == posts and not found.errors and told == (posts, posts)
    say(f"Many editors at once, on SQLite, over HTTP, {CLIENTS} clients")
    say(
        f"{posts:,} read-modify-write posts: {found.kept:,} kept ({told[0]:,} in the history, {told[1]:,} in the audit), "
        f"{sum(found.errors.values()):,} errors, {found.seconds:.0f} s, "
        f"{found.posts / found.seconds:.0f} a second: {'met' if is_kept else 'missed'}"
    )
    say(
        f"control, {control.posts:,} posts with deferred transactions: {control.kept:,} kept, "
        f"{sum(control.errors.values()):,} errors"
    )
    say(
        f"{rounds:,} rounds of {RACERS} simultaneous saves: exactly one winner and {RACERS - 1} conflict pages in "
        f"{raced.one_winner:,}, {raced.seconds:.0f} s: {'met' if raced.one_winner == rounds else 'missed'}"
    )
    say()
    return {"posts": vars(found), "told": told, "control": vars(control), "races": vars(raced)}


def suggestion_figures(folder, events, commitments, noise):
    """Measured by a process of its own, on a record of its own: another database cannot be opened in this one."""
    place = folder / "suggestions"
    place.mkdir()
    shutil.copy(folder / EMPTY, place / "scale.sqlite3")
    shutil.copy(folder / f"{EMPTY}.head", place / "head")
    figures = place / "figures.json"
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{place / 'scale.sqlite3'}",
        "BENCH_FOLDER": str(place),
        "AUDIT_HEAD": str(place / "head"),
        "VAR_DIR": str(place),
    }
    command = [sys.executable, "-m", "bench.suggestions", str(events), str(commitments), str(figures)]
    subprocess.run(command, env=environment, check=True)  # noqa: S603 - a command of our own
    noise.listen()
    return json.loads(figures.read_text(encoding="utf-8"))


def noise_figures(noise):
    sample = noise.sample
    say(
        f"Noise of this machine: the same arithmetic {len(sample.seconds)} times, {milliseconds(sample)} ms; "
        f"the slowest took {sample.spread:.0%} longer than the fastest."
    )
    return {"seconds": sample.seconds, "spread": sample.spread}


def main(given=None):
    asked = arguments(given)
    from bench.imports import import_figures
    from bench.imports_postgresql import postgresql_figures

    began, noise = time.perf_counter(), Noise()
    with tempfile.TemporaryDirectory(prefix="parley-bench-") as name:
        folder = Path(name)
        settle_in(folder)
        figures = {"brief": brief_figures(folder, asked.brief_rounds, noise)}
        figures["briefs"] = briefs_figures(folder, asked, noise)
        figures["ranking"] = ranking_figures(asked.accords)
        small = admin_of_a_thousand()
        figures["imports"] = import_figures(folder, folder / EMPTY, asked.rows, noise, say)
        figures["imports_postgresql"] = postgresql_figures(folder, asked.rows, noise, say)
        say(f"Making a synthetic record of {asked.events:,} events and {asked.commitments:,} commitments ...")
        figures["seeding"] = seed(asked.events, asked.commitments)
        say(f"made in {figures['seeding']:.0f} s")
        say()
        figures["lists"] = list_figures(asked.rounds, noise)
        figures["totals"] = total_figures(asked.rounds, noise)
        figures["events"] = event_figures(asked.rounds, small, noise)
        figures["door"] = door_figures(asked.rounds, noise)
        figures |= text_figures(asked.points, asked.rounds, noise)
        figures["audit"] = audit_figures(asked.rounds, asked.entries, noise)
        figures["editors"] = many_editors_figures(folder, asked.posts, asked.races, noise)
        figures["suggestions"] = suggestion_figures(
            folder, asked.suggestion_events, asked.suggestion_commitments, noise
        )
        figures["noise"] = noise_figures(noise)
        say(f"Whole run: {time.perf_counter() - began:.0f} s")
    if asked.json:
        Path(asked.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
