"""A quotation mark that is never closed costs one row, and no row after it."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.records.imports.files import faults_in, read, rows_in

HEADER = ",".join(f"c{at}" for at in range(1, 11))


def row(number, note="x"):
    return f"{number},{note},3,4,5,6,7,8,9,10\n"


def numbers_in(found):
    """First cells of the rows that were read, with their numbers."""
    return [(number, cells[0]) for number, cells in rows_in(found)]


def test_unclosed_quote_before_the_end_of_the_file_is_reported_where_it_opened(tmp_path):
    found = read(tmp_path, f"{HEADER}\n{row(1)}{row(2)}{row(3, note=chr(34) + 'open')}{row(4)}{row(5)}")

    (fault,) = faults_in(found)
    assert (fault.row, fault.column) == (3, "c2")
    assert "A quotation mark that opens in this row (line 4 of the file) is not closed" in fault.reason
    assert numbers_in(found) == [(1, "1"), (2, "2"), (4, "4"), (5, "5")]


def test_unclosed_quote_that_meets_a_later_quoted_cell_swallows_nothing(tmp_path):
    found = read(tmp_path, f"{HEADER}\n{row(1, chr(34) + 'open')}{row(2)}{row(3, chr(34) + 'shut' + chr(34))}{row(4)}")

    assert [fault.row for fault in faults_in(found)] == [1]
    assert numbers_in(found) == [(2, "2"), (3, "3"), (4, "4")]


def test_unclosed_quote_that_another_stray_one_closes_swallows_nothing(tmp_path):
    # Read together they have as many cells as one row should.
    found = read(tmp_path, f'{HEADER}\n1,"open,3,4,5,6,7,8,9,10\n{row(2)}{row(3)}4,shut",3,4,5,6,7,8,9,10\n{row(5)}')

    assert [fault.row for fault in faults_in(found)] == [1]
    assert "(line 2 of the file)" in faults_in(found)[0].reason
    assert numbers_in(found)[:2] == [(2, "2"), (3, "3")]
    assert numbers_in(found)[-1] == (5, "5")


def test_unclosed_quote_far_from_the_end_is_found_before_the_memory_fills(tmp_path):
    content = f"{HEADER}\n{row(1, chr(34) + 'open')}" + "".join(row(number) for number in range(2, 40_000))

    found = read(tmp_path, content)

    assert [fault.row for fault in faults_in(found)] == [1]
    assert numbers_in(found) == [(number, str(number)) for number in range(2, 40_000)]


def test_each_of_many_unclosed_quotes_costs_its_own_row(tmp_path):
    content = f"{HEADER}\n" + "".join(row(n, '"open' if n % 3 == 0 else "x") for n in range(1, 31))

    found = read(tmp_path, content)

    assert [fault.row for fault in faults_in(found)] == list(range(3, 31, 3))
    assert numbers_in(found) == [(n, str(n)) for n in range(1, 31) if n % 3]


def test_unclosed_quote_in_a_narrow_file_swallows_nothing(tmp_path):
    found = read(tmp_path, 'id,name,note\n1,a,b\n2,"c,d\n3,e,f\n4,g,h\n')

    assert [fault.row for fault in faults_in(found)] == [2]
    assert numbers_in(found) == [(1, "1"), (3, "3"), (4, "4")]


def test_what_follows_an_unclosed_quote_is_read_for_itself_even_if_it_is_at_fault(tmp_path):
    found = read(tmp_path, f'{HEADER}\n{row(1, chr(34) + "open")}2,"say "no" to",3,4,5,6,7,8,9,10\n{row(3)}')

    assert [fault.row for fault in faults_in(found)] == [1, 2]
    assert numbers_in(found) == [(3, "3")]


def test_words_with_commas_in_a_cell_of_a_narrow_file_are_no_rows(tmp_path):
    found = read(tmp_path, 'id,name,note\n1,a,"one,two,three\nfour,five,six\nseven"\n2,b,c\n')

    assert found == [(1, ["1", "a", "one,two,three\nfour,five,six\nseven"]), (2, ["2", "b", "c"])]


def test_words_with_quotes_and_commas_in_a_cell_of_a_wide_file_are_no_rows(tmp_path):
    words = 'as they put it:\n1,""two"" or so,3,4,5,6,7,8,9,10\nand so on'

    found = read(tmp_path, f'{HEADER}\n1,"{words}",3,4,5,6,7,8,9,10\n')

    assert [cells[1] for _number, cells in rows_in(found)] == [words.replace('""', '"')]


def test_rest_of_a_row_at_fault_is_no_row(tmp_path):
    found = read(tmp_path, f'{HEADER}\n1,"two\nlines" or more,3,4,5,6,7,8,9,10\n{row(2)}')

    assert [fault.row for fault in faults_in(found)] == [1]
    assert numbers_in(found) == [(2, "2")]


def test_row_after_an_unclosed_quote_may_have_cells_of_many_lines(tmp_path):
    found = read(tmp_path, f'{HEADER}\n1,"open,3,4,5,6,7,8,9,10\n2,2,3,4,5,6,7,8,"two\nlines",10\n{row(3)}')

    assert [fault.row for fault in faults_in(found)] == [1]
    assert rows_in(found)[0] == (2, ["2", "2", "3", "4", "5", "6", "7", "8", "two\nlines", "10"])
    assert numbers_in(found) == [(2, "2"), (3, "3")]


def test_quote_inside_a_quoted_cell_must_be_written_twice(tmp_path):
    found = read(tmp_path, f"{HEADER}\n{row(1, chr(34) + 'say ' + chr(34) + 'no' + chr(34))}{row(2)}")

    (fault,) = faults_in(found)
    assert fault.row == 1
    assert "is not closed" in fault.reason or "stands inside a quoted cell" in fault.reason
    assert numbers_in(found) == [(2, "2")]


def test_two_quotes_inside_a_quoted_cell_are_named_as_such(tmp_path):
    found = read(tmp_path, f'{HEADER}\n1,"say "no" to it",3,4,5,6,7,8,9,10\n{row(2)}')

    (fault,) = faults_in(found)
    assert (fault.row, fault.column) == (1, "c10")
    assert "A quotation mark stands inside a quoted cell (line 2 of the file)" in fault.reason
    assert numbers_in(found) == [(2, "2")]


def test_quote_written_twice_is_part_of_the_text(tmp_path):
    assert read(tmp_path, 'id,note\n1,"say ""no"" to it"\n') == [(1, ["1", 'say "no" to it'])]


def test_quote_in_the_middle_of_a_bare_cell_is_part_of_the_text(tmp_path):
    assert read(tmp_path, 'id,note\n1,the "old" town\n') == [(1, ["1", 'the "old" town'])]


def test_stray_quote_inside_a_cell_of_many_lines_costs_its_row_alone(tmp_path):
    words = 'For the government:\nMr "A" of Kabul\nMs B of Herat'

    found = read(tmp_path, f'{HEADER}\n{row(1)}2,"{words}",3,4,5,6,7,8,9,10\n{row(3)}{row(4)}')

    assert faults_in(found)[0].row == 2
    assert [cells for _number, cells in rows_in(found)] == [
        line.strip().split(",") for line in (row(1), row(3), row(4))
    ]


@pytest.mark.parametrize("short", ['2,"words\nof two lines",3\n', '2,"words\nof two lines",3,4,5,6,7,8,9,10,11\n'])
def test_row_with_a_cell_of_many_lines_and_the_wrong_width_is_one_row(tmp_path, short):
    found = read(tmp_path, f"{HEADER}\n{row(1)}{short}{row(3)}")

    (fault,) = faults_in(found)
    assert fault.row == 2
    assert "10 are expected" in fault.reason
    assert numbers_in(found) == [(1, "1"), (3, "3")]


def test_numbers_of_rows_stay_right_after_faults_of_every_kind(tmp_path):
    found = read(
        tmp_path, f"{HEADER}\n{row(1)}2,short\n\n{row(3, chr(34) + 'open')}{row(4)}{row(5, 'nul' + chr(0))}{row(6)}"
    )

    assert [fault.row for fault in faults_in(found)] == [2, 3, 5]
    assert numbers_in(found) == [(1, "1"), (4, "4"), (6, "6")]


CELLS = st.sampled_from(
    ["", "x", "Qala-e-Naw", '"Herat, old town"', '"say ""no"" to it"', '""', 'the "old" town', '"x"']
)
ROWS = st.lists(st.lists(CELLS, min_size=10, max_size=10), min_size=2, max_size=8)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rows=ROWS, data=st.data())
def test_wherever_a_quote_is_left_open_no_other_row_is_lost(tmp_path, rows, data):
    at = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(1, 9))
    for number, cells in enumerate(rows, start=1):
        cells[0] = str(number)
    whole = read(tmp_path, "\n".join([HEADER, *map(",".join, rows)]))
    rows[at][column] = '"open'

    found = read(tmp_path, "\n".join([HEADER, *map(",".join, rows)]))

    assert [number for number, _cells in whole] == list(range(1, len(rows) + 1))
    assert [fault.row for fault in faults_in(found)] == [at + 1]
    assert rows_in(found) == whole[:at] + whole[at + 1 :]
