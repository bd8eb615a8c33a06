"""Carrying the passages of a long agreement to its corrected edition: the text alone, and with everything stored."""

import time
from dataclasses import dataclass

from django.contrib.auth import get_user_model
from django.db import transaction

from bench.tables import milliseconds, table, verdict
from bench.timing import Sample, in_turn
from briefs.synthetic.agreement import LANGUAGES, MARKS, long_agreement
from briefs.synthetic.agreement_record import enter_agreement
from records.languages import Language
from records.levels import Level
from statements.correcting import correct
from statements.text.anchors import anchor_at
from statements.text.carrying import Carrying, Outcome
from talks.models import Process

# Seconds of the processor.
GOAL = 1.0


@dataclass(frozen=True)
class Carriage:
    """One way of carrying `passages`: how many found their place, and the seconds of the processor it took."""

    name: str
    passages: int
    carried: int
    seconds: Sample


def carriages(*, rounds, at_most=None, agreement=None, marks=MARKS):
    """A Carriage for each language as text alone, with the nearest candidates of what is lost, and stored."""
    agreement = agreement or long_agreement()
    runs = {}
    process = Process.objects.create(name="Talks on a lasting peace (bench)", slug="bench-carrying", level=Level.PUBLIC)
    statement = enter_agreement(process, agreement, marks=marks)
    analyst = get_user_model().objects.create_user("bench-carrying", clearance=Level.CONFIDENTIAL)
    for language in LANGUAGES:
        name = Language(language).label
        runs[f"{name}, the text alone"] = text_alone(agreement, language, marks)
        runs[f"{name}, everything stored"] = stored(statement, agreement, language, analyst)
    found = {name: run() for name, run in runs.items()}
    times = in_turn(runs, rounds=rounds, at_most=at_most, clock=time.process_time)
    return [Carriage(name, *found[name], times[name]) for name in runs]


def text_alone(agreement, language, marks):
    old, new = agreement.original(language), agreement.corrected(language)
    anchors = [anchor_at(old.text, place.start, place.end) for place in old.places(marks)]

    def run():
        carrying = Carrying(old.text, new.text)
        results = [carrying.carry(anchor) for anchor in anchors]
        return len(results), sum(result.outcome is Outcome.MOVED for result in results)

    return run


def stored(statement, agreement, language, analyst):
    version = statement.versions.get(language=language)
    text = agreement.corrected(language).text

    def run():
        # Taken back each time, so that the same is done again.
        with transaction.atomic():
            made = correct(version, text, analyst, label=f"{version.label}, corrected", is_verbatim=True)
            transaction.set_rollback(True)
        return made.carried + made.unsettled, made.carried

    return run


def carrying_figures(rounds, noise, say):
    """Measure, tell by `say` in a table, and return the figures."""
    found = carriages(rounds=rounds, at_most=20)
    noise.listen()
    say("Carrying the passages of a 120-page agreement to its correction, in milliseconds of the processor")
    rows = [
        (
            *(one.name, one.passages, one.carried, milliseconds(one.seconds)),
            *(f"{GOAL * 1000:,.0f}", verdict(one.seconds.median, GOAL)),
        )
        for one in found
    ]
    for line in table(("", "passages", "carried", "median (least–most)", "goal", ""), rows):
        say(line)
    say()
    return [
        {
            "name": one.name,
            "passages": one.passages,
            "carried": one.carried,
            "goal": GOAL,
            "seconds": one.seconds.seconds,
        }
        for one in found
    ]
