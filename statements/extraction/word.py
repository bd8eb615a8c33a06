"""The text of a Word document (DOCX): its paragraphs and the cells of its tables, in order.

Changes that were tracked are taken as accepted. Headers, footers, notes and comments are left out; notes are counted.
"""

import io
from collections import Counter

import docx
from docx.oxml.ns import qn
from lxml import etree

from records.text import VERBATIM_LENGTH
from statements.extraction.numbering import Numbering
from statements.extraction.refusals import Refused
from statements.extraction.unpacked import count_archive

# What stands for a character, and what holds text that is not of the document as it reads now.
CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "\u2011"}
BOX = qn("w:txbxContent")
# Word writes a drawing twice, the second time for programs that do not know the first way.
COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
NOT_READ = {*map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:tblPr", "w:sdtPr")), BOX, COPY}
NOTES = {qn("w:footnoteReference"), qn("w:endnoteReference")}
TRACKED = {qn(name) for name in ("w:ins", "w:del", "w:moveTo", "w:moveFrom")}


class Reader:
    """Reads the body of one document; `counts` says how many notes, tracked changes and numbers of lists there were."""

    def __init__(self, document):
        self.counts = Counter()
        self.numbering = Numbering(document)
        self.length = 0
        self.blocks = []
        self.read(document.element.body)

    @property
    def text(self):
        return "\n".join(self.blocks)

    def read(self, element):
        """Take the paragraphs below `element`, in order, a row of a table as one line."""
        for child in element:
            if child.tag in NOT_READ:
                self.counts["tracked"] += child.tag in TRACKED
            elif child.tag == qn("w:p"):
                self.take(self.paragraph(child))
            elif child.tag == qn("w:tr"):
                cells = (cell for cell in child.iter(qn("w:tc")) if above(cell, qn("w:tr")) is child)
                self.take("\t".join(map(self.cell, cells)))
            else:
                self.counts["tracked"] += child.tag in TRACKED
                self.read(child)

    def take(self, block):
        self.length += len(block) + 1
        if self.length > VERBATIM_LENGTH:
            raise Refused("too_long", most=f"{VERBATIM_LENGTH:,}")
        self.blocks.append(block)

    def cell(self, cell):
        """The paragraphs of a cell, as its part of a line; those of a table within it as well."""
        inside = (one for one in cell.iter(qn("w:p")) if above(one, BOX) is above(cell, BOX))
        return " ".join(filter(None, (self.paragraph(one).strip() for one in inside)))

    def paragraph(self, paragraph):
        """The text of a paragraph after the number that Word puts before it; then that of the text boxes in it."""
        number = self.numbering.number_of(paragraph)
        text = "".join(self.pieces(paragraph))
        if number and text.strip():
            self.counts["numbered"] += 1
            text = f"{number} {text}"
        boxes = [one for one in paragraph.iter(BOX) if above(one, BOX) is above(paragraph, BOX)]
        boxes = [one for one in boxes if above(one, COPY) is None]
        inside = [self.paragraph(one) for box in boxes for one in box.iter(qn("w:p")) if above(one, BOX) is box]
        return "\n".join([text, *inside])

    def pieces(self, element):
        """Yield the words below `element`."""
        for child in element:
            self.counts["tracked"] += child.tag in TRACKED
            self.counts["notes"] += child.tag in NOTES
            if child.tag == qn("w:t"):
                yield child.text or ""
            elif child.tag in CHARACTERS:
                yield CHARACTERS[child.tag]
            elif child.tag not in NOT_READ:
                yield from self.pieces(child)


def above(element, tag):
    """The nearest element of `tag` that `element` stands in; None where there is none."""
    return next(element.iterancestors(tag), None)


def text_of(data):
    """(text, counts) of a DOCX; Refused for one that is damaged or holds no text."""
    count_archive(data)
    try:
        document = docx.Document(io.BytesIO(data))
    except ValueError:
        # It says of its own main part that it is of another kind.
        raise Refused("macros") from None
    except (KeyError, AttributeError, etree.XMLSyntaxError, docx.opc.exceptions.PackageNotFoundError):
        raise Refused("damaged") from None
    reader = Reader(document)
    if not reader.text.strip():
        raise Refused("no_text")
    return reader.text, reader.counts
