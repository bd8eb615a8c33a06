"""`manage.py load_demo`: the record of the Tehran meeting and of what came after it."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from briefs.demo.load import NotLoaded, load
from briefs.demo.rows import RowNotUnderstood, read


class Command(BaseCommand):
    help = (
        "Load the record of the Tehran meeting of 7-8 July 2021, at public level. What is on record already is left as "
        "it is, so the command can be run again at any time."
    )

    def handle(self, **options):
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
