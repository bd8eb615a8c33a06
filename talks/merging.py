"""Two parties, or two places, that turn out to be one: all that led to the one leads to the other from then on.

The one that was merged stays, with nothing left to it but its name: an import that meets the name again finds where it went.
Rows are moved whole tables at a time, those too that whoever merges does not see, in nobody's name and uncounted.
"""

from dataclasses import dataclass, field

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import Exists, Max, OuterRef, Q, UniqueConstraint
from django.utils.translation import gettext as _

from records.audit.chain import writing
from records.beside import NAME as BESIDE
from records.circles import circle
from records.levels import AFTER_EVERY_EMBARGO
from records.models import Detail, Kept, Record
from records.shown import spread_shown
from talks.models import PartyLink, PartyName, Place

# Of what is moved, so many rows are remembered for taking it back. More than that is moved for good.
REMEMBERED = 5_000


@dataclass
class Merging:
    """What was moved from one record to another, by which it can be taken back: {(model label, field): [keys]}.

    `moved` is None where it is too much to be remembered, or where a row had to go because the other record had the same.
    """

    kind: str
    merged: int
    into: int
    was_reviewed_at: object = None
    revisions: tuple = ()
    names: list = field(default_factory=list)
    moved: dict | None = field(default_factory=dict)

    def remember(self, label, name, keys):
        """Take note that the rows `keys` were moved by their field `name`."""
        if self.moved is None:
            return
        known = sum(map(len, self.moved.values()))
        self.moved = {**self.moved, (label, name): keys} if known + len(keys) <= REMEMBERED else None

    def forget(self):
        """Take note that it cannot be taken back."""
        self.moved = None


def merge(row, other, *, person, now):
    """Merge `row`, a Party or Place, into `other`, in the name of `person`, at the moment `now`; the Merging.

    ValidationError when they cannot be one, or when somebody would be shown more than before. StaleRevision when one of them
    moved on since it was read.
    """
    refuse_unlike(row, other, person)
    narrow = is_shown_more_widely(other, row)
    if narrow and row.shown_from > now:
        raise ValidationError(_("“%s” is under embargo. Merge it once that has ended.") % row)
    done = Merging(row._meta.label, row.pk, other.pk, was_reviewed_at=row.reviewed_at)
    with writing():
        # Each has a history of it, and an open form on either is stale.
        step_out_of(row, other, done)
        other.changed_by = person
        other.save()
        for relation in relations_of(row):
            if not (narrow and is_its_own(relation)):
                move(relation, row, other, narrow, done)
        if not narrow:
            keep_name(row, other, done)
        row.merged_into, row.reviewed_at, row.changed_by = other, now, person
        row.save()
        if (row.shown_level, row.shown_from) != (other.shown_level, other.shown_from):
            spread_shown(type(other), [other.pk])
            if is_shown_more_widely(row, other):
                # To take it back would show what was moved to more people than see it by then.
                done.forget()
        refuse_circles(other)
    done.revisions = row.revision, other.revision
    return done


def refuse_unlike(row, other, person):
    """ValidationError when `row` cannot be merged into `other`, as far as `person` sees them."""
    if type(row) is not type(other) or row.pk == other.pk:
        raise ValidationError(_("Choose another %s to merge it into.") % row._meta.verbose_name)
    for one in (row, other):
        seen = type(one).objects.visible_to(person, AFTER_EVERY_EMBARGO).listed()
        if not seen.filter(pk=one.pk).exists():
            raise ValidationError(_("“%s” was merged or deleted meanwhile. Choose again.") % one)


def is_shown_more_widely(other, row):
    """Whether somebody sees `other` who does not see `row`."""
    return other.shown_level < row.shown_level or other.shown_from < row.shown_from


def step_out_of(row, other, done):
    """Where `other` lies within `row`, let it lie where `row` does: nothing lies within itself."""
    if getattr(other, "within_id", None) == row.pk:
        other.within_id = row.within_id
        done.forget()


def relations_of(row):
    """The relations by which rows lead to `row`: foreign keys and many-to-many, those of histories not among them."""
    return [one for one in row._meta.related_objects if issubclass(one.related_model, Kept)]


def is_its_own(relation):
    """Whether the rows of `relation` are details of the record alone, such as its names: they are shown wherever it is."""
    model = relation.related_model
    return issubclass(model, Detail) and model.hangs_on == (relation.field.name,)


def move(relation, row, other, narrow, done):
    """Let all that leads to `row` by `relation` lead to `other`; where `narrow`, without showing it to more people."""
    if relation.many_to_many:
        move_ties(relation, row, other, narrow, done)
        return
    model, name = relation.related_model, relation.field.name
    rows = model._base_manager.filter(**{name: row})
    if narrow and name in model.hangs_on:
        keep_hidden(model, name, rows, row)
    drop_what_would_be_twice(model, name, rows, other, done)
    part_by_number(model, name, rows, row, other)
    keys = list(rows.order_by().values_list("pk", flat=True)[: REMEMBERED + 1])
    if keys:
        done.remember(model._meta.label, name, keys)
        model.objects.filter(**{name: row}).update(**{name: other})


def keep_hidden(model, name, rows, row):
    """Give those of `rows` that only `row` holds back its level as their own; ValidationError for a row without a level."""
    held = rows
    for link in model.hangs_on:
        if link != name:
            held = held.filter(Q(**{f"{link}__shown_level__lt": row.shown_level}) | Q(**{f"{link}__isnull": True}))
    if not issubclass(model, Record):
        refuse_to_show(row, held)
        return
    lower = held.filter(level__lt=row.shown_level)
    if keys := list(lower.values_list("pk", flat=True)):
        model.objects.filter(pk__in=keys).update(level=row.shown_level)


def refuse_to_show(row, rows):
    """ValidationError when there is one of `rows`, which more people see than `row`."""
    if rows.exists():
        raise ValidationError(
            _(
                "“%(row)s” is %(level)s, and a %(kind)s that more people see names it: merged, it would be shown to them. "
                "Ask to show “%(row)s” more widely first."
            )
            % {"row": row, "level": row.get_shown_level_display(), "kind": rows.model._meta.verbose_name}
        )


def drop_what_would_be_twice(model, name, rows, other, done):
    """Delete those of `rows` that `other` has already, or by which it would lead to itself.

    Only details go: a record with a level of its own is parted from the other by its number instead.
    """
    if not issubclass(model, Detail):
        return
    same = Q(pk__in=[])
    for link in model._meta.fields:
        if link.name != name and link.related_model is type(other):
            # A standing of the one to the other says nothing once they are one.
            same |= Q(**{link.name: other})
    for constraint in constraints_with(model, name):
        rest = {one: OuterRef(one) for one in constraint.fields if one != name}
        same |= Q(Exists(model._base_manager.filter(**{name: other}, **rest)))
    for one in list(rows.filter(same)):
        one.delete()
        done.forget()


def part_by_number(model, name, rows, row, other):
    """Give those of `rows` whose value `other` has already a number of their own, so that both stay."""
    for constraint in constraints_with(model, name):
        if BESIDE not in constraint.fields:
            continue
        rest = [one for one in constraint.fields if one not in (name, BESIDE)]
        taken = model._base_manager.filter(**{name: other}, **{one: OuterRef(one) for one in rest})
        for one in list(rows.filter(Exists(taken))):
            alike = model._base_manager.filter(**{f"{name}__in": [row, other]}, **{of: getattr(one, of) for of in rest})
            highest = alike.aggregate(highest=Max(BESIDE))["highest"]
            model.objects.filter(pk=one.pk).update(**{BESIDE: highest + 1})


def constraints_with(model, name):
    """The constraints of `model` by which a value with the link `name` in it is used once."""
    unique = (one for one in model._meta.constraints if isinstance(one, UniqueConstraint))
    return [one for one in unique if name in one.fields]


def move_ties(relation, row, other, narrow, done):
    """As `move`, for the ties of a many-to-many: where both are tied, one tie is enough."""
    model, name = relation.related_model, relation.field.name
    holders = model._base_manager.filter(**{name: row})
    if narrow:
        refuse_to_show(row, holders.filter(shown_level__lt=row.shown_level))
    keys = list(holders.order_by().values_list("pk", flat=True))
    if not keys:
        return
    done.remember(model._meta.label, name, keys)
    if holders.filter(pk__in=model._base_manager.filter(**{name: other}).values("pk")).exists():
        done.forget()
    move_held(model, name, keys, row, other)


def move_held(model, name, keys, row, other):
    """Tie `other` instead of `row` to the rows `keys` of `model` by their many-to-many `name`."""
    for holder in model._base_manager.filter(pk__in=keys):
        held = getattr(holder, name)
        held.add(other)
        held.remove(row)


def keep_name(row, other, done):
    """Keep the name of `row` as a further name of `other`, where its kind has such and it is not there yet."""
    if hasattr(other, "names") and row.name not in {other.name, *other.names.values_list("name", flat=True)}:
        done.names.append(PartyName.objects.create(party=other, name=row.name).pk)


def refuse_circles(other):
    """ValidationError when a chain of places, or of standings of parties, would lead from `other` back to itself."""
    if isinstance(other, Place):
        parents = [lambda place: [place.within] if place.within else []]
        other = Place._base_manager.get(pk=other.pk)
    else:
        parents = [above(kind) for kind in PartyLink.Kind if kind != PartyLink.Kind.ALLIANCE]
    if any(circle(other, parents_of) for parents_of in parents):
        raise ValidationError(
            _(
                "Merged, a chain that starts at “%s” would lead back to it. Look at what each of the two belongs to first."
            )
            % other
        )


def above(kind):
    """What gives for a party those to which it has a standing of this `kind`."""
    found = {}
    for link in PartyLink.objects.filter(kind=kind).select_related("party", "other"):
        found.setdefault(link.party, []).append(link.other)
    return lambda party: found.get(party, [])


def take_back(done, *, person):
    """Undo the Merging `done` in the name of `person`; the record that was merged.

    ValidationError when it is too late: too much was moved, or one of the two was changed since.
    """
    model = apps.get_model(done.kind)
    with writing():
        seen = model.objects.visible_to(person, AFTER_EVERY_EMBARGO).select_for_update(of=("self",))
        found = seen.in_bulk([done.merged, done.into])
        if done.moved is None or [found[key].revision for key in sorted(found)] != in_order_of_keys(done):
            raise ValidationError(
                _(
                    "This merging cannot be taken back any more: one of the two was changed since, or too much was moved."
                )
            )
        row, other = found[done.merged], found[done.into]
        for (label, name), keys in done.moved.items():
            move_back(apps.get_model(label), name, keys, row, other)
        for name in PartyName.objects.filter(pk__in=done.names):
            name.delete()
        row.merged_into, row.reviewed_at, row.changed_by = None, done.was_reviewed_at, person
        other.changed_by = person
        row.save()
        other.save()
        spread_shown(model, [row.pk, other.pk])
    return row


def in_order_of_keys(done):
    """The revisions of the two records of a Merging, that with the lower key first."""
    pairs = zip((done.merged, done.into), done.revisions, strict=True)
    return [revision for _key, revision in sorted(pairs)]


def move_back(model, name, keys, row, other):
    """Let those of the rows `keys` of `model` that still lead to `other` by `name` lead to `row` again."""
    field = model._meta.get_field(name)
    for start in range(0, len(keys), 500):
        part = keys[start : start + 500]
        still = model.objects.filter(pk__in=part, **{name: other})
        if field.many_to_many:
            move_held(model, name, list(still.values_list("pk", flat=True)), other, row)
        else:
            still.update(**{name: row})
