"""Binding chapters into one file: pages, tags, links, outline, running lines, attachments."""

import contextlib
import io
from dataclasses import dataclass

import pikepdf
from pikepdf import Array, Name

from briefs.document.drawing.catalog import attach, describe, name_places, outline
from briefs.document.drawing.drawn import Drawn, RenderingFailed, page_numbers
from briefs.document.drawing.running import Running
from briefs.document.drawing.structure import Structure


@dataclass(frozen=True)
class Leaf:
    """A chapter to be bound: the sheet of its first page, and that of all others."""

    drawn: Drawn
    first: str
    sheet: str


def bind(leaves, *, frame, sheets, letters, is_leftward, about, attachments=(), tagged=True):
    """The PDF of the Leaves as bytes. `frame` is the Drawn of the running lines, with a page for each of `sheets` and
    one of `letters`, those of page numbers.

    The same leaves give the same bytes. RenderingFailed for a link that leads nowhere.
    """
    known = page_numbers([leaf.drawn for leaf in leaves])
    for leaf in leaves:
        for name in leaf.drawn.links:
            if name not in known:
                raise RenderingFailed(f"The brief could not be bound: a link leads to “{name}”, which is not in it.")
    bound = pikepdf.new()
    # What is copied is read when the whole is saved: until then every chapter stays open.
    with contextlib.ExitStack() as stack:

        def opened(drawn):
            return stack.enter_context(pikepdf.open(io.BytesIO(drawn.pdf)))

        running = Running(bound, opened(frame), sheets, letters, is_leftward=is_leftward)
        structure, places, entries = Structure(bound), {}, []
        total = sum(leaf.drawn.pages for leaf in leaves)
        for leaf in leaves:
            source, first = opened(leaf.drawn), len(bound.pages)
            for page in source.pages:
                bound.pages.append(page)
            pages = [bound.pages[number].obj for number in range(first, first + leaf.drawn.pages)]
            if tagged:
                structure.add(source, pages)
            for number, page in enumerate(pages):
                running.stamp(page, leaf.sheet if number else leaf.first, first + number + 1, total)
            places |= {name: destination(pages[page], x, y) for name, page, x, y in leaf.drawn.anchors}
            entries += [
                (level, title, destination(pages[page], x, y)) for level, title, page, x, y in leaf.drawn.outline
            ]
        if tagged:
            structure.close()
        describe(bound, about)
        name_places(bound, places)
        outline(bound, entries)
        attach(bound, attachments, about.moment)
        whole = io.BytesIO()
        bound.save(
            whole, min_version="1.7", deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return whole.getvalue()


def destination(page, x, y):
    """A jump to a point of a page, that leaves the size of what is shown as it is."""
    return Array([page, Name.XYZ, x, y, 0])
