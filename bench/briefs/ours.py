"""Our own way to a brief, as it is measured: the one place of the bench that knows how an edition is issued and drawn."""

from functools import partial

from django.core.cache import caches

from briefs.document.assets import SCHEME, STATIC, stylesheet
from briefs.document.html import to_html

# Where the time of an edition goes: {step: (module, function in it)}. Chapters are drawn two at a time and counted each by
# itself, so that they take about half of what they add up to; the front is one of them, and counted by itself as well.
STEPS = {
    "content": ("briefs.issuing", "content_of"),
    "html": ("briefs.document.chapters", "render_to_string"),
    "chapters": ("briefs.document.draw", "drawn_once"),
    "of them the front": ("briefs.document.draw", "drawn_front"),
    "binding": ("briefs.document.draw", "bound"),
    "storing": ("briefs.issuing", "keep_edition"),
}


def issue(scope, as_of, *, tagged=True):
    """The Edition of a Scope as of a moment; `tagged` as in briefs.document.draw."""
    from briefs import issuing
    from briefs.document.draw import draw

    return issuing.issue(scope, as_of, draw=partial(draw, tagged=tagged))


def forget_chapters():
    """Forget what was drawn before, so that the next edition is drawn from nothing."""
    caches["chapters"].clear()


def page(content, number):
    """The whole brief as one page with its stylesheet inside, for any browser to print."""
    return with_stylesheet(to_html(content, edition=number))


def with_stylesheet(html):
    """The page with its stylesheet inside, fonts from their files: what a bare renderer needs to draw the same."""
    style = stylesheet().replace(f"{SCHEME}:", f"{STATIC.as_uri()}/")
    head, end, rest = html.partition("</head>")
    if not end:
        raise RuntimeError("The page of the brief has no head to put a stylesheet in.")
    return f"{head}<style>{style}</style>{end}{rest}"
