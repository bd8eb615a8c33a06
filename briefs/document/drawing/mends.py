"""What WeasyPrint 70 does not do, done on its tags and on what it is about to write. Loaded with `render.py` alone."""

import re

import pydyf
from weasyprint.formatting_structure import boxes
from weasyprint.pdf import fonts, tags
from weasyprint.pdf.stream import Stream

# A link to a place in the brief, in whatever chapter it stands.
WITHIN = "parley:#"
SCOPES = {"row": "/Row", "rowgroup": "/Row", "col": "/Column", "colgroup": "/Column"}
# A type of C that is written with a number of elements.
COUNTED = re.compile(r"\[\d+\]$")


class Types:
    """The ffi of the fonts. It parses no type for each length of a list of glyphs: that took a tenth of all time."""

    def __init__(self, ffi):
        self.ffi = ffi

    def __getattr__(self, name):
        return getattr(self.ffi, name)

    def new(self, kind, *given):
        return self.ffi.new(COUNTED.sub("[]", kind) if given else kind, *given)


fonts.ffi = Types(fonts.ffi)


def mended(build):
    """`build`, which turns a box into its tags, mended in four places that a screen reader needs.

    Each tag says its language, each header cell whether it heads a row or a column, each link what it is called. What runs
    in the margins is not tagged, but marked as an artifact: WeasyPrint tags it and then leaves the tags out of the tree. So
    is what the page hides from screen readers, which WeasyPrint reads out.
    """

    def build_mended(box, parent, pdf, page, numbers, annotations, marked):
        if is_for_the_eye_alone(box):
            for part in (part for part in whole(box) if part in marked):
                number = marked.pop(part)["mcid"]
                # The numbers that follow keep their places in the list.
                numbers[number] = "null"
                vars(pdf).setdefault("for_the_eye", {}).setdefault(page, set()).add(number)
            return
        element = box.element
        for tag in build(box, parent, pdf, page, numbers, annotations, marked):
            if element is not None:
                language = element.get("lang")
                if language and "Lang" not in tag:
                    tag["Lang"] = pydyf.String(language)
                if tag["S"] == "/TH":
                    tag["A"]["Scope"] = SCOPES[element.get("scope", "col")]
                if box.link_annotation:
                    box.link_annotation["Contents"] = pydyf.String(" ".join("".join(element.itertext()).split()))
            yield tag

    return build_mended


# WeasyPrint 70 keeps the language of the document alone and no scopes, and offers no other place to write them.
tags._build_box_tree = mended(tags._build_box_tree)


def is_for_the_eye_alone(box):
    """Whether a box stands in the margin of a page, or the page hides it from screen readers."""
    return isinstance(box, boxes.MarginBox) or (box.element is not None and box.element.get("aria-hidden") == "true")


def whole(box):
    """A box and all that is in it."""
    yield box
    if isinstance(box, boxes.ParentBox):
        yield from box.descendants()


def marked_as_artifacts(pdf):
    """Write into the pages that what is for the eye alone is an artifact."""
    streams = [thing for thing in pdf.objects if isinstance(thing, Stream) and "Type" not in thing.extra]
    for page, numbers in vars(pdf).get("for_the_eye", {}).items():
        drawn = streams[page].stream
        for place, operand in enumerate(drawn):
            if isinstance(operand, pydyf.Dictionary) and operand.get("MCID") in numbers:
                drawn[place - 1], operand["Type"] = "/Artifact", "/Pagination"
                del operand["MCID"]


def with_ids_of_its_own(pdf, mark):
    """Make the names of header cells unique over all chapters by `mark`, and list them as the standard wants it."""
    named = {}
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and "ID" in thing and thing.get("S") in ("/TH", "/TD"):
            # The cells it heads hold the very same string.
            thing["ID"].string = f"{mark}-{thing['ID'].string}"
            named[thing["ID"].string] = thing.reference
    root = next(thing for thing in pdf.objects if getattr(thing, "get", {}.get)("Type") == "/StructTreeRoot")
    if named:
        names = pydyf.Array()
        for name in sorted(named):
            names.extend((pydyf.String(name), named[name]))
        root["IDTree"] = pydyf.Dictionary({"Names": names})


def once_for_each_link(document):
    """Leave out the links that WeasyPrint makes again of each box within a link: they would be read out again, too."""
    for page in document.pages:
        page.links = [link for link in page.links if link[3].link]


def jumps(pdf):
    """Turn links to places in the brief into jumps there; the names of the places, sorted."""
    found = set()
    for thing in pdf.objects:
        if isinstance(thing, pydyf.Dictionary) and thing.get("Subtype") == "/Link" and "A" in thing:
            address = thing["A"]["URI"].string
            if address.startswith(WITHIN):
                name = address.removeprefix(WITHIN)
                del thing["A"]
                thing["Dest"] = pydyf.String(name)
                found.add(name)
    return tuple(sorted(found))
