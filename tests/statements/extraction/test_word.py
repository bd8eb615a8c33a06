"""Word documents: paragraphs and tables in order, with the numbers that Word only shows."""

import io
import zipfile

import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from statements.extraction import word
from statements.extraction.child import read
from statements.extraction.numbering import STYLES
from statements.extraction.refusals import Refused
from tests.statements.extraction import files

MARKUP = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)


def text_of(data):
    return read(data)["pages"][0][0]


def refusal(data):
    with pytest.raises(Refused) as refused:
        read(data)
    return refused.value.name


def with_body(*paragraphs):
    """A DOCX whose paragraphs are given as XML."""

    def change(document):
        body = document.element.body
        for xml in paragraphs:
            body.insert(len(body) - 1, parse_xml(xml.replace("<w:p>", f"<w:p {nsdecls('w')} {MARKUP}>", 1)))

    return files.word(change=change)


def run(text):
    return f"<w:r><w:t>{text}</w:t></w:r>"


def test_paragraphs_and_tables_are_read_in_order():
    def change(document):
        table = document.add_table(2, 2)
        for cell, words in zip(table._cells, ("Point", "Words", "1", "Both sides agree."), strict=True):
            cell.text = words
        table.cell(1, 1).add_table(1, 1).cell(0, 0).text = "Inside."
        document.add_paragraph("Tehran, 8 July 2021")

    data = files.word("Joint statement", change=change)

    assert text_of(data) == "Joint statement\nPoint\tWords\n1\tBoth sides agree. Inside.\nTehran, 8 July 2021"


def test_breaks_and_hyphens_are_read_and_what_was_deleted_is_not():
    data = with_body(
        "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t><w:noBreakHyphen/><w:t>four</w:t></w:r></w:p>",
        f"<w:p>{run('Both ')}<w:del><w:r><w:delText>parties</w:delText></w:r></w:del><w:ins>{run('sides')}</w:ins></w:p>",
    )

    told = read(data)

    assert told["pages"][0][0] == "One\ttwo\nthree\u2011four\nBoth sides"
    assert told["facts"]["tracked"] == 2


def test_a_paragraph_that_was_moved_or_stands_in_a_control_is_read_once():
    data = files.word(
        change=lambda document: document.element.body.insert(
            0,
            parse_xml(
                f"<w:sdt {nsdecls('w')}><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent><w:p>{run('One')}</w:p>"
                f"<w:moveFrom><w:p>{run('Gone')}</w:p></w:moveFrom><w:ins><w:p>{run('Two')}</w:p></w:ins></w:sdtContent></w:sdt>"
            ),
        )
    )

    told = read(data)

    assert (told["pages"][0][0], told["facts"]["tracked"]) == ("One\nTwo", 2)


def test_footnotes_are_left_out_and_counted():
    told = read(with_body(f"<w:p>{run('Both sides')}<w:r><w:footnoteReference w:id='1'/></w:r>{run(' agree.')}</w:p>"))

    assert (told["pages"][0][0], told["facts"]["notes"]) == ("Both sides agree.", 1)


def test_text_boxes_are_read_after_their_paragraph_and_not_twice():
    box = f"<w:txbxContent><w:p>{run('In the box')}</w:p></w:txbxContent>"
    data = with_body(
        f"<w:p>{run('Before')}<w:r><mc:AlternateContent><mc:Choice Requires='wps'><wps:txbx>{box}</wps:txbx></mc:Choice>"
        f"<mc:Fallback><wps:txbx>{box}</wps:txbx></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )

    assert text_of(data) == "Before\nIn the box"


def test_the_numbers_of_lists_are_worked_out():
    def change(document):
        for words, style in (
            ("Preamble", "Normal"),
            ("Both sides agree.", "List Number"),
            ("They thank the host.", "List Number"),
            ("Houses", "List Bullet"),
            ("", "List Number"),
            ("They go on.", "List Number"),
        ):
            document.add_paragraph(words, style)

    told = read(files.word(change=change))

    assert told["pages"][0][0].split("\n")[:4] == [
        "Preamble",
        "1. Both sides agree.",
        "2. They thank the host.",
        "• Houses",
    ]
    assert told["facts"]["numbered"] == 4


LEVELS = """
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="Article %1"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="x"/><w:numFmt w:val="lowerRoman"/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
<w:lvl w:ilvl="3"><w:lvlText w:val="%4.%9"/></w:lvl>
"""


def of_lists(*levels):
    """A DOCX of paragraphs on these (list, level)s: list 71 and 72, which begins anew at 5, share their rules."""

    def change(document):
        numbering = document.part.numbering_part.element
        numbering.insert(0, parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="70">{LEVELS}</w:abstractNum>'))
        for key, override in (
            (71, ""),
            (72, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride><w:lvlOverride w:ilvl="1"/>'),
        ):
            numbering.append(
                parse_xml(f'<w:num {nsdecls("w")} w:numId="{key}"><w:abstractNumId w:val="70"/>{override}</w:num>')
            )
        for key, level in levels:
            paragraph = document.add_paragraph("text")
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{key}"/></w:numPr>')
            )

    return files.word(change=change)


def test_levels_count_below_each_other_and_a_list_may_begin_anew():
    data = of_lists((71, 0), (71, 1), (71, 1), (71, 2), (71, 0), (71, 1), (72, 0), (72, 0), (71, 3), (71, 8), (99, 0))

    assert [line.removesuffix("text").strip() for line in text_of(data).split("\n")] == [
        *("Article 1", "(a)", "(b)", "1.b.i", "Article 2", "(a)", "Article 5", "Article 6", "1.1", "", ""),
    ]


@pytest.mark.parametrize(
    ("style", "number", "told"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 3, "03"),
        ("lowerLetter", 27, "aa"),
        ("upperLetter", 2, "B"),
        ("lowerRoman", 1994, "mcmxciv"),
        ("upperRoman", 4, "IV"),
        ("lowerRoman", 0, "0"),
        ("lowerLetter", 0, "0"),
        ("russianLower", 3, "в"),
        ("russianUpper", 1, "А"),
        ("arabicAlpha", 3, "ت"),
        ("arabicAbjad", 3, "ج"),
        ("hindiNumbers", 12, "١٢"),
        ("none", 1, ""),
    ],
)
def test_numbers_are_written_in_the_style_of_their_list(style, number, told):
    assert STYLES[style](number) == told


def test_a_style_that_is_based_on_itself_has_no_number():
    def change(document):
        style = document.add_paragraph("Both sides agree.", "Body Text").style.element
        style.find(qn("w:basedOn")).set(qn("w:val"), style.get(qn("w:styleId")))

    assert text_of(files.word(change=change)) == "Both sides agree."


def test_a_document_without_lists_need_not_tell_of_them():
    def change(document):
        part = document.part
        for key in [key for key, rel in part.rels.items() if rel.reltype.endswith("/numbering")]:
            del part.rels[key]

    assert text_of(files.word("Both sides agree.", change=change)) == "Both sides agree."


def test_a_document_without_text_is_refused():
    assert refusal(files.word("", " ")) == "no_text"


@pytest.mark.parametrize("content", [None, "<w:document", "x" * 40])
def test_a_damaged_document_is_refused(content):
    data = files.word("x")
    name = "word/document.xml" if content else "[Content_Types].xml"
    data = files.replaced_part(data, name, content or "<Types/>")

    assert refusal(data) == "damaged"


def test_a_template_and_a_document_with_macros_are_refused():
    data, name = files.word("x"), "[Content_Types].xml"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        types = archive.read(name)
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    ordinary = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"

    assert refusal(files.replaced_part(data, name, types.replace(ordinary, macros))) == "macros"


def test_a_document_of_too_long_a_text_is_refused(monkeypatch):
    monkeypatch.setattr(word, "VERBATIM_LENGTH", 10)

    assert refusal(files.word("Both sides", "agree")) == "too_long"
