"""Small files of rows for the tests of reading them."""

import zipfile
from io import BytesIO

import openpyxl

from records.imports.faults import RowFault
from records.imports.table import open_table


def everything_in(path):
    """(the header, what `rows` yields) of the file at `path`."""
    with open_table(path) as table:
        return table.header, list(table.rows())


def read(tmp_path, content):
    """What `rows` yields for a file with this `content`, bytes or text."""
    path = tmp_path / "rows"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return everything_in(path)[1]


def faults_in(found):
    return [one for one in found if isinstance(one, RowFault)]


def rows_in(found):
    return [one for one in found if not isinstance(one, RowFault)]


def spreadsheet(*rows):
    """The bytes of an XLSX file whose first sheet has these rows."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Read me").append(["Not", "rows"])
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()


NAMESPACES = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="urn:r"'


def package(
    sheet, *, texts="", styles="", workbook='<sheets><sheet name="Rows" r:id="a"/></sheets>', before="", **parts
):
    """The bytes of an XLSX file written by hand: the XML inside its parts; `before` stands before that of the sheet."""
    contents = {
        "xl/workbook.xml": f"<workbook {NAMESPACES}>{workbook}</workbook>",
        "xl/_rels/workbook.xml.rels": "<Relationships>"
        '<Relationship Id="a" Type="urn:x/worksheet" Target="worksheets/one.xml"/>'
        '<Relationship Id="b" Type="urn:x/worksheet" Target="/xl/worksheets/two.xml"/>'
        '<Relationship Id="c" Type="urn:x/sharedStrings" Target="texts.xml"/>'
        '<Relationship Id="d" Type="urn:x/styles" Target="styles.xml"/></Relationships>',
        "xl/worksheets/one.xml": f"{before}<worksheet {NAMESPACES}><sheetData>{sheet}</sheetData></worksheet>",
        "xl/worksheets/two.xml": f"<worksheet {NAMESPACES}><sheetData>{row('second', 'sheet')}</sheetData></worksheet>",
        "xl/texts.xml": f"<sst {NAMESPACES}>{texts}</sst>",
        "xl/styles.xml": f"<styleSheet {NAMESPACES}>{styles}</styleSheet>",
        **parts,
    }
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in contents.items():
            file.writestr(name, content)
    return kept.getvalue()


def row(*texts):
    """A row of a sheet in XML, of cells that hold their own text and do not say where they stand."""
    cells = (f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f"<row>{''.join(cells)}</row>"
