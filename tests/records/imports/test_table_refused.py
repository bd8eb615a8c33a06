"""Files that hold no table, and rows at fault in files that do."""

import errno
import gzip
import re
import zipfile
from io import BytesIO

import pytest

from records.imports.delimited import CELL_LIMIT, ROW_LIMIT
from records.imports.faults import FileRefused
from records.imports.opening import unreadable
from records.imports.table import open_table
from tests.records.imports.files import everything_in, faults_in, read, rows_in, spreadsheet

HEADER = ",".join(f"c{at}" for at in range(1, 11))
ROW = ",".join(str(at) for at in range(1, 11))


def archive(**members):
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return kept.getvalue()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf", "The file is empty"),
        (b" \r\n\r\n", "The file is empty"),
        (gzip.compress(b""), "The file is empty"),
        (b"\0" * 500, "The file is empty"),
        (b"<!DOCTYPE html><html><body>Sign in</body></html>", "web page (HTML)"),
        (b"\n  <HTML lang=en><title>Sign in</title>", "web page (HTML)"),
        (b"<?xml version='1.0'?><rows/>", "XML document"),
        (b'[{"id": 1, "name": "a"}]', "This is JSON"),
        (b'{"rows": []}', "This is JSON"),
        (b"%PDF-1.7\n%\xe2\xe3", "PDF document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100, "old kind (XLS)"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"BZh91AY&SY", "bzip2"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(256)), "no text and of no kind known here"),
        (gzip.compress(gzip.compress(b"id,name\n1,a\n")), "packed twice"),
        (gzip.compress(spreadsheet(["id", "name"], [1, "a"])), "packed twice"),
        (archive(rows="id,name\n1,a\n"), "ZIP archive and no spreadsheet"),
        (b"PK\x03\x04 and nothing more", "This spreadsheet is damaged"),
        (spreadsheet(["id", "name"], [1, "a"])[:-200], "This spreadsheet is damaged"),
        (archive(xl__workbook_xml="<workbook", xl__worksheets__a_xml="<row"), "This spreadsheet is damaged"),
        (archive(xl__workbook_xml="<workbook/>"), "This spreadsheet is damaged"),
        (spreadsheet(), "The first sheet is empty"),
        (b"a line of words\nand another\n", "one column only"),
        (b"\xff\xfe", "The file is empty"),
        ("<html><body>Sign in</body></html>".encode("utf-16"), "web page (HTML)"),
        (b'id,"name\n1,a\n2,b\n', "a quotation mark in the first line is never closed"),
        (b",,,\n,,,\n", "no names of columns"),
    ],
    # Packed files tell when they were packed: named by them, a test would be another one in each process.
    ids=lambda given: given if isinstance(given, str) else "file",
)
def test_file_that_is_no_table_is_refused_with_the_reason(tmp_path, content, said):
    path = tmp_path / "rows.csv"
    path.write_bytes(content)

    with pytest.raises(FileRefused, match=re.escape(said)):
        open_table(path)


def test_refusal_calls_the_file_as_its_user_does(tmp_path):
    path = tmp_path / "upload-7"
    path.write_bytes(b"")

    with pytest.raises(FileRefused, match=r"^GEDEvent\.csv: The file is empty\."):
        open_table(path, file_name="GEDEvent.csv")


def test_file_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(FileRefused, match=r"could not be opened: No such file"):
        open_table(tmp_path / "gone.csv")


def test_folder_is_refused(tmp_path):
    with pytest.raises(FileRefused, match=r"could not be opened: Is a directory"):
        open_table(tmp_path)


def test_data_where_the_header_should_be_are_refused(tmp_path):
    with pytest.raises(FileRefused, match=r"first line holds data \(“300380”\)"):
        read(tmp_path, "300380,SYR-2013,2013-01-03,35.763\n300381,SYR-2014,2013-01-04,35.1\n")


def test_one_name_of_a_column_may_be_a_number(tmp_path):
    assert read(tmp_path, "id,name,note,2010\n1,a,b,c\n") == [(1, ["1", "a", "b", "c"])]


def test_same_name_for_two_columns_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="names “best” more than once"):
        read(tmp_path, "id,best, best ,low\n1,2,3,4\n")


def test_columns_without_a_name_are_no_namesakes(tmp_path):
    assert read(tmp_path, ",id,\n0,1,2\n") == [(1, ["0", "1", "2"])]


def test_gzip_that_is_cut_short_is_refused_after_the_rows_before_the_cut(tmp_path):
    path = tmp_path / "rows.gz"
    lines = "".join(f"{number},{number * 7919 % 100_003}\n" for number in range(60_000))
    packed = gzip.compress(b"id,name\n" + lines.encode())
    path.write_bytes(packed[:-1_000])

    with open_table(path) as table:
        rows = table.rows()
        first = next(rows)
        with pytest.raises(FileRefused, match="The file is cut short"):
            list(rows)

    assert first == (1, ["0", "0"])


def test_gzip_that_is_cut_short_before_its_first_row_is_refused(tmp_path):
    path = tmp_path / "rows.gz"
    path.write_bytes(gzip.compress(b"id,name\n1,a\n")[:15])

    with pytest.raises(FileRefused, match="The file is cut short"):
        open_table(path)


def test_gzip_that_is_cut_short_among_its_first_rows_is_refused(tmp_path):
    path = tmp_path / "rows.gz"
    lines = "".join(f"{number},{number * 7919 % 100_003}\n" for number in range(15_000))
    path.write_bytes(gzip.compress(b"id,name\n" + lines.encode())[:-1_000])

    with pytest.raises(FileRefused, match="The file is cut short"):
        open_table(path)


def test_disk_that_cannot_be_read_is_named():
    refused = unreadable(OSError(errno.EIO, "Input/output error"))

    assert str(refused) == "The file could not be read: Input/output error."


def test_gzip_that_is_damaged_is_refused(tmp_path):
    packed = bytearray(gzip.compress(b"id,name\n1,a\n"))
    packed[12] ^= 0xFF
    path = tmp_path / "rows.gz"
    path.write_bytes(packed)

    with pytest.raises(FileRefused, match="The file is damaged"):
        everything_in(path)


def test_short_and_long_rows_say_how_many_cells_were_expected_and_found(tmp_path):
    found = read(tmp_path, "id,name,note\n1,a,b\n2,a\n3,a,b,c\n4,a,b\n")

    assert rows_in(found) == [(1, ["1", "a", "b"]), (4, ["4", "a", "b"])]
    short, long = faults_in(found)
    assert (short.row, long.row) == (2, 3)
    assert "too few cells: 3 are expected, as in the first line, and 2 were found" in short.reason
    assert "too many cells: 3 are expected, as in the first line, and 4 were found" in long.reason


def test_row_of_a_spreadsheet_with_cells_beyond_the_last_column_is_at_fault(tmp_path):
    found = read(tmp_path, spreadsheet(["id", "name"], [1, "a", None, "stray"], [2, "b"]))

    (fault,) = faults_in(found)
    assert (fault.row, fault.value) == (1, "stray")
    assert "2 are expected, as in the first row, and 4 were found" in fault.reason
    assert rows_in(found) == [(2, ["2", "b"])]


def test_nul_is_the_fault_of_its_row_alone(tmp_path):
    found = read(tmp_path, "id,name\n1,a\n2,a\0b\n3,c\n")

    (fault,) = faults_in(found)
    assert (fault.row, fault.column, fault.value) == (2, "name", "a␀b")
    assert rows_in(found) == [(1, ["1", "a"]), (3, ["3", "c"])]


def test_nul_in_a_row_of_the_wrong_width_is_told_without_it(tmp_path):
    (fault,) = read(tmp_path, "id,name\n1,a\0b,c\n")

    assert fault.value == "1,a␀b,c"


def test_nul_among_the_names_of_columns_is_refused(tmp_path):
    with pytest.raises(FileRefused, match="There is a NUL character in the first line"):
        read(tmp_path, "id,na\0me\n1,a\n")


def test_name_of_a_column_is_told_within_bounds(tmp_path):
    (fault,) = read(tmp_path, f"id,{'name' * 100}\u202e\n1,a\0\n")

    assert fault.column == f"{'name' * 25}"[:99] + "…"


@pytest.mark.parametrize("quote", ["", '"'])
def test_cell_is_bounded(tmp_path, quote):
    longest = "x" * CELL_LIMIT

    found = read(tmp_path, f"id,name\n1,{quote}{longest}{quote}\n2,{quote}{longest}x{quote}\n3,{quote}short{quote}\n")

    (fault,) = faults_in(found)
    assert (fault.row, fault.column) == (2, "name")
    assert "200,001 characters long; at most 200,000" in fault.reason
    assert [number for number, _cells in rows_in(found)] == [1, 3]


def test_cell_of_many_lines_that_is_too_long_is_the_fault_of_its_row_alone(tmp_path):
    words = "for the delegation\n" * 40_000

    found = read(tmp_path, f'{HEADER}\n{ROW}\n1,"{words}",3,4,5,6,7,8,9,10\n{ROW}\n')

    (fault,) = faults_in(found)
    assert (fault.row, fault.column) == (2, "c2")
    assert "760,000 characters" in fault.reason
    assert [number for number, _cells in rows_in(found)] == [1, 3]


def test_row_that_does_not_end_is_passed_over(tmp_path):
    found = read(tmp_path, f"id,name\n1,{'x' * (2 * ROW_LIMIT + 5)}\n2,b\n")

    (fault,) = faults_in(found)
    assert fault.row == 1
    assert "longer than 4,000,000 characters (line 2 of the file)" in fault.reason
    assert rows_in(found) == [(2, ["2", "b"])]


def test_gzip_of_one_endless_line_is_read_within_bounds(tmp_path):
    path = tmp_path / "bomb"
    with gzip.open(path, "wb") as packed:
        packed.write(b"id,name\n1,")
        for _block in range(40):
            packed.write(b"x" * 1_000_000)

    header, found = everything_in(path)

    assert header == ["id", "name"]
    assert [fault.row for fault in faults_in(found)] == [1]
