"""From the content of a brief to its file."""

from briefs.document.html import to_html


def draw(content, *, number, on_step=None):
    """The PDF of a BriefContent as edition `number`, as bytes. `on_step(step, steps)` is told of progress, from 0.

    Raises MissingGlyph or RenderingFailed; then nothing was drawn.
    """
    from briefs.document.render import to_pdf  # a second to import: only where a brief is drawn

    return to_pdf(to_html(content, edition=number))
