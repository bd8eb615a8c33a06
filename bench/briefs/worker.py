"""`python -m bench.briefs.worker`: a site's worker that stays, makes up a record, and issues editions on it when asked."""

import dataclasses
import datetime as dt
import importlib
import io
import time
from contextlib import contextmanager
from pathlib import Path

import django

from bench.briefs import NotMeasured
from bench.briefs.talking import answer

# Later than anything that is made up. Each edition is as of a second of its own, so that none is found instead of made.
NOW = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)
# How many commitments the four-page brief is asked for.
FEW = 5


class Worker:
    """What the process knows between questions: the moment, the last edition, whose turn it is to be judged anew."""

    def __init__(self):
        self.now, self.edition, self.judged = NOW, None, 0

    def seed(self, events, commitments):
        """Make the record; how many commitments its public brief holds."""
        from django.core.management import call_command

        call_command("seed_scale", events=events, commitments=commitments, verbosity=0)
        # The first edition waits for imports, fonts and processes: none of that falls on one that is measured.
        self.issue("short")
        return {"commitments": len(self.known("full").commitments)}

    def scope(self, kind):
        """The Scope of the whole process, or of a few commitments that something bears on."""
        from briefs.kinds import Kind
        from briefs.scope import scope_on
        from records.levels import Level
        from talks.models import Process

        whole = scope_on(Process.objects.get(), Level.PUBLIC)
        if kind != Kind.SHORT:
            return whole
        known = self.known("full")
        told = [row.pk for row in known.commitments if row.pk in known.evidence] or [
            row.pk for row in known.commitments
        ]
        return dataclasses.replace(whole, kind=Kind.SHORT, commitments=frozenset(told[:FEW]))

    def known(self, kind):
        from briefs.document.known import Known

        return Known(self.scope(kind), self.now)

    def issue(self, kind, cold=False, changed=False, tagged=True, watched=False):
        """Issue an edition; seconds, pages and, if `watched`, seconds by step. {"why"} where it cannot be measured.

        `cold`: nothing drawn before is known. `changed`: all of it was, and one commitment has been judged anew since.
        """
        from bench.briefs import ours

        scope = self.scope(kind)
        if changed:
            ours.issue(scope, self.tick())
            self.judge()
        if cold:
            ours.forget_chapters()
        now = self.tick()
        with watching(ours.STEPS if watched else {}) as steps:
            began = time.perf_counter()
            try:
                self.edition = ours.issue(scope, now, tagged=tagged)
            except NotMeasured as error:
                return {"why": str(error)}
            seconds = time.perf_counter() - began
        return {"seconds": seconds, "pages": pages(self.edition.pdf), "steps": steps}

    def tick(self):
        self.now += dt.timedelta(seconds=1)
        return self.now

    def judge(self):
        """Publish another rating of one commitment; each time of the next one."""
        from records.levels import Level
        from tracking.codebook import Rating
        from tracking.models import Assessment

        known = self.known("full").commitments
        chosen, self.judged = known[self.judged % len(known)], self.judged + 1
        Assessment.objects.create(
            commitment=chosen,
            as_of=self.tick(),
            rating=Rating.INTERMEDIATE if self.judged % 2 else Rating.MINIMAL,
            reasoning=f"Looked at again for the {self.judged}. time: some of it was done.",
            assessor_label="The bench",
            status=Assessment.Status.PUBLISHED,
            level=Level.PUBLIC,
        )

    def hand_out(self, content, page):
        """Write the last edition for others to draw: its content as JSON, and its page with the stylesheet inside."""
        from bench.briefs import ours
        from briefs.document.shape import from_data, to_json

        known = from_data(self.edition.content)
        Path(content).write_text(to_json(known), encoding="utf-8")
        Path(page).write_text(ours.page(known, self.edition.number), encoding="utf-8")
        return {"held": len(known.comparisons), "statements": len(known.statements), "sources": len(known.sources)}


@contextmanager
def watching(steps):
    """{step: seconds} of what runs meanwhile; `steps` is {step: (module, function in it)}. One not found counts nothing."""
    spent, kept = {}, []

    def watched(step, function):
        def run(*args, **more):
            began = time.perf_counter()
            try:
                return function(*args, **more)
            finally:
                spent[step] = spent.get(step, 0.0) + time.perf_counter() - began

        return run

    for step, (module, name) in steps.items():
        place = importlib.import_module(module)
        if function := getattr(place, name, None):
            kept.append((place, name, function))
            setattr(place, name, watched(step, function))
    try:
        yield spent
    finally:
        for place, name, function in kept:
            setattr(place, name, function)


def pages(pdf):
    import pikepdf

    with pikepdf.open(io.BytesIO(pdf)) as file:
        return len(file.pages)


if __name__ == "__main__":
    django.setup()
    worker = Worker()
    answer({"seed": worker.seed, "issue": worker.issue, "hand_out": worker.hand_out})
