"""What runs along every page: title, level, moment, and the number of the page, stamped on when the pages are known.

It is marked as an artifact, which screen readers leave out: nobody wants to hear the title 93 times.
"""

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Operator, String

# What the page of numerals holds, in this order (templates/briefs/document/frame.html).
NUMERALS = "0123456789/"
BEGIN = b"/Artifact <</Type /Pagination>> BDC q\n"
END = b"\nQ EMC"


@dataclass(frozen=True)
class Face:
    """How numbers are written: with which font (a PDF object), how large, in what colour, with which glyphs."""

    font: pikepdf.Object
    size: float
    colour: bytes
    codes: dict[str, bytes]
    widths: dict[str, float]  # points
    rise: float  # points from the lower edge of its place to the line it stands on

    def width(self, text):
        return sum(self.widths[letter] for letter in text)


def face_of(page):
    """The Face of the page of numerals, as WeasyPrint drew it."""
    drawn, colour, scale = b"", b"0 g", 0.75
    for operands, operator in pikepdf.parse_content_stream(page):
        if operator == Operator("rg"):
            colour = " ".join(str(one) for one in operands).encode() + b" rg"
        elif operator == Operator("Tf"):
            name, size = operands
        elif operator == Operator("Tm"):
            line = float(operands[5])
        elif operator == Operator("TJ"):
            drawn += b"".join(bytes(part) for part in operands[0] if isinstance(part, String))
    font = page.Resources.Font[str(name)]
    codes = {letter: drawn[2 * place : 2 * place + 2] for place, letter in enumerate(NUMERALS)}
    size = float(size) * scale
    known = widths_of(font.DescendantFonts[0].W)
    widths = {letter: known[int.from_bytes(code, "big")] * size / 1000 for letter, code in codes.items()}
    # Down the page in CSS pixels there, up the page in points here.
    base = float(page.MediaBox[3]) - line * scale
    return Face(font, size, colour, codes, widths, base - float(place_of(page)[1]))


def widths_of(array):
    """{glyph: width} of the array W of a font, in thousandths of its size."""
    found = {}
    for first, run in zip(array[::2], array[1::2], strict=True):
        found |= {int(first) + place: float(width) for place, width in enumerate(run)}
    return found


def place_of(page):
    """(left, bottom, right, top) in points of the one link on a page of the frame: where the number goes."""
    left, one, right, other = map(float, page.Annots[0].Rect)
    return left, min(one, other), right, max(one, other)


class Running:
    """The running lines of a brief in `pdf`: one drawing for each sheet, shared by its pages."""

    def __init__(self, pdf, frame, sheets, *, is_leftward):
        """`frame` is the opened PDF of the frame: a page for each of `sheets`, then the page of numerals."""
        *pages, numerals = frame.pages
        self.pdf, self.is_leftward = pdf, is_leftward
        self.face = face_of(numerals)
        self.font = pdf.copy_foreign(self.face.font)
        self.lines = {}
        for sheet, page in zip(sheets, pages, strict=True):
            drawing = pdf.copy_foreign(page.as_form_xobject())
            self.lines[sheet] = (drawing, place_of(page))
        self.before = pdf.make_stream(b"q\n")

    def stamp(self, page, sheet, number, total):
        """Write the lines of `sheet`, and that this is page `number` of `total`, onto a page."""
        drawing, place = self.lines[sheet]
        resources = page.Resources
        # Pages of a chapter share their resources, and yet may lie on different sheets.
        name = f"/Running-{sheet}"
        resources.XObject[name] = drawing
        resources.Font.Running = self.font
        text = f"{total}/{number}" if self.is_leftward else f"{number}/{total}"
        after = b"\nQ\n" + BEGIN + name.encode() + b" Do\n" + self.written(text, place) + END
        page.Contents = Array([self.before, page.Contents, self.pdf.make_stream(after)])

    def written(self, text, place):
        """The operators that write `text` at `place`, to the edge where lines of this direction end."""
        left, bottom, right, _top = place
        gap = self.face.size * 0.25
        x = left if self.is_leftward else right - self.face.width(text) - 2 * gap
        runs = {"/": (gap, gap)}
        parts = []
        for letter in text:
            before, after = runs.get(letter, (0, 0))
            space = 1000 / self.face.size
            parts.append(f"{-before * space:.1f} <{self.face.codes[letter].hex()}> {-after * space:.1f}")
        return (
            self.face.colour
            + f" BT /Running {self.face.size:.3f} Tf {x:.2f} {bottom + self.face.rise:.2f} Td ".encode()
            + f"[{' '.join(parts)}] TJ ET".encode()
        )
