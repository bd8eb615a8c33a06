"""`manage.py load_demo`: the record of the Tehran meeting and of what came after it, and three editions of its brief."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import timezone

from briefs.demo.editions import issue_demo_editions
from briefs.demo.load import NotLoaded, load
from briefs.demo.rows import RowNotUnderstood, read
from briefs.issuing import NotIssued


class Command(BaseCommand):
    help = (
        "Load the record of the Tehran meeting of 7-8 July 2021, at public level, and issue three editions of its brief. "
        "What is on record already is left as it is, so the command can be run again at any time."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--no-editions", action="store_false", dest="editions", help="load the record, and issue no edition"
        )

    def handle(self, *, editions, **options):
        try:
            tally = load(read())
        except (NotLoaded, RowNotUnderstood) as error:
            raise CommandError(f"The Tehran record was not loaded, and nothing was changed. {error}") from error
        except DatabaseError as error:
            reason = str(error).partition("\n")[0]
            raise CommandError(
                f"The Tehran record was not loaded, and nothing was changed: the database says “{reason}”. Check that it "
                "can be written to and that “manage.py migrate” has been run."
            ) from error
        if options["verbosity"]:
            for line in lines(tally):
                self.stdout.write(line)
        if editions:
            self.issue_editions(options["verbosity"])

    def issue_editions(self, verbosity):
        try:
            number = issue_demo_editions(clock=timezone.now)
        except NotIssued as error:
            raise CommandError(
                f"The Tehran record is loaded, but not every edition of its brief could be issued. {error}"
            ) from error
        if verbosity and number:
            self.stdout.write(f"{number} editions of its brief were issued.")
        elif verbosity:
            self.stdout.write("The editions of its brief were issued before.")


def lines(tally):
    """Yield a line for each kind of row, then the sum."""
    kinds = sorted({*tally.added, *tally.left}, key=lambda model: str(model._meta.verbose_name_plural))
    for model in kinds:
        name = str(model._meta.verbose_name_plural).capitalize()
        yield f"  {name:<36} {tally.added[model]:>4} added  {tally.left[model]:>4} left as they were"
    added, left = tally.added.total(), tally.left.total()
    if added:
        yield f"The Tehran record is loaded: {added} rows added, {left} left as they were."
    else:
        yield f"The Tehran record was loaded before: all {left} rows were left as they were."
