"""The pages of the kinds that are one sheet: the matrix, a commitment, a party. For paper and for the preview alike."""

from dataclasses import dataclass
from itertools import groupby

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from briefs.document import charts
from briefs.document.charts_story import story
from briefs.document.charts_strips import SIGNS, scale_of_days, strip
from briefs.document.matrix import days_of, marks_of, matrix, span_of
from briefs.document.parts.comparisons import Comparison, EventPart
from briefs.kinds import Kind
from briefs.languages import direction_of_interface, in_its_language, interface_language
from records.dates import day_words
from records.levels import Level
from records.moments import moment_words
from tracking.models import Evidence

WIDTH = charts.WIDTH
TOLD = 6  # events that a party's sheet tells of at one commitment; the others it names by their numbers

# The template of each kind, and the stylesheets in static/briefs that it is drawn with.
TEMPLATES = {Kind.MATRIX: "matrix", Kind.COMMITMENT: "commitment_sheet", Kind.PARTY: "party_sheet"}
STYLES = {
    Kind.MATRIX: ("pictures.css", "sheets.css", "matrix.css"),
    Kind.COMMITMENT: ("pictures.css", "sheets.css"),
    Kind.PARTY: ("pictures.css", "sheets.css"),
}


@dataclass(frozen=True)
class Promise:
    """A commitment on a party's sheet: the `told` events in short, the `others` by number, the sources of all of them."""

    part: Comparison
    strip: str
    told: tuple[EventPart, ...]
    others: tuple[EventPart, ...]


@dataclass(frozen=True)
class Sheet:
    """A page of HTML with what it is drawn on: `page` is the name of an @page rule, `styles` are files in static/briefs."""

    html: str
    page: str
    styles: tuple[str, ...]


@in_its_language
def sheet(content, *, on_screen=False):
    """The Sheet of a BriefContent of a kind in TEMPLATES; `on_screen` it links to the stylesheets of the site."""
    kind = Kind(content.kind)
    filled = context(content, on_screen=on_screen)
    html = render_to_string(f"briefs/document/{TEMPLATES[kind]}.html", filled)
    page = f"matrix-{filled['matrix'].paper.format}" if kind == Kind.MATRIX else "sheet"
    return Sheet(html, page, STYLES[kind])


def context(content, *, on_screen=False):
    """What the template of a kind in TEMPLATES is filled with."""
    kind = Kind(content.kind)
    return {
        "brief": content,
        "since": content.since,
        "on_screen": on_screen,
        "is_styled": on_screen,
        "styles": [f"briefs/{name}" for name in STYLES[kind]],
        "level": Level[content.level.upper()].label,
        "kind": kind.label,
        "language": interface_language(content.language),
        "direction": direction_of_interface(content.language),
        "as_of": moment_words(content.as_of),
        "bearings": [(key, Evidence.Bearing(key).label) for key in SIGNS],
        "legend": legend(content.comparisons),
        **MADE[kind](content),
    }


def legend(comparisons):
    """Pairs (code, label) of the ratings that the strips of Comparisons show, in the order of their fills."""
    labels = {}
    for part in comparisons:
        labels.setdefault("not_assessed", part.unrated or part.rating.label)
        labels.update((rating.key, rating.label) for rating in (*part.earlier_ratings, part.rating))
    return [(key, labels[key]) for key in charts.FILLS if key in labels]


def days_by_number(content):
    """The day that each event of the timeline stands at: {"E3": its last day}."""
    return {item.number: item.latest for item in content.timeline if item.kind == "event"}


def for_matrix(content):
    made = matrix(content.comparisons, content.as_of.date(), days_by_number(content), is_mirrored=is_mirrored(content))
    return {"matrix": made, "axis": axis(made.span)}


def for_commitment(content):
    days = days_by_number(content)
    part = content.comparisons[0]
    beside = [event for event in part.events if event.bearing != Evidence.Bearing.CONTEXT]
    shown = [days[event.number] for event in part.events if event.number in days]
    span = span_of([part], content.as_of.date(), WIDTH, is_mirrored(content), also=shown) if days_of(part) else None
    marks = [(event.bearing, days[event.number], event.number) for event in part.events if event.number in days]
    return {
        "part": part,
        "story": story(part, span, marks) if span else "",
        "beside": beside,
        "around": [event for event in part.events if event not in beside],
        "sources": cited(content, part.events),
    }


def for_party(content):
    days = days_by_number(content)
    parts = content.comparisons
    span = span_of(parts, content.as_of.date(), WIDTH, is_mirrored(content))
    named = [naming.source for role in content.party.roles for naming in role.namings]
    promises = [promise(part, span, days) for part in parts]
    return {
        # Only how each bears on a promise: the sheet has no room for who said what of it.
        "tells_no_reports": True,
        "promises": [
            (statement, list(some)) for statement, some in groupby(promises, key=lambda one: one.part.statement)
        ],
        "axis": axis(span),
        "rating_bar": charts.bar_of_ratings(content.summary.counts),
        "sources": cited(content, (event for one in promises for event in one.told), named),
    }


MADE = {Kind.MATRIX: for_matrix, Kind.COMMITMENT: for_commitment, Kind.PARTY: for_party}


def promise(part, span, days):
    """A Promise; `span` is None where no day is known."""
    drawn = strip(part, span, marks_of(part, days)) if span else ""
    first = sorted(part.events, key=lambda event: (event.number not in part.rating.relied_on, weight(event)))[:TOLD]
    told = tuple(event for event in part.events if event in first)
    return Promise(part, drawn, told, tuple(event for event in part.events if event not in first))


def weight(event):
    """How far down an event stands among those that a party's sheet has room for."""
    return ("breaches", "honours", "in_part", "hinders", "context").index(event.bearing)


def axis(span):
    """The line of days of a Span as a picture; empty where there is none."""
    if span is None:
        return ""
    return scale_of_days(
        span, _("From %(first)s to %(last)s") % {"first": day_words(span.first), "last": day_words(span.last)}
    )


def is_mirrored(content):
    """Whether time runs from right to left, as the brief does."""
    return direction_of_interface(content.language) == "rtl"


def cited(content, events, numbers=()):
    """The SourceParts of a brief that the standing reports on `events` come from, or that `numbers` name."""
    wanted = {report.source for event in events for report in event.reports if report.is_standing} | {*numbers}
    return [source for source in content.sources if source.number in wanted]
