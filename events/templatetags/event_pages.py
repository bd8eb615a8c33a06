"""Marks of events, and the panels that events put on pages of other rooms."""

from django import template
from django.db.models import F
from django.http import QueryDict
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from events.figures import laid_out, with_figures
from events.finding import contested
from events.models import Event, Report
from events.standing import Standing
from events.timeline import Unit
from records.badges import badge
from records.capped import AtLeast
from records.leading import Led
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
    events = Led(Event.objects.visible_to(reader).listed(), [contested(reader)]).rows
    newest = F("happened_on_latest").desc(nulls_last=True)
    return {"events": events.select_related("place").order_by(newest, "-pk")[:LATEST]}


@register.simple_tag(takes_context=True)
def count_of_events(context):
    return Event.objects.listed().number_visible_to(reader_in(context))


@register.filter
def grouped(number):
    """A number with its thousands parted."""
    return str(number) if isinstance(number, AtLeast) else number_format(number, use_l10n=True, force_grouping=True)


def same_filters(context, **changed):
    """The query string of the page's filters, some of them `changed` (None: left out); "" where there are none."""
    filterset = context["filter"]
    asked = filterset.data.copy() if filterset.is_bound else QueryDict(mutable=True)
    for name in set(asked) - set(filterset.filters):
        del asked[name]
    for name, value in changed.items():
        asked.pop(name, None)
        if value is not None:
            asked[name] = str(value)
    return f"?{query}" if (query := asked.urlencode(safe=",")) else ""


@register.simple_tag(takes_context=True)
def list_address(context, **changed):
    """The list of events under the filters of this page, some of them changed."""
    return reverse("events:event-list") + same_filters(context, **changed)


@register.simple_tag(takes_context=True)
def map_address(context, box):
    """The same map of another box."""
    return reverse("events:event-map") + same_filters(context, box=box)


@register.simple_tag(takes_context=True)
def cluster_address(context, cluster):
    """Where a circle leads: closer to its places, or to the list of the events at the only one, or at the first of many
    that no map can tell apart."""
    if cluster.only or cluster.box is None:
        return list_address(context, place=cluster.spots[0].public_id)
    return map_address(context, cluster.box)


@register.simple_tag
def cluster_name(cluster):
    """The places of a circle and its number of events, in words."""
    names = ", ".join(spot.name for spot in cluster.named)
    if cluster.others:
        names = ngettext("%(names)s and %(more)d more place", "%(names)s and %(more)d more places", cluster.others) % {
            "names": names,
            "more": cluster.others,
        }
    return f"{names}: {events_in_words(cluster.number)}"


@register.simple_tag(takes_context=True)
def bar_address(context, bar):
    """Where a bar leads: into its stretch of time, or to the list of its day."""
    where = "events:event-list" if bar.unit == Unit.DAY else "events:event-timeline"
    return reverse(where) + same_filters(context, since=bar.first, until=bar.last)


@register.simple_tag
def bar_name(bar):
    """The time of a bar and its number of events, in words."""
    return f"{bar.label}: {events_in_words(bar.number)}"


def events_in_words(number):
    return ngettext("%s event", "%s events", number) % grouped(number)
