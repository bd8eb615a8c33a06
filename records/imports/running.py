"""One import from the file to the report: checked whole first, then stored batch by batch, each whole or not at all.

A run counts what is settled in the same transaction that settles it. So whatever ends it, the next attempt at the same
file goes on behind the last whole batch, and ends with the same content as one that was never disturbed.
"""

import hashlib

from django.db import DatabaseError, transaction
from django.utils import timezone

from records.audit.chain import writing
from records.imports.afterwards import follow
from records.imports.alone import alone
from records.imports.bulk import in_bulk, tidy
from records.imports.faults import FileRefused
from records.imports.importers import importer_of
from records.imports.reading import Faults, read_whole
from records.imports.releases import enter, release_named
from records.models import ImportIssue, ImportRun

State, Extent = ImportRun.State, ImportRun.Extent
# Rows withdrawn in one transaction.
AT_ONCE = 1_000
# A file that lacks more of the rows on record than this is asked about: it may be a part taken for the whole.
MANY, MOST = 100, 0.5


def quiet(rows, share):
    """Tells nobody of the progress."""


def begin(path, *, dataset, release_name, file_name, skips_bad=False, extent=Extent.RELEASE):
    """The ImportRun for the file at `path`: a new one, or the one of the same file and release that was stopped half way.

    The Release is entered if it is not on record. ValidationError names what is wrong with its name.
    """
    sha256 = checksum(path)
    with writing():
        release = release_named(dataset, release_name)
        enter(release)
        unfinished = ImportRun.objects.filter(release=release, sha256=sha256, rows_done__gt=0)
        run = unfinished.filter(state__in=[State.LOADING, State.STOPPED]).order_by("-pk").first()
        if run is None:
            run = ImportRun(release=release, sha256=sha256, file_name=file_name)
        run.skips_bad, run.extent = skips_bad, extent
        run.full_clean()
        run.save()
    return run


def checksum(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def check(run, path, say=quiet):
    """Read the whole file of `run` and say what storing it would do; nothing is stored. The run, checked or refused."""
    reading = examine(run, path, say)
    if reading is None:
        return run
    try:
        importer, totals = importer_of(run.release.dataset), Totals()
        for batch in reading.spool.batches():
            totals.add(importer.forecast(batch))
        move(run, state=State.CHECKED, **totals.columns())
    finally:
        reading.close()
    return run


def load(run, path, say=quiet):
    """Read the file of `run` once more and store it; the run, finished, refused, or stopped half way with the reason."""
    try:
        with alone(run.release.dataset), in_bulk():
            reading = examine(run, path, say)
            if reading is None:
                return run
            try:
                store(run, reading, say)
            finally:
                reading.close()
    except FileRefused as refused:
        # Somebody else is at work: this run is as it was.
        move(run, state=State.STOPPED if run.rows_done else State.REFUSED, refusal=str(refused))
    if run.state == State.FINISHED:
        follow(run)
    return run


def examine(run, path, say):
    """The Reading of the file; None when it is refused, which the run then says."""
    importer, faults = importer_of(run.release.dataset), Faults(run)
    now = timezone.now()
    move(run, state=State.CHECKING, started_at=run.started_at or now, seen_at_work_at=now, ended_at=None, refusal="")
    # What an earlier attempt said of the file is said anew; conflicts were met while rows were stored, once.
    run.issues.exclude(kind=ImportIssue.Kind.CONFLICT).delete()
    try:
        if checksum(path) != run.sha256:
            raise FileRefused("The file is not the one that was checked. Import it anew.")
        reading = read_whole(importer, path, run.file_name, faults.keep, say)
        faults.flush()
    except FileRefused as refused:
        faults.flush()
        refuse(run, str(refused))
        return None
    except OSError as error:
        stop(run, error)
        return None
    move(run, rows_read=reading.rows, rows_rejected=reading.rejected, warnings=reading.warnings)
    reading.gone = gone(run, importer, reading.ids)
    lacking, stored = len(reading.gone), importer.on_record()
    why = ""
    if reading.rejected and not run.skips_bad:
        why = BAD_ROWS.format(rejected=reading.rejected, rows=reading.rows)
    elif run.extent != Extent.WHOLE and lacking > MANY and lacking > stored * MOST:
        why = LACKING.format(lacking=lacking, stored=stored)
    if why:
        reading.close()
        refuse(run, why)
        return None
    move(run, rows_withdrawn=lacking)
    return reading


BAD_ROWS = (
    "{rejected:,} of {rows:,} rows are at fault, so nothing was stored. Mend the file, or import it again and leave out "
    "the rows at fault (--skip-bad)."
)


LACKING = (
    "{lacking:,} of {stored:,} rows of the dataset that are on record are not in this file, and would be marked as "
    "withdrawn. Nothing was stored. If the file is a part of the release, import it as a part (--part); if it is all "
    "there is, as the whole (--whole)."
)


def store(run, reading, say):
    """Store what was read, from where an earlier attempt ended, and mark what the file no longer has."""
    importer, release, person = importer_of(run.release.dataset), run.release, run.created_by
    if not run.rows_done:
        move(run, **Totals().columns(), conflicts=0)
    move(run, state=State.LOADING, rows_withdrawn=0)
    total, passed = reading.spool.count, 0
    try:
        for batch in reading.spool.batches():
            passed += len(batch)
            if passed <= run.rows_done:
                continue
            # An earlier attempt may have ended with batches of another size.
            rest = batch[len(batch) - (passed - run.rows_done) :]
            with writing():
                tally = importer.store(rest, release, person)
                settle(run, len(rest), tally)
            say(run.rows_done, passed / total)
            tidy()
        withdraw(run, importer, reading.gone)
    except (DatabaseError, OSError) as error:
        run.refresh_from_db()
        stop(run, error, after=run.rows_done)
        return
    move(run, state=State.FINISHED, ended_at=timezone.now())


def settle(run, rows, tally):
    """Count one batch, in the transaction that stored it."""
    faults = Faults(run)
    for conflict in tally.conflicts:
        faults.add(ImportIssue.Kind.CONFLICT, conflict)
    faults.flush()
    move(
        run,
        rows_done=run.rows_done + rows,
        rows_new=run.rows_new + tally.new,
        rows_changed=run.rows_changed + tally.changed,
        rows_same=run.rows_same + tally.same,
        conflicts=run.conflicts + len(tally.conflicts),
        seen_at_work_at=timezone.now(),
    )


def gone(run, importer, ids):
    """The keys of the rows that the file of `run` should have and has not."""
    if run.extent == Extent.PART:
        return []
    return list(importer.vanished(ids, None if run.extent == Extent.WHOLE else run.release))


def withdraw(run, importer, keys):
    """Mark the rows of these keys as withdrawn."""
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        with writing():
            importer.withdraw(part, run.release)
            move(run, rows_withdrawn=run.rows_withdrawn + len(part))


def move(run, **values):
    """Set and store these columns of `run`: it moves on by itself, which is nobody's edit."""
    for name, value in values.items():
        setattr(run, name, value)
    run.save(update_fields=list(values))


def refuse(run, sentence):
    move(run, state=State.REFUSED, refusal=sentence, ended_at=timezone.now())


def stop(run, error, after=0):
    """Say that `run` ended before its time, as far as that can still be stored."""
    saved = f"The first {after:,} rows were saved and nothing after them" if after else "Nothing was saved"
    sentence = f"It was stopped: {reason_of(error)} {saved}. Run it again: it goes on from there."
    try:
        with transaction.atomic():
            move(run, state=State.STOPPED, refusal=sentence, ended_at=timezone.now())
    except (DatabaseError, OSError):
        # The disk may be so full that not even this can be said there; whoever called has it in the run.
        run.state, run.refusal = State.STOPPED, sentence


def reason_of(error):
    """What went wrong, with the remedy where there is one."""
    text = str(error).strip().rstrip(".") or type(error).__name__
    if "full" in text or "No space left" in text:
        return f"no room is left on the disk ({text}). Make room."
    return f"{text}."


class Totals:
    """The sums of many Tallies."""

    def __init__(self):
        self.new = self.changed = self.same = 0

    def add(self, tally):
        self.new += tally.new
        self.changed += tally.changed
        self.same += tally.same

    def columns(self):
        return {"rows_new": self.new, "rows_changed": self.changed, "rows_same": self.same}
