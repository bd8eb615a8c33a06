"""The tags of a PDF, walked as a screen reader walks them."""

import re
from dataclasses import dataclass, field

import pikepdf

MARKED = re.compile(rb"/(\w+)\s*<<([^>]*)>>\s*BDC|/(\w+)\s+BMC|\bBDC\b|\bEMC\b")


@dataclass
class Tag:
    """One element of the tree: its kind ("P"), its dictionary, what is in it; `marks` are pairs (page, number)."""

    kind: str
    entry: pikepdf.Object
    inside: list = field(default_factory=list)
    marks: list = field(default_factory=list)
    objects: list = field(default_factory=list)

    def walk(self):
        """This tag and all in it, in reading order."""
        yield self
        for one in self.inside:
            yield from one.walk()

    def all(self, *kinds):
        return [tag for tag in self.walk() if tag.kind in kinds]

    def text(self, words):
        """What is read out: `words` maps (page, number) to text."""
        return " ".join("".join(words.get(mark, "") for tag in self.walk() for mark in tag.marks).split())


def tree(pdf):
    """The Tag of the whole document."""
    (top,) = pdf.Root.StructTreeRoot.K
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return tag_of(top, pages, None)


def tag_of(entry, pages, page):
    page = pages[entry.Pg.objgen] if "/Pg" in entry else page
    tag = Tag(str(entry.S)[1:], entry)
    for kid in entry.get("/K", ()):
        if isinstance(kid, int):
            tag.marks.append((page, kid))
        elif kid.get("/Type") == "/OBJR":
            tag.objects.append(kid.Obj)
        else:
            tag.inside.append(tag_of(kid, pages, page))
    return tag


def marks_on(page):
    """The numbers of the marked contents of a page, as often as they stand there."""
    return [int(number) for number in re.findall(rb"/MCID\s+(\d+)", whole(page))]


def unmarked(page):
    """The operators that draw something outside any marked content of a page."""
    drawn, depth = [], 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        depth += (name in ("BDC", "BMC")) - (name == "EMC")
        if depth == 0 and name in ("Tj", "TJ", "Do", "f", "f*", "S", "s", "B", "B*", "sh"):
            drawn.append((name, operands))
    return drawn


def whole(page):
    """The content of a page as bytes."""
    parts = page.Contents if isinstance(page.Contents, pikepdf.Array) else [page.Contents]
    return b"\n".join(part.read_bytes() for part in parts)


def words_of(pdf):
    """{(page, number): text} of all marked content, decoded by the fonts of the pages."""
    found = {}
    for number, page in enumerate(pdf.pages):
        maps = {name: letters_of(font) for name, font in page.Resources.Font.items()}
        mark, font = None, None
        for operands, operator in pikepdf.parse_content_stream(page):
            name = str(operator)
            if name == "BDC":
                mark = int(operands[1].MCID) if "/MCID" in operands[1] else None
            elif name == "EMC":
                mark = None
            elif name == "Tf":
                font = maps[str(operands[0])]
            elif name == "TJ" and mark is not None:
                codes = b"".join(bytes(part) for part in operands[0] if isinstance(part, pikepdf.String))
                text = "".join(font.get(codes[place : place + 2], "") for place in range(0, len(codes), 2))
                found[number, mark] = found.get((number, mark), "") + text
    return found


def letters_of(font):
    """{two bytes: text} as the font says how it is read."""
    told = font.ToUnicode.read_bytes().decode()
    pairs = re.findall(r"<([0-9a-fA-F]{4})> <([0-9a-fA-F]*)>", told)
    return {bytes.fromhex(code): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}
