"""Figures as plain text."""


def table(headings, rows):
    """Lines of a table, columns as wide as they need; the first column reads from the left, the others from the right."""
    texts = [list(map(str, row)) for row in (headings, *rows)]
    widths = [max(map(len, column)) for column in zip(*texts, strict=True)]
    lines = [
        "  ".join(text.ljust(width) if place == 0 else text.rjust(width) for place, (text, width) in cells).rstrip()
        for cells in (enumerate(zip(row, widths, strict=True)) for row in texts)
    ]
    return [lines[0], "-" * len(lines[0]), *lines[1:]]


def milliseconds(sample):
    """“12.3 (11.9–14.0)”: median, then least and most."""
    return f"{sample.median * 1000:,.1f} ({sample.low * 1000:,.1f}–{sample.high * 1000:,.1f})"


def verdict(ratio, goal):
    return "met" if ratio <= goal else "missed"
