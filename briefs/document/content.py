"""What a brief says, decided from the record."""

import datetime as dt
from dataclasses import replace

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from briefs.document.arranging import arranged
from briefs.document.breakdowns import breakdowns
from briefs.document.codings import coding_part
from briefs.document.comparison import comparison
from briefs.document.directions import enumerated, isolated
from briefs.document.known import Known
from briefs.document.numbering import numberings
from briefs.document.parties import party_part
from briefs.document.parts.annexes import CodebookPart
from briefs.document.parts.pictures import FigurePart, QuestionPart, TimelineItem
from briefs.document.parts.talks import NamingPart, ParticipationPart, RoundPart
from briefs.document.places import place_parts
from briefs.document.shape import BriefContent
from briefs.document.since import since_part
from briefs.document.sources import Sources
from briefs.document.summary import summary
from briefs.document.texts import disputes, statement_part
from briefs.kinds import Kind, Section, refusal_of, sections_of
from briefs.languages import in_its_language
from events.models import Figure
from records.dates import PartialDate, Precision, day_words
from talks.models import Party
from tracking.codebook import VERSION, VERSIONS


class NothingOnRecord(Exception):
    """As of the moment asked for, the record says nothing about the brief's subject."""


@in_its_language
def brief_content(scope, *, as_of, before=None):
    """The BriefContent of a Scope as of a moment (an aware datetime). `before` is the Before of the edition before.

    Nothing later than the moment and nothing above the scope's level is in it. What was printed before keeps its number.
    NothingOnRecord when nothing is left.
    """
    as_of = as_of.astimezone(dt.UTC)
    known = Known(scope, as_of)
    refuse_empty(known)
    refuse_kind(known)
    counted = numberings(before.contents if before else ())
    sources, told = Sources(counted.sources), {}
    # In the order in which they were said and in which they happened, however the brief is arranged.
    labels = {row.pk: f"C{counted.commitments.of(str(row.public_id))}" for row in known.commitments}
    numbers = {row.pk: f"E{counted.events.of(str(row.public_id))}" for row in known.events}
    statements = {row.pk: row for row in known.statements}
    rounds = tuple(round_part(row, known, sources) for row in known.rounds)
    texts = tuple(statement_part(row, known.commitments, labels, sources) for row in known.statements)
    comparisons = tuple(
        comparison(
            row,
            statements[row.clause.statement_id],
            known,
            labels=labels,
            numbers=numbers,
            told=told,
            sources=sources,
        )
        for row in arranged(known.commitments, known, scope.arrangement)
    )
    questions = tuple(question_part(row, sources) for row in known.questions)
    sections = sections_of(scope.kind, scope.sections)
    dated = [(row, round_dates(row, known.day)) for row in known.rounds]
    content = BriefContent(
        brief_id=scope.brief_id,
        title=scope.title,
        process=scope.process.name,
        conflict=scope.process.conflict,
        about=scope.process.summary,
        scope=covers(known),
        as_of=as_of,
        level=scope.level.name.lower(),
        language=scope.language,
        codebook_version=VERSION,
        summary=summary(comparisons),
        rounds=rounds,
        statements=texts,
        comparisons=comparisons,
        questions=questions,
        timeline=tuple(timeline(known, numbers)),
        disputes=tuple(part for row in known.statements for part in disputes(row)),
        sources=sources.parts,
        codebook=codebook(comparisons),
        codings=tuple(coding_part(*pair) for pair in known.codings),
        kind=scope.kind,
        sections=tuple(sections),
        places=place_parts(known, numbers) if Section.MAP in sections else (),
        breakdowns=breakdowns(comparisons) if scope.kind == Kind.FULL and Section.SUMMARY in sections else (),
        numbered=counted.last,
        party=party_part(known, dated, sources) if scope.kind == Kind.PARTY else None,
    )
    return replace(content, since=since_part(before, content)) if Section.SINCE in content.sections else content


# Whoever asked reads the site's language, whatever that of the brief.
@override(settings.LANGUAGE_CODE)
def refuse_empty(known):
    """NothingOnRecord, with the reason and the remedy, when there is nothing to say as of the moment."""
    process = known.scope.process
    opened = process.opened_on and process.opened_on.earliest
    asked = {"process": process.name, "as_of": day_words(known.as_of)}
    if opened and known.day < opened:
        raise NothingOnRecord(
            _(
                "As of %(as_of)s nothing was on record: %(process)s opened on %(opened)s. Choose that day or a later one."
            )
            % {**asked, "opened": process.opened_on}
        )
    if not known.rounds and not known.statements:
        raise NothingOnRecord(
            _("As of %(as_of)s nothing was on record of %(process)s that %(level)s readers may see. ")
            % {**asked, "level": known.reader.label}
            + _("Choose a later moment, or another level.")
        )


@override(settings.LANGUAGE_CODE)
def refuse_kind(known):
    """NothingOnRecord, with the reason and the remedy, where a brief of this kind cannot be made of what is known."""
    scope = known.scope
    asked = {"as_of": day_words(known.as_of), "level": known.reader.label}
    if said := refusal_of(
        scope.kind, parties=len(scope.parties), commitments=len(scope.commitments), found=len(known.commitments)
    ):
        raise NothingOnRecord(said)
    if scope.kind == Kind.PARTY and not known.visible(Party).filter(pk__in=scope.parties).exists():
        raise NothingOnRecord(
            _("The party of this sheet is not one that %(level)s readers may see. ") % asked
            + _("Choose another party, or another level.")
        )
    if scope.kind in (Kind.COMMITMENT, Kind.MATRIX) and not known.commitments:
        raise NothingOnRecord(
            _("As of %(as_of)s no commitment of this brief was on record that %(level)s readers may see. ") % asked
            + _("Choose a later moment, another level, or other commitments.")
        )


def covers(known):
    """What the brief covers, in words."""
    chosen = [row.title for row in known.statements] if known.scope.statements else []
    chosen = chosen or ([row.name for row in known.rounds] if known.scope.rounds else [])
    words = enumerated(map(isolated, chosen)) or _("the whole process")
    if known.scope.opens_on:
        words += _("; events from %s") % day_words(known.scope.opens_on)
    if known.scope.closes_on:
        words += _("; events until %s") % day_words(known.scope.closes_on)
    return words


def round_part(row, known, sources):
    """A RoundPart; of a round that had not closed by the moment, only what its opening told."""
    closed_by_then = has_closed(row, known.day)
    return RoundPart(
        name=row.name,
        dates=round_dates(row, known.day),
        place=str(row.place or ""),
        format=row.get_format_display(),
        status=row.get_status_display(),
        agenda=row.agenda,
        whats_next=row.whats_next if closed_by_then else "",
        participations=tuple(participation_parts(row, sources)),
        source=sources.cite(row.source),
    )


def participation_parts(row, sources):
    """Yield a ParticipationPart for each party; the roles of a party that came with the same people stand together."""
    groups = {}
    for part in row.known_participations:
        people = tuple(str(person) for person in part.delegates.all())
        groups.setdefault((part.party_id, part.named_as_written, str(part.head or ""), people), []).append(part)
    for (party, named, head, people), parts in groups.items():
        yield ParticipationPart(
            role=enumerated(part.get_role_display() for part in parts),
            party=str(parts[0].party),
            named_as_written=named,
            head=head,
            delegates=people,
            namings=tuple(
                NamingPart(naming.named, sources.cite(naming.source))
                for naming in row.known_namings
                if naming.party_id == party
            ),
        )


def has_closed(row, day):
    """Whether a round is not known to have gone on after `day`."""
    return not row.closed_on or row.closed_on.happened_by(day)


def round_dates(row, day):
    """The days of a round in words, as they could be told on `day`."""
    if not has_closed(row, day):
        return _("opened %s, not closed by then") % row.opened_on
    if not row.closed_on or row.closed_on == row.opened_on:
        return str(row.opened_on)
    if row.opened_on.precision == row.closed_on.precision == Precision.DAY:
        return str(PartialDate(f"{row.opened_on.edtf}/{row.closed_on.edtf}"))
    return _("%(opened)s to %(closed)s") % {"opened": row.opened_on, "closed": row.closed_on}


def question_part(row, sources):
    """A QuestionPart: every figure as its claimant put it."""
    return QuestionPart(
        text=row.text,
        unit=row.unit,
        note=row.note,
        figures=tuple(
            FigurePart(
                claimant=figure.claimant,
                value=str(figure.in_words),
                out_of=figure.out_of,
                definition=figure.get_definition_display(),
                stated_on=str(figure.stated_on or (figure.source and figure.source.published_on) or ""),
                words=figure.words,
                source=sources.cite(figure.source),
                **span(figure),
            )
            for figure in row.known_figures
        ),
    )


def span(figure):
    """The `low` and the `high` of a figure in numbers; None on the side on which its words leave it open."""
    low, high = figure.value, figure.upper_value or figure.value
    if figure.bound in (Figure.Bound.MORE_THAN, Figure.Bound.AT_LEAST):
        high = None
    elif figure.bound in (Figure.Bound.LESS_THAN, Figure.Bound.AT_MOST):
        low = None
    return {name: None if number is None else float(number) for name, number in (("low", low), ("high", high))}


def timeline(known, numbers):
    """Yield the TimelineItems of rounds, statements and events, the first one first."""
    rows = [
        ("round", row.name, f"R{place}", row.opened_on, row.closed_on or row.opened_on, round_dates(row, known.day))
        for place, row in enumerate(known.rounds, start=1)
    ]
    rows += [
        ("statement", row.title, f"S{place}", row.issued_on, row.issued_on, str(row.issued_on))
        for place, row in enumerate(known.statements, start=1)
    ]
    rows += [
        ("event", row.title, numbers[row.pk], row.happened_on, row.happened_on, str(row.happened_on))
        for row in known.events
    ]
    for kind, label, number, first, last, when in sorted(rows, key=lambda row: row[3].ordering_day):
        # A period that goes on is drawn up to the moment, and never beyond it.
        latest = min(last.latest or known.day, known.day)
        yield TimelineItem(kind, label, number, first.earliest or latest, latest, when)


def codebook(comparisons):
    """The codebook as it is printed in the annex: each version that a rating was given with, and the one in force if none."""
    none = _("no equivalent")
    ratings = [rating for part in comparisons for rating in (part.rating, *part.earlier_ratings)]
    used = {rating.codebook_version for rating in ratings}
    shown = [version for version in VERSIONS if version.name in used] or VERSIONS[:1]
    return tuple(
        CodebookPart(
            key=entry.rating.value,
            label=_(entry.label),
            test=_(entry.test),
            pam=none if entry.pam is None else str(entry.pam),
            politifact=_(entry.politifact) if entry.politifact else none,
            ogp=_(entry.ogp) if entry.ogp else none,
            version=version.name,
            evidence="" if entry.needs is None else str(entry.needs),
        )
        for version in shown
        for entry in version.entries
    )
