"""What a brief says, decided from the record."""

import datetime as dt

from django.utils.translation import gettext as _

from briefs.document.comparison import comparison
from briefs.document.known import Known
from briefs.document.shape import (
    BriefContent,
    CodebookPart,
    FigurePart,
    NamingPart,
    ParticipationPart,
    QuestionPart,
    RoundPart,
    TimelineItem,
)
from briefs.document.sources import Sources
from briefs.document.summary import summary
from briefs.document.texts import disputes, statement_part
from records.levels import Level
from tracking.codebook import CODEBOOK, VERSION


class NothingOnRecord(Exception):
    """As of the moment asked for, the record says nothing about the brief's subject."""


def brief_content(brief, *, as_of):
    """The BriefContent of `brief` as of a moment (an aware datetime).

    Nothing later than the moment and nothing above the brief's level is in it. NothingOnRecord when nothing is left.
    """
    as_of = as_of.astimezone(dt.UTC)
    known = Known(brief, as_of)
    refuse_empty(known)
    sources, told = Sources(), set()
    labels = {row.pk: f"C{place}" for place, row in enumerate(known.commitments, start=1)}
    numbers = {event.pk: f"E{place}" for place, event in enumerate(known.events, start=1)}
    statements = {row.pk: row for row in known.statements}
    rounds = tuple(round_part(row, known, sources) for row in known.rounds)
    texts = tuple(statement_part(row, known.commitments, labels, sources) for row in known.statements)
    comparisons = tuple(
        comparison(
            row,
            statements[row.clause.statement_id],
            known,
            label=labels[row.pk],
            numbers=numbers,
            told=told,
            sources=sources,
        )
        for row in known.commitments
    )
    questions = tuple(question_part(row, sources) for row in known.questions)
    return BriefContent(
        brief_id=str(brief.public_id),
        title=brief.title,
        process=brief.process.name,
        conflict=brief.process.conflict,
        about=brief.process.summary,
        scope=scope(known),
        as_of=as_of,
        level=Level(brief.level).name.lower(),
        language=brief.language,
        codebook_version=VERSION,
        summary=summary(comparisons),
        rounds=rounds,
        statements=texts,
        comparisons=comparisons,
        questions=questions,
        timeline=tuple(timeline(known, numbers)),
        disputes=tuple(part for row in known.statements for part in disputes(row)),
        sources=sources.parts,
        codebook=codebook(),
    )


def refuse_empty(known):
    """NothingOnRecord, with the reason and the remedy, when there is nothing to say as of the moment."""
    process = known.brief.process
    opened = process.opened_on and process.opened_on.earliest
    asked = {"process": process.name, "as_of": f"{known.as_of:%-d %B %Y}"}
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


def scope(known):
    """What the brief covers, in words."""
    brief = known.brief
    chosen = [row.title for row in known.statements] if known.chosen_statements else []
    chosen = chosen or ([row.name for row in known.rounds] if known.chosen_rounds else [])
    words = ", ".join(chosen) or _("the whole process")
    if brief.window_opens_on:
        words += _("; events from %s") % f"{brief.window_opens_on:%-d %B %Y}"
    if brief.window_closes_on:
        words += _("; events until %s") % f"{brief.window_closes_on:%-d %B %Y}"
    return words


def round_part(row, known, sources):
    """A RoundPart; of a round that had not closed by the moment, only what its opening told."""
    closed_by_then = not row.closed_on or row.closed_on.happened_by(known.day)
    return RoundPart(
        name=row.name,
        dates=round_dates(row, closed_by_then),
        place=str(row.place or ""),
        format=row.get_format_display(),
        status=row.get_status_display(),
        agenda=row.agenda,
        whats_next=row.whats_next if closed_by_then else "",
        participations=tuple(
            ParticipationPart(
                role=part.get_role_display(),
                party=str(part.party),
                named_as_written=part.named_as_written,
                head=str(part.head or ""),
                delegates=tuple(str(person) for person in part.delegates.all()),
                namings=tuple(
                    NamingPart(naming.named, sources.cite(naming.source))
                    for naming in row.known_namings
                    if naming.party_id == part.party_id
                ),
            )
            for part in row.known_participations
        ),
        source=sources.cite(row.source),
    )


def round_dates(row, closed_by_then):
    """The days of a round in words."""
    if not row.opened_on:
        return _("date not on record")
    if not closed_by_then:
        return _("opened %s, not closed by then") % row.opened_on
    if not row.closed_on or row.closed_on == row.opened_on:
        return str(row.opened_on)
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
            )
            for figure in row.known_figures
        ),
    )


def timeline(known, numbers):
    """Yield the TimelineItems of rounds, statements and events, the first one first."""
    rows = [("round", row.name, f"R{place}", row.opened_on, row.closed_on) for place, row in enumerate(known.rounds, 1)]
    rows += [
        ("statement", row.title, f"S{place}", row.issued_on, None) for place, row in enumerate(known.statements, 1)
    ]
    rows += [("event", row.title, numbers[row.pk], row.happened_on, None) for row in known.events]
    for kind, label, number, first, last in sorted(rows, key=lambda row: row[3].ordering_day):
        # A period that goes on is drawn up to the moment, and never beyond it.
        latest = min((last or first).latest or known.day, known.day)
        yield TimelineItem(kind, label, number, first.earliest or latest, latest, str(first))


def codebook():
    """The codebook as it is printed in the annex."""
    none = _("no equivalent")
    return tuple(
        CodebookPart(
            key=entry.rating.value,
            label=str(entry.rating.label),
            test=str(entry.test),
            pam=none if entry.pam is None else str(entry.pam),
            politifact=entry.politifact or none,
            ogp=entry.ogp or none,
        )
        for entry in CODEBOOK
    )
