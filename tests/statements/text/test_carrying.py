import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefs.synthetic.agreement import LANGUAGES, long_agreement
from statements.text.anchors import Anchor, AnchorBroken, anchor_at, check, find, locate
from statements.text.carrying import MOST_CONTEXT, SHOWN, Carried, Carrying, Outcome, carry
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


@st.composite
def many_passages(draw):
    """A text with several passages of it, the same words among them where they stand more than once, and another text."""
    text, *first = draw(passages(st.text(st.sampled_from("ab \n.\u0301\u200c😀🇦م"), min_size=1)))
    spans = {tuple(first)}
    for start, end in draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=6)):
        exact = text[start:end]
        spans.update((c.start, c.end) for c in find(text, exact))
    edits = st.sampled_from(["", "a", "\n", "\u0301", "b.", "😀"])
    cut = draw(st.integers(0, len(text)))
    turned = text[cut:] + draw(edits) + text[:cut]
    other = draw(st.sampled_from([text + draw(edits), draw(edits) + text, turned, text.replace("a", draw(edits))]))
    return text, [anchor_at(text, start, end) for start, end in sorted(spans)], other


@given(many_passages())
def test_of_many_anchors_each_fits_no_two_meet_and_their_order_does_not_matter(case):
    old_text, anchors, new_text = case

    carrying = Carrying(old_text, new_text)
    carried = {anchor: carrying.carry(anchor) for anchor in anchors}
    mixed = anchors[1::2] + anchors[::2]
    again = Carrying(old_text, new_text)

    assert {anchor: again.carry(anchor) for anchor in mixed} == carried
    assert all(carry(old_text, anchor, new_text) == result for anchor, result in carried.items())
    moved = [result.anchor for result in carried.values() if result.outcome is Outcome.MOVED]
    assert len({(anchor.start, anchor.end) for anchor in moved}) == len(moved)
    for anchor, result in carried.items():
        if result.outcome is Outcome.MOVED:
            assert new_text[result.anchor.start : result.anchor.end] == anchor.exact
        for candidate in result.candidates:
            check(new_text, candidate)


def test_two_places_of_the_same_words_never_come_to_stand_at_one():
    before, after = "Before it, at some length, stood this. ", " After it, at some length, stood that."
    old_text = "cease fire" + after + before + "cease fire"
    new_text = before + "cease fire" + after

    first = carry(old_text, anchor_at(old_text, 0, 10), new_text)
    second = carry(old_text, anchor_at(old_text, len(old_text) - 10, len(old_text)), new_text)

    assert first.outcome is second.outcome is Outcome.AMBIGUOUS


def test_words_that_stand_everywhere_are_for_a_person_to_decide_and_a_few_places_are_shown():
    old_text = "word " * MOST_CONTEXT
    middle = len(old_text) // 10 * 5

    carried = carry(old_text, anchor_at(old_text, middle, middle + 4), old_text + "end")

    assert carried.outcome is Outcome.AMBIGUOUS
    assert len(carried.candidates) == SHOWN


@pytest.mark.parametrize(
    ("old", "new", "quote", "nearest"),
    [
        (
            "1. Guns stay.\n2. Men go home soon.\n",
            "1. Guns stay.\n2. Men go home.\n",
            "Men go home soon",
            "Men go home",
        ),
        ("1. Men go home soon.\n", "1. Men go home now.\n", "Men go home soon.", "Men go home now."),
        ("1. Guns stay\nat rest.\n", "1. Guns stay\nat a rest.\n", "Guns stay\nat rest", "Guns stay\nat a rest"),
        ("All. Both si des met here.", "All. Both sides met here.", "Both si des met here.", "Both sides met here."),
    ],
)
def test_the_nearest_passage_has_nothing_clinging_to_it(old, new, quote, nearest):
    carried = carry(old, locate(old, quote), new)

    assert [candidate.exact for candidate in carried.candidates] == [nearest]


def test_a_sentence_that_was_changed_where_it_was_moved_to_is_found_there():
    filler = [f"Sentence number {number} stands here." for number in range(300)]
    moved = ["Before it stands this.", "The sides free sixty prisoners of war.", "After it stands that."]
    old_text = " ".join([*moved, *filler])
    new_text = " ".join([*filler, moved[0], "The sides free seventy prisoners of war.", moved[2]])

    carried = carry(old_text, locate(old_text, moved[1]), new_text)

    assert [candidate.exact for candidate in carried.candidates] == ["The sides free seventy prisoners of war."]


def test_a_changed_sentence_is_found_by_its_rare_words_when_all_around_it_is_new():
    old_text = "One. The sides free sixty prisoners of Barada. Two."
    filler = " ".join(f"New sentence {number} of the other side." for number in range(900))
    new_text = f"{filler} The sides free seventy prisoners of Barada. {filler}"

    carried = carry(old_text, locate(old_text, "The sides free sixty prisoners of Barada"), new_text)

    assert [candidate.exact for candidate in carried.candidates] == ["The sides free seventy prisoners of Barada"]


def test_words_that_stand_everywhere_do_not_say_where_to_look():
    old_text = "They met there then. Both of them spoke at length. They met there then."
    new_text = "They met there then. " * 400

    carried = carry(old_text, locate(old_text, "Both of them spoke at length"), new_text)
    met = carry(
        old_text + " They met then there", locate(old_text + " They met then there", "They met then there"), new_text
    )

    assert carried.candidates == ()
    assert met.outcome is Outcome.LOST


@pytest.mark.parametrize("language", LANGUAGES)
def test_six_hundred_passages_of_a_long_agreement_are_carried_or_have_a_candidate(language):
    agreement = long_agreement()
    old, new = agreement.original(language), agreement.corrected(language)
    carrying = Carrying(old.text, new.text)

    carried = [carrying.carry(anchor_at(old.text, place.start, place.end)) for place in old.places()]

    assert sum(result.outcome is Outcome.MOVED for result in carried) > 480
    lost = [result for result in carried if result.outcome is Outcome.LOST]
    assert sum(bool(result.candidates) for result in lost) > 0.9 * len(lost) > 20
