"""Statements as a brief prints them: their texts with the commitments marked, word for word."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefs.document.directions import enumerated, isolated
from briefs.document.parts.texts import DisputedWords, DisputePart, PointPart, Run, StatementPart, VersionPart, Wording
from records.languages import Language
from statements.disputes import disputes_over, words_of
from statements.models import StatementLink
from statements.text.segments import segments

# What a later statement did to one, as a fact about the earlier.
LATER = {
    StatementLink.Kind.REPLACES: gettext_lazy("Replaced by"),
    StatementLink.Kind.AMENDS: gettext_lazy("Amended by"),
    StatementLink.Kind.REAFFIRMS: gettext_lazy("Reaffirmed by"),
    StatementLink.Kind.ANNEX: gettext_lazy("Annexes"),
}


def statement_part(statement, commitments, labels, sources):
    """A StatementPart. `labels` are those of the `commitments` printed, {commitment key: "C1"}."""
    bound = {}
    for commitment in commitments:
        bound.setdefault(commitment.clause_id, []).append(labels[commitment.pk])
    return StatementPart(
        title=statement.title,
        facts=tuple(facts(statement)),
        summary=statement.summary,
        substance=tuple(
            (clause.number, clause.summary, in_order(bound.get(clause.pk, ()))) for clause in statement.known_clauses
        ),
        versions=tuple(version_part(version, labels, sources) for version in statement.known_versions),
    )


def in_order(labels):
    """Labels by their number: C2 before C10."""
    return tuple(sorted(labels, key=lambda label: int(label[1:])))


def facts(statement):
    """Label-value pairs about a statement; what is not on record is left out, but for signatures."""
    yield _("Form"), statement.get_form_display()
    yield _("Issued"), str(statement.issued_on)
    if statement.round:
        yield _("Round"), str(statement.round)
    if statement.effective_on:
        yield _("Effective"), str(statement.effective_on)
    if statement.ended_on:
        yield _("Ended"), str(statement.ended_on)
    stage = enumerated(filter(None, (statement.get_stage_display(), isolated(statement.substage))))
    if stage:
        yield _("PA-X stage"), stage
    if statement.status:
        yield _("PA-X status"), statement.get_status_display()
    signed = [
        f"{isolated(signature)} ({signature.get_capacity_display()}, {signature.get_standing_display()})"
        for signature in statement.known_signatures
    ]
    yield (
        _("Signatures"),
        "; ".join([*signed, *filter(None, [isolated(statement.signatures_note)])]) or _("none on record"),
    )
    for kind, name in LATER.items():
        said = [link.statement for link in statement.known_later_links if link.kind == kind]
        if said:
            yield str(name), "; ".join(f"{isolated(row.title)}, {row.issued_on}" for row in said)
    if statement.known_links:
        yield (
            _("Relations"),
            "; ".join(f"{link.get_kind_display()} {isolated(link.earlier)}" for link in statement.known_links),
        )


def version_part(version, labels, sources):
    """A VersionPart, cut into its points and, in them, into runs that are marked alike."""
    about = [version.get_kind_display()]
    if version.translator:
        about.append(_("translated by %s") % isolated(version.translator))
    return VersionPart(
        label=version.label,
        language=version.language,
        language_name=str(Language(version.language).label),
        direction=version.direction,
        about=enumerated(about),
        note=version.note,
        points=tuple(points(version, labels)),
        source=sources.cite(version.source),
    )


def points(version, labels):
    """Yield a PointPart for every stretch of the text: the points marked in it, and what stands between them.

    What precedes a point on its line, such as its number, is printed with it.
    """
    whole = [passage for passage in version.known_passages if passage.commitment_id is None]
    marks = [passage for passage in version.known_passages if passage.commitment_id in labels or passage.is_disputed]
    pieces = segments(version.text, [mark.anchor for mark in marks])
    place = 0
    for passage in whole:
        start = max(version.text.rfind("\n", 0, passage.start) + 1, place)
        if version.text[place:start].strip():
            yield PointPart("", tuple(runs(version.text, place, start, pieces, marks, labels)))
        if start < passage.end:
            yield PointPart(passage.clause.number, tuple(runs(version.text, start, passage.end, pieces, marks, labels)))
            place = passage.end
    if version.text[place:].strip():
        yield PointPart("", tuple(runs(version.text, place, len(version.text), pieces, marks, labels)))


def runs(text, start, end, pieces, marks, labels):
    """Yield the runs of `text[start:end]`; together they are that text, less white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for piece in pieces:
        piece_start, piece_end = max(piece.start, start), min(piece.end, end)
        if piece_start < piece_end:
            above = [marks[index] for index in piece.anchors]
            quoted = {labels[mark.commitment_id] for mark in above if mark.commitment_id in labels}
            yield Run(text[piece_start:piece_end], in_order(quoted), any(mark.is_disputed for mark in above))


def wordings(commitment, statement):
    """The words of a commitment in each version, those of its point where none are marked.

    Versions of one language that agree to the letter, and that nobody disputes, are named together.
    """
    found = {}
    for version in statement.known_versions:
        for passage in words_of(commitment, version.known_passages):
            contested = disputes_over(passage, version.known_passages)
            key = (version.language, passage.exact, tuple(one.pk for one in contested))
            found.setdefault(key, (version, passage, contested, []))[-1].append(version.label)
    return tuple(
        Wording(
            text=passage.exact,
            language=version.language,
            language_name=str(Language(version.language).label),
            direction=version.direction,
            version="; ".join(versions),
            disputes=tuple(
                DisputedWords(one.exact, one.proposed_wording, one.dispute_reason, one.disputed_by) for one in contested
            ),
        )
        for version, passage, contested, versions in found.values()
    )


def disputes(statement):
    """Yield a DisputePart for every rendering that is contested."""
    for version in statement.known_versions:
        for passage in version.known_passages:
            if passage.is_disputed:
                yield DisputePart(
                    statement=statement.title,
                    point=passage.clause.number,
                    version=version.label,
                    language=version.language,
                    direction=version.direction,
                    printed=passage.exact,
                    proposed=passage.proposed_wording,
                    reason=passage.dispute_reason,
                    disputed_by=passage.disputed_by,
                )
