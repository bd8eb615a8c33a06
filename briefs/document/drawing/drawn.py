"""A chapter as it comes from the renderer, and what is said when it cannot be drawn. Imports nothing that draws."""

import json
from dataclasses import asdict, dataclass

from briefs.document.drawing.limits import ADVICE, PAGES_OF_A_BRIEF

# Bytes that say how long the part before the PDF is.
LENGTH = 4


class RenderingFailed(Exception):
    """The brief could not be drawn as it should be; the message names what was wrong, and what to do."""


@dataclass(frozen=True)
class Drawn:
    """A chapter as a PDF of its own. Pages count from 0; x and y are points (1/72 inch) from the lower left corner."""

    pdf: bytes
    pages: int
    anchors: tuple[tuple[str, int, float, float], ...]  # name, page, x, y
    outline: tuple[tuple[int, str, int, float, float], ...]  # level from 1, title, page, x, y
    links: tuple[str, ...]  # the anchors, here or in other chapters, that links lead to

    def to_bytes(self):
        """All of it as bytes, to be kept or sent."""
        told = {name: value for name, value in asdict(self).items() if name != "pdf"}
        head = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()
        return len(head).to_bytes(LENGTH, "big") + head + self.pdf

    @classmethod
    def from_bytes(cls, data):
        """The Drawn that `to_bytes` made `data` of. ValueError or TypeError for what it did not make."""
        end = LENGTH + int.from_bytes(data[:LENGTH], "big")
        told = json.loads(data[LENGTH:end])
        lists = {name: tuple(map(tuple, told.pop(name))) for name in ("anchors", "outline")}
        return cls(pdf=data[end:], links=tuple(told.pop("links")), **lists, **told)


def page_numbers(chapters, *, before=0):
    """{anchor: page from 1} over Drawns that follow each other and so many pages `before`.

    RenderingFailed if they are too long together.
    """
    found = {}
    for drawn in chapters:
        for name, page, _x, _y in drawn.anchors:
            found.setdefault(name, before + page + 1)
        before += drawn.pages
    if before > PAGES_OF_A_BRIEF:
        raise RenderingFailed(
            f"The brief has {before:,} pages, more than the {PAGES_OF_A_BRIEF:,} that one file may have. {ADVICE}"
        )
    return found
