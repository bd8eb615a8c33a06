"""Whatever bytes a file has, they are read, reported or refused: nothing else comes of them."""

import gzip

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from records.imports.faults import FileRefused, RowFault
from records.imports.table import open_table
from tests.records.imports.files import spreadsheet

SHEET = spreadsheet(["id", "name", "note"], [1, "a", "b"], [2, "c", None])
PIECES = st.sampled_from(
    ['"', ",", ";", "\t", "\n", "\r", "\r\n", "\0", "a", "é", "1", " ", '""', "\ufeff", "id,name\n"]
)
TEXTS = st.lists(PIECES, max_size=60).map("".join)
ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "utf-32"])


@st.composite
def damaged(draw, content):
    """`content` with a few bytes changed, or cut short."""
    changed = bytearray(content)
    for at in draw(st.lists(st.integers(0, len(content) - 1), max_size=6)):
        changed[at] = draw(st.integers(0, 255))
    return bytes(changed[: draw(st.integers(0, len(content)))]) if draw(st.booleans()) else bytes(changed)


CONTENTS = st.one_of(
    st.binary(max_size=300),
    st.builds(lambda text, encoding: text.encode(encoding, "replace"), TEXTS, ENCODINGS),
    TEXTS.map(lambda text: b"id,name,note\n" + text.encode()),
    TEXTS.map(lambda text: gzip.compress(text.encode())).flatmap(damaged),
    damaged(SHEET),
)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=CONTENTS)
@example(content=b'a,b\n"')
@example(content=b"\xff\xfea")
@example(content=b"a,b\n\xff\xfe\n")
def test_any_bytes_are_rows_faults_or_refused(tmp_path, content):
    path = tmp_path / "rows"
    path.write_bytes(content)

    try:
        with open_table(path) as table:
            width = len(table.header)
            found = list(table.rows())
    except FileRefused:
        return

    numbers = [one.row if isinstance(one, RowFault) else one[0] for one in found]
    assert [number for number in numbers if number] == list(range(1, max(numbers, default=0) + 1))
    assert all(isinstance(one, RowFault) or len(one[1]) == width for one in found)
