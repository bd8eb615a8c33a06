"""The content of a brief as the one page, and the page as a PDF."""

import math
from functools import cache
from pathlib import Path

from django.template import Context, Engine

from bench.briefs.obvious import marks
from briefs.document import charts
from briefs.document.assets import FACES
from briefs.kinds import Section

HERE = Path(__file__).resolve().parent
# Letters to a line of the two columns of a comparison, and lines of the right one that a page holds below the headings.
WORDS_COLUMN, LATER_COLUMN, PAGE = 36, 60, 42


@cache
def template():
    return Engine(dirs=[HERE], libraries={"marks": marks.__name__}).get_template("brief.html")


@cache
def style():
    """The whole stylesheet, fonts from their files."""
    faces = (
        f'@font-face {{ font-family: "{face.family}"; font-weight: {face.weight}; font-style: {face.style}; '
        f'src: url("{face.path.as_uri()}"); }}'
        for face in FACES
    )
    return "\n".join(faces) + (HERE / "brief.css").read_text(encoding="utf-8")


def to_html(content):
    """The page of a BriefContent."""
    moment = f"{content.as_of:%-d %B %Y, %H:%M} UTC"
    counts = content.summary.counts
    said = "; ".join(f"{part.label} {part.count}" for part in counts)
    return template().render(
        Context(
            {
                "brief": content,
                "sections": content.sections or [section.value for section in Section],
                "level": content.level,
                "handling": "For the readers it was prepared for.",
                "direction": "ltr",
                "as_of": moment,
                "spreads": [spread(part) for part in content.comparisons],
                "rating_bar": charts.rating_bar(counts, f"Commitments by rating: {said}"),
                "timeline": charts.timeline(content.timeline, content.as_of.date(), f"Timeline up to {moment}"),
            }
        )
    )


def to_pdf(content):
    """The PDF of a BriefContent as bytes, tagged, in one run."""
    import weasyprint  # a second to import

    return weasyprint.HTML(string=to_html(content)).write_pdf(
        stylesheets=[weasyprint.CSS(string=style())], pdf_variant="pdf/ua-1", pdf_tags=True
    )


def spread(part):
    """A comparison as laid out: beside the words stand as many events as they are long, the others follow below."""
    room = words_height(part)
    beside, height = 0, 0
    for event in part.events:
        taken = event_height(event)
        if beside and (height >= room or height + taken > PAGE):
            break
        height += taken
        beside += 1
    return {"part": part, "beside": part.events[:beside], "below": part.events[beside:]}


def words_height(part):
    """About how many lines the left column of a comparison takes."""
    quoted = sum(
        lines(wording.text, WORDS_COLUMN)
        + lines(wording.version, WORDS_COLUMN)
        + sum(lines(f"{one.printed}{one.proposed}{one.reason}", WORDS_COLUMN) + 1 for one in wording.disputes)
        + 1
        for wording in part.wordings
    )
    terms = (
        part.statement,
        part.obligors_as_written + "; ".join(part.obligors),
        part.beneficiaries,
        *(deadline.words + deadline.set_by for deadline in part.deadlines),
        part.conditions,
        part.kind,
        part.specificity + part.verifiable,
        ", ".join(part.themes),
    )
    return quoted + sum(lines(f"{text:24}", WORDS_COLUMN) for text in terms if text)


def event_height(event):
    """About how many lines an event takes in the right column of a comparison."""
    told = () if event.is_told_before else (event.account, *(f"{row.claimant}{row.words:40}" for row in event.reports))
    return 4 + sum(lines(text, LATER_COLUMN) for text in (event.title, event.reasoning, *told))


def lines(text, letters):
    """How many lines of so many `letters` a text takes."""
    return math.ceil(len(text) / letters)
