"""Our own way to a brief, as it is measured: the one place of the bench that knows how an edition is issued and drawn."""

from bench.briefs import NotMeasured
from briefs.document.assets import SCHEME, STATIC, stylesheet
from briefs.document.html import to_html

# Where the time of an edition goes: {step: (module, function in it)}. A step within another counts in both.
STEPS = {
    "content": ("briefs.issuing", "brief_content"),
    "html": ("briefs.issuing", "to_html"),
    "layout and writing": ("bench.briefs.ours", "to_pdf"),
    "storing": ("briefs.issuing", "keep_edition"),
}


def to_pdf(html):
    from briefs.document import render

    return render.to_pdf(html)


def issue(scope, as_of, *, tagged=True):
    """The Edition of a Scope as of a moment, in this process. NotMeasured where it cannot be drawn without tags."""
    from briefs import issuing

    if not tagged:
        raise NotMeasured("a brief is always drawn with tags")
    return issuing.issue(scope, as_of, render=to_pdf)


def forget_chapters():
    """Forget what was drawn before, so that the next edition is drawn from nothing."""


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
