"""The pictures of a brief, each for the place where its table or its text stands beside it."""

from dataclasses import replace

from django import template
from django.utils.translation import gettext as _

from briefs.document import charts_bars, charts_map, charts_ranges, charts_strips
from briefs.templatetags.brief_marks import cited_all

register = template.Library()

register.simple_tag(charts_strips.swatch, name="bearing_mark")


@register.simple_tag(takes_context=True)
def strip(context, part):
    """How the rating of a Comparison moved, as a strip; empty where it never moved."""
    return charts_strips.history(part, is_mirrored=context["direction"] == "rtl")


@register.simple_tag(takes_context=True)
def told_by(context, event):
    """The numbers of the sources of the standing reports on an EventPart, as links, each once."""
    return cited_all(context, dict.fromkeys(report.source for report in event.reports if report.is_standing))


@register.simple_tag(takes_context=True)
def bars(context, breakdown):
    """Triples (row, its bar, how many it counts) of a Breakdown."""
    drawn = charts_bars.bars(breakdown, is_mirrored=context["direction"] == "rtl")
    return [(row, bar, charts_bars.total(row)) for row, bar in drawn]


@register.simple_tag
def ranges(question):
    """The figures of a QuestionPart on one scale: {"rows": pairs (figure, its picture), "scale": a picture}."""
    rows, scale = charts_ranges.ranges(question)
    return {"rows": rows, "scale": scale}


@register.simple_tag
def events_map(places):
    """The map of PlaceParts; empty when there are none."""
    title = _("Map of the events %s") % ", ".join(place.number for place in places)
    return charts_map.events_map(places, title)


@register.simple_tag
def by_place(places):
    """Pairs (numbers of the events, PlacePart), each place once, in the order of the first event there."""
    found = {}
    for place in places:
        found.setdefault(replace(place, number=""), []).append(place.number)
    return [(numbers, place) for place, numbers in found.items()]


@register.simple_tag
def off_the_map(brief):
    """The EventParts of a brief that have no place on its map, each once, in the order of the brief."""
    placed = {place.number for place in brief.places}
    events = {event.number: event for part in brief.comparisons for event in part.events}
    return [event for number, event in events.items() if number not in placed]
