"""What a person decides about an import: to begin it, to store what was checked, to go on after a stop, to give it up."""

import datetime as dt

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from records.audit.chain import writing
from records.imports.apart import start
from records.imports.releases import enter
from records.imports.uploads import forget, heard_at, path_of
from records.levels import Level
from records.models import ImportRun

# A batch takes seconds. Of a run that has not been heard of for so long, nobody is at work.
SILENCE = dt.timedelta(minutes=2)

State = ImportRun.State


def begin(upload, release, *, person, skips_bad, extent, now):
    """The ImportRun of a KeptUpload, which is checked from now on in a process of its own. ValidationError for its names.

    A `release` that is not stored yet is stored with it.
    """
    with writing():
        enter(release)
        run = ImportRun(
            release=release,
            file_name=upload.name,
            sha256=upload.sha256,
            kept_as=upload.kept_as,
            skips_bad=skips_bad,
            extent=extent,
            level=max(release.level, Level.RESTRICTED),
            seen_at_work_at=now,
            created_by=person,
            changed_by=person,
        )
        run.full_clean()
        run.save()
        start(run)
    upload.take()
    return run


def is_at_work(run, now):
    """Whether somebody is at work on `run` at the moment `now`, as far as it was heard of."""
    heard = [moment for moment in (run.seen_at_work_at, heard_at(run)) if moment]
    return run.is_under_way and bool(heard) and now - max(heard) < SILENCE


def may_confirm(run):
    """Whether `run` is checked and waits for somebody to say that it is to be stored."""
    return run.state == State.CHECKED and path_of(run) is not None


def may_go_on(run, now):
    """Whether `run` stopped before its end, and its file is still here."""
    stopped = run.state == State.STOPPED or (run.is_under_way and not is_at_work(run, now))
    return stopped and path_of(run) is not None


def may_give_up(run, now):
    """Whether `run` has not ended, and nobody is at work on it."""
    return run.state in (State.CHECKED, State.STOPPED) or (run.is_under_way and not is_at_work(run, now))


def confirm(run, person, now):
    """Store what was checked. ValidationError when `run` is not, or no longer, waiting for that."""
    with writing():
        run = locked(run)
        if not may_confirm(run):
            raise ValidationError(_("This import does not wait to be confirmed: it is %s.") % run.get_state_display())
        refuse_a_second(run, now)
        set_to_work(run, State.LOADING, person, now)
    return run


def refuse_a_second(run, now):
    """ValidationError while another import of the dataset is at work: one at a time stores its rows."""
    others = ImportRun.objects.filter(release__dataset=run.release.dataset, state=State.LOADING).exclude(pk=run.pk)
    if any(is_at_work(other, now) for other in others):
        raise ValidationError(
            _("Another import of %s is being stored. Wait until it has ended.") % run.release.get_dataset_display()
        )


def go_on(run, person, now):
    """Go on with a run that stopped, where it stopped. ValidationError when it did not stop."""
    with writing():
        run = locked(run)
        if not may_go_on(run, now):
            raise ValidationError(_("This import cannot go on: it is %s.") % run.get_state_display())
        refuse_a_second(run, now)
        was_storing = run.state == State.LOADING or run.rows_done
        set_to_work(run, State.LOADING if was_storing else State.WAITING, person, now)
    return run


def give_up(run, person, now):
    """End a run that nobody is at work on, and delete its file. What it has stored stays, and is said."""
    with writing():
        run = locked(run)
        if not may_give_up(run, now):
            raise ValidationError(_("This import cannot be given up: it is %s.") % run.get_state_display())
        run.refusal = (
            _("Given up after row %d. What was stored until then stays; import the file again to complete it.")
            % run.rows_done
            if run.rows_done
            else _("Given up before anything was stored.")
        )
        kept_as, run.kept_as = run.kept_as, ""
        run.state, run.ended_at, run.changed_by = State.REFUSED, now, person
        run.save()
    forget(kept_as)
    return run


def locked(run):
    """`run` as it is stored, which nobody else changes until the transaction ends."""
    return ImportRun.objects.select_for_update(of=("self",)).select_related("release").get(pk=run.pk)


def set_to_work(run, state, person, now):
    run.state, run.refusal, run.seen_at_work_at, run.changed_by = state, "", now, person
    run.save()
    start(run)
