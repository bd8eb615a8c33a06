"""The page of a brief: one for paper and for the preview on screen."""

import math
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefs.document import charts
from briefs.document.parts.comparisons import Comparison, EventPart
from briefs.kinds import Section
from briefs.languages import direction_of_interface, in_its_language, interface_language
from records.dates import day_words
from records.levels import Level
from records.moments import moment_words

HANDLING = {
    "public": gettext_lazy("For anyone. It may be quoted and passed on with its as-of moment."),
    "restricted": gettext_lazy("For the readers it was prepared for. Not for publication."),
    "confidential": gettext_lazy("For named readers only. Not to be copied, quoted or passed on."),
}
# The partial template of each section.
TEMPLATES = {
    Section.SUMMARY: "briefs/document/_summary.html",
    Section.ROUNDS: "briefs/document/_rounds.html",
    Section.STATEMENTS: "briefs/document/_statements.html",
    Section.COMPARISONS: "briefs/document/_comparisons.html",
    Section.FIGURES: "briefs/document/_figures.html",
    Section.TIMELINE: "briefs/document/_timeline.html",
    Section.DISPUTES: "briefs/document/_disputes.html",
    Section.SOURCES: "briefs/document/_sources.html",
    Section.METHOD: "briefs/document/_method.html",
    Section.CODINGS: "briefs/document/_codings.html",
}
# Letters to a line of the two columns of a comparison, as brief.css sets them.
WORDS_COLUMN, LATER_COLUMN = 36, 60
# Lines of the right column that a page holds below the headings of the section and of the comparison.
PAGE = 42


@dataclass(frozen=True)
class Spread:
    """A comparison as it is laid out: the events that stand beside the words, and those that follow below."""

    part: Comparison
    beside: tuple[EventPart, ...]
    below: tuple[EventPart, ...]


@in_its_language
def to_html(content, *, edition=None, on_screen=False):
    """One page of a BriefContent. `edition` is its number, or None for a preview that has not been issued.

    `on_screen` it links to the stylesheets of the site; otherwise it names none.
    """
    return render_to_string(
        "briefs/document/brief.html",
        {
            **context(content),
            "edition": edition,
            "listed": printed(content),
            "parts": [TEMPLATES[section] for section in printed(content)],
            # Links lead within this page, whether or not it brings its stylesheets.
            "on_screen": True,
            "is_styled": on_screen,
        },
    )


def as_of(content):
    """The moment of the content, as it is printed."""
    return moment_words(content.as_of)


def printed(content):
    """The Sections that have something to print, in their order. Content from before there was a choice has all."""
    empty = {
        Section.SINCE: content.since is None,
        Section.CODINGS: not content.codings,
        Section.MAP: not content.places,
    }
    chosen = content.sections or tuple(Section)
    return tuple(section for section in map(Section, chosen) if section in TEMPLATES and not empty.get(section))


def context(content, comparisons=None):
    """What the templates of the sections are given; only the `comparisons` of one chapter where it has some of its own."""
    day = day_words(content.as_of)
    return {
        "brief": content,
        "level": Level[content.level.upper()].label,
        "handling": HANDLING[content.level],
        "language": interface_language(content.language),
        "direction": direction_of_interface(content.language),
        "as_of": as_of(content),
        "spreads": [spread(part) for part in (content.comparisons if comparisons is None else comparisons)],
        # Called by the templates that print them, and by no others.
        "rating_bar": lambda: charts.rating_bar(
            content.summary.counts,
            _("Commitments by rating: %s") % "; ".join(f"{part.label} {part.count}" for part in content.summary.counts),
        ),
        "timeline": lambda: charts.timeline(
            content.timeline,
            content.as_of.date(),
            _("Timeline of rounds, statements and events up to %s") % day,
        ),
    }


def spread(part):
    """A Spread: beside the words stand as many events as the words are long, so that no column runs on empty.

    They stand on one page with the words, so that there are never more than it holds below the headings.
    """
    room = words_height(part)
    beside, height = 0, 0
    for event in part.events:
        taken = event_height(event)
        if beside and (height >= room or height + taken > PAGE):
            break
        height += taken
        beside += 1
    return Spread(part, part.events[:beside], part.events[beside:])


def words_height(part):
    """About how many lines the left column of a comparison takes."""
    quoted = sum(
        lines(wording.text, WORDS_COLUMN)
        + lines(wording.version, WORDS_COLUMN)
        + sum(
            lines(f"{one.printed}{one.proposed}{one.reason}{one.disputed_by:40}", WORDS_COLUMN)
            for one in wording.disputes
        )
        + 1
        for wording in part.wordings
    )
    terms = (
        part.statement,
        part.obligors_as_written + "; ".join(part.obligors),
        part.beneficiaries,
        *(deadline.words + deadline.set_by for deadline in part.deadlines),
        part.conditions,
        part.repeats,
        *part.repeated_in,
        part.kind,
        part.specificity + part.verifiable,
        ", ".join(part.themes),
    )
    return quoted + sum(lines(f"{text:24}", WORDS_COLUMN) for text in terms if text)


def event_height(event):
    """About how many lines an event takes in the right column of a comparison."""
    told = () if event.is_told_before else (event.account, *(f"{row.claimant}{row.words:40}" for row in event.reports))
    return 4 + sum(lines(text, LATER_COLUMN) for text in (event.title, event.reasoning, *told))


def lines(text, letters):
    """How many lines of so many `letters` a text takes."""
    return math.ceil(len(text) / letters)
