"""Statements as a brief prints them: their texts with the commitments marked, word for word."""

from django.utils.translation import gettext as _

from briefs.document.shape import DisputePart, PointPart, Run, StatementPart, VersionPart, Wording
from records.languages import Language
from statements.text.segments import segments


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
    if statement.issued_on:
        yield _("Issued"), str(statement.issued_on)
    if statement.round:
        yield _("Round"), str(statement.round)
    if statement.effective_on:
        yield _("Effective"), str(statement.effective_on)
    if statement.ended_on:
        yield _("Ended"), str(statement.ended_on)
    stage = ", ".join(part for part in (statement.get_stage_display(), statement.substage) if part)
    if stage:
        yield _("PA-X stage"), stage
    if statement.status:
        yield _("PA-X status"), statement.get_status_display()
    signed = [
        f"{signature} ({signature.get_capacity_display()}, {signature.get_standing_display()})"
        for signature in statement.known_signatures
    ]
    yield _("Signatures"), "; ".join(filter(None, [*signed, statement.signatures_note])) or _("none on record")
    if statement.known_links:
        yield _("Relations"), "; ".join(f"{link.get_kind_display()} {link.earlier}" for link in statement.known_links)


def version_part(version, labels, sources):
    """A VersionPart, cut into its points and, in them, into runs that are marked alike."""
    about = [version.get_kind_display()]
    if version.translator:
        about.append(_("translated by %s") % version.translator)
    return VersionPart(
        label=version.label,
        language=version.language,
        language_name=Language(version.language).label,
        direction=version.direction,
        about=", ".join(str(part) for part in about),
        note=version.note,
        points=tuple(points(version, labels)),
        source=sources.cite(version.source),
    )


def points(version, labels):
    """Yield a PointPart for every stretch of the text: the points marked in it, and what stands between them."""
    whole = [passage for passage in version.known_passages if passage.commitment_id is None]
    marks = [passage for passage in version.known_passages if passage.commitment_id in labels or passage.is_disputed]
    place = 0
    for passage in whole:
        start = max(passage.start, place)
        if version.text[place:start].strip():
            yield PointPart("", tuple(runs(version.text, place, start, marks, labels)))
        if start < passage.end:
            yield PointPart(passage.clause.number, tuple(runs(version.text, start, passage.end, marks, labels)))
            place = passage.end
    if version.text[place:].strip():
        yield PointPart("", tuple(runs(version.text, place, len(version.text), marks, labels)))


def runs(text, start, end, marks, labels):
    """Yield the runs of `text[start:end]`; together they are that text, less white space at either end."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    for piece in segments(text, [mark.anchor for mark in marks]):
        piece_start, piece_end = max(piece.start, start), min(piece.end, end)
        if piece_start < piece_end:
            above = [marks[index] for index in piece.anchors]
            quoted = {labels[mark.commitment_id] for mark in above if mark.commitment_id in labels}
            yield Run(text[piece_start:piece_end], in_order(quoted), any(mark.is_disputed for mark in above))


def wordings(commitment, statement):
    """The words of a commitment in each version, the original first; those of its point where none are marked."""
    for version in statement.known_versions:
        own = [passage for passage in version.known_passages if passage.commitment_id == commitment.pk]
        whole = [
            passage
            for passage in version.known_passages
            if passage.commitment_id is None and passage.clause_id == commitment.clause_id
        ]
        for passage in own or whole:
            dispute = passage if passage.is_disputed else next((row for row in whole if row.is_disputed), None)
            yield Wording(
                text=passage.exact,
                language=version.language,
                language_name=str(Language(version.language).label),
                direction=version.direction,
                version=version.label,
                is_disputed=dispute is not None,
                proposed=dispute.proposed_wording if dispute else "",
                reason=dispute.dispute_reason if dispute else "",
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
