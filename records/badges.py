"""Badges: a sign, a colour and a word. In Python, because a list has fifty of them and a template for each is slow."""

from django.utils.html import format_html


def badge(group, key, mark, label):
    """The badge that says `label`, coloured by `group` and `key`, with the sign `mark` of those that the page defines."""
    return format_html(
        '<span class="badge {}-{}"><svg class="mark" aria-hidden="true" focusable="false">'
        '<use href="#mark-{}"/></svg>{}</span>',
        group,
        key,
        mark,
        label,
    )
