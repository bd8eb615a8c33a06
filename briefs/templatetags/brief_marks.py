"""The small marks of a brief: the square of a rating, the number of a source, links within it, texts of another direction."""

from django import template
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.translation import pgettext

from briefs.document.charts import rating_swatch, timeline_key
from briefs.document.directions import direction_of, language_of
from briefs.document.spread import spread

register = template.Library()

register.simple_tag(rating_swatch)
register.simple_tag(timeline_key)
register.simple_tag(spread)


@register.simple_tag(takes_context=True)
def own(context, text):
    """A text of the record, marked with its language and direction where its script runs against that of the brief."""
    text = str(text)
    way = direction_of(text)
    if way in ("", context["direction"]):
        return conditional_escape(text)
    return format_html('<span lang="{}" dir="{}">{}</span>', language_of(text), way, text)


@register.simple_tag(takes_context=True)
def own_all(context, texts, between="; "):
    """Texts of the record as `own` marks them, with `between` between them."""
    return format_html_join(between, "{}", ((own(context, text),) for text in texts))


def address(context, anchor):
    """Where a link to `anchor` leads: to a place on the page on screen, on paper to one that the binding looks up."""
    return f"#{anchor}" if context.get("on_screen") else f"parley:#{anchor}"


@register.simple_tag(takes_context=True)
def place(context, anchor):
    """The address of a place in the brief, for the `href` of a link."""
    return address(context, anchor)


@register.simple_tag(takes_context=True)
def page_of(context, anchor):
    """The page on which a place in the brief stands, empty as long as nobody knows and on screen."""
    return context.get("pages", {}).get(anchor, "")


@register.simple_tag(takes_context=True)
def cited(context, *numbers):
    """The numbers of sources as links to their entries; None is left out."""
    found = ((address(context, f"source-{number}"), number) for number in numbers if number)
    # The space belongs to the link: WeasyPrint 70 may break a line after its first word where a last link stands apart.
    return format_html_join("", '<a class="cited" href="{}"> [{}]</a>', found)


@register.simple_tag(takes_context=True)
def cited_all(context, numbers):
    """As `cited`, for the numbers of a list."""
    return cited(context, *numbers)


@register.simple_tag(takes_context=True)
def labels(context, found):
    """Commitment labels ("C1") as links to their comparisons, with commas between."""
    return joined(context, "commitment", found)


@register.simple_tag(takes_context=True)
def tags(context, found):
    """As `labels`, each raised behind quoted words; these may run right to left, a label never does."""
    pairs = ((address(context, f"commitment-{label}"), label) for label in found)
    return format_html_join(" ", '<a class="tag" lang="en" dir="ltr" href="{}">{}</a>', pairs)


@register.simple_tag(takes_context=True)
def event_number(context, number):
    """The number of an event, as a link to where its reports are told, in a brief that tells them."""
    if context.get("tells_no_reports"):
        return format_html('<b class="label">{}</b>', number)
    return joined(context, "event", [number])


@register.simple_tag(takes_context=True)
def events(context, numbers):
    """Event numbers ("E1") as links to where their reports are told, with commas between."""
    return joined(context, "event", numbers)


def joined(context, kind, names):
    """Links to the places of `names`, with commas between."""
    pairs = ((address(context, f"{kind}-{name}"), name) for name in names)
    return format_html_join(pgettext("list", ", "), '<a class="label" href="{}">{}</a>', pairs)
