"""What a judgement must hold to before it is added or published; each fault in a sentence with the remedy.

It is asked for whoever judges: what they do not see is neither counted for them nor named.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from events.sides import with_standing
from events.standing import Standing
from records.levels import AFTER_EVERY_EMBARGO
from statements.models import Commitment, StatementLink
from tracking.codebook import VERSION, changes_between, entry_of, version_named
from tracking.models import Evidence


@dataclass(frozen=True)
class Judgement:
    """What is judged, before it is stored: `evidence` is a list of Evidence, each with its event."""

    commitment: Commitment
    as_of: object
    rating: str
    evidence: list
    codebook_version: str = VERSION


def judgement_in(assessment, reader):
    """The Judgement that a stored assessment is, with the evidence that `reader` sees."""
    seen = Evidence.objects.visible_to(reader, AFTER_EVERY_EMBARGO).select_related("event")
    return Judgement(
        commitment=assessment.commitment,
        as_of=assessment.as_of,
        rating=assessment.rating,
        evidence=list(seen.filter(assessments=assessment).order_by("pk")),
        codebook_version=assessment.codebook_version,
    )


def faults_in(judgement, reader, now):
    """{name of the field: [sentences]} of what is wrong with a Judgement, at the moment `now` and as `reader` sees the record."""
    faults = defaultdict(list)
    for name, sentence in all_faults(judgement, reader, now):
        faults[name].append(sentence)
    return dict(faults)


def all_faults(judgement, reader, now):
    """Yield (name of the field, sentence)."""
    if judgement.as_of > now:
        yield (
            "as_of",
            _("An assessment speaks for what has been, and %(moment)s UTC is yet to come: say as of now or earlier.")
            % {"moment": f"{judgement.as_of:%-d %B %Y, %H:%M}"},
        )
    for link in replacements(judgement.commitment, reader):
        if link.statement.issued_on.happened_by(judgement.as_of.date()):
            yield "commitment", replaced(link)
    yield from (("evidence", sentence) for sentence in faults_of_evidence(judgement))
    if sentence := too_little(judgement, reader):
        yield "evidence", sentence


def faults_of_evidence(judgement):
    """Yield a sentence for each piece of evidence that cannot be relied on."""
    day = judgement.as_of.date()
    for piece in judgement.evidence:
        happened, words = piece.event.happened_on, {"event": piece.event}
        if piece.status != Evidence.Status.CONFIRMED:
            yield (
                _("“%(event)s” is not confirmed as evidence on this commitment. Confirm it first, or leave it out.")
                % words
            )
        if piece.bearing != Evidence.Bearing.CONTEXT and piece.came_before:
            dates = {"happened": happened, "issued": judgement.commitment.statement.issued_on}
            yield (
                _(
                    "“%(event)s” (%(happened)s) came before the statement (%(issued)s): it can only be context. Change its "
                    "bearing first, or leave it out."
                )
                % {**words, **dates}
            )
        if happened and happened.earliest and happened.earliest > day:
            yield (
                _(
                    "“%(event)s” (%(happened)s) came after the moment that the assessment speaks for. Say as of a later "
                    "moment, or leave it out."
                )
                % {**words, "happened": happened}
            )


def too_little(judgement, reader):
    """The sentence on evidence that the codebook asks for and that is not relied on; "" when there is enough."""
    entry = entry_of(judgement.rating, judgement.codebook_version)
    if entry is None or entry.needs is None:
        return ""
    events = with_standing([piece.event for piece in judgement.evidence], reader, AFTER_EVERY_EMBARGO)
    contested = sum(event.standing == Standing.CONTESTED for event in events)
    if entry.needs.are_met_by(len(judgement.evidence), contested):
        return ""
    return _(
        "By codebook %(version)s “%(rating)s” %(needs)s. Tick what decided it, or choose the rating that the evidence bears."
    ) % {"version": judgement.codebook_version, "rating": entry.label, "needs": entry.needs}


def replacements(commitment, reader):
    """The links by which a later statement replaces that of `commitment`, as `reader` sees them; those with a date alone."""
    return links_to(commitment, reader, StatementLink.Kind.REPLACES)


def amendments(commitment, reader):
    """The links by which a later statement amends that of `commitment`, as `reader` sees them."""
    return links_to(commitment, reader, StatementLink.Kind.AMENDS)


def links_to(commitment, reader, kind):
    links = StatementLink.objects.visible_to(reader, AFTER_EVERY_EMBARGO).filter(
        kind=kind, earlier=commitment.clause.statement_id, statement__issued_on_latest__isnull=False
    )
    return list(links.select_related("statement", "earlier").order_by("statement__issued_on_latest", "pk"))


def replaced(link):
    """The sentence on a statement that was replaced, with the ways out."""
    return _(
        "“%(new)s” (%(day)s) replaced the statement of this commitment, “%(old)s”. Assess the commitment of the new "
        "statement, or say as of a moment before that day."
    ) % {"new": link.statement, "day": link.statement.issued_on, "old": link.earlier}


def refuse_old_codebook(version, rating):
    """The sentence on a form that was opened under another `version` of the codebook, saying what changed; "" when none."""
    if version == VERSION:
        return ""
    earlier, current = version_named(version), version_named(VERSION)
    if earlier is None:
        return (
            _(
                "This form does not say by which version of the codebook you judged, so nothing was saved. Your typing is kept: "
                "read the tests of version %s beside the ratings, and save again."
            )
            % VERSION
        )
    changed = [change for change in changes_between(earlier, current) if change.rating == rating]
    told = "; ".join(f"{change.field}: “{change.before or _('not said')}” → “{change.now}”" for change in changed)
    return _(
        "The codebook was changed while you wrote: version %(now)s took the place of %(then)s. %(changes)s %(rating)s Your "
        "typing is kept: read the tests again, and save."
    ) % {
        "now": VERSION,
        "then": version,
        "changes": current.changes,
        "rating": _("For the rating that you chose: %s.") % told if told else _("Your rating reads as before."),
    }
