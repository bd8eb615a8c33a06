"""The parts of a spreadsheet file (XLSX, ECMA-376): what it is made of, read piece by piece.

A spreadsheet that is unpacked whole can be a hundred times as large as its file. Here its XML is never held: parts are read
in pieces, and the texts that its cells share lie in a file of their own until a row asks for one.
"""

import re
import tempfile
from array import array
from posixpath import join, normpath
from xml.parsers import expat

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from records.imports.delimited import CELL_LIMIT
from records.imports.faults import FileRefused
from records.imports.opening import CHUNK

DAMAGED = "This spreadsheet is damaged and cannot be read. Download it again, or save its sheet as CSV."
TOO_LARGE = "This spreadsheet holds too much text to be read. Save its sheet as CSV, and import that."
NO_SHEET = "This spreadsheet has no sheet with rows. Save the right sheet, and import it."

WORKBOOK = "xl/workbook.xml"
# Bytes of XML, in the parts that say what the others are; in the texts of cells, which are kept on the disk meanwhile.
SMALL_PART, TEXTS_LIMIT = 20_000_000, 2_000_000_000
# Of the texts that were asked for, so many are kept at hand, when they are no longer than that.
AT_HAND, SHORT = 20_000, 500

# How XML writes characters that it cannot hold as they are.
ESCAPED = re.compile(r"_x(000[9ADad])_")


def parse(package, name, *, start, end=None, text=None):
    """Read the XML part `name` of the ZipFile `package` and call the handlers; yield after each piece of it.

    `start` takes the name of an element, without its prefix, and its attributes; `end` its name; `text` what stands in it.
    """
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = lambda tag, attributes: start(tag.rpartition(":")[2], attributes)
    if end:
        parser.EndElementHandler = lambda tag: end(tag.rpartition(":")[2])
    if text:
        parser.CharacterDataHandler = text
    # No spreadsheet declares entities. Those that grow when they are read would.
    parser.EntityDeclHandler = refuse_entities
    with package.open(name) as part:
        while piece := part.read(CHUNK):
            parser.Parse(piece, False)
            yield
    parser.Parse(b"", True)
    yield


def refuse_entities(*_declaration):
    raise FileRefused(DAMAGED)


def read_small(package, name, start):
    """Call `start` for each element of a part that says what the others are."""
    if package.getinfo(name).file_size > SMALL_PART:
        raise FileRefused(TOO_LARGE)
    for _piece in parse(package, name, start=start):
        pass


class Workbook:
    """What a spreadsheet says of itself: where its first sheet, its texts and its styles are; how it counts days."""

    def __init__(self, package):
        self.package = package
        self.sheets, self.parts = [], {}
        self.counts_from_1904 = False
        read_small(package, WORKBOOK, self.note_sheet)
        read_small(package, "xl/_rels/workbook.xml.rels", self.note_part)
        shown = [key for key, state in self.sheets if state == "visible"] or [key for key, _state in self.sheets]
        self.sheet = next((self.parts[key][1] for key in shown if self.kind_of(key) == "worksheet"), None)
        if self.sheet is None:
            raise FileRefused(NO_SHEET)

    def note_sheet(self, tag, attributes):
        if tag == "sheet":
            key = next((value for name, value in attributes.items() if name.rpartition(":")[2] == "id"), "")
            self.sheets.append((key, attributes.get("state", "visible")))
        elif tag == "workbookPr":
            self.counts_from_1904 = attributes.get("date1904", "0") in ("1", "true")

    def note_part(self, tag, attributes):
        if tag == "Relationship":
            target = attributes["Target"]
            path = target.removeprefix("/") if target.startswith("/") else normpath(join("xl", target))
            self.parts[attributes["Id"]] = (attributes["Type"].rpartition("/")[2], path)

    def kind_of(self, key):
        return self.parts.get(key, ("", ""))[0]

    def part(self, kind):
        """The name of the part of this `kind`, or None."""
        return next((path for found, path in self.parts.values() if found == kind), None)

    def date_styles(self):
        """The numbers, as text, of the styles that show a number as a date."""
        formats, styles, within = dict(BUILTIN_FORMATS), [], [""]

        def start(tag, attributes):
            if tag == "numFmt":
                formats[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
            elif tag in ("cellXfs", "cellStyleXfs", "dxfs"):
                within[0] = tag
            elif tag == "xf" and within[0] == "cellXfs":
                styles.append(int(attributes.get("numFmtId", 0)))

        if name := self.part("styles"):
            read_small(self.package, name, start)
        return frozenset(str(at) for at, number in enumerate(styles) if is_date_format(formats.get(number, "")))


class Texts:
    """The texts that cells share, by number. They lie in a file of their own, which is gone when it is closed."""

    def __init__(self):
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the table
        self.ends = array("Q", [0])
        self.at_hand = {}
        self.pieces, self.length = [], 0
        self.is_text = self.is_reading_aid = False

    def read(self, package, name):
        if package.getinfo(name).file_size > TEXTS_LIMIT:
            raise FileRefused(TOO_LARGE)
        for _piece in parse(package, name, start=self.start, end=self.end, text=self.text):
            pass

    def start(self, tag, _attributes):
        if tag == "t":
            self.is_text = not self.is_reading_aid
        elif tag == "rPh":
            # How the text is pronounced, which is no part of it.
            self.is_reading_aid = True

    def text(self, data):
        if self.is_text and self.length <= CELL_LIMIT:
            self.pieces.append(data)
            self.length += len(data)

    def end(self, tag):
        if tag == "t":
            self.is_text = False
        elif tag == "rPh":
            self.is_reading_aid = False
        elif tag == "si":
            kept = "".join(self.pieces)[: CELL_LIMIT + 1].encode()
            self.file.write(kept)
            self.ends.append(self.ends[-1] + len(kept))
            self.pieces, self.length = [], 0

    def __getitem__(self, number):
        text = self.at_hand.get(number)
        if text is None:
            if number < 0:
                raise FileRefused(DAMAGED)
            begin, end = self.ends[number], self.ends[number + 1]
            self.file.seek(begin)
            text = unescaped(self.file.read(end - begin).decode())
            if len(text) <= SHORT:
                if len(self.at_hand) >= AT_HAND:
                    self.at_hand.clear()
                self.at_hand[number] = text
        return text

    def close(self):
        self.file.close()


def unescaped(text):
    """`text` with the line breaks and tabs that XML could not hold as they are."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x000" in text else text
