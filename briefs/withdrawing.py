"""Withdrawing an edition that should not be relied on any more. It keeps its number, and nobody takes it back."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from briefs.models import Edition, Withdrawal
from records.audit.chain import writing
from tracking.publishing import by_whom

WITHDRAW = "briefs.withdraw_edition"


def withdraw(edition, *, person, reason):
    """The Withdrawal of `edition` by `person`, for a `reason` that everyone who may see the edition reads.

    ValidationError says why it cannot be withdrawn. The audit has it as a row added to the edition.
    """
    with writing():
        stored = Edition.objects.for_list().select_for_update(of=("self",)).get(pk=edition.pk)
        if not person.has_perm(WITHDRAW):
            raise ValidationError(_("Only a reviewer withdraws an edition."))
        refuse_twice(stored)
        withdrawal = Withdrawal(edition=stored, reason=reason, withdrawn_by=person)
        withdrawal.full_clean()
        withdrawal.save()
        return withdrawal


def refuse_twice(edition):
    """ValidationError when `edition` was withdrawn already."""
    if done := edition.withdrawals.select_related("withdrawn_by").first():
        raise ValidationError(
            _("Edition %(number)d was withdrawn already%(by)s. That is never taken back: issue another edition.")
            % {"number": edition.number, "by": by_whom(done.withdrawn_by, done.withdrawn_at)}
        )


def withdrawal_of(edition, reader):
    """The Withdrawal of `edition` that `reader` may see; None while it stands."""
    return Withdrawal.objects.visible_to(reader).filter(edition=edition).select_related("withdrawn_by").first()
