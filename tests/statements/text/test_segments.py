import pytest
from hypothesis import given
from hypothesis import strategies as st

from statements.text.anchors import Anchor, AnchorBroken, anchor_at
from statements.text.segments import Segment, segments
from tests.statements.text.passages import TEXTS, passages


@given(st.data())
def test_segments_are_the_text_and_each_anchor_is_covered_exactly(data):
    text = data.draw(TEXTS)
    marked = data.draw(st.lists(passages(st.just(text)), max_size=6))
    anchors = [anchor_at(*passage) for passage in marked]

    pieces = segments(text, anchors)

    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    for index, anchor in enumerate(anchors):
        covered = [text[piece.start : piece.end] for piece in pieces if index in piece.anchors]
        assert "".join(covered) == anchor.exact
        assert all(anchor.start <= p.start and p.end <= anchor.end for p in pieces if index in p.anchors)


def test_overlapping_and_nested_marks_are_cut_into_pieces():
    text = "abcdefgh"
    anchors = [anchor_at(text, 1, 5), anchor_at(text, 3, 7), anchor_at(text, 1, 2)]

    assert segments(text, anchors) == [
        Segment(0, 1, ()),
        Segment(1, 2, (0, 2)),
        Segment(2, 3, (0,)),
        Segment(3, 5, (0, 1)),
        Segment(5, 7, (1,)),
        Segment(7, 8, ()),
    ]


def test_an_unmarked_text_is_one_segment_and_an_empty_one_none():
    assert segments("abc", []) == [Segment(0, 3, ())]
    assert segments("", []) == []


def test_segments_refuse_an_anchor_of_another_text():
    with pytest.raises(AnchorBroken):
        segments("abc", [Anchor(0, 3, "xyz")])
