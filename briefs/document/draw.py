"""From the content of a brief to its file."""

from importlib.metadata import version

from briefs.document.html import to_html

# What a file's bytes come from, beside its content.
DRAWN_BY = ("weasyprint", "pikepdf")


def draw(content, *, number, on_step=None):
    """The PDF of a BriefContent as edition `number`, as bytes. `on_step(step, steps)` is told of progress, from 0.

    Raises MissingGlyph or RenderingFailed; then nothing was drawn.
    """
    from briefs.document.render import to_pdf  # a second to import: only where a brief is drawn

    return to_pdf(to_html(content, edition=number))


def drawn_with():
    """What draws a file here, such as “weasyprint 70.0, pikepdf 10.1.0”: another version may draw the same otherwise."""
    return ", ".join(f"{name} {version(name)}" for name in DRAWN_BY)
