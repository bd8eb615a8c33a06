"""A statement to quote from, and passages of any text at all."""

from hypothesis import strategies as st

from statements.text.characters import boundary_from, boundary_until

STATEMENT = (
    "2. Both sides agree that war is not the solution to the Afghanistan problem, and that all efforts must be "
    "directed at a peaceful political solution.\n"
    "6. Both sides condemn attacks that target people's homes, mosques and hospitals."
)
TEXTS = st.text(st.characters() | st.sampled_from("aab \n\u0301\u200c\u200d😀🇦میخ"), min_size=1)


@st.composite
def passages(draw, texts=TEXTS):
    """A text with the offsets of a passage of whole characters in it."""
    text = draw(texts)
    start = boundary_until(text, draw(st.integers(0, len(text) - 1)))
    end = boundary_from(text, draw(st.integers(start + 1, len(text))))
    return text, start, end
