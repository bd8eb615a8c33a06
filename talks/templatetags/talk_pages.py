"""The panels that talks put on pages of other rooms."""

from django import template

from records.pages import reader_in
from talks.models import Process, Round

register = template.Library()

LATEST = 5


@register.inclusion_tag("talks/_latest.html", takes_context=True)
def latest_rounds(context):
    """The rounds that opened last."""
    rows = Round.objects.visible_to(reader_in(context)).order_by("-opened_on_latest", "-pk")
    return {"rounds": rows.select_related("process", "place")[:LATEST]}


@register.simple_tag(takes_context=True)
def count_of_processes(context):
    return Process.objects.visible_to(reader_in(context)).count()


@register.simple_tag(takes_context=True)
def count_of_rounds(context):
    return Round.objects.visible_to(reader_in(context)).count()
