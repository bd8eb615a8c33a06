"""Marks and links of the reading pages that every kind of record has."""

from django import template
from django.contrib.auth import get_permission_codename
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from records.languages import Language

register = template.Library()


@register.simple_tag(takes_context=True)
def edit_address(context, record):
    """The address of the record's page in the admin; empty for a reader who may not change it there."""
    user, meta = context.get("user"), record._meta
    if not (user and user.is_staff and user.has_perm(f"{meta.app_label}.{get_permission_codename('change', meta)}")):
        return ""
    return reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[record.pk])


@register.filter
def language_name(code):
    """The name of a language by its code."""
    return Language(code).label


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


@register.filter
def elided(page):
    """The page numbers to link to from `page`: the ends, the neighbours, and an ellipsis for each gap."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1)
