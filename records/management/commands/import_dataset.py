"""`manage.py import_dataset`: a file of a dataset checked whole, then stored, with a report."""

import sys
import time
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from records.imports.progress import Progress
from records.imports.report import write_report
from records.imports.running import begin, check, load
from records.models import Dataset, ImportIssue, ImportRun

Extent = ImportRun.Extent
# Faults that are printed; all of them are in the report.
SHOWN = 20


class Command(BaseCommand):
    help = (
        "Import a file of a dataset: CSV of any delimiter and encoding, gzip or XLSX. It is checked whole before anything "
        "is stored. The same file again changes nothing; a newer release updates what nobody changed by hand. An import "
        "that was killed goes on where it was. Nothing that is imported is public."
    )

    def add_arguments(self, parser):
        parser.add_argument("dataset", choices=Dataset.values)
        parser.add_argument("file", type=Path)
        parser.add_argument("--release", required=True, help="as its publisher numbers it, for example 24.1")
        parser.add_argument("--skip-bad", action="store_true", help="leave out the rows at fault, and store the others")
        extent = parser.add_mutually_exclusive_group()
        extent.add_argument(
            "--part",
            dest="extent",
            action="store_const",
            const=Extent.PART,
            help="the file is a part of the release: rows on record that are not in it are left as they are",
        )
        extent.add_argument(
            "--whole",
            dest="extent",
            action="store_const",
            const=Extent.WHOLE,
            help="the file is all of the dataset: every row that is not in it is marked as withdrawn, however many",
        )
        parser.add_argument("--dry-run", action="store_true", help="check the file and say what would be stored")
        parser.add_argument("--report", type=Path, help="write every row at fault and every conflict to this CSV file")

    def handle(self, *, dataset, file, release, skip_bad, extent, dry_run, report, verbosity, **options):
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            run = begin(
                file,
                dataset=dataset,
                release_name=release,
                file_name=file.name,
                skips_bad=skip_bad,
                extent=extent or Extent.RELEASE,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        progress = Progress(self.stderr if verbosity and sys.stderr.isatty() else None, time.monotonic)
        if run.rows_done and verbosity:
            self.stdout.write(f"Going on behind row {run.rows_done:,}, where an earlier attempt ended.")
        run = (check if dry_run else load)(run, file, progress)
        progress.end()
        if report:
            write_report(run, report)
        if verbosity:
            self.tell(run)
        if run.state in (ImportRun.State.REFUSED, ImportRun.State.STOPPED):
            raise CommandError(run.refusal)

    def tell(self, run):
        """Print the report of `run`."""
        would = "would be " if run.state == ImportRun.State.CHECKED else ""
        self.stdout.write(
            f"{run.rows_read:,} rows read = {run.rows_new:,} {would}new + {run.rows_changed:,} {would}changed + "
            f"{run.rows_same:,} the same + {run.rows_rejected:,} rejected"
        )
        if run.rows_withdrawn:
            self.stdout.write(
                f"{run.rows_withdrawn:,} rows of earlier releases are not in the file, and {would or 'are '}marked as withdrawn."
            )
        for kind, number in (("rejected", run.rows_rejected), ("conflict", run.conflicts), ("warning", run.warnings)):
            if not number:
                continue
            issues = run.issues.filter(kind=kind)
            self.stdout.write(f"{ImportIssue.Kind(kind).label}: {number:,}")
            for issue in issues[:SHOWN]:
                place = f"row {issue.row}" if issue.row else "the file"
                self.stdout.write(f"  {place}, {issue.column or 'all columns'}: “{issue.value}”. {issue.reason}")
            if issues.count() > SHOWN:
                self.stdout.write("  and more: --report FILE writes them all.")
