"""Showing a record to more people: one person asks, a second one decides. The only way to a lower level."""

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from records.audit.chain import writing
from records.levels import AFTER_EVERY_EMBARGO, Level
from records.models import Detail, Lowering, StaleRevision
from records.shown import dependants

DECIDE = "records.decide_lowering"
ASK = "records.add_lowering"


def waiting_for(record):
    """The request about `record` that nobody has decided yet; None if there is none."""
    kind = ContentType.objects.get_for_model(record)
    return Lowering.objects.waiting().filter(kind=kind, key=record.pk).first()


def may_be_lowered(record, now):
    """Whether there is a lower level for `record`, or an embargo to end at the moment `now`."""
    return record.level > Level.PUBLIC or is_embargoed(record, now)


def is_embargoed(record, now):
    """Whether the record's own embargo holds at the moment `now`."""
    return record.embargo_until is not None and record.embargo_until > now


def ask(record, *, person, to_level, reason, lifts_embargo=False):
    """The Lowering by which `person` asks to show `record` more widely. ValidationError names what is wrong."""
    request = Lowering(
        kind=ContentType.objects.get_for_model(record),
        key=record.pk,
        from_level=record.level,
        to_level=to_level,
        lifts_embargo=lifts_embargo,
        reason=reason,
        asked_by=person,
    )
    record.refuse_lowering()
    request.full_clean()
    request.save()
    return request


def decide(request, *, person, outcome, revision=None, note=""):
    """Settle a waiting `request` in favour of `outcome`, and lower its record if it is approved.

    `revision` is the one that `person` has read: StaleRevision if the record moved on since. ValidationError says why
    the decision is not theirs to make.
    """
    with writing():
        request = Lowering.objects.select_for_update(of=("self",)).get(pk=request.pk)
        refuse_decision(request, person, outcome)
        request.outcome, request.decided_by, request.decided_at = outcome, person, timezone.now()
        request.note = note
        request.full_clean()
        request.save()
        if outcome == Lowering.Outcome.APPROVED:
            lower(request, person, revision)
    return request


def refuse_decision(request, person, outcome):
    """ValidationError when `person` may not bring the `request` to this `outcome`."""
    if request.outcome != Lowering.Outcome.WAITING:
        raise ValidationError(
            _("“%(request)s” was decided already: %(outcome)s.")
            % {"request": request, "outcome": request.get_outcome_display()}
        )
    own = request.asked_by_id == person.pk
    if outcome == Lowering.Outcome.WITHDRAWN:
        if not own:
            raise ValidationError(_("Only who asked can take a request back. Decline it instead."))
    elif own:
        raise ValidationError(_("Nobody decides on their own request: ask another reviewer, or take it back."))
    elif not person.has_perm(DECIDE):
        raise ValidationError(_("Only a reviewer decides what is shown to more people."))


def lower(request, person, revision):
    """Bring the record of an approved `request` to its new level."""
    record = request.record
    if record is None:
        raise ValidationError(_("The record of this request was deleted. Decline the request."))
    if revision is not None and record.revision != revision:
        raise StaleRevision(record)
    if record.level != request.from_level:
        raise ValidationError(
            _("The record is %(now)s by now, not %(then)s. Decline the request, and ask anew.")
            % {"now": record.get_level_display(), "then": request.get_from_level_display()}
        )
    record.level = request.to_level
    if request.lifts_embargo:
        record.embargo_until = None
    record.changed_by = person
    record.save(is_lowered=True)


def ask_for_all(records, *, person, to_level, reason, lifts_embargo=False):
    """The Lowerings by which `person` asks for each of `records` that can be shown more widely and is not asked for yet.

    All or none: ValidationError names what is wrong with the first that cannot be asked for.
    """
    now = timezone.now()
    with writing():
        return [
            ask(
                record,
                person=person,
                to_level=min(to_level, record.level),
                reason=reason,
                lifts_embargo=lifts_embargo and is_embargoed(record, now),
            )
            for record in records
            if waiting_for(record) is None
            and (record.level > to_level or (lifts_embargo and is_embargoed(record, now)))
        ]


def hanging_on(record, reader):
    """The records that hang on `record`, however far down, and are seen by `reader`; each once, the nearest first."""
    found, waiting = {}, [(type(record), [record.pk])]
    while waiting:
        above, keys = waiting.pop(0)
        for model, name in dependants(above):
            rows = model.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(**{f"{name}__in": keys})
            fresh = {row.pk: row for row in rows if (model, row.pk) not in found}
            if fresh:
                found.update({(model, key): row for key, row in fresh.items()})
                waiting.append((model, list(fresh)))
    return list(found.values())


def details_of(record):
    """The details, such as names and identifiers, that are shown with `record`."""
    kinds = [model for model in apps.get_models() if issubclass(model, Detail)]
    links = [(model, name) for model in kinds for name in model.hangs_on]
    return [
        row
        for model, name in links
        if model._meta.get_field(name).related_model is type(record)
        for row in model._default_manager.filter(**{name: record})
    ]
