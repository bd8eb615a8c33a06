"""From draft to published: one person judges, a second one publishes. A status only moves forward, and nothing is edited.

Every step is taken under the lock of all writing and of the assessment, so that of two people at once the second is told
what the first did.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from records.audit.chain import writing
from records.levels import AFTER_EVERY_EMBARGO
from records.models import StaleRevision
from tracking.flags import causes, newest_in_force
from tracking.judging import faults_in, judgement_in
from tracking.models import Assessment, Decline, Recheck

PUBLISH = "tracking.publish_assessment"
SUBMIT = "tracking.change_assessment"
RECHECK = "tracking.add_recheck"


def submit(assessment, *, person, revision):
    """Send the draft `assessment` to review, as `person` wishes.

    `revision` is the one that `person` has read: StaleRevision if it moved on since. ValidationError says why it cannot be.
    """
    with writing():
        stored = locked(assessment)
        if stored.status != Assessment.Status.DRAFT:
            raise ValidationError(_("It was sent to review already: its status is “%s”.") % stored.get_status_display())
        if not person.has_perm(SUBMIT):
            raise ValidationError(_("Only an analyst sends an assessment to review."))
        refuse_moved_on(stored, revision)
        stored.status = Assessment.Status.IN_REVIEW
        return saved(stored, person)


def publish(assessment, *, person, now, revision):
    """Publish the `assessment` in review at the moment `now`, as the second person `person` decides.

    It takes the place of the newest published before it, by the moment each speaks for. `revision` as in `submit`;
    ValidationError says why the decision is not theirs to make, or what is wrong with the judgement by now.
    """
    with writing():
        stored = locked(assessment)
        refuse_decision(stored, person)
        refuse_moved_on(stored, revision)
        if faults := faults_in(judgement_in(stored, person), person, now):
            raise ValidationError([sentence for sentences in faults.values() for sentence in sentences])
        stored.status = Assessment.Status.PUBLISHED
        stored.published_by, stored.published_at = person, now
        stored.supersedes = taken_over_by(stored)
        return saved(stored, person)


def decline(assessment, *, person, note, revision):
    """Keep the `assessment` in review from being published, with a `note` for its author; the Decline. As `publish`."""
    with writing():
        stored = locked(assessment)
        refuse_decision(stored, person)
        refuse_moved_on(stored, revision)
        declined = Decline(assessment=stored, note=note, declined_by=person)
        declined.full_clean()
        declined.save()
        return declined


def let_stand(assessment, *, person, note):
    """Note that `person` looked at a flagged `assessment` again and that it stands; the Recheck.

    ValidationError when nothing moved that they see, or when a newer assessment took its place meanwhile.
    """
    with writing():
        stored = locked(assessment)
        if not person.has_perm(RECHECK):
            raise ValidationError(_("Only an analyst says that an assessment stands."))
        if not newest_in_force(person, AFTER_EVERY_EMBARGO).filter(pk=stored.pk).exists():
            raise ValidationError(_("It is not in force: say of the assessment in force whether that one stands."))
        if not causes([stored], person, AFTER_EVERY_EMBARGO)[0].causes:
            raise ValidationError(_("Nothing that it relies on moved since somebody last looked: it is not flagged."))
        recheck = Recheck(assessment=stored, note=note, checked_by=person)
        recheck.full_clean()
        recheck.save()
        return recheck


def locked(assessment):
    """The stored row of `assessment`, which nobody else writes until the end of the transaction."""
    stored = Assessment.objects.select_for_update(of=("self",)).select_related("commitment__clause__statement")
    row = stored.filter(pk=assessment.pk).first()
    if row is None:
        raise ValidationError(_("It was deleted after you opened the page."))
    return row


def refuse_moved_on(assessment, revision):
    if assessment.revision != revision:
        raise StaleRevision(assessment)


def refuse_decision(assessment, person):
    """ValidationError when `person` may not publish or decline the `assessment`."""
    if assessment.status == Assessment.Status.PUBLISHED:
        raise ValidationError(
            _("It is published already%s.") % by_whom(assessment.published_by, assessment.published_at)
        )
    if declined := assessment.declines.select_related("declined_by").first():
        raise ValidationError(
            _("It was declined%s. A new assessment takes its place.")
            % by_whom(declined.declined_by, declined.declined_at)
        )
    if assessment.status == Assessment.Status.DRAFT:
        raise ValidationError(_("It is a draft: its author sends it to review first."))
    if not person.has_perm(PUBLISH):
        raise ValidationError(_("Only a reviewer publishes or declines an assessment."))
    if is_barred(assessment, person):
        raise ValidationError(_("Nobody decides on an assessment that they wrote or entered: ask another reviewer."))


def is_barred(assessment, person):
    """Whether a second person is to decide, because `person` wrote the `assessment` or entered it for somebody else."""
    return not settings.ONE_PERSON_TEAM and person.pk in (assessment.assessor_id, assessment.created_by_id)


def by_whom(person, moment):
    if person is None or moment is None:
        return ""
    return _(", by %(person)s on %(moment)s UTC") % {"person": person, "moment": f"{moment:%-d %B %Y, %H:%M}"}


def taken_over_by(assessment):
    """The published assessment whose place a new one takes: the newest before it in the order in which they are in force.

    Only one that all see who will see the new one, or whoever reads the new one would learn of it.
    """
    of_the_same = Assessment.objects.in_force(assessment.as_of).filter(
        commitment=assessment.commitment_id,
        shown_level__lte=assessment.shown_level,
        shown_from__lte=assessment.shown_from,
    )
    return next((row for row in of_the_same if (row.as_of, row.pk) < (assessment.as_of, assessment.pk)), None)


def saved(assessment, person):
    assessment.changed_by = person
    assessment.full_clean()
    assessment.save()
    return assessment
