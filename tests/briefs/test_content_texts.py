"""Statements as a brief prints them."""

import datetime as dt

import pytest

from briefs.document.content import brief_content
from briefs.document.parts.texts import DisputedWords
from briefs.scope import scope_on
from records.levels import Level
from tests.factories.statements import (
    ClauseFactory,
    PassageFactory,
    SignatureFactory,
    StatementFactory,
    StatementLinkFactory,
    VersionFactory,
)
from tests.factories.talks import PartyFactory

pytestmark = pytest.mark.django_db


def told(process):
    return brief_content(scope_on(process, Level.PUBLIC), as_of=dt.datetime(2021, 8, 31, tzinfo=dt.UTC))


def test_words_are_marked_with_their_commitment(commitment):
    content = told(commitment.statement.process)

    (version,) = content.statements[0].versions
    marked = [run for point in version.points for run in point.runs if run.commitments]
    assert [(run.text, run.commitments) for run in marked] == [("continue talks", ("C1",))]
    assert [point.number for point in version.points] == ["", "3"]
    assert "".join(run.text for run in version.points[1].runs) == "3. Both sides will continue talks."
    assert content.statements[0].substance[0][2] == ("C1",)


def test_text_after_the_last_point_is_printed_too(commitment):
    version = commitment.statement.versions.get()
    other = VersionFactory(statement=version.statement, text="continue talks\nDone in Tehran.")
    PassageFactory(clause=commitment.clause, version=other, exact="continue talks")

    points = told(commitment.statement.process).statements[0].versions[1].points

    assert [point.runs[0].text for point in points] == ["continue talks", "Done in Tehran."]


def test_points_that_overlap_are_each_printed_once(commitment):
    version = commitment.statement.versions.get()
    inner = ClauseFactory(statement=version.statement, number="3 (a)")
    PassageFactory(clause=inner, version=version, exact="talks.")

    points = told(commitment.statement.process).statements[0].versions[0].points

    assert "".join(run.text for point in points for run in point.runs).count("talks") == 1


def test_wordings_that_agree_are_named_together_and_disputed_ones_apart(commitment):
    version = commitment.statement.versions.get()
    for label in ("second", "third"):
        other = VersionFactory(statement=version.statement, label=label)
        PassageFactory(
            clause=commitment.clause,
            commitment=commitment,
            version=other,
            exact="continue talks",
            is_disputed=label == "third",
            dispute_reason="Means something else." if label == "third" else "",
            proposed_wording="go on talking",
            disputed_by="the host",
        )

    content = told(commitment.statement.process)

    assert [(part.version, part.disputes) for part in content.comparisons[0].wordings] == [
        (f"{version.label}; second", ()),
        ("third", (DisputedWords("continue talks", "go on talking", "Means something else.", "the host"),)),
    ]
    assert [(row.version, row.reason) for row in content.disputes] == [("third", "Means something else.")]


def test_a_disputed_rendering_within_the_point_stands_beside_the_words_it_touches(commitment):
    version = commitment.statement.versions.get()
    PassageFactory(clause=commitment.clause, version=version, exact="talks.", is_disputed=True, dispute_reason="Why.")
    PassageFactory(
        clause=commitment.clause,
        version=version,
        exact="talks",
        is_disputed=True,
        dispute_reason="Canary",
        level=Level.RESTRICTED,
    )

    (part,) = told(commitment.statement.process).comparisons[0].wordings

    assert part.is_disputed
    assert [(one.printed, one.reason) for one in part.disputes] == [("talks.", "Why.")]


def test_facts_of_a_statement(talks):
    statement = StatementFactory(
        round=talks,
        issued_on="2021-07-08",
        effective_on="2021-07-09",
        ended_on="2021-08-15",
        stage="Pre",
        substage="Proc",
        status="unclear",
        signatures_note="none published",
    )
    SignatureFactory(statement=statement, party=PartyFactory(name="Iran"), capacity="host")
    StatementLinkFactory(statement=statement, earlier__title="Doha agreement")
    SignatureFactory(statement=statement, party=PartyFactory(name="Canary", level=Level.RESTRICTED))

    facts = dict(told(talks.process).statements[0].facts)

    assert {str(name): str(value) for name, value in facts.items()} == {
        "Form": "joint statement",
        "Issued": "8 July 2021",
        "Round": talks.name,
        "Effective": "9 July 2021",
        "Ended": "15 August 2021",
        "PA-X stage": "pre-negotiation, Proc",
        "PA-X status": "status unclear",
        "Signatures": "Iran (host, signed); none published",
        "Relations": "reaffirms Doha agreement",
    }


def test_a_draft_is_left_out(commitment):
    statement = commitment.statement
    VersionFactory(statement=statement, label="Persian, not proofread", is_verbatim=False)

    (printed,) = told(statement.process).statements

    assert [version.label for version in printed.versions] == [statement.versions.first().label]


def test_a_brief_prints_a_correction_instead_of_the_text_it_corrects_once_all_is_settled(commitment):
    version = commitment.statement.versions.get()
    correction = VersionFactory(
        statement=version.statement, label="Corrected", text="Both sides will continue talks soon.", corrects=version
    )

    before = [one.label for one in told(commitment.statement.process).statements[0].versions]
    for passage in list(version.passages.all()):
        PassageFactory(
            clause=passage.clause,
            commitment=passage.commitment,
            version=correction,
            exact="continue talks",
            carried_from=passage,
        )
    after = [one.label for one in told(commitment.statement.process).statements[0].versions]

    assert before == [version.label, "Corrected"]
    assert after == ["Corrected"]
