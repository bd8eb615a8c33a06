"""The made-up agreement entered as a statement, marked throughout: for measuring, and for trying pages on a long text."""

from briefs.synthetic.agreement import ENGLISH, LANGUAGES, MARKS, Agreement, long_agreement
from briefs.synthetic.ledger import Ledger
from briefs.synthetic.words import MARK
from records.languages import Language
from records.levels import Level
from statements.models import Clause, Commitment, Passage, Statement, Version
from statements.text.anchors import anchor_at


def enter_agreement(
    process,
    agreement: Agreement | None = None,
    *,
    languages=LANGUAGES,
    marked=LANGUAGES,
    marks=MARKS,
    level=Level.PUBLIC,
    parties=(),
):
    """Store the `agreement` (that of 120 pages by default) as a statement of `process`, and return the Statement.

    It has a version in each of `languages`; in those that are `marked`, `marks` passages stand: half of them points,
    half of them the words of commitments in these, which bind `parties`. Everything is of one `level`.
    """
    agreement = agreement or long_agreement()
    ledger, shown = Ledger(), {"level": level}
    statement = Statement(
        process=process,
        title=f"Agreement on a lasting peace {MARK}",
        form=Statement.Form.AGREEMENT,
        summary="Invented, to try long texts on.",
        **shown,
    )
    ledger.keep(Statement, [statement])
    editions = {language: agreement.original(language) for language in languages}
    versions = {language: version_of(statement, edition, shown) for language, edition in editions.items()}
    ledger.keep(Version, list(versions.values()))
    places = {language: editions[language].places(marks) for language in languages if language in marked}
    numbers = dict.fromkeys(place.number for found in places.values() for place in found)
    clauses = {
        number: Clause(statement=statement, number=number, position=position, **shown)
        for position, number in enumerate(numbers, start=1)
    }
    ledger.keep(Clause, list(clauses.values()))
    commitments = {number: commitment_from(clauses[number], shown) for number in numbers}
    ledger.keep(Commitment, list(commitments.values()))
    bound = [(commitment, party) for commitment in commitments.values() for party in parties]
    if bound:
        ledger.tie(Commitment, "obligors", bound)
    passages = [
        passage_at(place, versions[language], clauses[place.number], commitments[place.number], shown)
        for language, found in places.items()
        for place in found
    ]
    ledger.keep(Passage, passages)
    return statement


def version_of(statement, edition, shown):
    return Version(
        statement=statement,
        label=f"{Language(edition.language).label} {MARK}",
        language=edition.language,
        kind=Version.Kind.ORIGINAL if edition.language == ENGLISH else Version.Kind.OFFICIAL,
        text=edition.text,
        is_verbatim=True,
        **shown,
    )


def commitment_from(clause, shown):
    return Commitment(
        clause=clause,
        summary=f"Do what point {clause.number} says",
        kind=Commitment.Kind.ACT,
        specificity=Commitment.Specificity.SPECIFIC,
        obligors_as_written="both sides",
        **shown,
    )


def passage_at(place, version, clause, commitment, shown):
    anchor = anchor_at(version.text, place.start, place.end)
    return Passage(
        version=version,
        clause=clause,
        commitment=None if place.is_whole else commitment,
        start=anchor.start,
        end=anchor.end,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        **shown,
    )
