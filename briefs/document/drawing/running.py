"""What runs along every page: title, level, moment, and the number of the page, stamped on when the pages are known.

It is marked as an artifact, which screen readers leave out: nobody wants to hear the title 93 times.
"""

from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Operator, String

BEGIN = b"/Artifact <</Type /Pagination>> BDC q\n"
END = b"\nQ EMC"
# CSS pixels to points.
SCALE = 0.75


@dataclass(frozen=True)
class Glyph:
    """How one letter is written: in which of the fonts, with which code, how wide (points)."""

    font: str
    code: str  # hexadecimal
    width: float


@dataclass(frozen=True)
class Hand:
    """How numbers are written: the fonts (PDF objects) by name, how large, in what colour, the Glyphs by letter."""

    fonts: dict[str, pikepdf.Object]
    size: float
    colour: bytes
    glyphs: dict[str, Glyph]
    rise: float  # points from the lower edge of its place to the line it stands on

    def width(self, text):
        return sum(self.glyphs[letter].width for letter in text)


def hand_of(page, letters):
    """The Hand of the page of numerals, on which WeasyPrint drew `letters` (in whatever digits) in this order."""
    colour, drawn = b"0 g", []
    for operands, operator in pikepdf.parse_content_stream(page):
        if operator == Operator("rg"):
            colour = " ".join(str(one) for one in operands).encode() + b" rg"
        elif operator == Operator("Tf"):
            name, size = str(operands[0]), float(operands[1]) * SCALE
        elif operator == Operator("Tm"):
            line = float(operands[5])
        elif operator == Operator("TJ"):
            codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, String))
            drawn += [(name, codes[place : place + 2]) for place in range(0, len(codes), 2)]
    fonts = {name: page.Resources.Font[name] for name, _code in drawn}
    widths = {name: widths_of(font.DescendantFonts[0].W) for name, font in fonts.items()}
    glyphs = {
        letter: Glyph(name, code.hex(), widths[name][int.from_bytes(code, "big")] * size / 1000)
        for letter, (name, code) in zip(letters, drawn, strict=True)
    }
    # Down the page in CSS pixels there, up the page in points here.
    base = float(page.MediaBox[3]) - line * SCALE
    return Hand(fonts, size, colour, glyphs, base - place_of(page)[1])


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

    def __init__(self, pdf, frame, sheets, letters, *, is_leftward):
        """`frame` is the opened PDF of the frame: a page for each of `sheets`, then the page of numerals."""
        *pages, numerals = frame.pages
        self.pdf, self.is_leftward = pdf, is_leftward
        self.hand = hand_of(numerals, letters)
        self.fonts = {f"/Running{name[1:]}": pdf.copy_foreign(font) for name, font in self.hand.fonts.items()}
        self.lines = {
            sheet: (f"/Running{count}", pdf.copy_foreign(page.as_form_xobject()), place_of(page))
            for count, (sheet, page) in enumerate(zip(sheets, pages, strict=True))
        }
        self.before = pdf.make_stream(b"q\n")

    def stamp(self, page, sheet, number, total):
        """Write the lines of `sheet`, and that this is page `number` of `total`, onto a page."""
        called, drawing, place = self.lines[sheet]
        page.Resources.XObject[called] = drawing
        for name, font in self.fonts.items():
            page.Resources.Font[name] = font
        lines = f"{called} Do\n".encode() + self.written(number, total, place)
        page.Contents = Array([self.before, page.Contents, self.pdf.make_stream(b"\nQ\n" + BEGIN + lines + END)])

    def written(self, number, total, place):
        """The operators that write both numbers at `place`, up to the edge where lines of this direction end."""
        left, bottom, right, _top = place
        first, second = (total, number) if self.is_leftward else (number, total)
        text, gap = f"{first}/{second}", self.hand.size * 0.25
        x = left if self.is_leftward else right - self.hand.width(text) - 2 * gap
        y = bottom + self.hand.rise
        said = []
        for letter in text:
            glyph = self.hand.glyphs[letter]
            x += gap * (letter == "/")
            said.append(
                f"/Running{glyph.font[1:]} {self.hand.size:.3f} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm <{glyph.code}> Tj"
            )
            x += glyph.width + gap * (letter == "/")
        return self.hand.colour + b" BT " + " ".join(said).encode() + b" ET"
