"""`python -m bench`: measure Parley on a record made for it, in a folder that is thrown away afterwards."""

import argparse
import json
import os
import secrets
import sys
import tempfile
import time
from pathlib import Path

from bench.noise import Noise
from bench.tables import milliseconds, table, verdict


def arguments(given):
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measure briefs and lists, print the figures.")
    parser.add_argument("--events", type=int, default=100_000, help="events of the synthetic record (default: 100000)")
    parser.add_argument("--commitments", type=int, default=20_000, help="its commitments (default: 20000)")
    parser.add_argument("--rounds", type=int, default=11, help="how often each page is measured (default: 11)")
    parser.add_argument("--brief-rounds", type=int, default=5, help="how often the brief is written (default: 5)")
    parser.add_argument("--json", metavar="FILE", help="also write every figure to this file")
    asked = parser.parse_args(given)
    if min(asked.events, asked.commitments, asked.rounds, asked.brief_rounds) < 1:
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

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


def seed(events, commitments):
    """Make the record; seconds it took."""
    from django.core.management import call_command

    began = time.perf_counter()
    call_command("seed_scale", events=events, commitments=commitments, verbosity=0)
    return time.perf_counter() - began


def brief_figures(folder, rounds, noise):
    from bench.brief import GOAL, TehranBrief

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


def list_figures(rounds, noise):
    from bench.lists import GOAL, cases, measure

    found = []
    for case in cases():
        found.append(measure(case, rounds=rounds, at_most=4))
        noise.listen(1)
    say("List pages, in milliseconds: median (least–most), this process, warm")
    rows = [
        (
            one.case.name,
            f"{one.rows:,}",
            one.queries,
            milliseconds(one.page),
            milliseconds(one.bare),
            f"{one.ratio:.2f}",
            f"{GOAL}",
            verdict(one.ratio, GOAL),
        )
        for one in found
    ]
    for line in table(("", "rows", "queries", "page", "bare values() and table", "ratio", "goal", ""), rows):
        say(line)
    say()
    return [
        {
            "name": one.case.name,
            "address": one.case.address,
            "rows": one.rows,
            "queries": one.queries,
            "goal": GOAL,
            "ratio": one.ratio,
            "page": one.page.seconds,
            "bare": one.bare.seconds,
        }
        for one in found
    ]


def level_figures(rounds):
    from bench.lists import cost_of_levels

    found = cost_of_levels(rounds=rounds, at_most=2)
    say("What levels cost, in milliseconds: the newest 50 rows and the number of all (no goal)")
    rows = [
        (
            model._meta.verbose_name_plural,
            *map(milliseconds, times.values()),
            f"{times['visible'].median / times['all'].median:.2f}",
        )
        for model, times in found.items()
    ]
    for line in table(("", "all rows", "visible_to", "ratio"), rows):
        say(line)
    say()
    return {
        model._meta.label: {name: sample.seconds for name, sample in times.items()} for model, times in found.items()
    }


def noise_figures(noise):
    sample = noise.sample
    say(
        f"Noise of this machine: the same arithmetic {len(sample.seconds)} times, {milliseconds(sample)} ms; "
        f"the slowest took {sample.spread:.0%} longer than the fastest."
    )
    return {"seconds": sample.seconds, "spread": sample.spread}


def main(given=None):
    asked = arguments(given)
    began, noise = time.perf_counter(), Noise()
    with tempfile.TemporaryDirectory(prefix="parley-bench-") as name:
        folder = Path(name)
        settle_in(folder)
        figures = {"brief": brief_figures(folder, asked.brief_rounds, noise)}
        say(f"Making a synthetic record of {asked.events:,} events and {asked.commitments:,} commitments ...")
        figures["seeding"] = seed(asked.events, asked.commitments)
        say(f"made in {figures['seeding']:.0f} s")
        say()
        figures["lists"] = list_figures(asked.rounds, noise)
        figures["levels"] = level_figures(asked.rounds)
        figures["noise"] = noise_figures(noise)
        say(f"Whole run: {time.perf_counter() - began:.0f} s")
    if asked.json:
        Path(asked.json).write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
