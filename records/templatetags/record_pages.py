"""Marks and links of the reading pages that every kind of record has."""

from functools import cache

from django import template
from django.contrib.auth import get_permission_codename
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from records.origins import origin_of
from records.pages import reader_in
from records.roles import may_enter

register = template.Library()


@register.simple_tag(takes_context=True)
def edit_address(context, record):
    """The address of the record's page in the admin; empty for a reader who may not change it there."""
    user, meta = context.get("user"), record._meta
    if not (user and may_enter(user) and user.has_perm(f"{meta.app_label}.{get_permission_codename('change', meta)}")):
        return ""
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


@cache
def labels(model, name, language):
    return {value: str(label) for value, label in model._meta.get_field(name).flatchoices}


@register.filter
def label_of(record, name):
    """The label of the choice that `record` has in its field `name`. For lists: Django's own makes all of them anew."""
    value = getattr(record, name)
    return labels(type(record), name, get_language()).get(value, value)


@register.simple_tag
def citation(source):
    """A source in our printed style, linked to its address when it has one; empty for None."""
    if source is None:
        return SafeString("")
    cited = format_html("<cite>{}</cite>", source.citation)
    if source.url:
        cited = format_html('<a href="{}" rel="noopener noreferrer">{}</a>', source.url, cited)
    if source.archived_url:
        cited = format_html('{} (<a href="{}" rel="noopener noreferrer">archived copy</a>)', cited, source.archived_url)
    return cited


@register.inclusion_tag("records/_origin.html", takes_context=True)
def origin(context, record):
    """Which row of which release of a dataset a record came from, for its list of facts."""
    return {"origin": origin_of(record, reader_in(context))}


@register.simple_tag
def found_words(pieces):
    """The Pieces of a text that was found, the words that were looked for marked in it."""
    return format_html_join(
        "", "{}", ((format_html("<mark>{}</mark>", one.text) if one.is_found else one.text,) for one in pieces)
    )


@register.filter
def elided(page):
    """The page numbers to link to from `page`: the ends, the neighbours, and an ellipsis for each gap."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
