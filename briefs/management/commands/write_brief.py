"""`manage.py write_brief`: an edition of a brief on a process as of a moment, as a PDF."""

import uuid
from dataclasses import replace

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from briefs.bar import Bar
from briefs.document.content import NothingOnRecord, refuse_empty
from briefs.document.html import to_html
from briefs.document.known import Known
from briefs.document.shape import from_data, to_json
from briefs.files import CannotWrite, check_can_write, write_whole
from briefs.foreground import issue_now
from briefs.issuing import NotIssued
from briefs.keeping import kept_brief
from briefs.kinds import Kind, refusal_of
from briefs.languages import INTERFACES
from briefs.scope import scope_on
from records.audit.actions import Action
from records.audit.entries import note
from records.levels import level_named
from records.moments import MomentNotUnderstood, moment
from statements.models import Commitment
from talks.models import Party, Process

LANGUAGES = [language.value for language in INTERFACES]


class Command(BaseCommand):
    help = "Write the brief on a process, as of a moment and for a level of readers, to a PDF file."

    def add_arguments(self, parser):
        parser.add_argument("--process", required=True, help="the short name of the process, as in its address")
        parser.add_argument("--as-of", required=True, help="2021-07-12 (to the end of that day) or 2021-07-12T18:00Z")
        parser.add_argument("--level", default="public", help="public, restricted or confidential (default: public)")
        parser.add_argument("--kind", default=Kind.FULL.value, help=f"{', '.join(Kind.values)} (default: full)")
        parser.add_argument(
            "--language", default="en", help=f"{', '.join(each.value for each in INTERFACES)} (default: en)"
        )
        parser.add_argument(
            "--commitment", action="append", default=[], help="only this commitment, by its public id; may be repeated"
        )
        parser.add_argument("--party", help="only what this party is bound to: its public id or its name")
        parser.add_argument("--out", required=True, help="the PDF file to write")
        parser.add_argument("--html", help="also write what was issued as a page")
        parser.add_argument("--json", help="also write what was issued as data")

    def handle(self, *, as_of, out, html, json, verbosity, **asked):
        try:
            at = moment(as_of)
            scope = scope_asked(**{name: asked[name] for name in ASKED})
            for path in filter(None, (out, html, json)):
                check_can_write(path)
            # Before the question is kept: one without an answer leaves nothing behind.
            refuse_empty(Known(scope, at))
            edition = self.issue(kept_brief(scope), at, verbosity)
            formats = ["pdf", *(name for name, path in (("html", html), ("json", json)) if path)]
            note(Action.EXPORTED, edition, facts={"format": formats})
            write_whole(out, bytes(edition.pdf))
            content = from_data(edition.content)
            if html:
                write_whole(html, to_html(content, edition=edition.number).encode())
            if json:
                write_whole(json, to_json(content).encode())
        except (MomentNotUnderstood, ValueError, NothingOnRecord, NotIssued, CannotWrite) as error:
            raise CommandError(str(error)) from error
        if verbosity:
            self.stdout.write(f"{edition} as of {at:%-d %B %Y, %H:%M} UTC: {out}")

    def issue(self, brief, at, verbosity):
        """The edition, with a bar on the terminal while it is drawn."""
        is_told = verbosity > 1 or (verbosity and self.stderr.isatty())
        bar = Bar(self.stderr if is_told else None)
        try:
            return issue_now(brief, at, clock=timezone.now, tell=bar)
        finally:
            bar.end()


ASKED = ("process", "level", "kind", "language", "commitment", "party")


def scope_asked(*, process, level, kind, language, commitment, party):
    """The Scope that the options ask for; ValueError says which of them names nothing, and what there is."""
    audience = level_named(level)
    for name, value, known in (
        ("kind", kind, Kind.values),
        ("language", language, LANGUAGES),
    ):
        if value not in known:
            raise ValueError(f"There is no {name} “{value}” of a brief. Choose one of: {', '.join(known)}.")
    subject = process_for(process, audience)
    chosen = frozenset(commitment_for(text, subject, audience).pk for text in commitment)
    bound = frozenset({party_for(party, audience).pk} if party else ())
    if sentence := refusal_of(Kind(kind), commitments=len(chosen), parties=len(bound)):
        raise ValueError(sentence)
    return replace(scope_on(subject, audience), kind=Kind(kind), language=language, commitments=chosen, parties=bound)


def process_for(slug, level):
    """The process called `slug` that readers of `level` may see; ValueError names those there are, and says if two are."""
    seen = Process.objects.visible_to(level)
    called = list(seen.filter(slug=slug))
    if len(called) > 1:
        names = ", ".join(f"“{process}”" for process in called)
        raise ValueError(
            f"{len(called)} processes that {level.label} readers may see are called “{slug}”: {names}. Give each a short "
            "name of its own in the admin first."
        )
    if called:
        return called[0]
    known = ", ".join(seen.order_by("slug").values_list("slug", flat=True)[:20]) or "none yet"
    raise ValueError(f"There is no process “{slug}” that {level.label} readers may see. On record: {known}.")


def commitment_for(text, process, level):
    """The commitment of `process` whose public id is `text`, as readers of `level` see it; ValueError if there is none."""
    seen = Commitment.objects.visible_to(level).filter(clause__statement__process=process)
    found = seen.filter(public_id=text).first() if is_public_id(text) else None
    if found is None:
        raise ValueError(
            f"There is no commitment “{text}” of {process} that {level.label} readers may see. Copy its public id from the "
            "address of its page."
        )
    return found


def party_for(text, level):
    """The party whose public id or name is `text`, as readers of `level` see it; ValueError if there is none, or two."""
    seen = Party.objects.visible_to(level)
    found = list(seen.filter(public_id=text) if is_public_id(text) else seen.filter(name__iexact=text)[:2])
    if len(found) != 1:
        number = "no party" if not found else "more than one party"
        raise ValueError(
            f"There is {number} “{text}” that {level.label} readers may see. Copy its public id from the address of its page."
        )
    return found[0]


def is_public_id(text):
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True
