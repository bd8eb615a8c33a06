"""Two entries of one event become one: what is on record about either hangs on the one that stays, and both keep their
history. It can be taken back as far as nothing has been built on it."""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import UniqueConstraint
from django.utils.translation import gettext as _

from events.models import Event, Report
from records.audit.chain import writing
from records.beside import NAME as BESIDE
from records.beside import stand_beside_all, used_once
from records.levels import AFTER_EVERY_EMBARGO
from records.models import Record, ShownTooWidely
from records.revisions import refuse_moved_on


@dataclass(frozen=True)
class Moved:
    """The rows that now hang on the other event, and those that could not, as far as whoever moved them sees them."""

    moved: tuple
    kept: tuple


def hindrance_to_merging(goes, stays, at):
    """Why `goes` cannot be merged into `stays` at the moment `at`, in a sentence with the remedy; "" when it can.

    The one that stays is shown to all who see the other, or a link to that one would lead nowhere for them.
    """
    if goes.pk == stays.pk:
        return _("An event cannot be merged into itself: choose the other one.")
    if goes.merged_into_id or stays.merged_into_id:
        return _("One of the two is merged into another event already: open that one, and merge with it.")
    names = {"goes": goes, "stays": stays}
    if max(goes.shown_from, at) != max(stays.shown_from, at):
        return _("“%(goes)s” and “%(stays)s” are not under the same embargo: give them the same one first.") % names
    if stays.shown_level > goes.shown_level:
        return (
            _("“%(stays)s” is shown to fewer people than “%(goes)s”. Merge the other way round: let “%(goes)s” stay.")
            % names
        )
    return ""


def merge(goes, stays, person, at):
    """Merge the event `goes` into `stays` at the moment `at`, as `person` decided; what Moved.

    All or nothing. Rows that `person` does not see move too, in nobody's name. One that may stand only once, and stands
    at `stays` already, keeps hanging on `goes`. ValidationError says what is in the way; StaleRevision if either was saved
    since it was read.
    """
    with writing():
        refuse_moved_on(Event, [goes, stays])
        if hindrance := hindrance_to_merging(goes, stays, at):
            raise ValidationError(hindrance)
        rows = list(rows_on(goes))
        begin_history(goes)
        goes.merged_into = stays
        save(goes, person)
        result = move(rows, stays, person)
        save(stays, person)
    return result


def hindrance_to_taking_back(goes, at):
    """Why the merging of `goes` cannot be taken back at the moment `at`, with the remedy; "" when it can."""
    if not goes.merged_into_id:
        return _("It is not merged into another event.")
    if goes.merged_into_id != merging_of(goes).merged_into_id:
        return _("The event that it was merged into was itself merged into another since: take that back first.")
    if max(goes.shown_from, at) != max(goes.merged_into.shown_from, at):
        return _("The two are not under the same embargo any more: give them the same one first.")
    return ""


def take_back(goes, person, at):
    """Take back that `goes` was merged, at the moment `at`, as `person` decided; what Moved back to it.

    All or nothing. What has been bound to the other event since stays there: a report that takes the place of one of that
    event, or whose place one of that event takes. Raises as `merge`.
    """
    with writing():
        refuse_moved_on(Event, [goes])
        if hindrance := hindrance_to_taking_back(goes, at):
            raise ValidationError(hindrance)
        stays = goes.merged_into
        rows = list(rows_that_came(goes, stays))
        goes.merged_into = None
        save(goes, person)
        bound = bound_reports(stays, {row.pk for _name, row in rows if isinstance(row, Report)})
        free = [(name, row) for name, row in rows if not (isinstance(row, Report) and row.pk in bound)]
        back = move(free, goes, person)
        kept = seen_by(person, [row for name, row in rows if (name, row) not in free])
        save(stays, person)
    return Moved(back.moved, (*back.kept, *kept))


def relations():
    """The relations by which rows lead to an event, but those of by-products, which the site makes anew by itself."""
    return [one for one in Event._meta.related_objects if not getattr(one.related_model, "is_by_product", False)]


def rows_on(event):
    """Yield (name of the link, row) of every row of any room that hangs on `event`."""
    for relation in relations():
        rows = relation.related_model._base_manager.filter(**{relation.field.name: event})
        for row in rows.order_by("pk"):
            yield relation.field.name, row


def merging_of(goes):
    """The historical row with which `goes` became merged."""
    before = goes.history.filter(merged_into=None).order_by("-history_id").first()
    after = goes.history.filter(history_id__gt=before.history_id if before else 0)
    return after.order_by("history_id").first()


def rows_that_came(goes, stays):
    """Yield (name of the link, row) of what hangs on `stays` and hung on `goes` until the two were merged."""
    since = merging_of(goes).history_date
    for relation in relations():
        model, name = relation.related_model, relation.field.name
        hung = model.history.filter(**{name: goes.pk}).values("id")
        for row in model._base_manager.filter(**{name: stays}, pk__in=hung).order_by("pk"):
            past = model.history.filter(id=row.pk).order_by("-history_id")
            before = past.exclude(**{name: stays.pk}).first()
            # What was moved by hand before is no part of the merging.
            came = past.filter(history_id__gt=before.history_id).last() if before else None
            if came and getattr(before, f"{name}_id") == goes.pk and came.history_date >= since:
                yield name, row


def bound_reports(event, going):
    """The keys of those reports of `event` among `going` that one that stays supersedes, or that supersede one."""
    links = [pair for pair in Report._base_manager.filter(event=event).values_list("pk", "supersedes") if pair[1]]
    bound, found = set(), True
    while found:
        found = {
            key
            for pair in links
            for key in pair
            if key in going - bound and any(other not in going or other in bound for other in pair if other != key)
        }
        bound |= found
    return bound


def move(rows, to, person):
    """Let `rows`, pairs (name of the link, row), hang on the event `to`; what Moved."""
    seen = set(map(identity, seen_by(person, [row for _name, row in rows])))
    moved, kept = [], []
    for name, row in rows:
        is_seen = identity(row) in seen
        begin_history(row)
        setattr(row, name, to)
        if name in used_once(type(row)):
            stand_beside_all(row)
        if not fits(row):
            kept += [row] if is_seen else []
            continue
        save_moved(row, person if is_seen else None)
        moved += [row] if is_seen else []
    return Moved(tuple(moved), tuple(kept))


def identity(row):
    return type(row), row.pk


def seen_by(person, rows):
    """Those of `rows`, of any kinds, that `person` sees."""
    keys = {}
    for row in rows:
        keys.setdefault(type(row), []).append(row.pk)
    seen = {
        (model, key)
        for model, some in keys.items()
        for key in model.objects.visible_to(person, AFTER_EVERY_EMBARGO)
        .filter(pk__in=some)
        .values_list("pk", flat=True)
    }
    return [row for row in rows if identity(row) in seen]


def begin_history(row):
    """Write down how `row` is stored where nothing tells of it yet, so that its history says where it came from."""
    model = type(row)
    if not model.history.filter(id=row.pk).exists():
        model.history.bulk_history_create([row], default_date=getattr(row, "created_at", None))


def fits(row):
    """Whether the rules let `row` hang where it hangs now. Reports move together, and so keep to their own rule."""
    if isinstance(row, (Report, Event)):
        return True
    try:
        for constraint in row._meta.constraints:
            if isinstance(constraint, UniqueConstraint) and BESIDE not in constraint.fields:
                constraint.validate(type(row), row)
        row.clean()
    except ValidationError:
        return False
    return True


def save_moved(row, person):
    """Store a moved `row`; ValidationError when more people would see it than before."""
    try:
        save(row, person)
    except ShownTooWidely as refusal:
        words = {"kind": row._meta.verbose_name, "row": row}
        raise ValidationError(
            _("The %(kind)s “%(row)s” would be shown to more people than before. Raise its own level first.") % words
        ) from refusal


def save(row, person):
    """Store `row` as changed by `person`; what they do not see is changed by nobody."""
    if isinstance(row, Record) and person is not None:
        row.changed_by = person
    row._history_user = person
    row.save()
