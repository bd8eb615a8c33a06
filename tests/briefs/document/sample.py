"""The Tehran record as brief content, made by hand: no database. As of 12 July 2021 and as of 31 August 2021."""

import dataclasses
import datetime as dt

from briefs.document.parts.annexes import CodebookPart
from briefs.document.parts.comparisons import Comparison, DeadlinePart, EventPart, RatingPart, ReportPart
from briefs.document.parts.pictures import FigurePart, QuestionPart, RatingCount, TimelineItem
from briefs.document.parts.talks import NamingPart, ParticipationPart, RoundPart, SourcePart
from briefs.document.parts.texts import DisputedWords, DisputePart, PointPart, Run, StatementPart, VersionPart, Wording
from briefs.document.shape import BriefContent, Summary

GOVERNMENT, TALIBAN = "Government of the Islamic Republic of Afghanistan", "Taliban"
WAR = "war is not the solution to the Afghanistan problem"
POINT_4 = (
    "The sides will continue the talks at a later meeting, to be held as soon as possible, on the specific mechanisms for "
    "lasting peace and an Islamic system"
)
POINT_6 = (
    "Both sides condemn attacks that target people's homes, mosques and hospitals and lead to destruction, and also "
    "condemn the destruction of public institutions and call for the punishment of the perpetrators"
)
DARI_2 = (
    "هر دو جانب تأکید می‌کنند که جنگ راه حل مشکل افغانستان نیست و تمام تلاش‌ها باید متوجه یک راه حل سیاسی و صلح‌آمیز باشد"
)
DARI_4 = (
    "هر دو جانب گفتگوها را در نشست بعدی، که هرچه زودتر برگزار خواهد شد، "
    "درباره میکانیزم‌های مشخص صلح پایدار و نظام اسلامی ادامه می‌دهند"
)
DARI_6 = (
    "هر دو جانب حملاتی را که خانه‌های مردم، مساجد و شفاخانه‌ها را هدف قرار می‌دهد و باعث ویرانی می‌گردد محکوم می‌کنند؛ همچنان "
    "تخریب تأسیسات عامه را محکوم نموده و خواهان مجازات عاملان آن‌اند"
)

SOURCES = (
    SourcePart(1, "Reuters and agencies, “Round-up on Afghanistan”, 8 July 2021.", "https://example.org/round-up"),
    SourcePart(2, "Ministry of Foreign Affairs of Iran, “On the Tehran meeting”, 8 July 2021."),
    SourcePart(3, "Al Alam TV, news report, 8 July 2021."),
    SourcePart(4, "News agencies, “Remarks of the Taliban spokesman”, 9 July 2021."),
    SourcePart(5, "News agencies, “Remarks of the governor's spokesman”, 10 July 2021."),
)
LATER_SOURCES = (
    SourcePart(6, "Ministry of Foreign Affairs of Qatar, “Joint declaration”, 18 July 2021."),
    SourcePart(7, "News agencies, press reports, 6 to 15 August 2021."),
)

ROUND = RoundPart(
    name="Tehran meeting",
    dates="7–8 July 2021",
    place="Tehran",
    format="direct talks with a host",
    status="held",
    agenda="The situation in Afghanistan",
    whats_next="A later meeting; date and place not given.",
    participations=(
        ParticipationPart(
            role="negotiating party",
            party=GOVERNMENT,
            named_as_written="Afghan government delegation",
            head="Mohammad Younus Qanooni",
            delegates=(),
            namings=(NamingPart("Afghan government delegation", 2), NamingPart("Afghan politicians", 1)),
        ),
        ParticipationPart(
            "negotiating party",
            TALIBAN,
            "Taliban representatives",
            "Sher Mohammad Abbas Stanikzai",
            ("A. Delegate",),
            (),
        ),
        ParticipationPart("host, facilitator", "Islamic Republic of Iran", "", "", ("M. J. Zarif", "A. Clerk"), ()),
        ParticipationPart("observer", "State of Qatar", "", "", (), ()),
    ),
    source=2,
)

ENGLISH = VersionPart(
    label="English, wire version",
    language="en",
    language_name="English",
    direction="ltr",
    about="press wording",
    note="Point 6 is verbatim.",
    points=(
        PointPart("1", (Run("1. The participants thanked the host."),)),
        PointPart(
            "2",
            (
                Run("2. Both sides hold that "),
                Run(WAR, ("C1",)),
                Run(", and that all efforts ", ("C1", "C2")),
                Run("should be justified", ("C1",), is_disputed=True),
                Run(" towards a peaceful political solution", is_disputed=True),
                Run("."),
            ),
        ),
        PointPart("4", (Run("4. "), Run(POINT_4, ("C2",)), Run("."))),
        PointPart("6", (Run("6. "), Run(POINT_6, ("C3",)), Run("."))),
    ),
    source=1,
)
DARI = VersionPart(
    label="Dari, points 2, 4 and 6",
    language="prs",
    language_name="Dari",
    direction="rtl",
    about="unofficial translation",
    note="",
    points=(
        PointPart("2", (Run("۲. "), Run(DARI_2, ("C1",)), Run("."))),
        PointPart("4", (Run("۴. "), Run(DARI_4, ("C2",)), Run("."))),
        PointPart("6", (Run("۶. "), Run(DARI_6, ("C3",)), Run("."))),
    ),
)
STATEMENT = StatementPart(
    title="Joint statement of the Tehran meeting",
    facts=(("Form", "joint statement"), ("Issued", "8 July 2021"), ("Signatures", "none were published")),
    summary="Six points.",
    substance=(("1", "Thanks to the host", ()), ("2", "War is not the solution", ("C1", "C2"))),
    versions=(ENGLISH, DARI),
)


def event(number, title, when, bearing, reasoning, *reports, standing="affirmed", place="", deaths="", told=False):
    return EventPart(
        number=number,
        title=title,
        kind="Non-state actor overtakes territory",
        when=when,
        place=place,
        account=f"The account of {number}.",
        parties=TALIBAN,
        deaths=deaths,
        bearing=bearing,
        bearing_label=bearing,
        conduct_of=TALIBAN if bearing == "breaches" else "",
        reasoning=reasoning,
        standing=standing,
        standing_label=standing,
        reports=reports,
        is_told_before=told,
    )


ISLAM_QALA = event(
    "E1",
    "Islam Qala border crossing is said to fall to the Taliban",
    "8 July 2021",
    "hinders",
    "If it was taken by force on the day of the statement, war was still the means.",
    ReportPart("Security official, not named", "affirms", "affirms", "It fell.", "8 July 2021", 1, is_standing=True),
    ReportPart(
        "A second official, not named", "affirms", "affirms", "The staff fled.", "8 July 2021", 1, is_standing=True
    ),
    ReportPart(
        "Al Alam TV", "in_part", "affirms in part", "Soldiers crossed over.", "8 July 2021", 3, is_standing=True
    ),
    ReportPart(
        "Tariq Arian, Ministry of Interior", "denies", "denies", "It is held.", "8 July 2021", 1, is_standing=True
    ),
    ReportPart("Zabihullah Mujahid", "affirms", "affirms", "It is in our hands.", "9 July 2021", 4, is_standing=True),
    ReportPart("Governor's spokesman", "concedes", "concedes", "", "", 5, is_standing=False),
    standing="contested",
    place="Islam Qala, Herat province",
)
QALA_E_NAW = event(
    "E2",
    "Fighting at the edge of Qala-e-Naw",
    "8 July 2021",
    "hinders",
    "Fought on the day of the statement.",
    deaths="69",
    standing="unconfirmed",
)
DOHA = event(
    "E3",
    "Senior delegations meet in Doha",
    "17–18 July 2021",
    "honours",
    "A further meeting was held within ten days.",
    ReportPart("State of Qatar", "affirms", "affirms", "They met.", "18 July 2021", 6, is_standing=True),
)
KABUL = event(
    "E4",
    "The Taliban enter Kabul",
    "15 August 2021",
    "breaches",
    "Decided by the advance on the capital, not by a political solution.",
    ReportPart("News agencies", "affirms", "affirms", "They entered.", "15 August 2021", 7, is_standing=True),
)

NOT_ASSESSED = RatingPart("not_assessed", "not assessed")


def wording(text, language="en", direction="ltr", **dispute):
    name = {"en": "English", "prs": "Dari"}[language]
    return Wording(text, language, name, direction, f"{name} version", **dispute)


C1 = Comparison(
    label="C1",
    statement=STATEMENT.title,
    point="2",
    summary="Hold that war is not the solution",
    kind="declare",
    specificity="declaratory",
    verifiable="can be verified",
    wordings=(
        wording(
            f"{WAR}, and that all efforts should be justified",
            disputes=(
                DisputedWords(
                    "should be justified", "must be directed", "“Justified” makes no sense here.", "the host"
                ),
            ),
        ),
        wording(DARI_2, "prs", "rtl"),
    ),
    obligors_as_written="Both sides",
    obligors=(GOVERNMENT, TALIBAN),
    beneficiaries="",
    deadlines=(DeadlinePart("none stated", STATEMENT.title),),
    conditions="",
    themes=("Political solution",),
    events=(ISLAM_QALA, QALA_E_NAW),
    rating=NOT_ASSESSED,
    earlier_ratings=(),
    unrated="not assessed",
)
C2 = dataclasses.replace(
    C1,
    label="C2",
    point="4",
    summary="Continue the talks at a later meeting",
    kind="continue",
    wordings=(wording(POINT_4), wording(DARI_4, "prs", "rtl")),
    beneficiaries="The people of Afghanistan",
    deadlines=(
        DeadlinePart("“as soon as possible”", STATEMENT.title),
        DeadlinePart("“without delay”", "Joint declaration, 18 July 2021"),
    ),
    conditions="That the host agrees",
    themes=(),
    events=(dataclasses.replace(ISLAM_QALA, bearing="context", is_told_before=True),),
)
C3 = dataclasses.replace(
    C1,
    label="C3",
    point="6",
    summary="Condemn attacks on homes, mosques and hospitals",
    kind="condemn",
    wordings=(),
    obligors_as_written="",
    obligors=(),
    events=(),
)

QUESTION = QuestionPart(
    text="How many districts do the Taliban hold?",
    unit="districts",
    note="The two do not count the same thing.",
    figures=(
        FigurePart("Western security officials", "more than 100", "", "captured", "8 July 2021", "", 1),
        FigurePart("The Taliban", "more than 200", "", "", "8 July 2021", "over half the country", 1),
    ),
)
DISPUTE = DisputePart(
    statement=STATEMENT.title,
    point="2",
    version="English, wire version",
    language="en",
    direction="ltr",
    printed="should be justified",
    proposed="must be directed",
    reason="“Justified” makes no sense here.",
    disputed_by="Parley",
)
CODEBOOK = (
    CodebookPart("no_evidence", "no evidence found", "Nothing was found.", "no equivalent", "no equivalent", "none"),
    CodebookPart("full", "full", "All that the words ask for.", "3", "Promise kept", "Complete"),
    CodebookPart("partly_closed", "partly, closed", "Some of it, and no more.", "1", "Compromise", "Limited"),
    CodebookPart("breached", "breached", "The words rule it out.", "0", "Promise broken", "Not started"),
)
TIMELINE = (
    TimelineItem("round", "Tehran meeting", "R1", dt.date(2021, 7, 7), dt.date(2021, 7, 8), "7–8 July 2021"),
    TimelineItem("statement", STATEMENT.title, "S1", dt.date(2021, 7, 8), dt.date(2021, 7, 8), "8 July 2021"),
    TimelineItem("event", ISLAM_QALA.title, "E1", dt.date(2021, 7, 8), dt.date(2021, 7, 8), "8 July 2021"),
    TimelineItem("event", QALA_E_NAW.title, "E2", dt.date(2021, 7, 8), dt.date(2021, 7, 8), "8 July 2021"),
)

JULY = BriefContent(
    brief_id="00000000-0000-4000-8000-000000000001",
    title="Intra-Afghan talks",
    process="Intra-Afghan talks",
    conflict="War in Afghanistan",
    about="Talks on ending the war.",
    scope="the whole process",
    as_of=dt.datetime(2021, 7, 12, 18, tzinfo=dt.UTC),
    level="public",
    language="en",
    codebook_version="1.0",
    summary=Summary(
        counts=(RatingCount("not_assessed", "not assessed", 3, 100, ("C1", "C2", "C3")),),
        commitments=3,
        events=2,
        reports=6,
        changes=(),
        contested=("E1, Islam Qala (8 July 2021): affirmed by officials; denied by Tariq Arian.",),
        index="There is no index.",
    ),
    rounds=(ROUND,),
    statements=(STATEMENT,),
    comparisons=(C1, C2, C3),
    questions=(QUESTION,),
    timeline=TIMELINE,
    disputes=(DISPUTE,),
    sources=SOURCES,
    codebook=CODEBOOK,
)


def rated(comparison, key, label, reasoning, events=(), earlier=(), relied_on=()):
    """The comparison with a rating of 31 August 2021 and further events."""
    given = RatingPart(key, label, "31 August 2021", reasoning, "The desk", "1.0", relied_on)
    return dataclasses.replace(comparison, rating=given, earlier_ratings=earlier, events=(*comparison.events, *events))


AUGUST = dataclasses.replace(
    JULY,
    as_of=dt.datetime(2021, 8, 31, 23, 59, 59, tzinfo=dt.UTC),
    summary=Summary(
        counts=(
            RatingCount("no_evidence", "no evidence found", 1, 33, ("C3",)),
            RatingCount("partly_closed", "partly, closed", 1, 33, ("C2",)),
            RatingCount("breached", "breached", 1, 34, ("C1",)),
        ),
        commitments=3,
        events=4,
        reports=8,
        changes=("C1 moved from “not assessed” to “breached”.",),
        contested=JULY.summary.contested,
        index="PAM implementation index: 17 of 100.",
    ),
    comparisons=(
        rated(C1, "breached", "breached", "Taken by force in August.", (KABUL,), relied_on=("E4",)),
        rated(
            C2,
            "partly_closed",
            "partly, closed",
            "One further meeting, then no party to talk to.",
            (DOHA, dataclasses.replace(KABUL, is_told_before=True)),
            earlier=(RatingPart("minimal", "minimal", "20 July 2021", "A first meeting.", "The desk", "1.0"),),
            relied_on=("E3", "E4"),
        ),
        rated(C3, "no_evidence", "no evidence found", "No report tells of such attacks."),
    ),
    timeline=(
        *TIMELINE,
        TimelineItem("event", DOHA.title, "E3", dt.date(2021, 7, 17), dt.date(2021, 7, 18), "17–18 July 2021"),
        TimelineItem("event", KABUL.title, "E4", dt.date(2021, 8, 15), dt.date(2021, 8, 15), "15 August 2021"),
    ),
    sources=SOURCES + LATER_SOURCES,
)

EMPTY = dataclasses.replace(
    JULY,
    conflict="",
    about="",
    summary=Summary((), 0, 0, 0, (), (), ""),
    rounds=(),
    statements=(),
    comparisons=(),
    questions=(),
    timeline=(),
    disputes=(),
    sources=(),
    codebook=(),
)
