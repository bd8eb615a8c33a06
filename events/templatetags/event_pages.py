"""Marks of events, and the panels that events put on pages of other rooms."""

from django import template
from django.utils.translation import gettext as _

from events.figures import laid_out, with_figures
from events.models import Event, Report
from events.standing import Standing, with_contested
from records.badges import badge
from records.pages import reader_in

register = template.Library()

LATEST = 5
# The sign that stands before the word, so that a badge can be told without colour.
STANDING_MARKS = {
    Standing.AFFIRMED: "affirmed",
    Standing.DENIED: "denied",
    Standing.CONTESTED: "contested",
    Standing.UNCONFIRMED: "unsure",
    Standing.RETRACTED: "retracted",
}


@register.simple_tag
def standing_badge(standing):
    """How an event stands, as a badge."""
    return badge("standing", standing, STANDING_MARKS[standing], Standing(standing).label)


@register.simple_tag
def stance_badge(report):
    """What a report says, as a badge."""
    side = "for" if report.stance in Report.AFFIRMING else "against" if report.stance in Report.DENYING else "neither"
    marks = {"for": "affirmed", "against": "denied", "neither": "unsure"}
    return badge("stance", side, marks[side], report.get_stance_display())


@register.simple_tag
def withdrawn_badge():
    """That the publisher of a dataset has withdrawn the row that an event came from, as a badge."""
    return badge("origin", "withdrawn", "retracted", _("withdrawn by its publisher"))


@register.simple_tag
def deaths_of(event):
    """The deaths as stated: “69”, “60–80”, “69 (60–80)”; empty when none are."""
    bounds = sorted({number for number in (event.deaths_low, event.deaths_high) if number is not None})
    span = "–".join(str(number) for number in bounds)
    best = event.deaths_best
    if best is None or span in ("", str(best)):
        return span if best is None else str(best)
    return f"{best} ({span})"


@register.inclusion_tag("events/_figures.html", takes_context=True)
def figures_of(context, process):
    """The questions on a process with every claimant's figure beside the others."""
    reader = reader_in(context)
    questions = with_figures(process.questions.visible_to(reader).order_by("pk"), reader)
    return {"questions": [laid_out(question) for question in questions], "links": True}


@register.inclusion_tag("events/_contested.html", takes_context=True)
def contested_events(context):
    """The latest events whose standing reports both affirm and deny."""
    reader = reader_in(context)
    events = with_contested(Event.objects.visible_to(reader).listed(), reader).filter(is_contested=True)
    return {"events": events.select_related("place").order_by("-happened_on_latest", "-pk")[:LATEST]}


@register.simple_tag(takes_context=True)
def count_of_events(context):
    return Event.objects.visible_to(reader_in(context)).listed().count()
