"""Marked text, and the panels that statements put on pages of other rooms."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _

from records.pages import reader_in
from statements.models import Commitment, Statement
from statements.reading import with_contents

register = template.Library()

LATEST = 5


@register.simple_tag
def marked(runs):
    """Runs of a statement's text as HTML: quotes of commitments lead to them, contested renderings to their note."""
    return format_html_join("", "{}{}{}", ((words(run), tags(run.closing), notes(run.disputes)) for run in runs))


def words(run):
    text = run.text
    if run.is_disputed:
        text = format_html('<span class="disputed">{}</span>', text)
    if run.commitment:
        text = format_html('<mark><a href="{}">{}</a></mark>', run.commitment.get_absolute_url(), text)
    return text


def tags(commitments):
    pattern = '<sup class="tag" lang="en" dir="ltr"><a href="{}" title="{}">{}</a></sup>'
    return format_html_join("", pattern, ((row.get_absolute_url(), row.summary, row.label) for row in commitments))


def notes(disputes):
    pattern = '<sup class="tag contested" lang="en" dir="ltr"><a href="#dispute-{0}" aria-label="{1}">†{0}</a></sup>'
    return format_html_join(
        "", pattern, ((dispute.number, _("Disputed rendering %d") % dispute.number) for dispute in disputes)
    )


@register.inclusion_tag("statements/_statements.html", takes_context=True)
def statements_of(context, record):
    """The statements of a process or a round."""
    reader = reader_in(context)
    rows = record.statements.visible_to(reader).order_by("issued_on_earliest", "pk")
    return {"statements": with_contents(list(rows), reader), "record": record}


@register.inclusion_tag("statements/_latest.html", takes_context=True)
def latest_statements(context):
    """The statements issued last."""
    rows = Statement.objects.visible_to(reader_in(context)).order_by("-issued_on_latest", "-pk")
    return {"statements": rows.select_related("process")[:LATEST]}


@register.simple_tag(takes_context=True)
def count_of_statements(context):
    return Statement.objects.visible_to(reader_in(context)).count()


@register.simple_tag(takes_context=True)
def count_of_commitments(context):
    """How many commitments there are, each counted once however often it was repeated."""
    reader = reader_in(context)
    return Commitment.objects.visible_to(reader).counted_once(reader).count()
