"""What was said: the joint statement in three versions, the host's remarks, the Doha declaration.

Of the joint statement only a few words are on record verbatim: “war is not the solution to the Afghanistan problem”, the
disputed “should be justified”, and the whole of point 6. The rest gives the substance in our own words, and every version
says so in its note.
"""

from types import SimpleNamespace

from records.languages import Language
from statements.models import Clause, Commitment, Deadline, Passage, Statement, Theme, Version

POINT_6 = (
    "Both sides condemn attacks that target people's homes, mosques and hospitals and lead to destruction, and also "
    "condemn the destruction of public institutions and call for the punishment of the perpetrators"
)
WAR = "war is not the solution to the Afghanistan problem"
TALKS_GO_ON = (
    "The sides will continue the talks at a later meeting, to be held as soon as possible, on the specific mechanisms for "
    "lasting peace and an Islamic system"
)


def english(efforts):
    """The joint statement in English; `efforts` is the half of point 2 on which the wire versions differ."""
    return "\n".join(
        [
            "1. The participants thanked the Islamic Republic of Iran for hosting the meeting.",
            f"2. Both sides hold that {WAR}, and that {efforts}.",
            "3. The talks were cordial and frank.",
            f"4. {TALKS_GO_ON}.",
            "5. The sides regard the meeting as an opportunity to strengthen a political solution.",
            f"6. {POINT_6}.",
        ]
    )


JUSTIFIED = "all efforts should be justified towards a peaceful political solution"
DIRECTED = "all efforts must be directed at a peaceful political solution"
DARI_2 = (
    "هر دو طرف بر این باورند که جنگ راه‌حل مشکل افغانستان نیست و همه تلاش‌ها باید در جهت یک راه‌حل سیاسی و صلح‌آمیز باشد"
)
DARI_4 = "هر دو طرف گفتگوها را در نشستی دیگر، که هرچه زودتر برگزار شود، در باره میکانیزم‌های مشخص صلح پایدار و نظام اسلامی ادامه می‌دهند"
DARI_6 = (
    "هر دو طرف حمله‌هایی را که خانه‌های مردم، مساجد و شفاخانه‌ها را هدف می‌گیرد و سبب ویرانی می‌شود محکوم می‌کنند و همچنان "
    "ویران کردن نهادهای عامه را محکوم کرده خواهان مجازات عاملان آن هستند"
)
DARI = f"۲. {DARI_2}.\n۴. {DARI_4}.\n۶. {DARI_6}."

ONLY_SUBSTANCE = (
    "Verbatim: “war is not the solution to the Afghanistan problem” and the whole of point 6. "
    "The other words give the substance as reported."
)

VERSIONS = {
    "justified": {
        "label": "English, wire version with “justified”",
        "language": Language.ENGLISH,
        "kind": Version.Kind.PRESS,
        "source": "wire-justified",
        "text": english(JUSTIFIED),
        "note": f"{ONLY_SUBSTANCE} Also verbatim: “should be justified” in point 2.",
    },
    "directed": {
        "label": "English, wire version with “directed”",
        "language": Language.ENGLISH,
        "kind": Version.Kind.PRESS,
        "source": "wire-directed",
        "text": english(DIRECTED),
        "note": ONLY_SUBSTANCE,
    },
    "dari": {
        "label": "Dari, points 2, 4 and 6",
        "language": Language.DARI,
        "kind": Version.Kind.UNOFFICIAL,
        "translator": "Parley",
        "text": DARI,
        "note": "An unofficial rendering of three points, made for this record from the English.",
    },
}

# Point number: (substance, {version: words of the whole point}).
POINTS = {
    "1": (
        "Thanks to the host",
        {"*": "The participants thanked the Islamic Republic of Iran for hosting the meeting."},
    ),
    "2": (
        "War is not the solution; all efforts are to go towards a peaceful political one",
        {
            "justified": f"Both sides hold that {WAR}, and that {JUSTIFIED}.",
            "directed": f"Both sides hold that {WAR}, and that {DIRECTED}.",
            "dari": f"{DARI_2}.",
        },
    ),
    "3": ("The talks were cordial and frank", {"*": "The talks were cordial and frank."}),
    "4": (
        "The talks are to continue at a later meeting, as soon as possible",
        {"*": f"{TALKS_GO_ON}.", "dari": f"{DARI_4}."},
    ),
    "5": (
        "The meeting is an opportunity to strengthen a political solution",
        {"*": "The sides regard the meeting as an opportunity to strengthen a political solution."},
    ),
    "6": (
        "Attacks on homes, mosques and hospitals and the destruction of public institutions are condemned",
        {"*": f"{POINT_6}.", "dari": f"{DARI_6}."},
    ),
}

THEMES = {
    "continued-talks": ("Continuation of talks", "A promise to meet again, to go on negotiating, or to speed it up."),
    "protected-places": (
        "Protection of civilians and their places",
        "Homes, places of worship, hospitals, schools and public institutions. Not: rules on combatants.",
    ),
    "political-solution": ("Political solution", "A stance for ending the war by agreement and not by force."),
    "good-offices": ("Good offices", "A third party's offer to host, mediate or facilitate."),
}


def enter_statements(desk, sources, talks):
    """A namespace with the `commitments` by key."""
    themes = {
        key: desk.keep(Theme, key, codebook=Theme.Codebook.OWN, code=key, label=label, description=description)
        for key, (label, description) in THEMES.items()
    }
    commitments = joint_statement(desk, sources, talks, themes)
    commitments |= host_remarks(desk, sources, talks, themes)
    commitments |= doha_declaration(desk, sources, talks, themes)
    return SimpleNamespace(commitments=commitments)


def joint_statement(desk, sources, talks, themes):
    statement = desk.keep(
        Statement,
        "tehran-joint",
        process=talks.process,
        round=talks.rounds["tehran"],
        title="Joint statement of the Tehran meeting",
        form=Statement.Form.JOINT,
        stage=Statement.Stage.PRE,
        status=Statement.Status.UNCLEAR,
        issued_on="2021-07-08",
        signatures_note="no signatures were published; the host is no signatory",
        summary=(
            "Six points. It was released on Thursday 8 July 2021; some outlets date it 7 July. Three of the points commit "
            "the sides to something."
        ),
    )
    versions = {
        key: desk.keep(
            Version,
            f"tehran-joint:{key}",
            statement=statement,
            **fields | {"source": sources.get(fields.get("source"))},
        )
        for key, fields in VERSIONS.items()
    }
    clauses = {}
    for place, (number, (substance, words)) in enumerate(POINTS.items(), start=1):
        clause = clauses[number] = desk.keep(
            Clause, f"tehran-joint:{number}", statement=statement, number=number, position=place, summary=substance
        )
        for key, version in versions.items():
            if exact := words.get(key) or (words.get("*") if key != "dari" else None):
                dispute = point_2_dispute() if (number, key) == ("2", "justified") else {}
                desk.keep(
                    Passage, f"tehran-joint:{number}:{key}", clause=clause, version=version, exact=exact, **dispute
                )
    sides = {
        "obligors_as_written": "Both sides",
        "many": {"obligors": [talks.parties["government"], talks.parties["taliban"]]},
    }
    found = {
        "war": commitment(
            desk,
            "war",
            clauses["2"],
            summary="Hold that war is not the solution, and direct all efforts at a peaceful political one",
            kind=Commitment.Kind.DECLARE,
            specificity=Commitment.Specificity.DECLARATORY,
            verifiability_note="no deed is asked for, but conduct that contradicts the stance can be observed",
            themes=[themes["political-solution"]],
            **sides,
        ),
        "talks": commitment(
            desk,
            "talks",
            clauses["4"],
            summary="Continue the talks at a later meeting on the mechanisms for lasting peace and an Islamic system",
            kind=Commitment.Kind.CONTINUE,
            specificity=Commitment.Specificity.GENERAL,
            verifiability_note="a further meeting can be observed; its place and date are not stated",
            deadline={"terms": Deadline.Terms.SOON, "words": "as soon as possible"},
            themes=[themes["continued-talks"]],
            **sides,
        ),
        "condemn": commitment(
            desk,
            "condemn",
            clauses["6"],
            summary="Condemn attacks on homes, mosques and hospitals and the destruction of public institutions, and call for punishment",
            kind=Commitment.Kind.CONDEMN,
            specificity=Commitment.Specificity.DECLARATORY,
            verifiability_note="the condemnation is made by the words; whether the sides stand by it shows only in what they do later",
            themes=[themes["protected-places"]],
            **sides,
        ),
    }
    quotes = {
        "war": {"justified": f"{WAR}, and that {JUSTIFIED}", "directed": f"{WAR}, and that {DIRECTED}", "dari": DARI_2},
        "talks": {"justified": TALKS_GO_ON, "directed": TALKS_GO_ON, "dari": DARI_4},
        "condemn": {"justified": POINT_6, "directed": POINT_6, "dari": DARI_6},
    }
    for key, words in quotes.items():
        for version, exact in words.items():
            desk.keep(
                Passage,
                f"tehran-joint:{key}:{version}",
                clause=found[key].clause,
                commitment=found[key],
                version=versions[version],
                exact=exact,
            )
    return found


def point_2_dispute():
    """Why one wire version of point 2 is disputed."""
    return {
        "is_disputed": True,
        "dispute_reason": (
            "“Justified” makes no sense here. Other versions print that the efforts must be directed at a political solution, "
            "which is what the sentence says."
        ),
        "proposed_wording": DIRECTED,
        "disputed_by": "Parley, from the other versions",
    }


def commitment(desk, key, clause, *, themes, many, deadline=None, **fields):
    """A commitment with its original deadline, “none stated” unless `deadline` says otherwise."""
    return desk.keep(
        Commitment,
        key,
        clause=clause,
        many={"themes": themes, **many},
        details=[(Deadline, "commitment", [deadline or {"terms": Deadline.Terms.NONE}])],
        **fields,
    )


BRAVERY = "Bravery in peace is more important than bravery in war"
READY = "Iran stands ready to facilitate further talks"


def host_remarks(desk, sources, talks, themes):
    statement = desk.keep(
        Statement,
        "tehran-host",
        process=talks.process,
        round=talks.rounds["tehran"],
        title="Remarks of the Iranian Foreign Minister at the Tehran meeting",
        form=Statement.Form.PRESS,
        status=Statement.Status.UNILATERAL,
        issued_on="2021-07-08",
        signatures_note="spoken; not part of the joint statement",
        summary="Said by the host on his own behalf, on the day of the joint statement.",
    )
    version = desk.keep(
        Version,
        "tehran-host:english",
        statement=statement,
        label="English, as reported",
        language=Language.ENGLISH,
        kind=Version.Kind.PRESS,
        source=sources["mfa-iran"],
        text=f"{BRAVERY}.\nHe asked both sides to use the opportunity to end the fighting.\n{READY}.",
        note="Verbatim: the first sentence. The others give the substance as reported.",
    )
    quotes = {
        "1": ("Bravery in peace", f"{BRAVERY}."),
        "2": (
            "An appeal to both sides to use the opportunity to end the fighting",
            "He asked both sides to use the opportunity to end the fighting.",
        ),
        "3": ("An offer to facilitate further talks", f"{READY}."),
    }
    clauses = {}
    for place, (number, (substance, exact)) in enumerate(quotes.items(), start=1):
        clauses[number] = desk.keep(
            Clause, f"tehran-host:{number}", statement=statement, number=number, position=place, summary=substance
        )
        desk.keep(Passage, f"tehran-host:{number}", clause=clauses[number], version=version, exact=exact)
    offer = commitment(
        desk,
        "offer",
        clauses["3"],
        summary="Stand ready to facilitate further talks",
        kind=Commitment.Kind.FACILITATE,
        specificity=Commitment.Specificity.GENERAL,
        verifiability_note="help with a later round can be observed; readiness alone cannot",
        obligors_as_written="Iran",
        themes=[themes["good-offices"]],
        many={
            "obligors": [talks.parties["iran"]],
            "beneficiaries": [talks.parties["government"], talks.parties["taliban"]],
        },
    )
    desk.keep(Passage, "tehran-host:offer", clause=clauses["3"], commitment=offer, version=version, exact=READY)
    return {"offer": offer}


def doha_declaration(desk, sources, talks, themes):
    statement = desk.keep(
        Statement,
        "doha-joint",
        process=talks.process,
        round=talks.rounds["doha"],
        title="Joint declaration of the Doha meeting",
        form=Statement.Form.JOINT,
        stage=Statement.Stage.PRE,
        status=Statement.Status.UNCLEAR,
        issued_on="2021-07-18",
        signatures_note="none on record",
        summary="Issued at the end of two days of talks between senior delegations. It gives no date of a next meeting.",
    )
    words = "The two sides will continue talks at a high level and speed them up"
    version = desk.keep(
        Version,
        "doha-joint:english",
        statement=statement,
        label="English, substance as reported",
        language=Language.ENGLISH,
        kind=Version.Kind.PRESS,
        source=sources["doha"],
        text=f"{words}.",
        note="Not verbatim: the substance as reported, in our own words.",
    )
    clause = desk.keep(
        Clause,
        "doha-joint:1",
        statement=statement,
        number="1",
        position=1,
        summary="High-level talks go on and are speeded up",
    )
    desk.keep(Passage, "doha-joint:1", clause=clause, version=version, exact=f"{words}.")
    speed = commitment(
        desk,
        "speed",
        clause,
        summary="Continue talks at a high level and speed them up",
        kind=Commitment.Kind.CONTINUE,
        specificity=Commitment.Specificity.GENERAL,
        verifiability_note="a further meeting can be observed; no pace is stated",
        obligors_as_written="The two sides",
        themes=[themes["continued-talks"]],
        many={"obligors": [talks.parties["government"], talks.parties["taliban"]]},
    )
    desk.keep(Passage, "doha-joint:speed", clause=clause, commitment=speed, version=version, exact=words)
    return {"speed": speed}
