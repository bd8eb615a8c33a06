"""The page of a brief: one for paper and for the preview on screen."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefs.document import charts, sheets
from briefs.kinds import Kind, Section, sections_of
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
    Section.SINCE: "briefs/document/_since.html",
    Section.ROUNDS: "briefs/document/_rounds.html",
    Section.STATEMENTS: "briefs/document/_statements.html",
    Section.COMPARISONS: "briefs/document/_comparisons.html",
    Section.FIGURES: "briefs/document/_figures.html",
    Section.TIMELINE: "briefs/document/_timeline.html",
    Section.MAP: "briefs/document/_map.html",
    Section.DISPUTES: "briefs/document/_disputes.html",
    Section.SOURCES: "briefs/document/_sources.html",
    Section.METHOD: "briefs/document/_method.html",
    Section.CODINGS: "briefs/document/_codings.html",
}
# What opens a brief, and the sections that a kind lays out in its own way.
COVER, CONTENTS = "briefs/document/_cover.html", "briefs/document/_contents.html"
MASTHEAD = "briefs/document/_masthead.html"
OTHERWISE = {Kind.SHORT: {Section.COMPARISONS: "briefs/document/_besides.html"}}


@in_its_language
def to_html(content, *, edition=None, on_screen=False):
    """One page of a BriefContent. `edition` is its number, or None for a preview that has not been issued.

    `on_screen` it links to the stylesheets of the site; otherwise it names none.
    """
    if content.kind in sheets.TEMPLATES:
        told = {**sheets.context(content, on_screen=True), "is_styled": on_screen}
        return render_to_string(f"briefs/document/{sheets.TEMPLATES[Kind(content.kind)]}.html", told)
    return render_to_string(
        "briefs/document/brief.html",
        {
            **context(content),
            "edition": edition,
            "opening": opening(content)[0],
            "parts": [*opening(content)[1:], *parts_of(content)],
            # Links lead within this page, whether or not it brings its stylesheets.
            "on_screen": True,
            "is_styled": on_screen,
        },
    )


def opening(content):
    """The partial templates that open a brief: the four-page brief has its title on the first page of its text."""
    return (MASTHEAD,) if content.kind == Kind.SHORT else (COVER, CONTENTS)


def parts_of(content):
    """The partial templates of the sections that a brief prints, in their order."""
    laid_out = {**TEMPLATES, **OTHERWISE.get(content.kind, {})}
    return tuple(laid_out[section] for section in printed(content))


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
    chosen = content.sections or sections_of(content.kind)
    return tuple(section for section in map(Section, chosen) if section in TEMPLATES and not empty.get(section))


def context(content):
    """What the templates of the sections are given."""
    day = day_words(content.as_of)
    return {
        "brief": content,
        "since": content.since,
        "level": Level[content.level.upper()].label,
        "handling": HANDLING[content.level],
        "language": interface_language(content.language),
        "direction": direction_of_interface(content.language),
        "as_of": as_of(content),
        "sections": printed(content),
        # Called by the templates that print them, and by no others.
        "rating_bar": lambda: charts.bar_of_ratings(content.summary.counts),
        "timeline": lambda: charts.timeline(
            content.timeline,
            content.as_of.date(),
            _("Timeline of rounds, statements and events up to %s") % day,
        ),
    }
