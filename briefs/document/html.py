"""The page of a brief: one for paper and for the preview on screen."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from briefs.document import charts
from briefs.kinds import Kind, sections_of
from records.languages import Language
from records.levels import Level

HANDLING = {
    "public": gettext_lazy("For anyone. It may be quoted and passed on with its as-of moment."),
    "restricted": gettext_lazy("For the readers it was prepared for. Not for publication."),
    "confidential": gettext_lazy("For named readers only. Not to be copied, quoted or passed on."),
}

# The page of each kind.
TEMPLATES = {Kind.SHORT: "short"}


def to_html(content, *, edition=None, on_screen=False, pages=None):
    """The page of a BriefContent. `edition` is its number, or None for a preview that has not been issued.

    `pages` gives the number of the page that a place of the brief stands on, by its anchor, where that is known.

    For paper the page names no stylesheet (the renderer brings it); `on_screen` it links to those of the site.
    """
    lead = content.as_of
    return render_to_string(
        f"briefs/document/{TEMPLATES.get(content.kind, 'brief')}.html",
        {
            "brief": content,
            "edition": edition,
            "on_screen": on_screen,
            "pages": pages or {},
            "sections": content.sections or sections_of(content.kind),
            "level": Level[content.level.upper()].label,
            "handling": HANDLING[content.level],
            "direction": Language(content.language).direction,
            "as_of": f"{lead:%-d %B %Y, %H:%M} UTC",
            "rating_bar": charts.rating_bar(
                content.summary.counts,
                _("Commitments by rating: %s")
                % "; ".join(f"{part.label} {part.count}" for part in content.summary.counts),
            ),
            "timeline": charts.timeline(
                content.timeline,
                lead.date(),
                _("Timeline of rounds, statements and events up to %s") % f"{lead:%-d %B %Y}",
            ),
        },
    )
