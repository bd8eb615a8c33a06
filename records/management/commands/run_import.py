import time

from django.core.management.base import BaseCommand, CommandError

from records.imports.preview import first_rows
from records.imports.running import check, load
from records.imports.uploads import forget, note_beside, path_of
from records.models import ImportRun

State = ImportRun.State
# How often, in seconds, the page can tell of progress.
PACE = 1.0


class Progress:
    """Notes for the page of a run how far it is, at most once a second."""

    def __init__(self, run):
        self.run, self.told_at = run, 0.0

    def __call__(self, done, share):
        """`done` rows were read or stored: a `share`, 0 to 1, of the file."""
        now = time.monotonic()
        if share >= 1 or now - self.told_at >= PACE:
            self.told_at = now
            note_beside(self.run, {"done": done, "share": share})


class Command(BaseCommand):
    """Works on an import that the admin began: checks its file, or stores it once somebody has confirmed that."""

    help = __doc__

    def add_arguments(self, parser):
        parser.add_argument("run", type=int, help="The number of the import.")

    def handle(self, *, run, **options):
        run = ImportRun.objects.select_related("release").filter(pk=run).first()
        if run is None:
            raise CommandError("There is no import of this number.")
        path = path_of(run)
        if path is None:
            raise CommandError("The file of this import is kept no longer: upload it again.")
        if run.state in (State.WAITING, State.CHECKING):
            run = check(run, path, Progress(run))
            if run.state == State.CHECKED:
                note_beside(run, {"rows": first_rows(run.release.dataset, path, run.file_name)})
        elif run.state in (State.LOADING, State.STOPPED):
            run = load(run, path, Progress(run))
        else:
            raise CommandError(f"Nothing is left to do: this import is {run.get_state_display()}.")
        if run.state in (State.FINISHED, State.REFUSED):
            forget_file_of(run)


def forget_file_of(run):
    """Delete the uploaded file of a run that has ended."""
    kept_as, run.kept_as = run.kept_as, ""
    run.save(update_fields=["kept_as"])
    forget(kept_as)
