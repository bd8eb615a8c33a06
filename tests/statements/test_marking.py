"""Words that a person selected become points, commitments and disputes."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from records.levels import Level
from records.models import StaleRevision
from statements.marking import (
    dispute,
    mark_point,
    mark_words,
    marking,
    new_point,
    next_number,
    point_holding,
    selected,
    words_at,
)
from statements.models import Clause, Passage, Version
from tests.factories.statements import TEXT, ClauseFactory, CommitmentFactory, PassageFactory, VersionFactory
from tests.statements.marks import WAR, words

pytestmark = pytest.mark.django_db


def test_white_space_at_either_end_of_a_selection_is_left_out(version):
    start, end = TEXT.index(" thank"), TEXT.index("\n2.") + 1

    found = selected(version, start, end, TEXT[start:end])

    assert found.exact == "thank the host." == TEXT[found.start : found.end]


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (-1, 4, "before the text"),
        (0, len(TEXT) + 1, "past the end of the text"),
        (0, 10**30, "past the end of the text"),
        (5, 5, "is empty"),
        (9, 4, "is empty"),
        (TEXT.index("\n"), TEXT.index("\n") + 1, "Only white space"),
    ],
)
def test_offsets_that_mark_nothing_are_refused_with_the_reason(version, start, end, said):
    with pytest.raises(ValidationError, match=said):
        words_at(version, start, end)


@pytest.mark.parametrize("off", [(-1, 0), (1, 0), (0, 1), (0, -1), (1, 1)])
def test_offsets_that_are_off_by_one_are_refused_with_what_stands_there(version, off):
    start = TEXT.index("War")

    with pytest.raises(ValidationError, match=r"the text reads “.+”, and “War is” was selected"):
        selected(version, start + off[0], start + 6 + off[1], "War is")


@pytest.mark.parametrize(
    "text", ["Cafe\u0301 law", "می\u200cخواهند صلح", "\U0001f44d\U0001f3fd agreed", "\U0001f1e6\U0001f1eb talks"]
)
def test_cut_within_a_character_is_refused_and_the_whole_character_offered(text):
    # Not stored: a text of the record is in normalisation form C.
    version = Version(text=text)
    inside = next(at for at in range(1, len(text)) if text[at] in "\u0301\u200c\U0001f3fd\U0001f1eb")

    with pytest.raises(ValidationError, match=r"inside one character.*Use offset"):
        words_at(version, 0, inside)


@given(st.text(min_size=1), st.data())
def test_whatever_is_taken_stands_in_the_text_letter_for_letter(text, data):
    start = data.draw(st.integers(-2, len(text) + 2))
    end = data.draw(st.integers(-2, len(text) + 2))

    try:
        found = words_at(Version(text=text), start, end)
    except ValidationError:
        return

    assert text[found.start : found.end] == found.exact == found.exact.strip() != ""
    assert start <= found.start < found.end <= end


def test_the_innermost_point_that_holds_the_words_is_theirs(version, analyst):
    outer = PassageFactory(version=version, clause__statement=version.statement, exact=TEXT.strip())
    inner = PassageFactory(version=version, clause__statement=version.statement, exact=WAR)
    at = TEXT.index("solution")

    assert point_holding(version, at, at + 8, analyst) == inner.clause
    assert point_holding(version, 0, 4, analyst) == outer.clause


def test_words_of_a_commitment_tell_of_their_point_where_it_is_not_marked(version, analyst):
    commitment = CommitmentFactory(clause__statement=version.statement)
    PassageFactory(version=version, clause=commitment.clause, commitment=commitment, exact=WAR)
    at = TEXT.index("solution")

    assert point_holding(version, at, at + 8, analyst) == commitment.clause
    assert point_holding(version, 0, 4, analyst) is None


def test_hidden_point_holds_no_words(version, analyst):
    PassageFactory(version=version, clause__statement=version.statement, exact=WAR, level=Level.CONFIDENTIAL)
    at = TEXT.index("solution")

    assert point_holding(version, at, at + 8, analyst) is None


def test_new_point_is_entered_last_and_marked(version, analyst):
    ClauseFactory(statement=version.statement, number="1", position=7)

    with marking(version) as marked:
        passage = mark_point(marked, version, words(version, WAR), new_point(version, "2", "No war"), analyst)

    assert (passage.clause.number, passage.clause.position, passage.clause.summary) == ("2", 8, "No war")
    assert passage.clause.created_by == passage.created_by == analyst
    assert (passage.level, passage.clause.level) == (Level.RESTRICTED, Level.RESTRICTED)
    assert marked.entered == [passage.clause, passage]


def test_the_same_words_are_not_marked_twice_for_the_same_point(version, analyst):
    clause = PassageFactory(version=version, clause__statement=version.statement, exact=WAR).clause

    with pytest.raises(ValidationError, match="marked so already: “War is not"), marking(version) as marked:
        mark_point(marked, version, words(version, WAR), clause, analyst)

    assert Passage.objects.count() == 1


def test_hidden_mark_of_the_same_words_is_no_reason_to_refuse(version, analyst):
    commitment = CommitmentFactory(clause__statement=version.statement)
    PassageFactory(
        version=version, clause=commitment.clause, commitment=commitment, exact=WAR, level=Level.CONFIDENTIAL
    )

    with marking(version) as marked:
        passage = mark_words(marked, version, words(version, WAR), commitment, analyst)

    assert passage.beside == 1


def test_marks_may_overlap(version, analyst):
    first, second = (CommitmentFactory(clause__statement=version.statement) for _ in range(2))

    with marking(version) as marked:
        mark_words(marked, version, words(version, "War is not the solution"), first, analyst)
        mark_words(marked, version, words(version, "solution to the problem.\n3. Both sides"), second, analyst)

    assert len(marked.passages) == 2


def test_nothing_is_marked_in_a_draft(analyst):
    version = VersionFactory(is_verbatim=False)

    with pytest.raises(ValidationError, match="is a draft"), marking(version):
        pytest.fail("a draft was opened for marking")


def test_nothing_is_marked_in_a_text_that_was_saved_since_it_was_read(version, analyst):
    other = Version.objects.get(pk=version.pk)
    other.text = "Another text."
    other.save()

    with pytest.raises(StaleRevision), marking(version):
        pytest.fail("a text that moved on was opened for marking")


def test_disputed_words_within_a_point_are_a_mark_of_their_own(version, analyst):
    point = PassageFactory(version=version, clause__statement=version.statement, exact=WAR)
    told = {"dispute_reason": "Other wires differ.", "proposed_wording": "no answer", "disputed_by": "The desk"}

    with marking(version) as marked:
        passage = dispute(marked, version, words(version, "not the solution"), point.clause, told, analyst)

    assert (passage.is_disputed, passage.proposed_wording, passage.disputed_by) == (True, "no answer", "The desk")
    assert marked.entered == [passage]
    assert not Passage.objects.get(pk=point.pk).is_disputed


def test_dispute_on_all_words_of_a_point_is_told_at_its_mark(version, analyst):
    point = PassageFactory(version=version, clause__statement=version.statement, exact=WAR)

    with marking(version) as marked:
        passage = dispute(marked, version, words(version, WAR), point.clause, {"dispute_reason": "Differs."}, analyst)

    assert passage == point
    assert (marked.entered, marked.passages) == ([], [point])
    with pytest.raises(ValidationError, match="disputed already"), marking(version) as again:
        dispute(again, version, words(version, WAR), point.clause, {"dispute_reason": "Differs."}, analyst)


def test_dispute_without_a_reason_is_refused(version, analyst):
    point = PassageFactory(version=version, clause__statement=version.statement, exact=WAR)

    with pytest.raises(ValidationError, match="Say why"), marking(version) as marked:
        dispute(marked, version, words(version, "War"), point.clause, {"dispute_reason": ""}, analyst)


@pytest.mark.parametrize(
    ("numbers", "label", "offered"),
    [
        ((), "", "1"),
        (("1", "2"), "", "3"),
        (("1",), "(a)", "(a)"),
        (("1", "(a)"), "(a)", "2"),
        (("Article 4",), "", "1"),
    ],
)
def test_number_offered_for_a_new_point(version, analyst, numbers, label, offered):
    for number in numbers:
        ClauseFactory(statement=version.statement, number=number)

    assert next_number(version, label, analyst) == offered


def test_hidden_point_takes_no_number_from_those_offered(version, analyst):
    ClauseFactory(statement=version.statement, number="1", level=Level.CONFIDENTIAL)

    assert next_number(version, "1", analyst) == "1"
    assert Clause.objects.count() == 1
