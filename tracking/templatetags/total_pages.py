"""Parts of the overview that are drawn hundreds of times a page: in Python, because a template for each is slow."""

from functools import cache

from django import template
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tracking.codebook import Rating
from tracking.filters import NOT_ASSESSED
from tracking.totals.drawing import LETTERS

register = template.Library()

# Full and not assessed have none: the darkest and the empty one.
TEXTURED = {str(key) for key in LETTERS} - {Rating.FULL, NOT_ASSESSED}


@register.simple_tag
def pieces(drawn):
    """The Pieces of a bar or a column as SVG: colour, texture, and a letter in a box where there is room."""
    return format_html_join("", "{}{}{}", ((colour(one), texture(one), letter(one)) for one in drawn))


def colour(one):
    place = (one.key, one.x, one.y, one.width, one.height)
    return format_html('<rect class="fill-{}" x="{}" y="{}" width="{}" height="{}"/>', *place)


def texture(one):
    if one.key not in TEXTURED:
        return ""
    place = (one.key, one.x, one.y, one.width, one.height)
    return format_html('<rect class="over" fill="url(#over-{})" x="{}" y="{}" width="{}" height="{}"/>', *place)


def letter(one):
    if not one.words:
        return ""
    return format_html(
        '<rect class="letter-box" x="{}" y="{}" width="{}" height="14" rx="4"/><text class="letter" x="{}" y="{}">{}</text>',
        one.box_x,
        f"{float(one.middle_y) - 7:.1f}",
        one.box_width,
        one.middle_x,
        one.middle_y,
        one.words,
    )


@cache
def swatch_of(key):
    texture = format_html('<rect fill="url(#over-{})" width="24" height="18"/>', key) if key in TEXTURED else ""
    return format_html(
        '<svg class="key" viewBox="0 0 24 18" aria-hidden="true" focusable="false"><rect class="fill-{}" width="24" '
        'height="18"/>{}<rect class="letter-box" x="6" y="2" width="12" height="14" rx="4"/>'
        '<text class="letter" x="12" y="9">{}</text></svg>',
        key,
        texture,
        LETTERS[key],
    )


@register.simple_tag
def swatch(key):
    """The colour, texture and letter of a rating, for a key; its word stands beside it."""
    return swatch_of(key)


@cache
def label_in(key, language):
    return _("not assessed") if key == NOT_ASSESSED else str(Rating(key).label)


@register.simple_tag
def rating_label(key):
    """The word for a rating, or for there being none."""
    return label_in(key, get_language())


def linked(number, query):
    """A number that leads to the commitments counted; 0 leads nowhere, and none does where the list cannot tell them."""
    shown = number_format(number, use_l10n=True, force_grouping=True)
    if not number or query is None:
        return shown
    return format_html('<a href="{}?{}">{}</a>', reverse("tracking:commitment-list"), query, shown)


def of_rating(row, part):
    query = getattr(row, "query", None)
    return linked(part.number, None if query is None else f"{query}&rating={part.key}")


@register.simple_tag
def part_number(row, part):
    """How many commitments of a Row have the rating of a Part, linked to them."""
    return of_rating(row, part)


@register.simple_tag
def row_number(row):
    """How many commitments a Row or a Period has; those of a Row linked to them."""
    return linked(row.count.total, getattr(row, "query", None))


@register.simple_tag
def part_cells(row):
    """The cells of a Row or of a Period, one for each rating: the number, and its share below."""
    language = get_language()
    return format_html_join(
        "",
        '<td class="number{}" data-label="{}">{}<span class="share">{}</span></td>',
        (
            (
                "" if part.number else " nil",
                label_in(part.key, language),
                of_rating(row, part),
                f"{part.share} %" if part.number else SafeString(""),
            )
            for part in row.count.parts
        ),
    )


@register.filter
def moment_in_words(moment):
    """A moment in UTC as people read it; the last second of a day is the end of that day."""
    day = f"{moment:%-d %B %Y}"
    if (moment.hour, moment.minute, moment.second) == (23, 59, 59):
        return _("the end of %s") % day
    return f"{day}, {moment:%H:%M} UTC"
