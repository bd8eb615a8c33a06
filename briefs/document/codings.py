"""How far two people who coded apart agreed, for the annex."""

from django.utils.translation import gettext as _

from briefs.document.parts.annexes import CodingPart, KappaPart
from records.dates import day_words


def coding_part(coding, outcome):
    """A CodingPart of a double coding that had ended, from its Outcome for the readers of the brief."""
    rated = (
        sum(row.first is not None for row in outcome.rows),
        sum(row.second is not None for row in outcome.rows),
    )
    # Names of accounts are for the team.
    called = (coding.first_label or _("first coder"), coding.second_label or _("second coder"))
    return CodingPart(
        title=coding.title,
        as_of=day_words(coding.as_of),
        ended_on=day_words(coding.ended_at),
        codebook_version=coding.codebook_version,
        commitments=len(outcome.rows),
        coders=tuple(zip(called, rated, strict=True)),
        both=len(outcome.pairs),
        agreed=outcome.agreed,
        differences=len(outcome.differences),
        settled=outcome.settled,
        kappas=(
            kappa_part(_("Cohen's kappa, plain"), outcome.plain),
            kappa_part(_("Cohen's kappa, weighted linearly over the scores 0 to 3"), outcome.weighted),
        ),
    )


def kappa_part(name, agreement):
    """A KappaPart, its numbers to two places."""
    if agreement.kappa is None:
        shares = [two_places(share) for share in (agreement.observed, agreement.expected)]
        return KappaPart(name, agreement.pairs, *shares, kappa="", interval="", why=str(agreement.why))
    return KappaPart(
        name=name,
        pairs=agreement.pairs,
        observed=two_places(agreement.observed),
        expected=two_places(agreement.expected),
        kappa=two_places(agreement.kappa),
        interval=_("%(low)s to %(high)s") % {"low": two_places(agreement.low), "high": two_places(agreement.high)},
    )


def two_places(number):
    """A number as it is printed; empty for None."""
    # Adding zero turns a negative zero into zero.
    return "" if number is None else f"{round(number, 2) + 0:.2f}"
