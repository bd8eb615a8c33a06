"""Files of rows in the forms that publishers and spreadsheets give them."""

import datetime
import gzip
import tracemalloc

import pytest

from records.imports.table import open_table
from tests.records.imports.files import everything_in, faults_in, read, rows_in, spreadsheet

TEXT = "id,name,note\n1,Qala-e-Naw,fighting\n2,Herāt,“calm”\n"
ROWS = [(1, ["1", "Qala-e-Naw", "fighting"]), (2, ["2", "Herāt", "“calm”"])]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiter_is_told_by_the_first_line(tmp_path, delimiter):
    # The other delimiters stand in the cells, more often than the right one.
    others = ",;\t|".replace(delimiter, "") * 5

    found = read(tmp_path, "id,name,note\n1,OTHERS,d\n".replace(",", delimiter).replace("OTHERS", others))

    assert found == [(1, ["1", others, "d"])]


def test_names_of_columns_in_quotes_do_not_mislead_about_the_delimiter(tmp_path):
    path = tmp_path / "rows"
    path.write_text('"id, in full, of the event";name\n1;Herat\n')

    assert everything_in(path) == (["id, in full, of the event", "name"], [(1, ["1", "Herat"])])


def test_line_that_a_spreadsheet_writes_to_name_the_delimiter_is_no_header(tmp_path):
    path = tmp_path / "rows"
    path.write_text("sep=;\nid;name\n1;Herat, old town\n")

    assert everything_in(path) == (["id", "name"], [(1, ["1", "Herat, old town"])])


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"], ids=lambda name: name
)
def test_encoding_is_told_by_content(tmp_path, encoding):
    assert read(tmp_path, TEXT.encode(encoding)) == ROWS


def test_utf_16_with_the_other_byte_first_is_told_by_its_mark(tmp_path):
    assert read(tmp_path, b"\xfe\xff" + TEXT.encode("utf-16-be")) == ROWS


def test_windows_1252_is_the_last_resort_and_is_said(tmp_path):
    found = read(tmp_path, "id,name\n1,Côte d’Ivoire\n2,São Tomé\n".encode("cp1252"))

    assert rows_in(found) == [(1, ["1", "Côte d’Ivoire"]), (2, ["2", "São Tomé"])]
    (note,) = faults_in(found)
    assert note.row == 0
    assert note.is_warning
    assert "Windows-1252" in note.reason


def test_one_broken_letter_does_not_turn_a_file_of_utf_8_into_another_encoding(tmp_path):
    content = "id,name\n1,Côte d’Ivoire\n2,São Tomé\n".encode() + b"3,Qala\xe9\n"

    assert read(tmp_path, content) == [(1, ["1", "Côte d’Ivoire"]), (2, ["2", "São Tomé"]), (3, ["3", "Qala�"])]


def test_letter_on_the_border_of_two_chunks_is_read_whole(tmp_path):
    from records.imports.opening import CHUNK

    begin = "id,name\n1,"
    name = "a" * (CHUNK - len(begin) - 1 - 100_000)
    content = f"{begin}{name}\n2,".ljust(CHUNK - 1, "b") + "éé\n"

    found = read(tmp_path, content)

    assert found[1][1][1].endswith("béé")


def test_gzip_is_unpacked_and_its_name_does_not_count(tmp_path):
    assert read(tmp_path, gzip.compress(TEXT.encode("utf-8-sig"))) == ROWS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_any_end_of_line_parts_rows(tmp_path, end):
    assert read(tmp_path, TEXT.replace("\n", end)) == ROWS


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_line_breaks_inside_quoted_cells_are_kept(tmp_path, end):
    content = f'id,note\r\n1,"mediator: Qatar{end}{end}guarantor: Norway"\r\n2,x\r\n'

    assert read(tmp_path, content) == [(1, ["1", f"mediator: Qatar{end}{end}guarantor: Norway"]), (2, ["2", "x"])]


def test_cell_of_many_lines_is_one_cell(tmp_path):
    words = "\r\n".join(f"for the party {number}, its delegate" for number in range(1_338))
    content = f'{",".join(f"c{at}" for at in range(10))}\r\n1,"{words}",,,,,,,,\r\n'

    assert read(tmp_path, content) == [(1, ["1", words, *[""] * 8])]


def test_blank_lines_and_rows_of_empty_cells_do_not_count(tmp_path):
    assert read(tmp_path, "\n\nid,name\n\n1,a\n,\n\n2,b\n\n") == [(1, ["1", "a"]), (2, ["2", "b"])]


def test_last_line_without_an_end_is_read(tmp_path):
    assert read(tmp_path, "id,name\n1,a") == [(1, ["1", "a"])]


def test_spaces_around_names_of_columns_do_not_count(tmp_path):
    path = tmp_path / "rows"
    path.write_text("id , name\n1,a\n")

    assert everything_in(path)[0] == ["id", "name"]


def test_cells_of_a_spreadsheet_are_the_texts_of_a_csv_file(tmp_path):
    content = spreadsheet(
        ["id", "flag", "day", "moment", "north", "note", "empty"],
        [300380, True, datetime.date(2013, 1, 3), datetime.datetime(2013, 1, 3, 9, 30), 35.763369, "a_x000D_\nb", None],
        [],
        [300381.0, False, None, None, -9.65, "short"],
    )

    assert read(tmp_path, content) == [
        (1, ["300380", "True", "2013-01-03", "2013-01-03 09:30:00", "35.763369", "a\r\nb", ""]),
        (2, ["300381", "False", "", "", "-9.65", "short", ""]),
    ]


def test_progress_goes_from_nothing_to_the_whole_file(tmp_path):
    path = tmp_path / "rows"
    path.write_text("id,name\n" + "1,Qala-e-Naw in the west\n" * 100_000)
    size = path.stat().st_size

    with open_table(path) as table:
        begun = table.progress
        rows = table.rows()
        for _row in range(50_000):
            next(rows)
        midway = table.progress
        list(rows)
        ended = table.progress

    assert begun[0] < size / 3
    assert size / 4 < midway[0] < size * 0.9
    assert ended == table.progress == (size, size)


def test_progress_of_a_spreadsheet_ends_at_its_end(tmp_path):
    path = tmp_path / "rows.xlsx"
    path.write_bytes(spreadsheet(["id", "name"], [1, "a"]))

    with open_table(path) as table:
        list(table.rows())
        done, in_all = table.progress

    assert 0 < done <= in_all


def test_memory_does_not_grow_with_the_file(tmp_path):
    path = tmp_path / "rows"
    path.write_bytes(gzip.compress(b"id,name,note\n" + b"1,Qala-e-Naw,fighting in the old town\n" * 100_000))
    tracemalloc.start()

    with open_table(path) as table:
        count = sum(1 for _row in table.rows())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert count == 100_000
    assert peak < 2_000_000
