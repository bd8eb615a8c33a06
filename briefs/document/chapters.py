"""A brief in chapters: whole pages of HTML that are drawn apart from each other and bound afterwards.

A chapter says nothing that is not its own part of the content: no edition, no moment, no page numbers. So it is drawn once,
and again only when what it says has changed. What every page bears stands on the frame.
"""

import math
from dataclasses import dataclass, replace

from django.template.loader import render_to_string

from briefs.document import sheets
from briefs.document.html import TEMPLATES, context, opening, parts_of, printed
from briefs.kinds import Kind, Section
from briefs.languages import in_its_language, in_language_of
from records.numerals import in_digits

# What page numbers are written with.
NUMERALS = "0123456789/"
# Commitments to a chapter, and events: as many as are drawn in a second or two, so that two processes share them evenly.
COMMITMENTS, EVENTS = 4, 100
# Beside the name of a sheet: a first page names title and level itself.
OPENING = " opening"


@dataclass(frozen=True)
class Chapter:
    """One part of a brief as a page of HTML. `name` is for people.

    `sheet` is a size of page and what runs along it, by its class in static/briefs/frame.css; `style` is in assets.STYLES.
    """

    name: str
    html: str
    sheet: str = "report"
    is_opening: bool = False
    style: str = "brief"

    @property
    def first(self):
        """The sheet of its first page."""
        return self.sheet + OPENING * self.is_opening


def chapters_of(content):
    """The Chapters of a BriefContent but for its front, in order."""
    with in_language_of(content):
        return tuple(KINDS[Kind(content.kind)](content))


def of_sections(content):
    """Chapters by section: the comparisons a few at a time, short annexes together."""
    sections = printed(content)
    for group in GROUPS:
        held = [section for section in group if section in sections]
        if Section.COMPARISONS in held:
            yield from of_comparisons(content)
        elif held:
            yield Chapter(str(held[0].label), page(content, [TEMPLATES[section] for section in held]))


# Sections that are drawn together, in the order of the brief.
GROUPS = (
    (Section.SUMMARY, Section.SINCE),
    (Section.ROUNDS,),
    (Section.STATEMENTS,),
    (Section.COMPARISONS,),
    (Section.FIGURES, Section.TIMELINE, Section.MAP, Section.DISPUTES),
    (Section.SOURCES,),
    (Section.METHOD, Section.CODINGS),
)


def of_comparisons(content):
    """Chapters of a few commitments each; one with very many events goes on in chapters of its own."""
    groups = grouped(content.comparisons) or [()]
    for number, group in enumerate(groups):
        whole = [replace(part, events=part.events[:EVENTS]) for part in group]
        name = f"{group[0].label}–{group[-1].label}" if group else str(Section.COMPARISONS.label)
        template = "briefs/document/_more_comparisons.html" if number else TEMPLATES[Section.COMPARISONS]
        yield Chapter(name, page(replace(content, comparisons=tuple(whole)), [template]))
        for part in group:
            for start in range(EVENTS, len(part.events), EVENTS):
                events = part.events[start : start + EVENTS]
                more = {"part": part, "events": events, "first": start + 1, "last": start + len(events)}
                html = page(content, ["briefs/document/_continued.html"], **more)
                yield Chapter(f"{part.label}, {events[0].number}–{events[-1].number}", html)


def grouped(comparisons):
    """Comparisons in lists of at most COMMITMENTS; one with more events than a chapter holds ends its list.

    A few are shared evenly between two lists. Where there are more, lists are filled from the first, so that an addition at
    the end leaves all others as they were.
    """
    most = COMMITMENTS if len(comparisons) > 2 * COMMITMENTS else math.ceil(len(comparisons) / 2)
    groups, events = [], 0
    for part in comparisons:
        if not groups or len(groups[-1]) == most or events + len(part.events) > EVENTS:
            groups.append([])
            events = 0
        groups[-1].append(part)
        events += len(part.events)
    return groups


@in_its_language
def page(content, parts, **more):
    """The HTML of a chapter of these partial templates."""
    return render_to_string("briefs/document/chapter.html", {**context(content), "parts": parts, **more})


def of_one_page(content):
    """The one Chapter of a sheet or of the matrix, which is laid out as a whole."""
    laid = sheets.sheet(content)
    style = "matrix" if content.kind == Kind.MATRIX else "sheet"
    yield Chapter(str(Kind(content.kind).label), laid.html, sheet=laid.page, is_opening=True, style=style)


def front(content, *, number, pages):
    """The Chapter that opens edition `number`: the cover, and the contents with page numbers ({anchor: page}).

    The four-page brief is this one chapter; a sheet and the matrix have none: None.
    """
    if content.kind in sheets.TEMPLATES:
        return None
    with in_language_of(content):
        pages = {anchor: in_digits(number) for anchor, number in pages.items()}
    parts = opening(content)
    if content.kind == Kind.SHORT:
        parts += parts_of(content)
    return Chapter("front", page(content, parts, is_front=True, edition=number, pages=pages), is_opening=True)


# About so many lines fit on a page of the contents.
CONTENTS_LINES = 44


def front_pages(content):
    """A guess at how many pages the front has."""
    return 1 + math.ceil((len(content.comparisons) + len(printed(content)) + 8) / CONTENTS_LINES)


@in_its_language
def frame(content, *, number, sheets):
    """The Chapter of what runs along the pages of edition `number`: one page for each of `sheets`, then the numerals."""
    more = {"sheets": sheets, "numerals": in_digits(NUMERALS), "edition": number}
    return Chapter("frame", render_to_string("briefs/document/frame.html", {**context(content), **more}), style="frame")


def sheets_of(chapters):
    """The sheets that Chapters, and the front before them, are drawn on, each once."""
    fronts = ("report" + OPENING, "report")
    return tuple(dict.fromkeys((*fronts, *(sheet for one in chapters for sheet in (one.first, one.sheet)))))


# The chapters of each kind.
KINDS = {
    Kind.FULL: of_sections,
    Kind.SHORT: lambda content: (),
    Kind.COMMITMENT: of_one_page,
    Kind.PARTY: of_one_page,
    Kind.MATRIX: of_one_page,
}
