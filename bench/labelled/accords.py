"""The made-up accords: who sat down where, what they promised in which words, and when."""

import datetime as dt
from dataclasses import dataclass, field

from bench.labelled.lands import SHOWN
from bench.labelled.matters import BONDS, EITHER
from bench.labelled.phrases import LANGUAGES, phrases
from briefs.synthetic.chance import dated
from statements.models import Clause, Commitment, Deadline, Passage, Signature, Statement, Version
from statements.text.anchors import anchor_at
from talks.models import Participation, Process, Round

FIRST_DAY, LAST_DAY = dt.date(2008, 1, 1), dt.date(2021, 12, 31)
BOTH = {"en": "both sides", "fa": "دو طرف", "ar": "الطرفان", "fr": "les deux parties"}
# In how many accords the commitments are put down in English, whatever the language of the text.
SUMMED_UP_IN_ENGLISH = 0.65


@dataclass
class Promise:
    """One commitment: of which `matter`, by which Sides (`bound`), in which Province and by which day, if any."""

    matter: str
    bound: list
    province: object = None
    due: dt.date = None
    words: str = ""
    commitment: Commitment = None

    @property
    def bond(self):
        return BONDS[self.matter]


@dataclass
class Accord:
    """One accord: between the government of `land` and `movement`, issued on the day `issued`, in a `language`."""

    number: int
    land: object
    movement: object
    language: str
    issued: dt.date
    promises: list = field(default_factory=list)

    @property
    def sides(self):
        return [self.land.government, self.movement]


def draft(chance, number, land, movement):
    """An Accord with its Promises, not stored yet."""
    language = chance.weighted({"en": 3, "fa": 3, "ar": 2, "fr": 2})
    accord = Accord(number, land, movement, language, chance.day(FIRST_DAY, LAST_DAY))
    matters = {name: bond.happens for name, bond in BONDS.items()}
    for _ in range(chance.between(5, 7)):
        matter = chance.weighted(matters)
        del matters[matter]
        if matter in EITHER:
            matters = {name: weight for name, weight in matters.items() if name not in EITHER}
        accord.promises.append(promise(chance, accord, matter))
    return accord


def promise(chance, accord, matter):
    bond, says = BONDS[matter], chance.pick(phrases(accord.language).matters[matter].says)
    bound = [chance.pick(accord.sides)] if is_of_one(says) else list(accord.sides)
    made = Promise(matter, bound)
    if bond.is_local:
        made.province = chance.pick(accord.land.provinces)
    if bond.is_dated:
        made.due = chance.after(accord.issued, 30, 400)
    made.words = worded(accord, made, says, accord.language)
    return made


def worded(accord, made, says, language):
    """The words `says` with names in a `language` put in."""
    others = [side for side in accord.sides if side is not made.bound[0]]
    return says.format(
        a=made.bound[0].names[language],
        b=others[0].names[language],
        place=accord.land.names[id(made.province.place)].in_(language) if made.province else "",
        land=accord.land.name.in_(language),
        due=made.due or "",
    )


def summed_up(chance, accord, made):
    """The summary of a commitment: in English for most, as a desk keeps them, or in the words of the text."""
    if accord.language == "en" or chance.happens(SUMMED_UP_IN_ENGLISH):
        says = [one for one in phrases("en").matters[made.matter].says if fits(made, one)]
        return worded(accord, made, chance.pick(says), "en"), "en"
    return made.words, accord.language


def fits(made, says):
    """Whether the words `says` bind as many sides as the promise does."""
    return is_of_one(says) == (len(made.bound) == 1)


def is_of_one(says):
    """Whether the words `says` bind one side alone."""
    return "{a}" in says and "{b}" not in says


def store(ledger, chance, accord, themes, hosts):
    """Store an accord with its process, round, text, points and commitments. `themes` maps codes to Themes."""
    land, (capital, host) = accord.land, chance.pick(hosts)
    shown = lambda: chance.shown(**SHOWN)  # noqa: E731 - a public id for each
    process = Process(
        name=f"Talks {accord.number} on {land.name.latin}",
        slug=f"labelled-{accord.number}",
        conflict=f"The conflict in {land.name.latin}",
        countries=[land.code],
        **shown(),
    )
    ledger.keep(Process, [process])
    day = dated(f"{accord.issued}")
    sitting = Round(
        process=process,
        name=f"Meeting {accord.number}",
        format=Round.Format.HOSTED,
        place=capital,
        opened_on=day,
        **shown(),
    )
    ledger.keep(Round, [sitting])
    parts = [Participation(round=sitting, party=side.party, **shown()) for side in accord.sides]
    parts.append(Participation(round=sitting, party=host.party, role=Participation.Role.HOST, **shown()))
    ledger.keep(Participation, parts)
    statement = Statement(
        process=process,
        round=sitting,
        title=f"Accord of {land.name.latin}, {accord.issued}",
        form=Statement.Form.AGREEMENT,
        issued_on=day,
        **shown(),
    )
    ledger.keep(Statement, [statement])
    ledger.keep(Signature, [Signature(statement=statement, party=side.party) for side in accord.sides])
    keep_text(ledger, chance, accord, statement, themes)


def keep_text(ledger, chance, accord, statement, themes):
    """Store the text of an accord, and in it its points and commitments, with all that is coded of them."""
    shown = lambda: chance.shown(**SHOWN)  # noqa: E731 - a public id for each
    text, places = "", []
    for number, made in enumerate(accord.promises, 1):
        text += f"{number}. "
        places.append((len(text), len(text) + len(made.words)))
        text += f"{made.words}.\n"
    version = Version(
        statement=statement,
        label="As signed",
        language=LANGUAGES[accord.language],
        kind=Version.Kind.ORIGINAL,
        text=text,
        is_verbatim=True,
        **shown(),
    )
    ledger.keep(Version, [version])
    clauses = ledger.keep(
        Clause,
        [
            Clause(statement=statement, number=f"{number}", position=number, **shown())
            for number, _made in enumerate(accord.promises, 1)
        ],
    )
    for made, clause in zip(accord.promises, clauses, strict=True):
        summary, language = summed_up(chance, accord, made)
        made.commitment = Commitment(
            clause=clause,
            summary=summary,
            kind=made.bond.kind,
            specificity=Commitment.Specificity.SPECIFIC if made.due else Commitment.Specificity.GENERAL,
            obligors_as_written=BOTH[language] if len(made.bound) == 2 else made.bound[0].names[language],
            **shown(),
        )
    ledger.keep(Commitment, [made.commitment for made in accord.promises])
    passages, deadlines, bound, about = [], [], [], []
    for made, clause, (start, end) in zip(accord.promises, clauses, places, strict=True):
        anchor = anchor_at(text, start, end)
        passages.append(
            Passage(
                clause=clause,
                commitment=made.commitment,
                version=version,
                start=start,
                end=end,
                exact=anchor.exact,
                prefix=anchor.prefix,
                suffix=anchor.suffix,
                **shown(),
            )
        )
        if made.due:
            deadlines.append(
                Deadline(commitment=made.commitment, terms=Deadline.Terms.DATED, due_on=dated(f"{made.due}"))
            )
        bound += [(made.commitment, side.party) for side in made.bound]
        about += [(made.commitment, themes[code]) for code in made.bond.themes]
    ledger.keep(Passage, passages)
    ledger.keep(Deadline, deadlines)
    ledger.tie(Commitment, "obligors", bound)
    ledger.tie(Commitment, "themes", about)
