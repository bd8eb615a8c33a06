"""One commitment beside what was reported later."""

from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from briefs.document.directions import enumerated, isolated, listed
from briefs.document.parts.comparisons import Comparison, DeadlinePart, EventPart, RatingPart, ReportPart
from briefs.document.texts import wordings
from events.standing import standing_of, standing_reports
from records.dates import day_words
from records.numerals import in_digits
from statements.models import Deadline


def comparison(commitment, statement, known, *, labels, numbers, told, sources):
    """A Comparison.

    `labels` are those of the commitments in the brief, {commitment key: "C1"}; `numbers` gives each event its number,
    {event key: "E1"}. `told` says at which commitment, printed earlier, the reports of an event were printed,
    {event key: "C1"}; it grows by those printed here.
    """
    events = {event.pk: event for event in known.events}
    parts = []
    for evidence in known.evidence.get(commitment.pk, ()):
        event = events[evidence.event_id]
        parts.append(event_part(event, evidence, numbers[event.pk], told.get(event.pk, ""), sources))
        told.setdefault(event.pk, labels[commitment.pk])
    repeated = known.earlier.get(commitment.pk)
    *earlier, latest = ratings_of(commitment, repeated, known, labels, numbers)
    return Comparison(
        label=labels[commitment.pk],
        statement=statement.title,
        point=commitment.clause.number,
        summary=commitment.summary,
        kind=commitment.get_kind_display(),
        specificity=commitment.get_specificity_display(),
        verifiable=verifiable(commitment),
        wordings=wordings(commitment, statement),
        obligors_as_written=commitment.obligors_as_written,
        obligors=tuple(party.name for party in commitment.known_obligors),
        beneficiaries=commitment.beneficiaries_as_written
        or ", ".join(party.name for party in commitment.known_beneficiaries),
        deadlines=tuple(deadlines(commitment, statement)),
        conditions=commitment.conditions,
        themes=tuple(theme.label for theme in commitment.known_themes),
        events=tuple(parts),
        rating=latest,
        earlier_ratings=tuple(earlier),
        repeats=in_words(repeated, labels) if repeated else "",
        repeated_in=tuple(
            in_words(later, labels) for later in known.commitments if known.earlier.get(later.pk) == commitment
        ),
        is_counted=repeated is None or repeated.pk not in labels,
        unrated=_("not assessed"),
        key=str(commitment.public_id),
        issued_on=statement.issued_on.latest.isoformat() if statement.issued_on.latest else "",
    )


def in_words(commitment, labels):
    """A commitment that another repeats or is repeated by: its label or its words, and where it stands."""
    statement = commitment.clause.statement
    where = _("%(statement)s, %(day)s, point %(number)s") % {
        "statement": isolated(statement.title),
        "day": statement.issued_on,
        "number": isolated(commitment.clause.number),
    }
    if label := labels.get(commitment.pk):
        return f"{isolated(label)} ({where})"
    return _("“%(summary)s” (%(where)s), which this brief does not cover") % {
        "summary": isolated(commitment.summary),
        "where": where,
    }


def ratings_of(commitment, repeated, known, labels, numbers):
    """The ratings of a commitment, oldest first; where it was not judged itself, those of the one that it repeats."""
    own = known.assessments.get(commitment.pk, ())
    theirs = known.assessments.get(repeated.pk, ()) if repeated and not own else ()
    taken_from = labels.get(repeated.pk, repeated.summary) if theirs else ""
    return [replace(part, taken_from=taken_from) for part in ratings(own or theirs, numbers)]


def verifiable(commitment):
    """Whether and why the commitment can be verified, in words."""
    verdict = _("can be verified") if commitment.is_verifiable else _("cannot be verified as worded")
    return f"{verdict}: {isolated(commitment.verifiability_note)}" if commitment.verifiability_note else verdict


def deadlines(commitment, statement):
    """Yield the deadlines, the original first and the amendments in the order of their statements."""
    rows = commitment.known_deadlines
    if not any(row.amended_by_id is None for row in rows):
        yield DeadlinePart(str(Deadline.Terms.NONE.label), statement.title)
    for row in rows:
        words = pgettext("date", "“%s”") % isolated(row.words) if row.words else ""
        due = str(row.due_on or "") if row.terms == Deadline.Terms.DATED else ""
        said = enumerated(filter(None, (due, words))) or str(row.get_terms_display())
        setter = row.amended_by or statement
        yield DeadlinePart(said, f"{isolated(setter.title)}, {setter.issued_on}" if row.amended_by_id else setter.title)


def event_part(event, evidence, number, told_at, sources):
    """An EventPart. `told_at` is the label of the commitment where its reports have been printed before, if they have."""
    standing = standing_of(event.known_reports)
    return EventPart(
        number=number,
        title=event.title,
        kind=event.get_kind_display(),
        when=str(event.happened_on),
        place=str(event.place or ""),
        account=event.account,
        parties=listed(party_in_words(party) for party in event.known_parties),
        deaths=deaths(event),
        bearing=evidence.bearing,
        bearing_label=evidence.get_bearing_display(),
        conduct_of=str(evidence.conduct_of or ""),
        reasoning=evidence.reasoning,
        standing=standing.value,
        standing_label=str(standing.label),
        reports=tuple(report_parts(event.known_reports, sources)),
        is_told_before=bool(told_at),
        key=str(event.public_id),
        told_at=told_at,
    )


def party_in_words(party):
    """A party of an event with its part in it: “Taliban: side A”."""
    return f"{isolated(party.as_written or party.party)}: {party.get_role_display()}"


def deaths(event):
    """The deaths as stated: “69”, “60 to 80”, “69 (60 to 80)”; empty when none are."""
    span = ""
    if event.deaths_low is not None and event.deaths_high is not None and event.deaths_low != event.deaths_high:
        span = _("%(low)s to %(high)s") % {"low": in_digits(event.deaths_low), "high": in_digits(event.deaths_high)}
    if event.deaths_best is None:
        return span
    best = in_digits(event.deaths_best)
    return f"{best} ({span})" if span else best


def report_parts(reports, sources):
    """Yield a ReportPart for each report, in their order."""
    standing = {report.pk for report in standing_reports(reports)}
    for report in reports:
        yield ReportPart(
            claimant=report.claimant,
            stance=report.stance,
            stance_label=report.get_stance_display(),
            words=report.words,
            made_on=str(report.made_on or (report.source and report.source.published_on) or ""),
            source=sources.cite(report.source),
            is_standing=report.pk in standing,
            key=str(report.public_id),
        )


def published(assessment):
    """Who let an assessment leave review, without the name of an account; empty where it came as published."""
    if assessment.published_by_id is None:
        return ""
    if assessment.published_by_id == assessment.assessor_id:
        return _("published by the assessor")
    return _("published by a second person")


def ratings(assessments, numbers):
    """The ratings from `assessments` (the newest first), oldest first; one that says so when there are none."""
    if not assessments:
        return [RatingPart("not_assessed", _("not assessed"))]
    return [
        RatingPart(
            key=row.rating,
            label=str(row.get_rating_display()),
            as_of=day_words(row.as_of),
            reasoning=row.reasoning,
            assessor=row.assessor_label,
            published=published(row),
            codebook_version=row.codebook_version,
            relied_on=tuple(
                sorted(
                    {numbers[piece.event_id] for piece in row.evidence.all() if piece.event_id in numbers},
                    key=lambda number: int(number[1:]),
                )
            ),
            on=row.as_of.date().isoformat(),
            assessment=str(row.public_id),
        )
        for row in reversed(assessments)
    ]
