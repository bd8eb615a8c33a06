"""The comparison as a table for spreadsheets."""

import csv
import dataclasses
import io

import pytest

from briefs.document.table import comparison_csv
from tests.briefs.document.sample import AUGUST, C1, C2, C3, DARI_2, EMPTY, ISLAM_QALA, JULY


def rows(content):
    """The rows below the headings, as dicts."""
    return list(csv.DictReader(io.StringIO(comparison_csv(content).removeprefix("\ufeff"), newline="")))


def test_there_is_a_row_for_each_event_beside_each_commitment():
    found = rows(AUGUST)

    pairs = [(row["commitment"], row["event"]) for row in found]
    assert pairs == [
        *[("C1", "E1"), ("C1", "E2"), ("C1", "E4")],
        *[("C2", "E1"), ("C2", "E3"), ("C2", "E4")],
        ("C3", ""),
    ]


def test_a_row_tells_the_commitment_and_its_rating():
    row = rows(AUGUST)[0]

    assert row["statement"] == C1.statement
    assert (row["point"], row["summary"], row["kind"]) == ("2", C1.summary, "declare")
    assert (row["words"], row["language"]) == (C1.wordings[0].text, "en")
    assert row["words_in_other_versions"] == f"Dari version: {DARI_2}"
    assert row["is_disputed_translation"] == "yes"
    assert row["obligors"] == "; ".join(C1.obligors)
    assert (row["rating"], row["rating_as_of"], row["codebook"]) == ("breached", "31 August 2021", "1.0")
    assert row["is_counted"] == "yes"


def test_a_row_tells_the_event_and_who_stands_for_and_against_it():
    row = rows(JULY)[0]

    assert (row["title"], row["when"], row["place"]) == (ISLAM_QALA.title, "8 July 2021", ISLAM_QALA.place)
    assert (row["bearing"], row["standing"]) == ("hinders", "contested")
    # The governor's spokesman conceded in a report that no longer stands.
    assert row["claimants_for"] == (
        "Security official, not named; A second official, not named; Al Alam TV; Zabihullah Mujahid"
    )
    assert row["claimants_against"] == "Tariq Arian, Ministry of Interior"
    assert row["sources"] == "1 3 4 5"


def test_a_claimant_who_reports_twice_is_named_once():
    event = dataclasses.replace(ISLAM_QALA, reports=(ISLAM_QALA.reports[0], ISLAM_QALA.reports[0]))

    (row,) = rows(dataclasses.replace(JULY, comparisons=(dataclasses.replace(C1, events=(event,)),)))

    assert row["claimants_for"] == "Security official, not named"


def test_the_deadline_is_the_one_in_force():
    (row,) = rows(dataclasses.replace(JULY, comparisons=(C2,)))

    assert (row["deadline"], row["deadline_set_by"]) == ("“without delay”", "Joint declaration, 18 July 2021")


def test_a_day_that_is_known_is_given_as_one():
    rating = dataclasses.replace(AUGUST.comparisons[0].rating, on="2021-08-31")
    part = dataclasses.replace(C1, rating=rating, issued_on="2021-07-08", key="a-public-id", is_counted=False)

    row = rows(dataclasses.replace(AUGUST, comparisons=(part,)))[0]

    assert (row["issued_on"], row["rating_as_of"], row["commitment_id"]) == ("2021-07-08", "2021-08-31", "a-public-id")
    assert row["is_counted"] == "no"


def test_a_commitment_without_words_deadline_or_events_has_a_row_with_empty_cells():
    bare = dataclasses.replace(C3, deadlines=())

    (row,) = rows(dataclasses.replace(JULY, comparisons=(bare,)))

    assert (row["commitment"], row["words"], row["language"], row["deadline"]) == ("C3", "", "", "")
    assert {row[name] for name in ("event", "title", "bearing", "claimants_for", "sources")} == {""}


def test_an_empty_brief_has_headings_alone():
    assert comparison_csv(EMPTY).splitlines()[0].startswith("\ufeffcommitment,commitment_id,statement,")
    assert rows(EMPTY) == []


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@sum", "\t=1", "＝1"])
def test_no_words_of_the_record_are_run_as_a_formula(words):
    event = dataclasses.replace(ISLAM_QALA, title=words)

    (row,) = rows(dataclasses.replace(JULY, comparisons=(dataclasses.replace(C1, summary=words, events=(event,)),)))

    assert (row["summary"], row["title"]) == (f"'{words}", f"'{words}")


def test_words_with_quotes_commas_and_lines_come_back_as_they_were():
    words = 'They said: "never", and left;\nothers stayed'

    (row,) = rows(dataclasses.replace(JULY, comparisons=(dataclasses.replace(C3, summary=words),)))

    assert row["summary"] == words
