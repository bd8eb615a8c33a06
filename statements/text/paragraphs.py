"""The paragraphs of a text that numbers no points."""

import re

PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?!\s*\n))*")
LINE = re.compile(r"\S[^\n]*")


def paragraphs(text):
    """(start, end) of each paragraph: what blank lines part, or each line where none does."""
    kind = PARAGRAPH if re.search(r"\n\s*\n", text.strip()) else LINE
    spans = (match.span() for match in kind.finditer(text))
    return [(start, start + len(text[start:end].rstrip())) for start, end in spans]
