import pytest

from statements.text.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("One.\nTwo.\n", ["One.", "Two."]),
        ("One,\nand more.\n\n  Two. \n \nThree.", ["One,\nand more.", "Two.", "Three."]),
        ("\n\nOne.\nTwo.\n\n", ["One.", "Two."]),
        (" \n", []),
        ("", []),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_or_else_by_lines(text, found):
    assert [text[start:end] for start, end in paragraphs(text)] == found
