import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text.anchors import Anchor, AnchorBroken, anchor_at, check, find, locate
from statements.text.carrying import Carried, Outcome, carry
from tests.statements.text.passages import STATEMENT, TEXTS, passages


@given(passages())
def test_carrying_to_the_same_text_changes_nothing(passage):
    text, start, end = passage
    anchor = anchor_at(text, start, end)

    assert carry(text, anchor, text) == Carried(Outcome.MOVED, anchor)


@given(passages(), TEXTS)
def test_carrying_to_any_text_gives_anchors_that_fit_it(passage, other):
    text, start, end = passage

    carried = carry(text, anchor_at(text, start, end), other)

    for anchor in (carried.anchor, *carried.candidates):
        if anchor:
            check(other, anchor)
    assert (carried.outcome is Outcome.MOVED) == (carried.anchor is not None)


@given(passages(), st.text(st.characters(categories=["Lu", "Nd"])))
def test_an_anchor_moves_with_words_put_in_at_the_front(passage, front):
    text, start, end = passage
    anchor = anchor_at(text, start, end)
    new_text = front + "\n" + text

    carried = carry(text, anchor, new_text)

    if len(find(new_text, anchor.exact)) == 1:
        assert carried == Carried(Outcome.MOVED, anchor_at(new_text, start + len(front) + 1, end + len(front) + 1))


def test_an_anchor_follows_its_words_with_their_surroundings():
    anchor = locate(STATEMENT, "Both sides", prefix="6. ")
    new_text = STATEMENT.replace("the Afghanistan problem", "the problem of Afghanistan")

    carried = carry(STATEMENT, anchor, new_text)

    assert carried.outcome is Outcome.MOVED
    assert carried.anchor == locate(new_text, "Both sides", prefix="6. ")
    assert carried.anchor.start == anchor.start + 3


def test_an_anchor_follows_the_only_place_of_its_words_though_their_surroundings_changed():
    anchor = locate(STATEMENT, "mosques")

    carried = carry(STATEMENT, anchor, "Mosques and hospitals; mosques, above all.")

    assert carried.outcome is Outcome.MOVED
    assert carried.anchor.start == 23


def test_an_anchor_of_repeated_lines_is_told_apart_by_wider_surroundings():
    line = "The parties shall cease fire at once and everywhere.\n"
    old_text = "First.\n" + line * 4
    anchor = anchor_at(old_text, old_text.index("cease") + len(line), old_text.index("cease") + len(line) + 5)

    carried = carry(old_text, anchor, old_text + "Done.")

    assert carried.anchor.start == anchor.start


def test_words_that_stand_in_several_changed_places_are_for_a_person_to_decide():
    anchor = locate(STATEMENT, "war")

    carried = carry(STATEMENT, anchor, "Let war end; war is no more.")

    assert carried.outcome is Outcome.AMBIGUOUS
    assert [candidate.start for candidate in carried.candidates] == [13, 4]
    assert carried.message == "The words stand in the new text 2 times, and what surrounded them has changed."


def test_words_of_which_one_place_of_several_is_left_are_for_a_person_to_decide():
    anchor = locate(STATEMENT, "Both sides", prefix="6. ")

    carried = carry(STATEMENT, anchor, "Both sides met.")

    assert carried.outcome is Outcome.AMBIGUOUS
    assert carried.message == (
        "The words stood in the old text several times, in the new one once: this may be another place."
    )


def test_words_that_are_gone_are_lost_with_the_nearest_passage():
    anchor = locate(STATEMENT, "efforts must be directed at a peaceful")
    new_text = STATEMENT.replace("directed", "justified")

    carried = carry(STATEMENT, anchor, new_text)

    assert carried.outcome is Outcome.LOST
    assert [candidate.exact for candidate in carried.candidates] == ["efforts must be justified at a peaceful"]
    assert carried.message.endswith("There the text has “justified”, the quote “directed”.")


def test_words_with_nothing_near_them_are_lost():
    carried = carry(STATEMENT, locate(STATEMENT, "mosques"), "Nothing.")

    assert carried.outcome is Outcome.LOST
    assert carried.candidates == ()


def test_an_anchor_that_does_not_fit_its_text_is_not_carried():
    with pytest.raises(AnchorBroken):
        carry(STATEMENT, Anchor(0, 3, "war"), STATEMENT)
