"""The small marks of a brief: the square of a rating, the number of a source, the links to commitments and events."""

from django import template
from django.utils.html import format_html, format_html_join

from briefs.document.charts import rating_swatch

register = template.Library()

register.simple_tag(rating_swatch)


@register.simple_tag
def cited(*numbers):
    """The numbers of sources as links to their entries; None is left out."""
    return format_html_join(" ", '<a class="cited" href="#source-{0}">[{0}]</a>', ((n,) for n in numbers if n))


@register.simple_tag
def cited_all(numbers):
    """As `cited`, for the numbers of a list."""
    return cited(*numbers)


@register.simple_tag
def labels(found):
    """Commitment labels ("C1") as links to their comparisons, with commas between."""
    return format_html_join(", ", '<a class="label" href="#commitment-{0}">{0}</a>', ((label,) for label in found))


@register.simple_tag
def events(numbers):
    """Event numbers ("E1") as links to where their reports are told, with commas between."""
    return format_html_join(", ", '<a class="label" href="#event-{0}">{0}</a>', ((number,) for number in numbers))


@register.simple_tag
def told_at(event, page):
    """A link to where the reports of `event` are told in full; on paper the stylesheet adds “, page 9” (`page`)."""
    return format_html('<a class="on-page" href="#{}" data-page="{}">{}</a>', event.anchor, page, event.number)
