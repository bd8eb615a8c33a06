"""The page of a brief: one for paper and for the preview on screen."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from briefs.document import charts
from records.languages import Language
from records.levels import Level


def to_html(content, *, edition=None, on_screen=False):
    """The page of a BriefContent. `edition` is its number, or None for a preview that has not been issued.

    For paper the page names no stylesheet (the renderer brings it); `on_screen` it links to that of the site.
    """
    lead = content.as_of
    return render_to_string(
        "briefs/document/brief.html",
        {
            "brief": content,
            "edition": edition,
            "on_screen": on_screen,
            "level": Level[content.level.upper()].label,
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
