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
# What a chapter holds of commitments, events, letters of statements and sources: as much as is drawn in a second or two,
# so that two processes share the chapters evenly.
COMMITMENTS, EVENTS, LETTERS, SOURCES = 4, 100, 30_000, 250
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
        if held and held[0] in MANY:
            yield from MANY[held[0]](content)
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


def of_statements(content):
    """Chapters of as many statements as their texts are short; each statement keeps its number."""
    numbered = list(enumerate(content.statements, start=1))
    first, *others = shared(numbered, LETTERS, lambda each: letters_of(each[1])) or [[]]
    whole = replace(content, statements=tuple(statement for _number, statement in first))
    yield Chapter(str(Section.STATEMENTS.label), page(whole, [TEMPLATES[Section.STATEMENTS]]))
    for group in others:
        html = page(content, ["briefs/document/_more_statements.html"], numbered=group)
        yield Chapter(f"S{group[0][0]}–S{group[-1][0]}", html)


def letters_of(statement):
    """How many letters the texts of a StatementPart have."""
    return sum(len(run.text) for text in statement.versions for point in text.points for run in point.runs)


def of_comparisons(content):
    """Chapters of a few commitments each; one with very many events goes on in chapters of its own."""
    for number, group in enumerate(grouped(content.comparisons) or [[]]):
        whole = replace(content, comparisons=tuple(replace(part, events=part.events[:EVENTS]) for part in group))
        name = f"{group[0].label}–{group[-1].label}" if group else str(Section.COMPARISONS.label)
        template = "briefs/document/_more_comparisons.html" if number else TEMPLATES[Section.COMPARISONS]
        yield Chapter(name, page(whole, [template]))
        for part in group:
            yield from of_more_events(content, part)


def of_more_events(content, part):
    """Chapters of the events of a Comparison that its first one has no room for."""
    for start in range(EVENTS, len(part.events), EVENTS):
        events = part.events[start : start + EVENTS]
        more = {"part": part, "events": events, "first": start + 1, "last": start + len(events)}
        html = page(content, ["briefs/document/_continued.html"], **more)
        yield Chapter(f"{part.label}, {events[0].number}–{events[-1].number}", html)


def of_sources(content):
    """Chapters of SOURCES sources each."""
    for start in range(0, len(content.sources) or 1, SOURCES):
        whole = replace(content, sources=content.sources[start : start + SOURCES])
        template = "briefs/document/_more_sources.html" if start else TEMPLATES[Section.SOURCES]
        yield Chapter(str(Section.SOURCES.label), page(whole, [template]))


# Sections that may need many chapters.
MANY = {Section.STATEMENTS: of_statements, Section.COMPARISONS: of_comparisons, Section.SOURCES: of_sources}


def grouped(comparisons):
    """Comparisons in lists of at most COMMITMENTS and, but for a single one, of EVENTS events.

    A few are shared evenly between two lists. Where there are more, lists are filled from the first, so that an addition at
    the end leaves all others as they were.
    """
    most = COMMITMENTS if len(comparisons) > 2 * COMMITMENTS else math.ceil(len(comparisons) / 2)
    # A share of the room goes to each commitment, the rest to its events.
    return shared(comparisons, most * EVENTS, lambda part: max(EVENTS, most * len(part.events)))


def shared(items, room, weight):
    """`items` in lists that follow each other, each filled as far as the sum of their weights leaves `room`."""
    lists, filled = [], 0
    for item in items:
        taken = weight(item)
        if not lists or filled + taken > room:
            lists.append([])
            filled = 0
        lists[-1].append(item)
        filled += taken
    return lists


@in_its_language
def page(content, parts, **more):
    """The HTML of a chapter of these partial templates."""
    return render_to_string("briefs/document/chapter.html", {**context(content), "parts": parts, **more})


def of_one_page(content):
    """The one Chapter of a sheet or of the matrix, which is laid out as a whole."""
    laid = sheets.sheet(content)
    style = "matrix" if content.kind == Kind.MATRIX else "sheet"
    yield Chapter(str(Kind(content.kind).label), laid.html, sheet=laid.page, is_opening=True, style=style)


def has_front(content):
    """Whether a front opens the brief; a sheet and the matrix open themselves."""
    return content.kind not in sheets.TEMPLATES


def front(content, *, number, pages):
    """The Chapter that opens edition `number`: the cover, and the contents with page numbers ({anchor: page}).

    The four-page brief is this one chapter.
    """
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
