"""A text as the workbench draws it: blocks and pieces that together are the very text."""

from itertools import pairwise

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from records.levels import Level
from statements.admin.workbench.blocks import LONGEST, Mark, block, bounds, drawn
from statements.text.characters import boundary_from, splits_character
from tests.factories.records import AnalystFactory
from tests.factories.statements import TEXT, CommitmentFactory, PassageFactory, VersionFactory

texts = st.text(
    alphabet=st.one_of(st.characters(exclude_categories=("Cs", "Cc")), st.sampled_from("\n\n ab\u0301\u200c"))
)


@given(texts)
def test_blocks_are_the_text_without_gap_or_overlap(text):
    found = list(bounds(text))

    assert "".join(text[start:end] for start, end in found) == text
    assert all(before[1] == after[0] for before, after in pairwise(found))


@given(texts, st.data())
def test_blocks_of_a_span_are_those_of_the_whole_text_that_touch_it(text, data):
    start = data.draw(st.integers(0, max(0, len(text) - 1)))
    end = data.draw(st.integers(start + 1, max(start + 1, len(text))))

    assert list(bounds(text, start, end)) == [
        (first, last) for first, last in bounds(text) if last > start and first < end
    ]


@pytest.mark.parametrize("line", ["word " * 2_000, "x" * 5_000, "e\u0301" * 3_000])
def test_long_line_is_cut_between_words_or_else_between_characters(line):
    found = list(bounds(line))

    assert "".join(line[start:end] for start, end in found) == line
    assert all(end - start <= LONGEST + 1 for start, end in found)
    assert not any(splits_character(line, start) for start, _end in found)


def test_line_whose_letters_never_part_stays_whole():
    line = "e" + "\u0301" * 3_000

    assert list(bounds(line)) == [(0, len(line))]


@given(texts, st.data())
def test_text_nodes_of_the_blocks_are_the_very_text(text, data):
    # A page never holds a lone return: the record's texts have line feeds alone.
    marks = []
    for key in range(data.draw(st.integers(0, 4))):
        start = boundary_from(text, data.draw(st.integers(0, len(text))))
        end = boundary_from(text, data.draw(st.integers(start, len(text))))
        if start < end:
            marks.append(Mark(key, start, end, 1, "1", data.draw(st.sampled_from([None, 7])), False, False))
    marks.sort(key=lambda mark: (mark.start, -mark.end))

    pieces = []
    for start, end in bounds(text):
        over = [mark for mark in marks if mark.start < end and mark.end > start]
        pieces.append(str(block(text, start, end, over, False)))

    shown = "".join(html.fragment_fromstring(piece).text_content() for piece in pieces)
    assert shown == text


def test_text_is_escaped():
    assert escape("<b>&") in str(block("<b>&", 0, 4, [], False))


@pytest.mark.django_db
def test_overlapping_marks_are_told_apart_and_hidden_ones_not_drawn():
    version, analyst = VersionFactory(), AnalystFactory()
    first, second = (CommitmentFactory(clause__statement=version.statement) for _ in range(2))
    clause = first.clause
    point = PassageFactory(version=version, clause=clause, exact="War is not the solution to the problem.")
    whole = PassageFactory(version=version, clause=clause, commitment=first, exact="War is not the solution")
    part = PassageFactory(version=version, clause=second.clause, commitment=second, exact="solution to the problem")
    disputed = PassageFactory(
        version=version, clause=clause, exact="problem", is_disputed=True, dispute_reason="Differs."
    )
    PassageFactory(version=version, clause=clause, exact="is", level=Level.CONFIDENTIAL)

    found = html.fromstring(f"<div>{drawn(version, analyst)}</div>")

    pieces = [(one.text, one.get("class"), one.get("data-m"), one.get("data-c")) for one in found.xpath(".//span")]
    assert pieces == [
        ("War is not the ", "m c", f"{whole.pk}", f"{first.pk}"),
        ("solution", "m c c2", f"{whole.pk} {part.pk}", f"{second.pk}"),
        (" to the ", "m c", f"{part.pk}", None),
        ("problem", "m c d", f"{part.pk} {disputed.pk}", None),
        (".", "m", None, None),
    ]
    assert {one.get("data-p") for one in found.xpath(".//span")} == {str(point.pk)}
    assert [one.get("data-numbers") for one in found.xpath("./div")] == [None, clause.number, None]
    assert found.text_content() == TEXT


@pytest.mark.django_db
def test_only_the_blocks_that_are_touched_are_drawn_anew_with_all_their_marks():
    version, analyst = VersionFactory(), AnalystFactory()
    PassageFactory(version=version, clause__statement=version.statement, exact="War is")
    start = TEXT.index("problem")

    found = html.fragments_fromstring(drawn(version, analyst, [(start, start + 7)]))

    assert [one.text_content() for one in found] == ["2. War is not the solution to the problem.\n"]
    assert found[0].get("hx-swap-oob") == "true"
    assert found[0].xpath(".//span")[0].text == "War is"
    assert drawn(VersionFactory.build(text="", pk=version.pk), analyst) == ""


@pytest.mark.django_db
def test_stored_mark_that_splits_a_character_is_left_out():
    version = VersionFactory(text="می\u200cخواهند")
    PassageFactory(version=version, clause__statement=version.statement, exact="می", start=0, end=2)

    assert "<span" not in drawn(version, AnalystFactory())
