"""Spreadsheets as programs other than the usual ones write them, and as somebody may make them to do harm."""

import resource

import pytest

from records.imports.delimited import CELL_LIMIT
from records.imports.faults import FileRefused
from records.imports.table import open_table
from tests.records.imports.files import everything_in, faults_in, package, read, row, rows_in

HEADER = row("id", "name", "note")


def test_cells_need_not_say_where_they_stand(tmp_path):
    assert read(tmp_path, package(HEADER + row("1", "a", "b"))) == [(1, ["1", "a", "b"])]


def test_cells_and_rows_that_are_left_out_are_empty(tmp_path):
    third = '<row r="3"><c r="B3" s="1"/><c r="C3"><v>7</v></c></row>'
    tenth = '<row r="10"><c r="A10"><v>8</v></c></row>'

    assert read(tmp_path, package(f'{HEADER}{third}<row r="9"/>{tenth}')) == [(1, ["", "", "7"]), (2, ["8", "", ""])]


def test_texts_and_styles_may_be_missing(tmp_path):
    parts = '<Relationships><Relationship Id="a" Type="urn:x/worksheet" Target="worksheets/one.xml"/></Relationships>'

    found = read(tmp_path, package(HEADER + row("1", "a", "b"), **{"xl/_rels/workbook.xml.rels": parts}))

    assert found == [(1, ["1", "a", "b"])]


def test_elements_may_have_a_prefix(tmp_path):
    sheet = (HEADER + row("1", "a", "b")).replace("</", "</x:").replace("<", "<x:").replace("<x:/x:", "</x:")
    content = package("", **{"xl/worksheets/one.xml": f'<x:worksheet xmlns:x="urn:x">{sheet}</x:worksheet>'})

    assert read(tmp_path, content) == [(1, ["1", "a", "b"])]


def test_texts_in_several_styles_are_whole_and_reading_aids_left_out(tmp_path):
    texts = "<si><r><t>Qala</t></r><r><t>-e-Naw</t></r><rPh><t>kala</t></rPh></si><si><t/></si>"
    sheet = (
        f'{HEADER}<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>'
        '<c t="inlineStr"><is><r><t>He</t></r><r><t>rat</t></r><rPh><t>hirat</t></rPh></is></c></row>'
    )

    assert read(tmp_path, package(sheet, texts=texts)) == [(1, ["Qala-e-Naw", "", "Herat"])]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("<c><v>300380</v></c>", "300380"),
        ("<c><v>3.0038E5</v></c>", "300380"),
        ("<c><v>35.763369000000003</v></c>", "35.763369"),
        ("<c><v>-9.65</v></c>", "-9.65"),
        ('<c t="b"><v>1</v></c>', "True"),
        ('<c t="b"><v>0</v></c>', "False"),
        ('<c t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c t="str"><f>A1</f><v>worked out</v></c>', "worked out"),
        ('<c t="d"><v>2013-01-03</v></c>', "2013-01-03"),
        ('<c s="1"><v>41277</v></c>', "2013-01-03"),
        ('<c s="2"><v>41277.5</v></c>', "2013-01-03 12:00:00"),
        ('<c s="1"><v>0.5</v></c>', "12:00:00"),
        ('<c s="1"><v>99999999999</v></c>', "99999999999"),
        ('<c s="0"><v>41277</v></c>', "41277"),
    ],
)
def test_cell_is_the_text_of_what_it_shows(tmp_path, cell, text):
    styles = (
        '<numFmts><numFmt numFmtId="170" formatCode="dd\\ mmm\\ yyyy"/></numFmts><cellStyleXfs><xf numFmtId="14"/>'
        '</cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="170"/></cellXfs>'
    )

    assert read(tmp_path, package(f"{HEADER}<row>{cell}</row>", styles=styles)) == [(1, [text, "", ""])]


def test_days_may_be_counted_from_1904(tmp_path):
    content = package(
        f'{HEADER}<row><c s="0"><v>39815</v></c></row>',
        styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
        workbook='<workbookPr date1904="1"/><sheets><sheet name="Rows" r:id="a"/></sheets>',
    )

    assert read(tmp_path, content) == [(1, ["2013-01-03", "", ""])]


def test_cells_that_share_an_empty_text_are_blank(tmp_path):
    blank = '<c t="s"><v>0</v></c>'

    found = read(
        tmp_path, package(f"{HEADER}<row>{blank * 9}</row>{row('1')}<row>{blank * 9}</row>", texts="<si><t/></si>")
    )

    assert found == [(1, ["1", "", ""])]


def test_texts_are_found_again_however_many_there_are(tmp_path, monkeypatch):
    monkeypatch.setattr("records.imports.package.AT_HAND", 2)
    texts = "".join(f"<si><t>text {number}</t></si>" for number in range(5))
    cells = [f'<c t="s"><v>{number}</v></c>' for number in (0, 1, 0, 4, 3, 2, 0, 0, 4)]
    sheet = "".join(f"<row>{''.join(cells[at : at + 3])}</row>" for at in (0, 3, 6))

    found = read(tmp_path, package(HEADER + sheet, texts=texts))

    assert [cells for _number, cells in found] == [
        ["text 0", "text 1", "text 0"],
        ["text 4", "text 3", "text 2"],
        ["text 0", "text 0", "text 4"],
    ]


def test_sheet_that_is_damaged_further_on_is_refused_after_the_rows_before(tmp_path):
    path = tmp_path / "rows.xlsx"
    path.write_bytes(package(HEADER + row("1", "a", "b") * 5_000 + "<row></c>"))

    with open_table(path) as table:
        rows = table.rows()
        first = next(rows)
        with pytest.raises(FileRefused, match="This spreadsheet is damaged"):
            list(rows)

    assert first == (1, ["1", "a", "b"])


def test_texts_of_a_spreadsheet_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr("records.imports.package.TEXTS_LIMIT", 10)

    with pytest.raises(FileRefused, match="too much text"):
        read(tmp_path, package(HEADER, texts="<si><t>words</t></si>"))


def test_first_sheet_that_is_shown_is_read(tmp_path):
    path = tmp_path / "rows.xlsx"
    sheets = '<sheets><sheet name="Notes" r:id="a" state="hidden"/><sheet name="Rows" r:id="b"/></sheets>'
    path.write_bytes(package(HEADER, workbook=sheets))

    assert everything_in(path) == (["second", "sheet"], [])


@pytest.mark.parametrize(
    "content",
    [
        package(HEADER + '<row><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>'),
        package(HEADER + '<row><c r="7"><v>1</v></c></row>'),
        package(HEADER + '<row><c r="ZZZ2"><v>1</v></c></row>'),
        package(HEADER + '<row><c t="s"><v>0</v></c></row>'),
        package(HEADER + '<row><c t="s"><v>-1</v></c></row>', texts="<si><t>a</t></si>"),
        package(HEADER + '<row><c t="b"><v>perhaps</v></c></row>'),
        package(HEADER + "<row><c><v>words</v></c></row>"),
        package(HEADER + "<row><c><v>1</v>"),
        package(HEADER, before='<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'),
    ],
)
def test_sheet_that_contradicts_itself_is_refused(tmp_path, content):
    with pytest.raises(FileRefused, match="This spreadsheet is damaged"):
        read(tmp_path, content)


@pytest.mark.parametrize(
    "workbook",
    ['<sheets><sheet name="Chart" r:id="d"/></sheets>', "<sheets/>", '<sheets><sheet name="x" r:id="z"/></sheets>'],
)
def test_workbook_without_a_sheet_of_rows_is_refused(tmp_path, workbook):
    with pytest.raises(FileRefused, match="no sheet with rows"):
        read(tmp_path, package(HEADER, workbook=workbook))


@pytest.mark.parametrize("is_shared", [False, True])
def test_cell_is_bounded(tmp_path, is_shared):
    words = "x" * (CELL_LIMIT + 5)
    long = '<row><c><v>1</v></c><c t="s"><v>0</v></c></row>' if is_shared else row("1", words)

    found = read(tmp_path, package(HEADER + long + row("2", "b", "c"), texts=f"<si><t>{words}</t></si>"))

    (fault,) = faults_in(found)
    assert (fault.row, fault.column) == (1, "name")
    assert "longer than 200,000 characters" in fault.reason
    assert rows_in(found) == [(2, ["2", "b", "c"])]


def test_row_that_asks_for_one_long_text_over_and_over_is_bounded(tmp_path):
    header = row(*(f"c{at}" for at in range(3_000)))
    cell = '<c t="s"><v>0</v></c>'
    asking = f"<row>{cell * 3_000}</row>"
    content = package(header + asking, texts=f"<si><t>{'x' * CELL_LIMIT}</t></si>")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    (fault,) = read(tmp_path, content)

    assert fault.row == 1
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000


def test_text_that_says_what_the_parts_are_is_bounded(tmp_path):
    with pytest.raises(FileRefused, match="too much text"):
        read(tmp_path, package(HEADER, styles=" " * 20_000_001))


def test_progress_stays_within_the_sheet(tmp_path):
    path = tmp_path / "rows.xlsx"
    path.write_bytes(package(HEADER + row("1", "a", "b") * 1_000))

    with open_table(path) as table:
        begun = table.progress
        list(table.rows())
        done, in_all = table.progress

    assert 0 <= begun[0] <= done <= in_all
