"""Made-up statements: their texts in two or three scripts, points, passages and commitments."""

from dataclasses import dataclass, field

from briefs.synthetic.chance import dated
from briefs.synthetic.words import BINDING, FREE, MARK, Terms, Wording
from records.languages import Language
from statements.models import (
    Clause,
    Commitment,
    Deadline,
    Passage,
    Signature,
    Statement,
    StatementLink,
    Version,
)
from statements.text.anchors import anchor_at

Form = Statement.Form
IN_ROUND = {Form.JOINT: 45, Form.COMMUNIQUE: 20, Form.AGREEMENT: 20, Form.CEASEFIRE: 15}
OUTSIDE = {Form.UNILATERAL: 40, Form.PRESS: 40, Form.VERBAL: 20}
# Stored at a time; a statement brings some two hundred rows with it.
AT_A_TIME = 100


@dataclass
class Point:
    """One point of a text in the making: its words by language, and the commitment they make, if any."""

    words: dict
    wording: Wording | None = None
    due: object = None
    clause: Clause = None
    commitment: Commitment = None
    waits: bool = False


@dataclass
class Draft:
    """A statement in the making."""

    theatre: object
    statement: Statement
    issued: object
    points: list = field(default_factory=list)
    versions: list = field(default_factory=list)
    parties: list = field(default_factory=list)

    @property
    def bound(self):
        return [point for point in self.points if point.commitment]


def speak(ledger, chance, theatres, themes, count, say):
    """Store statements with `count` commitments in all; yields lists of Drafts as they are stored.

    `themes` maps codes of the PAM codebook to Themes.
    """
    made = 0
    while made < count:
        drafts = []
        for _ in range(AT_A_TIME):
            if made == count:
                break
            drafts.append(draft(chance, chance.pick(theatres), count - made))
            made += len(drafts[-1].bound)
        store(ledger, chance, drafts, themes)
        yield drafts
        say(f"commitments {made:,} of {count:,}")


def draft(chance, theatre, most):
    """A statement of `theatre` that makes at most `most` commitments, and at least one."""
    if theatre.rounds and chance.happens(0.8):
        sitting, issued = chance.pick(theatre.rounds)
        form, parties = chance.weighted(IN_ROUND), list(theatre.sides)
        title = f"{Form(form).label.capitalize()} of {sitting.name}"
    else:
        sitting, issued = None, chance.day(theatre.opens)
        form, parties = chance.weighted(OUTSIDE), [chance.pick(theatre.sides)]
        title = f"{Form(form).label.capitalize()} on {theatre.land}, {issued} {MARK}"
    statement = Statement(
        process=theatre.process,
        round=sitting,
        title=title,
        form=form,
        stage=Statement.Stage.CEASEFIRE if form == Form.CEASEFIRE else Statement.Stage.PARTIAL,
        status=Statement.Status.SIGNED if sitting else Statement.Status.UNILATERAL,
        issued_on=dated(f"{issued}") if chance.happens(0.92) else dated(f"{issued:%Y-%m}"),
        summary="Invented by seed_scale.",
        **chance.shown(restricted=0.05, confidential=0.01, embargoed=0.005),
    )
    made = Draft(theatre, statement, issued, parties=parties)
    english, dari, arabic = FREE[0]
    made.points.append(Point({Language.ENGLISH: english, Language.DARI: dari, Language.ARABIC: arabic}))
    for _ in range(min(most, chance.between(4, 12))):
        made.points.append(binding_point(chance, made))
        if chance.happens(0.15):
            made.points.append(
                Point(dict(zip((Language.ENGLISH, Language.DARI, Language.ARABIC), FREE[1], strict=True)))
            )
    made.versions = versions(chance, made)
    return made


def binding_point(chance, made):
    """A point with an unsaved commitment, and its due day if the words name one."""
    wording = chance.pick(BINDING)
    due = chance.after(made.issued, 14, 700) if wording.terms == Terms.DATED else None
    filled = {"town": chance.pick(made.theatre.towns).name, "number": chance.between(5, 400), "due": due}
    words = {
        Language.ENGLISH: wording.english.format(**filled),
        Language.DARI: wording.dari.format(**filled),
        Language.ARABIC: wording.arabic.format(**filled),
    }
    commitment = Commitment(
        summary=wording.summary.format(**filled),
        kind=wording.kind,
        specificity=wording.specificity,
        is_verifiable=wording.is_verifiable,
        obligors_as_written="both sides" if len(made.parties) == 2 else "we",
        conditions="The joint commission has met." if wording.terms == Terms.CONDITIONAL else "",
        **chance.shown(restricted=0.06, confidential=0.02, embargoed=0.002),
    )
    return Point(words, wording, due, commitment=commitment)


def versions(chance, made):
    """Unsaved versions as triples (version, [(point, start, end) in code points], language)."""
    wanted = [(Language.ENGLISH, Version.Kind.ORIGINAL)]
    if chance.happens(0.35):
        wanted.append((Language.DARI, Version.Kind.UNOFFICIAL))
    if chance.happens(0.15):
        wanted.append((Language.ARABIC, Version.Kind.OFFICIAL))
    found = []
    for language, kind in wanted:
        text, places = "", []
        for number, point in enumerate(made.points, 1):
            text += f"{number}. "
            places.append((point, len(text), len(text) + len(point.words[language])))
            text += f"{point.words[language]}.\n"
        version = Version(
            statement=made.statement,
            label=f"{Language(language).label} {MARK}",
            language=language,
            kind=kind,
            text=text,
            is_verbatim=True,
            translator="seed_scale" if kind != Version.Kind.ORIGINAL else "",
            **chance.shown(restricted=0.02, confidential=0),
        )
        found.append((version, places))
    return found


def store(ledger, chance, drafts, themes):
    """Store `drafts` and all that hangs on them, parents first."""
    ledger.keep(Statement, [made.statement for made in drafts])
    ledger.keep(StatementLink, links(chance, drafts))
    ledger.keep(Signature, [signature for made in drafts for signature in signatures(chance, made)])
    ledger.keep(Version, [version for made in drafts for version, _ in made.versions])
    for made in drafts:
        for number, point in enumerate(made.points, 1):
            point.clause = Clause(
                statement=made.statement,
                number=f"{number}",
                position=number,
                summary=point.wording.summary.split("{")[0].strip() if point.wording else "",
                **chance.shown(restricted=0.01, confidential=0),
            )
    ledger.keep(Clause, [point.clause for made in drafts for point in made.points])
    bound = [(made, point) for made in drafts for point in made.bound]
    for _, point in bound:
        point.commitment.clause = point.clause
    let_some_wait(chance, drafts)
    ledger.keep(Commitment, [point.commitment for _, point in bound if not point.waits])
    # A second wave: a commitment can only wait for a stored one.
    ledger.keep(Commitment, [point.commitment for _, point in bound if point.waits])
    ledger.tie(Commitment, "obligors", [(point.commitment, party) for made, point in bound for party in made.parties])
    ledger.tie(Commitment, "themes", [(point.commitment, themes[point.wording.theme]) for _, point in bound])
    ledger.tie(
        Commitment,
        "beneficiaries",
        [(point.commitment, made.theatre.host) for made, point in bound if chance.happens(0.1)],
    )
    ledger.keep(Deadline, [deadline for made, point in bound for deadline in deadlines(chance, drafts, made, point)])
    ledger.keep(Passage, [passage for made in drafts for passage in passages(chance, made)])


def links(chance, drafts):
    """A few statements that take up an earlier one of their own process."""
    found, last = [], {}
    for made in sorted(drafts, key=lambda made: made.issued):
        earlier = last.get(made.theatre.number)
        if earlier and chance.happens(0.2):
            kind = chance.pick([StatementLink.Kind.REAFFIRMS, StatementLink.Kind.AMENDS])
            found.append(StatementLink(statement=made.statement, kind=kind, earlier=earlier))
        last[made.theatre.number] = made.statement
    return found


def signatures(chance, made):
    standing = Signature.Standing.SIGNED if chance.happens(0.7) else Signature.Standing.AGREED
    found = [Signature(statement=made.statement, party=party, standing=standing) for party in made.parties]
    if made.statement.round:
        host = Signature(statement=made.statement, party=made.theatre.host, capacity=Signature.Capacity.HOST)
        found.append(host)
    return found


def let_some_wait(chance, drafts):
    """Let a few commitments wait for the one before them in their statement, and none for one that waits itself."""
    for made in drafts:
        for before, point in zip(made.bound, made.bound[1:], strict=False):
            if not before.waits and chance.happens(0.03):
                point.commitment.depends_on = before.commitment
                point.waits = True


def deadlines(chance, drafts, made, point):
    """The deadline as first worded, and for a few the one that a later statement of the process set."""
    terms = point.wording.terms
    words = {Terms.SOON: "as soon as possible", Terms.CONDITIONAL: "once the joint commission has met"}.get(terms, "")
    if terms != Terms.DATED:
        return [Deadline(commitment=point.commitment, terms=terms, words=words)]
    found = [Deadline(commitment=point.commitment, terms=terms, due_on=dated(f"{point.due}"), words=f"by {point.due}")]
    if chance.happens(0.06):
        later = [other for other in drafts if other.theatre is made.theatre and made.issued < other.issued < point.due]
        if later:
            moved = dated(f"{chance.after(point.due, 30, 400):%Y-%m}")
            found.append(
                Deadline(commitment=point.commitment, terms=terms, due_on=moved, amended_by=later[0].statement)
            )
    return found


def passages(chance, made):
    """Where each point and each commitment stands in each version."""
    for version, places in made.versions:
        for point, start, end in places:
            anchor = anchor_at(version.text, start, end)
            place = {
                "clause": point.clause,
                "version": version,
                "start": start,
                "end": end,
                "exact": anchor.exact,
                "prefix": anchor.prefix,
                "suffix": anchor.suffix,
            }
            yield Passage(**place, **chance.shown(restricted=0.01, confidential=0))
            if point.commitment:
                disputed = {}
                if version.language != Language.ENGLISH and chance.happens(0.03):
                    disputed = {
                        "is_disputed": True,
                        "dispute_reason": "The rendering is weaker than the original.",
                        "disputed_by": made.parties[0].name,
                    }
                yield Passage(
                    **place, commitment=point.commitment, **disputed, **chance.shown(restricted=0.01, confidential=0)
                )
