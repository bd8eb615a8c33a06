"""`manage.py write_brief`: the brief on a process as of a moment, as a PDF."""

from django.core.management.base import BaseCommand, CommandError

from briefs.document.content import NothingOnRecord, brief_content
from briefs.document.draw import RenderingFailed, draw
from briefs.document.glyphs import MissingGlyph
from briefs.document.html import to_html
from briefs.document.shape import to_json
from briefs.issuing import CannotWrite, check_can_write, issue, write_whole
from briefs.scope import scope_of, scope_on
from records.audit.actions import Action
from records.audit.entries import note
from records.levels import level_named
from records.moments import MomentNotUnderstood, moment
from talks.models import Process


class Command(BaseCommand):
    help = "Write the brief on a process, as of a moment and for a level of readers, to a PDF file."

    def add_arguments(self, parser):
        parser.add_argument("--process", required=True, help="the short name of the process, as in its address")
        parser.add_argument("--as-of", required=True, help="2021-07-12 (to the end of that day) or 2021-07-12T18:00Z")
        parser.add_argument("--level", default="public", help="public, restricted or confidential (default: public)")
        parser.add_argument("--out", required=True, help="the PDF file to write")
        parser.add_argument("--html", help="also write the page the PDF is drawn from")
        parser.add_argument("--json", help="also write the content as data")

    def handle(self, *, process, as_of, level, out, html, json, **options):
        try:
            at, audience = moment(as_of), level_named(level)
            for path in filter(None, (out, html, json)):
                check_can_write(path)
            scope = scope_on(process_for(process, audience), audience)
            edition = issue(scope, at, render=draw)
            formats = ["pdf", *(name for name, path in (("html", html), ("json", json)) if path)]
            note(Action.EXPORTED, edition, facts={"format": formats})
            write_whole(out, bytes(edition.pdf))
            if html or json:
                content = brief_content(scope_of(edition.brief), as_of=at)
                for path, text in ((html, to_html(content, edition=edition.number)), (json, to_json(content))):
                    if path:
                        write_whole(path, text.encode())
        except (MomentNotUnderstood, ValueError, NothingOnRecord, MissingGlyph, RenderingFailed, CannotWrite) as error:
            raise CommandError(str(error)) from error
        if options["verbosity"]:
            self.stdout.write(f"{edition} as of {at:%-d %B %Y, %H:%M} UTC: {out}")


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
