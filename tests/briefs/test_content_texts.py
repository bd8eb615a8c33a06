"""Statements as a brief prints them."""

import datetime as dt

import pytest

from briefs.document.content import brief_content
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
        )

    content = told(commitment.statement.process)

    assert [(part.version, part.is_disputed, part.proposed) for part in content.comparisons[0].wordings] == [
        (f"{version.label}; second", False, ""),
        ("third", True, "go on talking"),
    ]
    assert [(row.version, row.reason) for row in content.disputes] == [("third", "Means something else.")]


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
