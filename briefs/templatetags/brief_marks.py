"""The small marks of a brief: the square of a rating, the number of a source."""

from django import template
from django.utils.html import format_html

from briefs.document.charts import rating_swatch

register = template.Library()

register.simple_tag(rating_swatch)


@register.simple_tag
def cited(number):
    """A source's number as a link to its entry; empty text for None."""
    return format_html('<a class="cited" href="#source-{0}">[{0}]</a>', number) if number else ""


@register.simple_tag
def labels(found):
    """Commitment labels ("C1") as links to their comparisons, with commas between."""
    return format_html_commas('<a class="label" href="#commitment-{0}">{0}</a>', found)


def format_html_commas(pattern, values):
    """`pattern` for each of `values`, joined by commas, escaped."""
    parts = [format_html(pattern, value) for value in values]
    return format_html(", ".join("{}" for _ in parts), *parts) if parts else ""
