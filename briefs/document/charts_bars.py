"""How the commitments on each theme, or of each party, fare: one stacked bar for each row, all on the same scale."""

from briefs.document.charts import svg
from briefs.document.charts_strips import fill

WIDTH, HEIGHT = 220, 15  # user units of the longest bar
ROOM = 8  # user units of a share that a number needs for each of its digits


def bars(breakdown, is_mirrored=False):
    """Pairs (BreakdownRow, its bar as safe HTML) of a Breakdown; the row with most commitments has the longest bar."""
    most = max((total(row) for row in breakdown.rows), default=0)
    return [(row, bar(row, most, is_mirrored)) for row in breakdown.rows]


def total(row):
    """How many commitments a BreakdownRow counts."""
    return sum(part.count for part in row.counts)


def in_words(row):
    """What the bar of a BreakdownRow shows, in words."""
    return " · ".join(f"{part.label} {part.count}" for part in row.counts)


def bar(row, most, is_mirrored):
    """The bar of a row where `most` commitments are as long as the picture; each share bears its number if it has room."""
    pieces, done = [], 0.0
    for part in row.counts:
        width = WIDTH * part.count / most
        left = WIDTH - done - width if is_mirrored else done
        pieces.append(fill(part.key, left + 0.5, 0.5, width - 1, HEIGHT - 1))
        number = str(part.count)
        if width > ROOM * len(number) + 6:
            middle = left + width / 2
            room = 5 + 6 * len(number)
            pieces.append(
                f'<rect x="{middle - room / 2:.1f}" y="2.2" width="{room}" height="10.6" rx="5.3" fill="#ffffff"/>'
                f'<text x="{middle:.1f}" y="10.8" font-size="9" font-weight="700" text-anchor="middle" '
                f'fill="#16202b">{number}</text>'
            )
        done += width
    return svg(WIDTH, HEIGHT, f"{row.label}: {in_words(row)}", "".join(pieces))
