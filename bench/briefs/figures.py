"""The table of the briefs: what is measured in turn, what it is set beside, which goals are met."""

import math
from dataclasses import dataclass, field
from pathlib import Path

from bench.briefs import NotMeasured
from bench.briefs.memory import Peaks
from bench.briefs.peers import Chromium, Typst, peer
from bench.briefs.talking import Warm
from bench.imports import site_in
from bench.tables import table, verdict
from bench.timing import Sample, ratio_of

GOALS = {
    "few, seconds": 1.0,
    "few": 0.5,
    "cold": 0.8,
    "again": 0.5,
    "large": 0.25,
    "memory": 500,
    "exponent": 1.1,
    "tags": 1.25,
}
# Events of the made-up record for each commitment.
EVENTS_EACH = 8


@dataclass(frozen=True)
class Plan:
    """How much is measured: rounds of everything, of the obvious template on the large brief, and the sizes asked for."""

    rounds: int = 5
    obvious_rounds: int = 1
    commitments: int = 50
    large: int = 500
    has_peers: bool = True


@dataclass
class Found:
    """What came out: seconds by name, pages by name, why something was not measured, and where the time of ours went."""

    seconds: dict = field(default_factory=dict)
    pages: dict = field(default_factory=dict)
    why: dict = field(default_factory=dict)
    steps: dict = field(default_factory=dict)
    held: dict = field(default_factory=dict)
    memory: float | None = None

    def sample(self, name):
        return Sample(tuple(self.seconds[name])) if self.seconds.get(name) else None

    def median(self, name):
        return self.sample(name).median if self.seconds.get(name) else None

    def ratio(self, one, other):
        """How much longer `one` took than `other`, round by round if in as many; None where one was not measured."""
        first, second = self.sample(one), self.sample(other)
        if not first or not second:
            return None
        if len(first.seconds) == len(second.seconds):
            return ratio_of(first, second)
        return first.median / second.median

    @property
    def exponent(self):
        """By which power of the commitments held the time grows from the brief of 50 to that of 500."""
        small, large = self.held.get("cold"), self.held.get("large")
        if not small or not large or small == large or not self.median("cold") or not self.median("large"):
            return None
        return math.log(self.median("large") / self.median("cold")) / math.log(large / small)

    def take(self, name, measure):
        """Call `measure`, which gives {"seconds", "pages"} or {"why"}, and keep what it gives as `name`."""
        if name in self.why:
            return
        try:
            taken = measure()
        except NotMeasured as error:
            taken = {"why": str(error)}
        if why := taken.get("why"):
            self.why[name] = why
            return
        self.seconds.setdefault(name, []).append(taken["seconds"])
        self.pages[name] = taken["pages"]


def in_turn(found, cases, rounds):
    """Measure `cases`, {name: function}, once a round each, every other round backwards."""
    for number in range(rounds):
        for name in list(cases)[:: -1 if number % 2 else 1]:
            found.take(name, cases[name])


def figures(folder, empty, plan, noise, say):
    """Measure and print; the figures as a dict. `empty` is a migrated database without records."""
    place = Path(folder) / "briefs"
    place.mkdir()
    found = Found()
    peers = {}
    for kind in (Chromium, Typst):
        peers[kind.name], why = peer(kind, place) if plan.has_peers else (None, "left out, as asked")
        if why:
            found.why[kind.name] = why
    with Warm("bench.briefs.obvious") as obvious:
        with Warm("bench.briefs.worker", site_in(place / "small", empty)) as ours:
            measure_small(found, place, plan, ours, obvious, peers)
        noise.listen()
        with Warm("bench.briefs.worker", site_in(place / "large", empty)) as ours:
            measure_large(found, place, plan, ours, obvious)
        noise.listen()
    tell(found, say)
    return {
        "goals": GOALS,
        "held": found.held,
        "seconds": found.seconds,
        "pages": found.pages,
        "steps": found.steps,
        "not_measured": found.why,
        "memory": found.memory,
        "exponent": found.exponent,
    }


def measure_small(found, place, plan, ours, obvious, peers):
    """The four-page brief, then the full report beside Chromium and Typst, again after a change, and without tags."""
    found.held["cold"] = ours.ask("seed", events=plan.commitments * EVENTS_EACH, commitments=plan.commitments)[
        "commitments"
    ]
    ours.ask("issue", kind="short")
    content, page, out = (str(place / f"small.{ending}") for ending in ("json", "html", "pdf"))
    found.held["few"] = ours.ask("hand_out", content=content, page=page)["held"]
    in_turn(
        found,
        {
            "few": lambda: ours.ask("issue", kind="short", cold=True),
            "few, obvious": lambda: obvious.ask("draw", content=content, out=out),
        },
        plan.rounds,
    )
    ours.ask("issue", kind="full", cold=True)
    ours.ask("hand_out", content=content, page=page)
    cases = {
        "cold": lambda: ours.ask("issue", kind="full", cold=True),
        "again": lambda: ours.ask("issue", kind="full", changed=True),
        "untagged": lambda: ours.ask("issue", kind="full", cold=True, tagged=False),
    }
    for name, one in peers.items():
        if one:
            cases[name] = lambda one=one: one.draw(content, page, out)
    in_turn(found, cases, plan.rounds)
    found.take("cold, obvious", lambda: obvious.ask("draw", content=content, out=out))
    for name, how in (("few", {"kind": "short"}), ("cold", {"kind": "full"})):
        found.steps[name] = ours.ask("issue", cold=True, watched=True, **how)["steps"]
    found.steps["again"] = ours.ask("issue", kind="full", changed=True, watched=True)["steps"]


def measure_large(found, place, plan, ours, obvious):
    """The large report, with the most memory that any process of it held, beside the obvious template."""
    found.held["large"] = ours.ask("seed", events=plan.large * EVENTS_EACH, commitments=plan.large)["commitments"]
    content, page, out = (str(place / f"large.{ending}") for ending in ("json", "html", "pdf"))
    with Peaks(ours.process.pid) as peaks:
        in_turn(found, {"large": lambda: ours.ask("issue", kind="full", cold=True)}, plan.rounds)
        found.steps["large"] = ours.ask("issue", kind="full", cold=True, watched=True)["steps"]
    found.memory = peaks.most
    ours.ask("hand_out", content=content, page=page)
    in_turn(
        found,
        {"large, obvious": lambda: obvious.ask("draw", content=content, out=out)},
        min(plan.obvious_rounds, plan.rounds),
    )


def tell(found, say):
    """Print the table, then where the time goes in what misses its goal."""
    say("Briefs, the same content, in seconds: median (least–most); ours from the record to the stored edition, warm")
    for line in table(("", "ours", "beside", "", "ratio", "goal", ""), rows(found)):
        say(line)
    for line in notes(found):
        say(line)
    say()


def rows(found):
    """The rows of the table."""
    few, cold, large = (f"{found.held.get(name, 0)} commitments" for name in ("few", "cold", "large"))
    return [
        row(found, f"{few}, {pages(found, 'few')}", "few", "few, obvious", "the obvious template", "few"),
        against("  seconds of it", found.median("few"), GOALS["few, seconds"], "{:.2f}"),
        row(found, f"{cold}, {pages(found, 'cold')}, cold", "cold", Chromium.name, "Chromium, our page", "cold"),
        row(found, "  again after one changed", "again", Typst.name, "Typst, whole", "again"),
        row(found, "  tagged beside untagged", "cold", "untagged", "ours without tags", "tags"),
        row(found, "  the obvious template", "cold", "cold, obvious", "the obvious template", ""),
        row(
            found, f"{large}, {pages(found, 'large')}, cold", "large", "large, obvious", "the obvious template", "large"
        ),
        against("  most memory of a process, MB", found.memory, GOALS["memory"], "{:,.0f}"),
        against("  growth from the smaller, power", found.exponent, GOALS["exponent"], "{:.2f}"),
    ]


def row(found, what, one, other, beside, goal):
    """A row that sets `one` beside `other`; where either was not measured there is neither ratio nor verdict."""
    ratio, limit = found.ratio(one, other), GOALS.get(goal, "")
    told = (
        ("", limit, "not measured") if ratio is None else (f"{ratio:.2f}", limit, verdict(ratio, limit) if goal else "")
    )
    return (what, shown(found.sample(one)), beside, shown(found.sample(other)), *told)


def against(what, value, goal, form):
    """A row of a figure that stands for itself."""
    told = ("", "not measured") if value is None else (form.format(value), verdict(value, goal))
    return (what, told[0], "", "", "", f"{goal}", told[1])


def shown(sample):
    """“5.21 (5.02–5.44)”: median, then least and most."""
    return f"{sample.median:,.2f} ({sample.low:,.2f}–{sample.high:,.2f})" if sample else "–"


def pages(found, name):
    return f"{found.pages.get(name, 0)} pages"


def notes(found):
    """What was not measured and why; where the time goes wherever a goal of time is missed."""
    for name, why in found.why.items():
        yield f"“{name}” could not be measured: {why}."
    missed = {
        "few": is_over(found.median("few"), GOALS["few, seconds"])
        or is_over(found.ratio("few", "few, obvious"), GOALS["few"]),
        "cold": is_over(found.ratio("cold", Chromium.name), GOALS["cold"]),
        "again": is_over(found.ratio("again", Typst.name), GOALS["again"]),
        "large": is_over(found.ratio("large", "large, obvious"), GOALS["large"])
        or is_over(found.exponent, GOALS["exponent"]),
    }
    for name in (name for name, is_missed in missed.items() if is_missed):
        spent = ", ".join(f"{step} {seconds:.2f}" for step, seconds in found.steps.get(name, {}).items())
        yield f"Where the time of “{name}” goes, in seconds: {spent}."


def is_over(value, goal):
    return value is not None and value > goal
