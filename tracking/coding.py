"""What is done in a double coding, and by whom: it is opened, coded apart by two people, ended by both, and settled."""

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.audit.chain import writing
from records.levels import AFTER_EVERY_EMBARGO, clearance_of
from records.models import StaleRevision, User
from records.roles import Role, roles_of
from statements.models import Commitment
from tracking.codebook import VERSION
from tracking.models import ChosenCommitment, CodedRating, DoubleCoding, Settlement

# How many commitments are named in a sentence of refusal.
NAMED = 3


def may_code():
    """The accounts of those who may be chosen to code: whoever enters the record, by name."""
    enters = Q(is_superuser=True) | Q(groups__name__in=[Role.ANALYST.value, Role.REVIEWER.value])
    return User.objects.filter(enters, is_active=True).distinct().order_by("username")


def may_settle(person):
    """Whether `person` may settle differences: any reviewer may, whether they coded or not; the note and the name stand
    beside what they settled."""
    return person.is_superuser or Role.REVIEWER in roles_of(person)


def open_coding(*, title, process, as_of, coders, commitments, level, person, now, labels=("", "")):
    """The DoubleCoding of `commitments` of `process`, by the two accounts `coders`, that `person` opens at the moment `now`.

    `commitments` are rows that `person` sees. ValidationError, with the field and the remedy, when one of the two may not
    see the coding or one of the commitments, or when one was not made yet at the moment `as_of`.
    """
    first, second = coders
    coding = DoubleCoding(
        title=title,
        process=process,
        as_of=as_of,
        first_coder=first,
        second_coder=second,
        first_label=labels[0],
        second_label=labels[1],
        codebook_version=VERSION,
        level=level,
        opened_at=now,
        created_by=person,
        changed_by=person,
    )
    commitments = list(commitments)
    with writing():
        coding.full_clean()
        refuse_set(coding, commitments, coders)
        coding.save()
        ChosenCommitment.objects.bulk_create([ChosenCommitment(coding=coding, commitment=row) for row in commitments])
    return coding


def refuse_set(coding, commitments, coders):
    """ValidationError unless both `coders` may see `coding` and every one of the `commitments`, all made by its moment."""
    if not commitments:
        raise ValidationError({"commitments": _("Choose at least one commitment.")})
    coding.settle_shown()
    keys = [row.pk for row in commitments]
    entering = set(may_code().filter(pk__in=[coder.pk for coder in coders]).values_list("pk", flat=True))
    for coder in coders:
        if coder.pk not in entering:
            raise ValidationError({"coders": _("%s does not enter the record: choose someone who does.") % coder})
        if clearance_of(coder) < coding.shown_level:
            sentence = _("%(coder)s may not see what is %(level)s: choose someone else, or another level.")
            said = {"coder": coder, "level": coding.get_shown_level_display()}
            raise ValidationError({"coders": sentence % said})
        seen = set(
            Commitment.objects.visible_to(coder, AFTER_EVERY_EMBARGO).filter(pk__in=keys).values_list("pk", flat=True)
        )
        if hidden := [row for row in commitments if row.pk not in seen]:
            sentence = _("%(coder)s may not see %(which)s: leave it out, or choose someone else.")
            raise ValidationError({"commitments": sentence % {"coder": coder, "which": named(hidden)}})
    day = coding.as_of.date()
    made = Commitment.objects.filter(pk__in=keys, clause__statement__issued_on_latest__lte=day)
    known = set(made.values_list("pk", flat=True))
    if later := [row for row in commitments if row.pk not in known]:
        sentence = _(
            "As of %(day)s it is not on record that %(which)s had been said: leave it out, or choose a later moment."
        )
        raise ValidationError({"commitments": sentence % {"day": f"{day:%-d %B %Y}", "which": named(later)}})


def named(commitments):
    """The first of a list of commitments by their words, and how many more there are."""
    words = [f"“{row}”" for row in commitments[:NAMED]]
    if (more := len(commitments) - NAMED) > 0:
        words.append(ngettext("%d more", "%d more", more) % more)
    return get_text_list(words, _("and"))


def set_of(coding, reader):
    """The commitments of `coding` that `reader` may see, as they stand in their statements."""
    rows = coding.commitments.visible_to(reader, AFTER_EVERY_EMBARGO).select_related("clause__statement")
    return rows.order_by("clause__statement__issued_on_latest", "clause__statement", "clause__position", "clause", "pk")


def locked(coding):
    """The stored row of `coding`, which nobody else writes until the transaction ends."""
    return DoubleCoding.objects.select_for_update(of=("self",)).get(pk=coding.pk)


def code(coding, commitment, person, *, rating, reasoning, revision):
    """The CodedRating that `person` gives `commitment`, stored; what they gave it before is changed.

    `revision` is that of the code they had before them, 0 for none: StaleRevision if it moved on since, in another
    window. ValidationError when it is not theirs to give, or no longer.
    """
    with writing():
        coding = locked(coding)
        own = CodedRating.objects.filter(coding=coding, commitment=commitment, coder=person).first()
        row = own or CodedRating(coding=coding, commitment=commitment, coder=person)
        refuse_coder(coding, person)
        if row.revision != revision:
            raise StaleRevision(row)
        if not set_of(coding, person).filter(pk=commitment.pk).exists():
            raise ValidationError(_("This commitment is not among those that were chosen."))
        row.rating, row.reasoning = rating, reasoning
        row.full_clean()
        if row.changed_fields() or own is None:
            row.save()
    return row


def refuse_coder(coding, person):
    """ValidationError unless `person` is one of the two who code, and has not said that they are done."""
    if not coding.has_coder(person):
        raise ValidationError(_("Only the two people who were chosen code here."))
    if coding.done_at(person.pk):
        raise ValidationError(_("You said that you were done: what you gave stays as it is."))


def say_done(coding, person, now):
    """The DoubleCoding, stored, once `person` has said that they are done; the second of the two to say it ends it.

    ValidationError while a commitment that they may see has no rating of theirs.
    """
    with writing():
        coding = locked(coding)
        refuse_coder(coding, person)
        seen = set_of(coding, person)
        total, rated = seen.count(), seen.filter(codes__coding=coding, codes__coder=person).count()
        if rated < total:
            sentence = _("You have rated %(rated)d of %(total)d: rate the others first.")
            raise ValidationError(sentence % {"rated": rated, "total": total})
        name = "first_done_at" if person.pk == coding.first_coder_id else "second_done_at"
        setattr(coding, name, now)
        coding.changed_by = person
        if coding.first_done_at and coding.second_done_at:
            coding.ended_at = now
        coding.full_clean()
        coding.save()
    return coding


def settle(coding, commitment, person, *, rating, note, now):
    """The Settlement of the difference on `commitment`, stored, by `person` at the moment `now`.

    ValidationError when it is not theirs to settle, when there is no difference that they see, or when somebody settled it
    meanwhile.
    """
    with writing():
        coding = locked(coding)
        if not may_settle(person):
            raise ValidationError(_("Differences are settled by a reviewer."))
        if coding.ended_at is None:
            raise ValidationError(_("Settle once both coders are done."))
        codes = CodedRating.objects.visible_to(person, AFTER_EVERY_EMBARGO).filter(coding=coding, commitment=commitment)
        given = list(codes.values_list("rating", flat=True))
        if len(set(given)) < 2:
            raise ValidationError(_("The two do not differ on this commitment: there is nothing to settle."))
        if done := Settlement.objects.filter(coding=coding, commitment=commitment).select_related("settled_by").first():
            sentence = _("It was settled meanwhile by %(who)s: %(rating)s.")
            raise ValidationError(sentence % {"who": done.settled_by, "rating": done.get_rating_display()})
        row = Settlement(
            coding=coding, commitment=commitment, rating=rating, note=note, settled_by=person, settled_at=now
        )
        row.full_clean()
        row.save()
    return row
